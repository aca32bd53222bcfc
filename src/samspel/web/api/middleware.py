"""The language of the open data, and whom a browser lets read it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from samspel.catalogue.texts import LANGUAGES
from samspel.web.api.parameters import LANG
from samspel.web.api.problems import asks_for_data
from samspel.web.middleware_base import Middleware

METHODS = "GET, HEAD, OPTIONS"
READABLE = "ETag, Link, Retry-After"
SENDABLE = "If-None-Match"
A_DAY = "86400"


class OpenDataMiddleware(Middleware):
    """Answers in the language of the address's parameter, errors too, and lets pages of other sites read the answers
    where everybody may.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on all that is no open data as it is."""
        if not asks_for_data(request):
            return self._respond(request)
        wanted = request.GET.get(LANG, "").strip()
        lang = wanted if wanted in LANGUAGES else LANGUAGES[0]
        with translation.override(lang):
            is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
            response = _allow() if is_preflight and is_open_to_all() else self._respond(request)
        response.headers["Content-Language"] = lang
        if is_open_to_all():
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = READABLE
        return response


def is_open_to_all() -> bool:
    """Whether a page of any site may read the answers: only of a server that others reach without a key. On somebody's
    own machine they hold that person's answers and demands, which no page that happens to be open there may fetch.
    """
    return not settings.IS_ALONE and not settings.ACCESS_KEY


def _allow() -> HttpResponse:
    headers = {
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": SENDABLE,
        "Access-Control-Max-Age": A_DAY,
    }
    return HttpResponse(status=204, headers=headers)
