"""What a page tells once something is done: left before the browser is sent on to the page, and found there by a token.

It lies in the server's memory for an hour, so that going back or loading the page again sends nothing twice, and that
nothing of it stands in an address or a log.
"""

import re
from secrets import token_urlsafe
from typing import TypeVar

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseRedirect

T = TypeVar("T")
KEY = "klart"
SECONDS = 3600
PREFIX = "notice:"
TOKEN = re.compile(r"[\w-]{22}", re.ASCII)


def send_on(address: str, notice: object) -> HttpResponseRedirect:
    """Send the browser to a page that tells of `notice`, which must be possible to pickle."""
    token = token_urlsafe(16)
    cache.set(f"{PREFIX}{token}", notice, SECONDS)
    return HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}{KEY}={token}#result")


def find_notice(request: HttpRequest, kind: type[T]) -> T | None:
    """What the page is to tell of; None where there is nothing, or nothing any more."""
    return recall_notice(request.GET.get(KEY, ""), kind)


def recall_notice(token: str, kind: type[T]) -> T | None:
    """The notice of a page by its token; None where there is none, or none any more."""
    found = cache.get(f"{PREFIX}{token}") if TOKEN.fullmatch(token) else None
    return found if isinstance(found, kind) else None
