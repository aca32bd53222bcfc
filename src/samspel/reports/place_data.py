"""The picture of a place for machines: stable keys in English, texts in the chosen language."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.portrait import Portrait
from samspel.observations.picture import PlacePicture, Row, Section, Site
from samspel.rendering.table import list_records
from samspel.reports.figure_tables import describe_blank_similar
from samspel.reports.figures import describe_definition, format_period
from samspel.reports.interdependence import tabulate_interdependence
from samspel.reports.records import Plain, render_observation, render_place


def render_portrait(catalogue: Catalogue, texts: Texts, portrait: Portrait) -> Plain:
    """The picture of a place, with the table of industry and welfare."""
    picture = portrait.picture
    plain = {
        "place": render_place(picture.place),
        "region": render_place(picture.region),
        "similar": [render_place(place) for place in picture.similar],
        "labour_market_area": picture.labour_market_area or None,
        "reading": texts("place.reading"),
        "sections": [_render_section(catalogue, texts, section) for section in picture.sections],
        "register_sites": [_render_site(site) for site in picture.sites],
        "register_sites_note": _describe_sites(texts, picture),
    }
    table = tabulate_interdependence(catalogue, texts, portrait.interdependence)
    return plain | {"interdependence": list_records(table), "interdependence_notes": list(table.notes)}


def _render_section(catalogue: Catalogue, texts: Texts, section: Section) -> Plain:
    return {
        "id": section.record.id,
        "name": texts.of(section.record),
        "indicators": [_render_row(catalogue, texts, row) for row in section.rows],
        "courses": [
            {
                "indicator": course.indicator.id,
                "values": [
                    {"period": each.period.year, "years": format_period(catalogue, texts, each), "value": each.value}
                    for each in course.here
                ],
            }
            for course in section.courses
        ],
    }


def _render_row(catalogue: Catalogue, texts: Texts, row: Row) -> Plain:
    return {
        "indicator": row.indicator.id,
        "name": texts.of(row.indicator).name,
        "unit": row.indicator.unit,
        "definition": describe_definition(texts, row.indicator),
        "here": render_observation(catalogue, texts.lang, row.here),
        "similar_median": row.similar,
        "similar_blank": describe_blank_similar(texts, row) or None,
        "region": row.region.value,
        "region_from": render_observation(catalogue, texts.lang, row.region),
        "country": row.country.value,
        "country_from": render_observation(catalogue, texts.lang, row.country),
    }


def _describe_sites(texts: Texts, picture: PlacePicture) -> str:
    return texts("place.sites_note" if picture.sites else "place.sites_none")


def _render_site(site: Site) -> Plain:
    return {
        "company": site.company,
        "name": site.name,
        "subsector": site.subsector,
        "municipality": site.municipality.name,
        "lat": site.point[0] if site.is_placed else None,
        "lon": site.point[1] if site.is_placed else None,
        "emissions_ets_t_2014": site.emissions_ets,
        "emissions_eprtr_t_2014": site.emissions_eprtr,
    }
