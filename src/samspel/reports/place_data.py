"""The picture of a place for machines: stable keys in English, texts in the chosen language."""

from typing import Any

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.portrait import Portrait
from samspel.observations.picture import PlacePicture, Row, Section, Site
from samspel.rendering.table import list_records
from samspel.reports.figure_tables import describe_blank_similar
from samspel.reports.figures import describe_definition, format_period
from samspel.reports.interdependence import tabulate_interdependence
from samspel.reports.records import ObservationData, PlaceData, Plain, make_observation, make_place, make_plain


class RowData(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a place beside similar places, its region and the country."""

    indicator: str
    name: str
    unit: str
    definition: str
    here: ObservationData
    similar_median: float | None
    similar_blank: str | None
    region: float | None
    region_from: ObservationData
    country: float | None
    country_from: ObservationData


class PointData(msgspec.Struct, frozen=True, kw_only=True):
    """A year of a course."""

    period: int
    years: str
    value: float | None


class CourseData(msgspec.Struct, frozen=True, kw_only=True):
    """The course of a figure at the place."""

    indicator: str
    values: list[PointData]


class SectionData(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the picture."""

    id: str
    name: str
    indicators: list[RowData]
    courses: list[CourseData]


class SiteData(msgspec.Struct, frozen=True, kw_only=True):
    """A site as the emission registers have it."""

    company: str
    name: str
    subsector: str
    municipality: str
    lat: float | None
    lon: float | None
    emissions_ets_t_2014: float | None
    emissions_eprtr_t_2014: float | None


class PortraitData(msgspec.Struct, frozen=True, kw_only=True):
    """The picture of a place, with the table of industry and welfare."""

    place: PlaceData
    region: PlaceData
    similar: list[PlaceData]
    labour_market_area: str | None
    reading: str
    sections: list[SectionData]
    register_sites: list[SiteData]
    register_sites_note: str
    interdependence: list[dict[str, Any]]
    interdependence_notes: list[str]


def render_portrait(catalogue: Catalogue, texts: Texts, portrait: Portrait) -> Plain:
    """The picture of a place as a dictionary."""
    return make_plain(make_portrait(catalogue, texts, portrait))


def make_portrait(catalogue: Catalogue, texts: Texts, portrait: Portrait) -> PortraitData:
    """The picture of a place as a record."""
    picture, table = portrait.picture, tabulate_interdependence(catalogue, texts, portrait.interdependence)
    return PortraitData(
        place=make_place(picture.place),
        region=make_place(picture.region),
        similar=[make_place(place) for place in picture.similar],
        labour_market_area=picture.labour_market_area or None,
        reading=texts("place.reading"),
        sections=[_make_section(catalogue, texts, section) for section in picture.sections],
        register_sites=[_make_site(site) for site in picture.sites],
        register_sites_note=_describe_sites(texts, picture),
        interdependence=list_records(table),
        interdependence_notes=list(table.notes),
    )


def _make_section(catalogue: Catalogue, texts: Texts, section: Section) -> SectionData:
    return SectionData(
        id=section.record.id,
        name=texts.of(section.record),
        indicators=[_make_row(catalogue, texts, row) for row in section.rows],
        courses=[
            CourseData(
                indicator=course.indicator.id,
                values=[
                    PointData(period=each.period.year, years=format_period(catalogue, texts, each), value=each.value)
                    for each in course.here
                ],
            )
            for course in section.courses
        ],
    )


def _make_row(catalogue: Catalogue, texts: Texts, row: Row) -> RowData:
    return RowData(
        indicator=row.indicator.id,
        name=texts.of(row.indicator).name,
        unit=row.indicator.unit,
        definition=describe_definition(texts, row.indicator),
        here=make_observation(catalogue, texts.lang, row.here),
        similar_median=row.similar,
        similar_blank=describe_blank_similar(texts, row) or None,
        region=row.region.value,
        region_from=make_observation(catalogue, texts.lang, row.region),
        country=row.country.value,
        country_from=make_observation(catalogue, texts.lang, row.country),
    )


def _describe_sites(texts: Texts, picture: PlacePicture) -> str:
    return texts("place.sites_note" if picture.sites else "place.sites_none")


def _make_site(site: Site) -> SiteData:
    return SiteData(
        company=site.company,
        name=site.name,
        subsector=site.subsector,
        municipality=site.municipality.name,
        lat=site.point[0] if site.is_placed else None,
        lon=site.point[1] if site.is_placed else None,
        emissions_ets_t_2014=site.emissions_ets,
        emissions_eprtr_t_2014=site.emissions_eprtr,
    )
