"""How much may be sent to which address."""

from collections.abc import Mapping
from typing import NamedTuple

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from samspel.app.asking import FORM_LIMIT
from samspel.app.minutes import LIMIT as MINUTES_LIMIT
from samspel.web.access import has_key
from samspel.web.limits import Limits
from samspel.web.server.requests import Allowance
from samspel.web.wsgi import BODY_LIMIT

FORM_ROOM, MINUTES_ROOM = 100_000, 500_000
"""Bytes that the form around an uploaded file may take, and one in which minutes may be pasted."""


class Upload(NamedTuple):
    """What a page takes: bytes, and the error that says so."""

    limit: int
    error: str


UPLOADS = {
    "reach": Upload(BODY_LIMIT, "reach_too_large"),
    "enquiry": Upload(FORM_LIMIT + FORM_ROOM, "list_too_large"),
    "decision": Upload(MINUTES_LIMIT + MINUTES_ROOM, "minutes_too_large"),
}
"""The addresses that take a file, by name. Every other takes a small form and no more."""


def allow_body(limits: Limits, method: str, path: str, headers: Mapping[str, str]) -> Allowance:
    """How large the body of a request may be; headers are named as waitress does, COOKIE for Cookie."""
    small = Allowance(limits.small_body)
    cookies = headers.get("COOKIE", "")
    if method != "POST" or settings.READ_ONLY or not has_key(cookies):
        return small
    if not settings.IS_ALONE and settings.SESSION_COOKIE_NAME not in cookies:  # nobody has signed in
        return small
    upload = UPLOADS.get(find_view(path))
    return small if upload is None else Allowance(upload.limit, is_upload=True)


def find_view(path: str) -> str:
    """The name of the address; empty for one that does not exist."""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).url_name or ""
        except (Resolver404, ValueError):
            return ""
