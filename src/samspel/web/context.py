"""What every template may use: the texts, the language, and the same page in the other language."""

from typing import TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.terms.place import Place
from samspel.web.here import keep_here
from samspel.web.shared import get_lang, get_texts
from samspel.web.tour import TourStep, find_step
from samspel.web.whereabouts import Step, find_here, list_menu, list_trail, list_unit_menu
from samspel.web.work.who import asks_for_accounts, get_account, may_change

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
    has_work: bool
    sign_in: str
    has_account: bool
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
    is_nobody = asks_for_accounts() and get_account(request) is None
    other: Lang = "en" if lang == "sv" else "sv"
    return Everywhere(
        texts=get_texts(),
        lang=lang,
        path=request.path,
        other_lang=other,
        other_address=addresses[other],
        addresses=addresses,
        is_read_only=not may_change(request),
        has_work=not settings.READ_ONLY,
        sign_in=f"{reverse('account_login')}?{urlencode({'next': keep_here(path)})}" if is_nobody else "",
        has_account=asks_for_accounts() and not is_nobody,
        here=keep_here(path),
        tour=find_step(request),
        inside=inside,
        menu=list_menu(request, inside),
        trail=list_trail(request, inside),
        unit_menu=list_unit_menu(request),
    )
