"""What every template may use: the texts, the language, and the same page in the other language."""

from django.conf import settings
from django.http import HttpRequest

from samspel.web.here import keep_here
from samspel.web.shared import get_lang, get_texts

PREFIX = "/en"


def add_texts(request: HttpRequest) -> dict[str, object]:
    """Context of every page."""
    path = request.get_full_path()
    bare = keep_here(path.removeprefix(PREFIX) if path.startswith(f"{PREFIX}/") else path)
    lang = get_lang()
    addresses = {"sv": bare, "en": f"{PREFIX}{bare}"}
    other = "en" if lang == "sv" else "sv"
    return {
        "texts": get_texts(),
        "lang": lang,
        "other_lang": other,
        "other_address": addresses[other],
        "addresses": addresses,
        "is_read_only": settings.READ_ONLY,
    }
