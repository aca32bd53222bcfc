"""The page of a place."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import override

from samspel.app.mapping import MapChoice, find_first_subject
from samspel.app.needs import measure_needs
from samspel.app.places import show_likeness, show_overview
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.observations.picture import Opening, Row
from samspel.reports.figures import describe_source, format_value
from samspel.reports.likeness import compose_likeness, describe_similar
from samspel.reports.needs import describe_verdicts, find_standouts
from samspel.reports.place import describe_kind, describe_other_regions, describe_reading
from samspel.terms.place import Place, PlaceKind
from samspel.web.blocks import set_blocks
from samspel.web.presenters.figures import find_files
from samspel.web.presenters.kept import ChangePart
from samspel.web.presenters.maps import MapForm, MapPart, draw_map_part, present_first_form
from samspel.web.presenters.needs import NeedCard, present_cards
from samspel.web.presenters.pictures import Figure, draw_map
from samspel.web.remembering import recall
from samspel.web.shared import get_catalogue, get_desk
from samspel.web.whereabouts import keep_in_measure

HEADLINES, OPENING, STANDOUTS = 6, 3, 3
"""So many figures stand in large print, open each section, and so many demands open the page."""
OF_FEATURES = "vikter"
"""What the address of the table of similar places says to get the features."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure in large print with what it can be compared with; its name leads to its definition."""

    name: str
    address: str
    value: str
    country: str
    credit: str


@dataclass(frozen=True, slots=True)
class OpeningPart:
    """A section by its first figures; `more` leads to all of them."""

    id: str
    title: str
    figures: tuple[Headline, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPage:
    """How like a place is to those that it is compared with."""

    template: ClassVar[str] = "samspel/similar.html"
    place: Place
    title: str
    blocks: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """A place at a glance: what stands out, its first figures, what the latest renewal changed, what its report of
    reach says, and what is kept of it.
    """

    template: ClassVar[str] = "samspel/place.html"
    place: Place
    region: Place
    facts: tuple[str, ...]
    headlines: tuple[Headline, ...]
    needs: str
    standouts: tuple[NeedCard, ...]
    reading: tuple[str, ...]
    openings: tuple[OpeningPart, ...]
    map: Figure | None
    similar: tuple[Place, ...]
    members: tuple[Place, ...]
    form: MapForm | None
    areas: MapPart | None
    news: str = ""
    has_reach: bool = False
    reach: str = ""
    has_kept: bool = False
    changes: tuple[ChangePart, ...] = ()


def present_place(code: str, lang: Lang) -> PlacePage:
    """The page of a place, without what is kept of it."""
    return recall(("place", code, lang), lambda: _present_place(code, lang))


def present_similar(place: Place, lang: Lang) -> SimilarPage:
    """The page of similar places. Raises BadInputError for the country."""
    catalogue, texts = get_catalogue(), get_catalogue().texts[lang]
    likeness = show_likeness(get_desk(), place)
    files = {
        "similar": find_files("similar_table", place.code),
        "features": find_files("similar_table", place.code, query=f"?tabell={OF_FEATURES}"),
    }
    blocks = set_blocks(texts, compose_likeness(catalogue, texts, likeness), files)
    return SimilarPage(place=place, title=describe_similar(texts, place), blocks=blocks)


def _present_place(code: str, lang: Lang) -> PlacePage:
    desk = get_desk()
    places, texts = desk.catalogue.places, desk.catalogue.texts[lang]
    place = places.by_code[code]
    overview = show_overview(desk, place, HEADLINES, OPENING)
    is_town, is_region = place.kind is PlaceKind.MUNICIPALITY, place.kind is PlaceKind.REGION
    needs = () if place.kind is PlaceKind.COUNTRY else measure_needs(desk, place)
    with override(lang):
        return PlacePage(
            place=place,
            region=places.region_of(place),
            facts=_list_facts(texts, place),
            headlines=tuple(_present_headline(texts, place, row) for row in overview.headlines),
            needs=describe_verdicts(texts, needs) if needs else "",
            standouts=present_cards(desk, texts, find_standouts(needs)[:STANDOUTS], {}),
            reading=describe_reading(texts, None if place.kind is PlaceKind.COUNTRY else show_likeness(desk, place)),
            openings=tuple(_present_opening(texts, place, opening) for opening in overview.openings),
            map=None if place.kind is PlaceKind.COUNTRY else draw_map(code, lang),
            similar=places.similar_to(place) if is_town else (),
            members=places.members_of(place) if is_region else (),
            form=replace(present_first_form(), place=place.name) if is_region else None,
            areas=draw_map_part(find_first_subject(desk), MapChoice(place=place)) if is_region else None,
        )


def _list_facts(texts: Texts, place: Place) -> tuple[str, ...]:
    """What kind of place it is, and what it is compared with; the names stand in a list of links."""
    if place.kind is PlaceKind.COUNTRY:
        return ()
    if place.kind is PlaceKind.REGION:
        return (describe_other_regions(get_catalogue(), texts),)
    note = texts("place.similar_note")
    return (*describe_kind(get_catalogue(), texts, place), f"{texts('web.place.similar_intro')} {note}")


def _present_opening(texts: Texts, place: Place, opening: Opening) -> OpeningPart:
    title = texts.of(opening.record)
    return OpeningPart(
        opening.record.id,
        title,
        tuple(_present_headline(texts, place, row) for row in opening.rows),
        texts("web.place.all_of", count=opening.count, title=title),
    )


def _present_headline(texts: Texts, place: Place, row: Row) -> Headline:
    # A count says nothing beside the country's; a share or a sum of money does.
    is_count = not texts.of(texts.units[row.indicator.unit]).suffix
    country = texts("web.place.country", value=format_value(texts, row.indicator, row.country.value))
    return Headline(
        texts.of(row.indicator).name,
        keep_in_measure(row.indicator.id, place),
        format_value(texts, row.indicator, row.here.value),
        "" if is_count or place.kind is PlaceKind.COUNTRY or row.country.value is None else country,
        describe_source(get_catalogue(), texts, row.here),
    )
