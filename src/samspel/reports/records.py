"""Answers as plain dictionaries for JSON: stable keys in English, texts in the chosen language.

Each is made as a typed record first: its fields are what the commands' JSON and the web's open data hold, and what the
description of those says (`web.api.description`).
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.observations.series import Observation
from samspel.reports.figures import describe_blank, describe_origin, format_period, label_basis
from samspel.terms.errors import SamspelError
from samspel.terms.origin import Basis
from samspel.terms.place import Place, PlaceKind

Plain = dict[str, Any]


class PlaceData(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality, a region or the country."""

    code: str
    name: str
    kind: PlaceKind
    body: str
    area: str


class ObservationData(msgspec.Struct, frozen=True, kw_only=True):
    """A value with period, basis and origins, or null with the reason."""

    value: float | None
    meaning: str | None
    period: str | None
    basis: Basis
    basis_words: str
    origins: list[str]
    blank: str | None


def make_plain(record: msgspec.Struct) -> Plain:
    """A record as a dictionary, with all that is in it."""
    plain: Plain = msgspec.to_builtins(record)
    return plain


def make_place(place: Place) -> PlaceData:
    """A place as a record, with its names as letters alone."""
    name, body, area = (str(one) for one in (place.name, place.body, place.area))
    return PlaceData(code=place.code, name=name, kind=place.kind, body=body, area=area)


def make_observation(catalogue: Catalogue, lang: Lang, observation: Observation) -> ObservationData:
    """A value as a record."""
    texts, indicator = catalogue.texts[lang], catalogue.indicators[observation.indicator]
    return ObservationData(
        value=observation.value,
        meaning=_find_meaning(texts, observation.value, indicator.unit),
        period=None if observation.value is None else format_period(catalogue, texts, observation),
        basis=observation.basis,
        basis_words=label_basis(texts, observation),
        origins=[describe_origin(catalogue, texts, origin) for origin in observation.origins],
        blank=None if observation.blank is None else describe_blank(texts, indicator, observation.blank),
    )


def render_place(place: Place) -> Plain:
    """A place."""
    return make_plain(make_place(place))


def render_observation(catalogue: Catalogue, lang: Lang, observation: Observation) -> Plain:
    """A value with period, basis and origins, or null with the reason."""
    return make_plain(make_observation(catalogue, lang, observation))


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
