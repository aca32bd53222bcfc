"""The municipality as the model starts it at the end of the year before a real event."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from samspel.dynamics.budget import Economy
from samspel.dynamics.town import Town
from samspel.observations.building import Observations
from samspel.scenarios.calibration import Calibration
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT
from samspel.trials.cases import Backtest
from samspel.trials.observed import list_known, name_series, read_year


def start_before(observations: Observations, calibration: Calibration, place: Place, case: Backtest) -> Town:
    """The municipality as the model starts it at the end of the year before the case, from what the tables hold then.

    Measured: population and those without work; where these are not known then, they are those of the latest year
    before, or else of the earliest. The course without events is what the baseline said then. Approximated: see
    APPROXIMATIONS.
    The region's economy is not compared and left out.
    """
    inputs, last = observations.catalogue.inputs, observations.catalogue.trial_rules.cases.after[-1]
    town, start = calibration.town(place, last), case.year - 1
    known = {kind: list_known(observations, names, place) for kind, names in name_series(inputs).items()}
    if start not in known["people"]:
        raise ContentError("backtests.toml", f"{case.id}.year", str(case.year), "a year whose year before is in tables")
    idle = known["unemployment"][_find_year(known["unemployment"], start)] / PER_CENT
    ages = calibration.people.ages[place.index]
    people = ages * (known["people"][start] / ages.sum())
    rates = calibration.people.country_rates
    leaving = calibration.people.leaving(place.index, people, rates)
    bands = np.add.reduceat(people.sum(axis=0), town.bands)
    economy = _economy(observations, place, town.economy, start, float(people.sum()))
    working = float(bands[town.age_group == 1].sum())
    per_head, then = town.economy.base / town.economy.people, economy.base / economy.people
    town = replace(
        town,
        year=start,
        people=people,
        rates=rates,
        leaving=leaving,
        working_age=working,
        unemployed=idle * count_ages(observations, people),
        wage=town.wage * (then / per_head),
        economy=economy,
        region=None,
        cost=town.cost * (economy.need / float(bands @ town.cost)),
        course=calibration.baseline.foresee(place, start, last),
    )
    return _add_jobs(observations, place, town, case)


def count_ages(observations: Observations, people: Floats) -> float:
    """How many there are of the ages that unemployment is told of, of people by sex and age."""
    first, last = observations.catalogue.trial_rules.cases.unemployed_ages
    return float(people[:, first : last + 1].sum())


def _economy(observations: Observations, place: Place, now: Economy, start: int, people: float) -> Economy:
    """The latest accounts no later than the start, or else the earliest, with today's rules and rates."""
    towns = len(observations.catalogue.places.municipalities)
    inputs = observations.catalogue.inputs
    known = (list_known(observations, (name,), place) for name in (inputs.tax_base, inputs.expenditure))
    own, cost = (one[_find_year(one, start)] * people for one in known)
    bases = observations.series(inputs.tax_base)
    base = bases.in_year(_find_year(bases.years, start))[:towns]
    weights = read_year(observations, name_series(inputs)["people"], start)
    seen = np.isfinite(base) & np.isfinite(weights)
    mean = float((base[seen] * weights[seen]).sum() / weights[seen].sum())
    return Economy(now.rules, mean, own, people, cost)


def _add_jobs(observations: Observations, place: Place, town: Town, case: Backtest) -> Town:
    """The jobs of the latest table no later than the start; where all are later, of the earliest, with closed ones put
    back and opened ones left in.
    """
    inputs = observations.catalogue.inputs
    names = (inputs.jobs, inputs.industry_jobs, inputs.hotels_share, inputs.culture_share)
    known = [list_known(observations, (name,), place) for name in names]
    year = _find_year(known[0], town.year)
    jobs, industry, *shares = (one[_find_year(one, town.year)] for one in known)
    parts = {"industry": industry, "local_services": jobs * sum(shares) / PER_CENT}
    parts["rest"] = jobs - sum(parts.values())
    if case.kind == "closure" and year > town.year:
        parts[case.sector if case.sector in parts else "rest"] += case.jobs
    return replace(town, industry=parts["industry"], local=parts["local_services"], rest=parts["rest"])


def _find_year(years: Iterable[int], start: int) -> int:
    """The latest of the years no later than the start, or else the earliest."""
    known = sorted(years)
    return max((year for year in known if year <= start), default=known[0])
