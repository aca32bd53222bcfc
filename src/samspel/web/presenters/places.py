"""The page of a place."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import override

from samspel.app.mapping import MapChoice, find_first_subject
from samspel.app.places import show_likeness, show_place
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.economy.portrait import Portrait
from samspel.observations.picture import PlacePicture, Row, Section
from samspel.reports.figures import describe_source, format_value
from samspel.reports.interdependence import compose_interdependence
from samspel.reports.likeness import compose_likeness, describe_similar
from samspel.reports.place import (
    compose_courses,
    compose_sites,
    describe_kind,
    describe_other_regions,
    tabulate_section,
)
from samspel.terms.place import Place, PlaceKind
from samspel.web.blocks import Files, set_blocks
from samspel.web.presenters.kept import ChangePart
from samspel.web.presenters.maps import MapForm, MapPart, draw_map_part, present_first_form
from samspel.web.presenters.pictures import Figure, draw_map
from samspel.web.remembering import recall
from samspel.web.shared import get_catalogue, get_desk

HEADLINES = 6
OF_FEATURES = "vikter"
"""What the address of the table of similar places says to get the features."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure in large print with what it can be compared with."""

    name: str
    value: str
    country: str
    credit: str


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section: its courses and its table."""

    id: str
    title: str
    blocks: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPage:
    """How like a place is to those that it is compared with."""

    template: ClassVar[str] = "samspel/similar.html"
    place: Place
    title: str
    blocks: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """All that the page of a place shows: its figures, what its report of reach says, and what is kept of it."""

    template: ClassVar[str] = "samspel/place.html"
    place: Place
    region: Place
    facts: tuple[str, ...]
    headlines: tuple[Headline, ...]
    sections: tuple[SectionPage, ...]
    map: Figure | None
    sites: SafeString
    similar: tuple[Place, ...]
    members: tuple[Place, ...]
    interdependence: SafeString
    form: MapForm | None
    areas: MapPart | None
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
        "similar": _find_files("similar_table", place.code),
        "features": _find_files("similar_table", place.code, query=f"?tabell={OF_FEATURES}"),
    }
    blocks = set_blocks(texts, compose_likeness(catalogue, texts, likeness), files)
    return SimilarPage(place=place, title=describe_similar(texts, place), blocks=blocks)


def _present_place(code: str, lang: Lang) -> PlacePage:
    desk = get_desk()
    place, texts = desk.catalogue.places.by_code[code], desk.catalogue.texts[lang]
    portrait = show_place(desk, place)
    picture, is_region = portrait.picture, place.kind is PlaceKind.REGION
    with override(lang):
        return PlacePage(
            place=place,
            region=picture.region,
            facts=_list_facts(texts, picture),
            headlines=tuple(_list_headlines(texts, picture)),
            sections=tuple(_present_section(texts, place, section) for section in picture.sections if section.rows),
            map=None if place.kind is PlaceKind.COUNTRY else draw_map(code, lang),
            sites=_set_sites(texts, picture),
            similar=picture.similar if place.kind is PlaceKind.MUNICIPALITY else (),
            members=desk.catalogue.places.members_of(place) if place.kind is PlaceKind.REGION else (),
            interdependence=_set_interdependence(texts, portrait),
            form=replace(present_first_form(), place=place.name) if is_region else None,
            areas=draw_map_part(find_first_subject(desk), MapChoice(place=place)) if is_region else None,
        )


def _list_facts(texts: Texts, picture: PlacePicture) -> tuple[str, ...]:
    """What kind of place it is, and what it is compared with; the names stand in a list of links."""
    kind, note = picture.place.kind, texts("place.similar_note")
    if kind is PlaceKind.COUNTRY:
        return ()
    if kind is PlaceKind.REGION:
        return (describe_other_regions(get_catalogue(), texts),)
    return (*describe_kind(get_catalogue(), texts, picture), f"{texts('web.place.similar_intro')} {note}")


def _list_headlines(texts: Texts, picture: PlacePicture) -> list[Headline]:
    """The first figures of the fact sheet that this place and the country both have."""
    rows = {row.indicator.id: row for section in picture.sections for row in section.rows}
    wanted = [rows[name] for name in get_catalogue().fact_sheet.indicators if name in rows]
    known = [row for row in wanted if row.here.value is not None and row.country.value is not None]
    return [_present_headline(texts, picture.place, row) for row in known[:HEADLINES]]


def _present_headline(texts: Texts, place: Place, row: Row) -> Headline:
    # A count says nothing beside the country's; a share or a sum of money does.
    is_count = not texts.of(texts.units[row.indicator.unit]).suffix
    country = texts("web.place.country", value=format_value(texts, row.indicator, row.country.value))
    return Headline(
        texts.of(row.indicator).name,
        format_value(texts, row.indicator, row.here.value),
        "" if is_count or place.kind is PlaceKind.COUNTRY else country,
        describe_source(get_catalogue(), texts, row.here),
    )


def _present_section(texts: Texts, place: Place, section: Section) -> SectionPage:
    catalogue = get_catalogue()
    table = tabulate_section(catalogue, texts, place, section)
    query = f"?avsnitt={section.record.id}"
    files = {table.name: _find_files("place_table", place.code, query=query)} | {
        f"{course.indicator.id}-{place.code}": _find_files("course_table", place.code, course.indicator.id)
        for course in section.courses
    }
    blocks = (*compose_courses(catalogue, texts, place, section.courses), table)
    return SectionPage(section.record.id, texts.of(section.record), set_blocks(texts, blocks, files))


def _set_sites(texts: Texts, picture: PlacePicture) -> SafeString:
    code = picture.place.code
    files = {f"sites-{code}": _find_files("sites_table", code)}
    return set_blocks(texts, compose_sites(get_catalogue(), texts, picture), files)


def _set_interdependence(texts: Texts, portrait: Portrait) -> SafeString:
    code = portrait.picture.place.code
    blocks = compose_interdependence(get_catalogue(), texts, portrait.interdependence)[1:]  # the page has the heading
    files = {f"industry-welfare-{code}": _find_files("interdependence_table", code)}
    return set_blocks(texts, blocks, files)


def _find_files(page: str, *key: str, query: str = "") -> Files:
    csv, xlsx = (reverse(page, args=[*key, kind]) + query for kind in ("csv", "xlsx"))
    return Files(csv, xlsx)
