"""How far the income equalisation as the rules make it is from what was published: three trials on the municipalities
whose outcome is known to the krona.

With people and tax base as published, which tries the rules; with both estimated as for all other municipalities; and
with the tax base carried on from the latest year that all have.
"""

from dataclasses import dataclass

import numpy as np

from samspel.economy.bodies import find_body
from samspel.economy.course import equalise_each, find_outcome
from samspel.economy.grounds import list_years, read_ground
from samspel.observations.building import Observations
from samspel.terms.arrays import Floats
from samspel.terms.place import Place

Error = tuple[float, Place, int]
"""Kronor per inhabitant, where and when."""


@dataclass(frozen=True, kw_only=True)
class Miss:
    """How far off a trial is, kronor per inhabitant: over so many places and years the median and the mean of the
    absolute errors, their ninth decile, and the largest with its place and year.
    """

    first: int
    last: int
    count: int
    median: float
    mean: float
    ninth_decile: float
    largest: float
    place: Place
    year: int


@dataclass(frozen=True)
class Check:
    """The three trials: the rules alone, people and base estimated, and the base carried on too."""

    rules: Miss
    estimated: Miss
    carried: Miss | None


def check_equalisation(observations: Observations) -> Check:
    """Try the rules against the published outcome."""
    as_published: list[Error] = []
    estimated: list[Error] = []
    carried: list[Error] = []
    for year in list_years(observations):
        known, guessed = (read_ground(observations, year, take_known=take) for take in (True, False))
        for place in observations.catalogue.places.municipalities:
            if not known.known[place.index]:
                continue
            body = find_body(observations, known, place)
            outcome = find_outcome(observations, body, year, known.rules.regulation_post).parts["income_equalisation"]
            as_published.append((equalise_each(body) - outcome, place, year))
            others = equalise_each(find_body(observations, guessed, place))
            (estimated if guessed.base_year == year else carried).append((others - outcome, place, year))
    return Check(_sum_up(as_published), _sum_up(estimated), _sum_up(carried) if carried else None)


def _sum_up(errors: list[Error]) -> Miss:
    sizes: Floats = np.abs([error for error, _, _ in errors])
    worst = int(sizes.argmax())
    years = [year for _, _, year in errors]
    return Miss(
        first=min(years),
        last=max(years),
        count=len(errors),
        median=float(np.median(sizes)),
        mean=float(sizes.mean()),
        ninth_decile=float(np.quantile(sizes, 0.9)),
        largest=float(sizes[worst]),
        place=errors[worst][1],
        year=errors[worst][2],
    )
