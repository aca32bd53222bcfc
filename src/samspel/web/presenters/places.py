"""The page of a place."""

from dataclasses import dataclass

from samspel.app.places import show_place
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts
from samspel.economy.portrait import Portrait
from samspel.observations.picture import PlacePicture, Row, Section, Site
from samspel.reports.figures import tell_basis, tell_branch, tell_period, tell_publishers, tell_value
from samspel.reports.interdependence_words import list_interdependence, tell_services
from samspel.terms.place import Place, PlaceKind
from samspel.web.presenters.figures import FigureTable, present_figures
from samspel.web.presenters.pictures import CourseFigure, Figure, draw_map, present_course
from samspel.web.remembering import recall
from samspel.web.shared import get_catalogue, get_desk

HEADLINES = 6


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure in large print with what it can be compared with."""

    name: str
    value: str
    country: str
    credit: str


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section: its table and its courses."""

    id: str
    title: str
    table: FigureTable
    courses: tuple[CourseFigure, ...]


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site in the emission registers."""

    company: str
    name: str
    subsector: str
    municipality: Place
    emissions: str


@dataclass(frozen=True, slots=True)
class InterdependenceRow:
    """A line of the industry-welfare table."""

    name: str
    jobs: str
    how: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    """All that the page of a place shows."""

    place: Place
    region: Place
    facts: tuple[str, ...]
    headlines: tuple[Headline, ...]
    sections: tuple[SectionPage, ...]
    map: Figure | None
    sites: tuple[SiteRow, ...]
    similar: tuple[Place, ...]
    members: tuple[Place, ...]
    interdependence: tuple[InterdependenceRow, ...]
    interdependence_note: str


def present_place(code: str, lang: Lang) -> PlacePage:
    """The page of a place."""
    return recall(("place", code, lang), lambda: _present_place(code, lang))


def _present_place(code: str, lang: Lang) -> PlacePage:
    desk = get_desk()
    place, texts = desk.catalogue.places.by_code[code], desk.catalogue.texts[lang]
    portrait = show_place(desk, place)
    picture = portrait.picture
    is_country = place.kind is PlaceKind.COUNTRY
    return PlacePage(
        place,
        picture.region,
        tuple(_tell_facts(texts, picture)),
        tuple(_present_headlines(texts, picture)),
        tuple(_present_section(texts, place, section) for section in picture.sections if section.rows),
        None if is_country else draw_map(code, lang),
        tuple(_present_site(desk.catalogue, texts, site) for site in picture.sites),
        picture.similar if place.kind is PlaceKind.MUNICIPALITY else (),
        desk.catalogue.places.members_of(place) if place.kind is PlaceKind.REGION else (),
        *_present_interdependence(texts, portrait),
    )


def _tell_facts(texts: Texts, picture: PlacePicture) -> list[str]:
    """What kind of place it is, and what it is compared with."""
    place = picture.place
    if place.kind is PlaceKind.REGION:
        return [f"{texts('place.similar_regions')} {texts('place.similar_note')}"]
    if place.kind is PlaceKind.COUNTRY:
        return []
    group = next(texts.of(g) for g in get_catalogue().places.groups if g.id == place.group)
    return [
        texts("place.group", group=group),
        texts("place.labour_market_area", area=picture.labour_market_area),
        f"{texts('web.place.similar_intro')} {texts('place.similar_note')}",
    ]


def _present_headlines(texts: Texts, picture: PlacePicture) -> list[Headline]:
    """The first figures of the fact sheet that this place and the country both have."""
    rows = {row.indicator.id: row for section in picture.sections for row in section.rows}
    wanted = [rows[name] for name in get_catalogue().fact_sheet.indicators if name in rows]
    known = [row for row in wanted if row.here.value is not None and row.country.value is not None]
    return [_present_headline(texts, picture.place, row) for row in known[:HEADLINES]]


def _present_headline(texts: Texts, place: Place, row: Row) -> Headline:
    catalogue, here = get_catalogue(), row.here
    credit = texts(
        "web.place.credit",
        period=tell_period(catalogue, texts, here),
        basis=tell_basis(texts, here),
        publisher=tell_publishers(catalogue, here.origins),
    )
    # A count says nothing beside the country's; a share or a sum of money does.
    is_count = not texts.of(texts.units[row.indicator.unit]).suffix
    country = texts("web.place.country", value=tell_value(texts, row.indicator, row.country.value))
    return Headline(
        texts.of(row.indicator).name,
        tell_value(texts, row.indicator, here.value),
        "" if is_count or place.kind is PlaceKind.COUNTRY else country,
        credit,
    )


def _present_section(texts: Texts, place: Place, section: Section) -> SectionPage:
    title: str = texts.of(section.record)
    courses = tuple(present_course(texts, place, course) for course in section.courses)
    caption = texts("web.place.table", title=title, area=place.area)
    return SectionPage(section.record.id, title, present_figures(texts, place, section.rows, caption), courses)


def _present_site(catalogue: Catalogue, texts: Texts, site: Site) -> SiteRow:
    emissions = site.emissions_ets or site.emissions_eprtr
    told = texts("words.dash") if emissions is None else texts.number(emissions)
    return SiteRow(site.company, site.label, tell_branch(catalogue, texts, site), site.municipality, told)


def _present_interdependence(texts: Texts, portrait: Portrait) -> tuple[tuple[InterdependenceRow, ...], str]:
    measured = portrait.interdependence
    if measured is None:
        return (), ""
    lines = list_interdependence(get_catalogue(), texts, measured)
    return tuple(InterdependenceRow(*line) for line in lines), tell_services(texts, measured)
