"""Headers that keep a page to itself, a limit on uploads, and errors told as pages."""

import logging

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.terms.units import MEGABYTE
from samspel.web.bodies import UPLOADS
from samspel.web.headers import CACHING, HEADERS, TLS_HEADERS
from samspel.web.middleware_base import Middleware
from samspel.web.shared import begin_with_desk, end_with_desk, get_limits
from samspel.web.views.errors import KINDS, find_status, show_error, show_status
from samspel.web.work.guards import SignInError, go_to_sign_in
from samspel.workspace.failures import explain_failure
from samspel.workspace.permissions import ForbiddenError

_log = logging.getLogger("django.request")


class SecurityHeadersMiddleware(Middleware):
    """Sets the headers on every response, static files and errors included."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set what is not set already."""
        response = self._respond(request)
        for name, value in (HEADERS | CACHING | (TLS_HEADERS if request.is_secure() else {})).items():
            response.headers.setdefault(name, value)
        return response


class DeskMiddleware(Middleware):
    """Lets a request begin with the own demands as they are kept now, and keep to them until its end."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Take in what has changed, and pass on."""
        begin_with_desk()
        try:
            return self._respond(request)
        finally:
            end_with_desk()


class UploadLimitMiddleware(Middleware):
    """Tells what is too large for its page in the page's own words, before any of it is read. (The server has turned
    away what is far too large, and what does not state its length, while it was received.)
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; what matters is which view it goes to."""
        return self._respond(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        """Answer, or say why not."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isascii() and length.isdecimal() else 0
        name = request.resolver_match.url_name if request.resolver_match else None
        upload = UPLOADS.get(name or "")
        if upload is None:
            return show_status(request, "too_large", 413) if size > get_limits().small_body else None
        if size > upload.limit:
            return show_error(request, BadInputError(upload.error, file="", limit=upload.limit // MEGABYTE), 413)
        return None


class ErrorMiddleware(Middleware):
    """Tells what went wrong for the user in the words of the catalogue: 404 for what is not there, 507 for a full disk,
    400 for the rest. An error without a page gets one.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, and give what comes back empty a page."""
        response = self._respond(request)
        kind = KINDS.get(response.status_code)
        if kind is None or not isinstance(response, HttpResponse) or response.content:
            return response
        page = show_status(request, kind, response.status_code)
        for name, value in response.headers.items():
            if name not in ("Content-Type", "Content-Length"):
                page.headers[name] = value
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this with what a view raised."""
        if isinstance(error, SignInError):
            return go_to_sign_in(request)
        if isinstance(error, (ForbiddenError, NotFoundError)):
            return show_error(request, error, 403 if isinstance(error, ForbiddenError) else 404)
        failed = explain_failure(error)
        if failed is not None:
            _log.error("the database failed", exc_info=error)
        told = error if isinstance(error, SamspelError) else failed
        if told is not None:
            return show_error(request, told, find_status(told))
        if find_status(error) == 507:  # noqa: PLR2004 - HTTP's Insufficient Storage
            _log.error("the disk is full", exc_info=error)
            return show_status(request, "full", 507)
        return None
