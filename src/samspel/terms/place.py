"""Places: municipality, region and country."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

COUNTRY_CODE = "00"


class SaidName(str):
    """A name in Swedish that knows what it is in English; the texts of a language choose (`Texts.said`)."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, swedish: str, english: str = "") -> Self:
        """The name; in English the same where no other is given."""
        made = super().__new__(cls, swedish)
        made.english = english or swedish
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        """What a copy of it is made of."""
        return type(self), (str(self), self.english)


class PlaceName(SaidName):
    """The name of a place."""

    __slots__ = ()


class PlaceKind(StrEnum):
    """The three levels that Samspel knows."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A municipality (four-digit SCB code), region (two-digit county code) or the country (`00`).

    `name` is what people call it, `body` the authority's own name (Sandvikens kommun, Region Gävleborg) and `area`
    the name of the territory (Sandvikens kommun, Gävleborgs län); both are a `PlaceName` where English has another.
    `index` is its row in every array of observations.
    """

    code: str
    name: str
    kind: PlaceKind
    body: str
    area: str
    region: str
    group: str
    index: int

    @property
    def in_english(self) -> tuple[str, ...]:
        """What area and body are called in English."""
        return tuple(one.english for one in (self.area, self.body) if isinstance(one, PlaceName))
