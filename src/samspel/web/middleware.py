"""Headers that keep a page to itself, a limit on uploads, and errors told as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from samspel.sources.answer_form import SIZE_LIMIT
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.web.views.errors import show_error
from samspel.web.wsgi import BODY_LIMIT

Respond = Callable[[HttpRequest], HttpResponseBase]

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LARGE_UPLOADS = {"reach": ("reach_too_large", BODY_LIMIT)}
"""Pages by the name of their address that take more than an answered form, the error that says so, and bytes."""
FORM_ROOM = 100_000
"""Bytes that the form around an uploaded file may take."""


class SecurityHeadersMiddleware:
    """Sets the headers on every response, static files and errors included."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set what is not set already."""
        response = self._respond(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class UploadLimitMiddleware:
    """Turns away what is too large for its page before any of it is read."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; what matters is which view it goes to."""
        return self._respond(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        """Answer, or say why not."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        name = request.resolver_match.url_name if request.resolver_match else None
        code, limit = LARGE_UPLOADS.get(name or "", ("file_too_large", SIZE_LIMIT))
        if length.isdecimal() and int(length) > limit + FORM_ROOM:
            return show_error(request, BadInputError(code, file="", limit=limit // 1_000_000), 413)
        return None


class ErrorMiddleware:
    """Tells what went wrong for the user in the words of the catalogue: 404 for what is not there, 400 for the rest."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; only what a view raises matters."""
        return self._respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this with what a view raised."""
        if isinstance(error, NotFoundError):
            return show_error(request, error, 404)
        return show_error(request, error, 400) if isinstance(error, SamspelError) else None
