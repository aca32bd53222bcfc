"""What a search found, with where each hit leads: in a place, to the place's own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from samspel.catalogue.records.search import FoundPage
from samspel.reports.search import describe_hit, describe_matches, label_hit, label_kind
from samspel.search.hits import Hit, HitKind
from samspel.terms.place import Place, PlaceKind
from samspel.web.presenters.scenario_typed import write_event_in
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.whereabouts import keep_in_measure, keep_place, lead_to, lead_to_demand, list_short_group

PAGE = "sida"
"""The field of the address that says for which page a place is looked for."""
EVENTS = "scenario"
"""The page on what happens after an event."""
OF_A_PLACE = ("place", "municipality")
ABOUT = {"place": "brief", "demand": "place_needs", "goal": "place_goals"}
"""The page of a place where a kind of paper is begun, by what it is about."""


@dataclass(frozen=True, slots=True)
class HitLink:
    """A hit: what it is called, where it leads, its kind, what tells it from others, and by which words."""

    label: str
    address: str
    kind: str
    told: str
    by: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Hits of one kind."""

    kind: str
    title: str
    hits: tuple[HitLink, ...]


def present_hits(hits: Iterable[Hit], here: Place | None, page: str = "", words: str = "") -> tuple[HitLink, ...]:
    """The hits as links; places lead to `page` of theirs where one is looked for, and the page on events takes along
    the event that the words tell.
    """
    catalogue, texts = get_catalogue(), get_texts()
    return tuple(
        HitLink(
            label=label_hit(catalogue, texts, hit),
            address=find_hit(hit, here, page, words),
            kind=label_kind(texts, hit.entry.kind),
            told=describe_hit(catalogue, texts, hit),
            by=describe_matches(texts, hit),
        )
        for hit in hits
    )


def group_hits(hits: Iterable[Hit], here: Place | None, words: str = "") -> tuple[HitGroup, ...]:
    """The hits by kind, the kind of the best first."""
    kinds: dict[HitKind, list[Hit]] = {}
    for hit in hits:
        kinds.setdefault(hit.entry.kind, []).append(hit)
    texts = get_texts()
    return tuple(
        HitGroup(kind.value, texts(f"search.kinds.{kind.value}"), present_hits(found, here, words=words))
        for kind, found in kinds.items()
    )


def find_hit(hit: Hit, here: Place | None, page: str = "", words: str = "") -> str:
    """Where a hit leads."""
    key, catalogue = hit.entry.key, get_catalogue()
    match hit.entry.kind:
        case HitKind.PLACE:
            address = reverse(page or "place", args=[key])
        case HitKind.DEMAND:
            address = lead_to_demand(key, here)
        case HitKind.PAGE:
            address = _find_page(get_desk().finder.pages[key], here)
            if key == EVENTS and here is not None and here.kind is PlaceKind.MUNICIPALITY:
                address += write_event_in(get_texts(), words)
        case HitKind.PAPER:
            address = _ask_place(ABOUT[catalogue.papers[key].about], here)
        case HitKind.GOAL:
            address = _find_goal(key, here)
        case HitKind.MEASURE:
            address = keep_in_measure(key, here)
        case HitKind.LABOUR:
            address = f"{reverse('compare')}?{urlencode({'plats': list_short_group('labour', key)})}"
        case HitKind.DUTY:
            address = f"{keep_place(reverse('duties'), here)}#{key}"
        case HitKind.SOURCE | HitKind.TABLE:
            source = key if hit.entry.kind is HitKind.SOURCE else catalogue.tables[key].source
            address = f"{keep_place(reverse('sources'), here)}#s-{source}"
        case HitKind.TERM:
            address = f"{keep_place(reverse('glossary'), here)}#{key}"
    return address


def list_pages_of_places() -> dict[str, str]:
    """The pages that a place is asked for, with their names."""
    texts = get_texts()
    pages = {page.id: texts.of(page).name for page in get_desk().finder.pages.values() if page.about in OF_A_PLACE}
    return {**pages, "place_needs": texts("web.nav.handbook"), "place_goals": texts("web.nav.goals")}


def _find_page(page: FoundPage, here: Place | None) -> str:
    if page.about in OF_A_PLACE:
        return _ask_place(page.id, here)
    return lead_to(page.id, here)


def _ask_place(name: str, here: Place | None) -> str:
    """A page of the place, or the search for the place whose page it shall be."""
    if here is not None and here.kind is not PlaceKind.COUNTRY:
        return reverse(name, args=[here.code])
    return f"{reverse('search')}?{urlencode({PAGE: name})}"


def _find_goal(key: str, here: Place | None) -> str:
    if here is None or here.kind is PlaceKind.COUNTRY:
        return f"{reverse('goals')}#{key}"
    return reverse("place_goal", args=[here.code, key])
