"""Answers as plain dictionaries for JSON: stable keys in English, texts in the chosen language."""

from collections.abc import Iterable
from typing import Any

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.observations.series import Observation
from samspel.reports.figures import describe_blank, describe_origin, format_period
from samspel.terms.errors import SamspelError
from samspel.terms.place import Place

Plain = dict[str, Any]


def render_place(place: Place) -> Plain:
    """A place."""
    return {"code": place.code, "name": place.name, "kind": place.kind.value, "body": place.body, "area": place.area}


def render_observation(catalogue: Catalogue, lang: Lang, observation: Observation) -> Plain:
    """A value with period, basis and origins, or null with the reason."""
    texts, indicator = catalogue.texts[lang], catalogue.indicators[observation.indicator]
    return {
        "value": observation.value,
        "meaning": _find_meaning(texts, observation.value, indicator.unit),
        "period": None if observation.value is None else format_period(catalogue, texts, observation),
        "basis": observation.basis.value,
        "origins": [describe_origin(catalogue, texts, origin) for origin in observation.origins],
        "blank": None if observation.blank is None else describe_blank(texts, indicator, observation.blank),
    }


def render_error(texts: Texts, error: SamspelError) -> Plain:
    """An error in its one shape: code, what, where, why, do, and further errors found in the same go."""
    explanation = texts.explain(error)
    return {
        "code": error.code,
        "what": explanation.what,
        "where": explanation.where,
        "why": explanation.why,
        "do": explanation.do,
        "others": [render_error(texts, other) for other in error.others],
    }


def _find_meaning(texts: Texts, value: float | None, unit: str) -> str | None:
    """What a value stands for where its unit is a scale of words."""
    return None if value is None else texts.meaning(value, unit) or None


def describe_ignored(texts: Texts, file: str, headings: Iterable[str]) -> str:
    """The columns of a list that nothing was done with."""
    return texts("lists.ignored", file=file, columns=", ".join(one or texts("lists.no_heading") for one in headings))
