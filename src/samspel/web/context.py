"""What every template may use: the texts, the language, and the same page in the other language."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest

from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.terms.place import Place
from samspel.web.here import keep_here
from samspel.web.shared import get_lang, get_texts
from samspel.web.tour import TourStep, find_step
from samspel.web.whereabouts import Step, find_here, list_menu, list_trail, list_unit_menu

PREFIX = "/en"


class Everywhere(TypedDict):
    """The names that every template has beside its page."""

    texts: Texts
    lang: Lang
    path: str
    other_lang: Lang
    other_address: str
    addresses: dict[Lang, str]
    is_read_only: bool
    here: str
    tour: TourStep | None
    inside: Place | None
    menu: tuple[Step, ...]
    trail: tuple[Step, ...]
    unit_menu: tuple[Step, ...]


def add_texts(request: HttpRequest) -> Everywhere:
    """Context of every page."""
    path = request.get_full_path()
    bare = keep_here(path.removeprefix(PREFIX) if path.startswith(f"{PREFIX}/") else path)
    lang = get_lang()
    addresses: dict[Lang, str] = {"sv": bare, "en": f"{PREFIX}{bare}"}
    inside = find_here(request)
    other: Lang = "en" if lang == "sv" else "sv"
    return Everywhere(
        texts=get_texts(),
        lang=lang,
        path=request.path,
        other_lang=other,
        other_address=addresses[other],
        addresses=addresses,
        is_read_only=settings.READ_ONLY,
        here=keep_here(path),
        tour=find_step(request),
        inside=inside,
        menu=list_menu(request, inside),
        trail=list_trail(request, inside),
        unit_menu=list_unit_menu(request),
    )
