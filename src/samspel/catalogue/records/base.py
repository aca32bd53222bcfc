"""What every record of content/ is: frozen and strict. docs/content.md describes the entries for those who write."""

from typing import Literal

import msgspec

from samspel.terms.origin import Basis

Level = Literal["municipality", "region", "country"]
Lang = Literal["sv", "en"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all content records: frozen, and a key that is not in the schema is an error."""


class Named(Record, frozen=True, kw_only=True):
    """An id with a name in both languages: themes, levers, areas."""

    id: str
    sv: str
    en: str


class InEnglish(Record, frozen=True, kw_only=True):
    """What a text that the content has in Swedish alone, as the name of a source, is in English."""

    sv: str
    en: str


class ParameterText(Record, frozen=True, kw_only=True):
    """Name and reason of a parameter."""

    name: str
    reason: str


class Parameter(Record, frozen=True, kw_only=True):
    """A number that the program reckons with and that no table states; carries its basis and source, and where somebody
    has judged it the range in which it may lie.
    """

    id: str
    value: float
    unit: str
    basis: Basis
    source: str
    low: float | None = None
    high: float | None = None
    sv: ParameterText
    en: ParameterText
