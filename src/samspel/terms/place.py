"""Places: municipality, region and country."""

from dataclasses import dataclass
from enum import StrEnum

COUNTRY_CODE = "00"


class PlaceKind(StrEnum):
    """The three levels that Samspel knows."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A municipality (four-digit SCB code), region (two-digit county code) or the country (`00`).

    `name` is what people call it, `body` the authority's own name (Sandvikens kommun, Region Gävleborg) and `area`
    the name of the territory (Sandvikens kommun, Gävleborgs län). `index` is its row in every array of observations.
    """

    code: str
    name: str
    kind: PlaceKind
    body: str
    area: str
    region: str
    group: str
    index: int
