"""Who is let in where the server can be reached from other machines, and that nobody writes to one that only shows.

The key stands in the address that `samspel serve` prints. The first page that is opened with it keeps it in a cookie.
"""

import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from samspel.web.here import keep_here
from samspel.web.middleware_base import Middleware
from samspel.web.pages import show_page
from samspel.web.views.errors import show_status

COOKIE, FIELD = "samspel-key", "nyckel"
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = "/arbetare.js"
"""The script that removes what a browser has kept, which must reach those whose key has ended."""


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """The first page to somebody with the key, which goes on to the address that was asked for."""

    template: ClassVar[str] = "samspel/welcome.html"
    address: str

    @property
    def refresh(self) -> str:
        """What sends the browser on by itself."""
        return f"0;url={self.address}"


def make_key() -> str:
    """A new key, too long to guess."""
    return secrets.token_urlsafe(24)


def fits(given: str) -> bool:
    """Whether a key is the server's; the time taken does not tell how much of it is right."""
    return secrets.compare_digest(given.encode(errors="replace"), str(settings.ACCESS_KEY).encode())


def has_key(cookies: str) -> bool:
    """Whether the header with a request's cookies holds the key, or none is needed."""
    if not settings.ACCESS_KEY:
        return True
    try:
        kept = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return False
    return kept is not None and fits(kept.value)


class AccessMiddleware(Middleware):
    """Shows the page of what is forbidden to requests without the key, and to what would change something where the
    server only shows.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let through or not."""
        if settings.ACCESS_KEY and request.path != OPEN:
            if fits(request.GET.get(FIELD, "")):
                return _welcome(request)
            if not fits(request.COOKIES.get(COOKIE, "")) and not fits(_read_bearer(request)):
                return show_status(request, "no_key", 403)
        if settings.READ_ONLY and request.method not in SAFE:
            return show_status(request, "read_only", 403)
        return self._respond(request)


def _read_bearer(request: HttpRequest) -> str:
    """The key as a program sends it, which keeps no cookies: in the header that is for it."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else ""


def _welcome(request: HttpRequest) -> HttpResponseBase:
    """Keep the key and go on to the address without it. A page of our own rather than a redirect: browsers leave out a
    strict cookie when a link from elsewhere is redirected.
    """
    query = request.GET.copy()
    del query[FIELD]
    rest = f"?{query.urlencode()}" if query else ""
    address = keep_here(f"{request.path}{rest}")
    response = show_page(request, WelcomePage(address))
    response.set_cookie(
        COOKIE, str(settings.ACCESS_KEY), httponly=True, samesite="Strict", secure=request.is_secure(), path="/"
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
