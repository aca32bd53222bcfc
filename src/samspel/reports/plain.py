"""Answers as plain dictionaries for JSON: stable keys in English, texts in the chosen language."""

from typing import Any

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts, choose
from samspel.economy.portrait import Portrait
from samspel.observations.picture import Row, Site
from samspel.observations.series import Observation
from samspel.rendering.data import PlainTable
from samspel.rendering.table import Data
from samspel.reports.figures import tell_blank, tell_origin, tell_period
from samspel.terms.errors import SamspelError
from samspel.terms.place import Place

Plain = dict[str, Any]


def plain_place(place: Place) -> Plain:
    """A place."""
    return {"code": place.code, "name": place.name, "kind": place.kind.value, "body": place.body, "area": place.area}


def plain_observation(catalogue: Catalogue, lang: Lang, observation: Observation) -> Plain:
    """A value with period, basis and origins, or null with the reason."""
    texts, indicator = catalogue.texts[lang], catalogue.indicators[observation.indicator]
    return {
        "value": observation.value,
        "period": tell_period(catalogue, texts, observation),
        "basis": observation.basis.value,
        "origins": [tell_origin(catalogue, texts, origin) for origin in observation.origins],
        "blank": None if observation.blank is None else tell_blank(texts, indicator, observation.blank),
    }


def plain_portrait(catalogue: Catalogue, lang: Lang, portrait: Portrait) -> Plain:
    """The picture of a place."""
    picture, texts = portrait.picture, catalogue.texts[lang]
    plain: Plain = {
        "place": plain_place(picture.place),
        "region": plain_place(picture.region),
        "similar": [plain_place(place) for place in picture.similar],
        "labour_market_area": picture.labour_market_area or None,
        "sections": [
            {
                "id": section.record.id,
                "name": choose(section.record, lang),
                "indicators": [_plain_row(catalogue, lang, row) for row in section.rows],
                "courses": [
                    {
                        "indicator": course.indicator.id,
                        "values": [{"period": o.period.year, "value": o.value} for o in course.here],
                    }
                    for course in section.courses
                ],
            }
            for section in picture.sections
        ],
        "register_sites": [_plain_site(site) for site in picture.sites],
    }
    if portrait.interdependence is not None:
        measured = portrait.interdependence
        plain["interdependence"] = {
            "industry_jobs": measured.industry.value,
            "industry_jobs_from": plain_observation(catalogue, lang, measured.industry),
            "dependent_service_jobs": measured.dependent_services,
            "dependent_service_jobs_basis": measured.basis.value,
            "dependent_service_jobs_origins": [tell_origin(catalogue, texts, one) for one in measured.origins],
            "input_output_year": measured.year,
            "services_per_industry": measured.services_per_industry,
            "welfare_jobs": None,
            "welfare_jobs_blank": texts("interdependence.welfare_blank"),
            "all_jobs": measured.all_jobs.value,
            "all_jobs_from": plain_observation(catalogue, lang, measured.all_jobs),
        }
    return plain


def plain_table(table: PlainTable | Data) -> list[Plain]:
    """A table as one dictionary a row."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def plain_error(texts: Texts, error: SamspelError) -> Plain:
    """An error in its one shape: code, what, where, why, do, and further errors found in the same go."""
    explanation = texts.explain(error)
    return {
        "code": error.code,
        "what": explanation.what,
        "where": explanation.where,
        "why": explanation.why,
        "do": explanation.do,
        "others": [plain_error(texts, other) for other in error.others],
    }


def _plain_row(catalogue: Catalogue, lang: Lang, row: Row) -> Plain:
    return {
        "indicator": row.indicator.id,
        "name": choose(row.indicator, lang).name,
        "unit": row.indicator.unit,
        "here": plain_observation(catalogue, lang, row.here),
        "similar_median": row.similar,
        "region": row.region.value,
        "country": row.country.value,
    }


def _plain_site(site: Site) -> Plain:
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
