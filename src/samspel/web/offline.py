"""The last pages without a connection: which of them a browser may keep, and the script that keeps them.

A phone goes from hand to hand. So only pages of official figures are kept, never one with an answer, a draft, an own
demand or a report, and nothing at all that is under a key: what was kept goes when a server asks for one.
"""

import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from samspel.web.access import OPEN
from samspel.web.middleware_base import Middleware
from samspel.web.pages import show_page
from samspel.web.shared import get_desk

KEEP = "Samspel-Keep"
WORKER = OPEN
PAGES = ("/utan-natet/", "/en/utan-natet/")
KEEPABLE = frozenset(("chain", "duties", "front", "glossary", "goals", "help", "place", "place_needs", "similar"))
"""Pages that hold what is published and nothing of anybody's, as long as nothing is kept here."""
PARTS = ("samspel/site.css", "samspel/site.js", "samspel/icon.svg")
_SCRIPT = Path(__file__).parent / "static" / "samspel" / "worker.js"


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What stands where a page cannot be fetched."""

    template: ClassVar[str] = "samspel/offline.html"


class OfflineMiddleware(Middleware):
    """Tells the script which pages may be kept."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, and mark what may be kept."""
        response = self._respond(request)
        name = request.resolver_match.url_name if request.resolver_match else None
        is_whole = response.status_code == HTTPStatus.OK and "no-store" not in response.headers.get("Cache-Control", "")
        if is_whole and name in KEEPABLE and may_be_kept():
            response.headers[KEEP] = "1"
        return response


def may_be_kept() -> bool:
    """Whether the pages hold nothing but what is published, and neither key nor account is asked for."""
    stamp, is_open = get_desk().stamp, settings.IS_ALONE and not settings.ACCESS_KEY
    return is_open and not (stamp.answers or stamp.reach or stamp.own or stamp.hospitals)


@require_safe
def send_worker(_request: HttpRequest) -> HttpResponse:
    """The script; under a key one that removes what was kept, and itself. Anybody gets it: it says nothing."""
    says = {
        "VERSION": settings.STATIC_URL,
        "SHELL": [static(part) for part in PARTS],
        "OFFLINE": PAGES,
        "KEEPS": settings.IS_ALONE and not settings.ACCESS_KEY,
    }
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in says.items())
    return HttpResponse(
        head + _SCRIPT.read_text(encoding="utf-8"),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@require_safe
def show_offline(request: HttpRequest) -> HttpResponse:
    """The page for when there is no connection."""
    return show_page(request, OfflinePage())
