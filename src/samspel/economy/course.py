"""The equalisation of a place year by year: what the rules make it, and what was published of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from samspel.dynamics.equalisation import equalise_income
from samspel.economy.bodies import Body, find_body
from samspel.economy.equalisation_rules import YEARS
from samspel.economy.grounds import list_years, read_ground
from samspel.observations.building import Observations
from samspel.terms.origin import Basis, Origin, weakest
from samspel.terms.place import Place

PUBLISHED = "equalisation_orebro"
PARTS = (
    "income_equalisation",
    "cost_equalisation",
    "structural_grant",
    "introduction_grant",
    "regulation_post",
    "net_outcome",
)
"""The parts of the outcome as the table has them; the last is their sum."""


@dataclass(frozen=True)
class Outcome:
    """What was published of a place's equalisation in a year, kronor per inhabitant by part, and where."""

    parts: Mapping[str, float]
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class YearLine:
    """A year: the income equalisation as the rules make it, kronor per inhabitant (NaN where a figure is missing), its
    basis, and what was published.
    """

    year: int
    reckoned: float
    basis: Basis
    outcome: Outcome


def measure_course(observations: Observations, place: Place) -> tuple[YearLine, ...]:
    """Every year with rules, in order."""
    return tuple(_measure_year(observations, place, year) for year in list_years(observations))


def _measure_year(observations: Observations, place: Place, year: int) -> YearLine:
    ground = read_ground(observations, year)
    body = find_body(observations, ground, place)
    rates = Basis.CALCULATED if body.county.ordinance else Basis.ESTIMATED
    basis = weakest(*ground.find_bases(body.rows), rates)
    outcome = find_outcome(observations, body, year, ground.rules.regulation_post)
    return YearLine(year, equalise_each(body), basis, outcome)


def equalise_each(body: Body) -> float:
    """The income equalisation of a body, kronor per inhabitant."""
    return float(equalise_income(body.rules, body.position) / body.position.inhabitants)


def find_outcome(observations: Observations, body: Body, year: int, regulation_post: float) -> Outcome:
    """What was published for a year. The regulation post is the same for all municipalities, so it is known for all
    but the one that is a region too.
    """
    figures, table = observations.figures, observations.figures.table(PUBLISHED)
    found: dict[str, float] = {}
    if body.roles != ("municipality",):
        return Outcome(found, ())
    for part in PARTS:
        published = observations.reader.read(table, part, "T")
        if body.place.code in published.codes:
            at = (published.places == published.codes.index(body.place.code)) & (published.years == year)
            found.update((part, float(value)) for value in published.values[at])
    if not found:
        return Outcome({"regulation_post": regulation_post}, (figures.origin(YEARS),))
    return Outcome(found, (figures.origin(PUBLISHED),))
