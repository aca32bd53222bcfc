"""Headers that keep a page to itself, a limit on uploads, and errors told as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from samspel.sources.answer_form import SIZE_LIMIT
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.web.views.errors import show_error

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
    """Turns away what is too large before any of it is read."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say why not."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > SIZE_LIMIT + FORM_ROOM:
            error = BadInputError("file_too_large", file="", limit=SIZE_LIMIT // 1_000_000)
            return show_error(request, error, 413)
        return self._respond(request)


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
