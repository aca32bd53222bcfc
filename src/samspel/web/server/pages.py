"""Makes the server's own pages beforehand, from the same template as every other."""

import io

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.utils import translation

from samspel.web.views.errors import KINDS, show_status


def make_pages() -> dict[tuple[int, str], bytes]:
    """Every page of a status, by status and language."""
    return {
        (status, lang): _make(kind, status, lang) for status, kind in KINDS.items() for lang, _ in settings.LANGUAGES
    }


def _make(kind: str, status: int, lang: str) -> bytes:
    path = "/" if lang == settings.LANGUAGE_CODE else f"/{lang}/"
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(),
        }
    )
    with translation.override(lang):
        return show_status(request, kind, status).content
