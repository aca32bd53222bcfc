"""Real closures and openings against the model: what it would have said from the year before, beside what happened.

Two rivals: 'nothing happens' (the place goes on as before) and plain input-output. The model is started from what the
tables hold of the year before; what they lack is approximated and told (APPROXIMATIONS). Nothing is fitted, and no case
is left out for its outcome.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import get_args

import numpy as np

from samspel.catalogue.records.trials import CaseRules
from samspel.dynamics.budget import Economy
from samspel.dynamics.jobs import no_events
from samspel.dynamics.town import Draws, Town
from samspel.economy.input_output import input_coefficients
from samspel.observations.building import Observations
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.ensembles import Ensemble, run_ensemble
from samspel.scenarios.parameters import Parameters
from samspel.scenarios.shocks import Grounds, Shock, lay_out
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError
from samspel.terms.origin import Origin
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT
from samspel.trials.cases import Backtest
from samspel.trials.observed import Kind, Seen, SeenKind, is_compared, list_known, name_series, rise_together

TENTH_DECIMAL = 10
"""How a share of a count is rounded before it is counted up."""

RIVALS = ("model", "unchanged", "input_output")
"""The answers that are compared, in the order of errors."""

APPROXIMATIONS = ("number", "ages", "rates", "moving", "jobs", "labour", "economy", "unemployment", "spread")
"""What had to be approximated; each has its sentence in the texts."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One outcome of a case in one year, in persons or per cent: observed, the model's wide band and median, and
    the rivals. `effect` is what the event does in the model, the median of the draws' differences; `together` is
    what it would have been without the event, had the place changed as the mean municipality did; None for people,
    whose course without events has the country's change in it.
    """

    case: Backtest
    kind: Kind
    year: int
    start: float
    observed: float
    low: float
    median: float
    high: float
    unchanged: float
    input_output: float
    effect: float
    together: float | None = None

    @property
    def is_inside(self) -> bool:
        """Whether the observed value lies in the band."""
        return self.low <= self.observed <= self.high

    @property
    def errors(self) -> tuple[float, float, float]:
        """Distance to the observed value: the model's median, 'nothing happens', plain input-output."""
        told = (self.median, self.unchanged, self.input_output)
        return (abs(told[0] - self.observed), abs(told[1] - self.observed), abs(told[2] - self.observed))

    @property
    def informed_errors(self) -> tuple[float, float, float] | None:
        """The same had all three known how unemployment would change in the country; None for other outcomes."""
        if self.together is None:
            return None
        apart = self.together - self.observed
        return abs(apart + self.effect), abs(apart), abs(apart + self.input_output - self.unchanged)

    @property
    def nearest(self) -> str:
        """Which of RIVALS came nearest to what happened; where the rivals tie with each other, 'rivals'; with the
        model, 'tie'.
        """
        nearest = [name for name, error in zip(RIVALS, self.errors, strict=True) if error == min(self.errors)]
        if len(nearest) == 1:
            return nearest[0]
        return "tie" if RIVALS[0] in nearest else "rivals"


@dataclass(frozen=True)
class Compared:
    """What the model says of a case without and with its event, and the multiplier of plain input-output."""

    usual: Ensemble
    ensemble: Ensemble
    multiplier: float

    def measure_effect(self, kind: Kind) -> Floats:
        """The event's own effect, the median over the draws of with less without, by year."""
        kept = ~self.ensemble.paths.diverged
        both = (one.paths[kind][kept] for one in (self.ensemble, self.usual))
        return np.asarray(np.median(np.subtract(*both), axis=0))


@dataclass(frozen=True)
class Score:
    """One kind of outcome: how many of `count` lay in the band, and mean absolute errors of model, 'nothing happens'
    and plain input-output; `informed` are the same had all three known the country's change, where it is not in them.
    """

    kind: Kind
    inside: int
    count: int
    errors: tuple[float, float, float]
    informed: tuple[float, float, float] | None = None

    @property
    def beats_unchanged(self) -> bool:
        """Whether the model is nearer than 'nothing happens'."""
        return self.errors[0] < self.errors[1]

    @property
    def beats_input_output(self) -> bool:
        """Whether the model is nearer than plain input-output."""
        return self.errors[0] < self.errors[2]


@dataclass(frozen=True)
class Verdict:
    """How the outcomes did; passed only if enough are inside and the model beats both rivals in every kind. `needed` is
    the share that has to lie inside.
    """

    inside: int
    count: int
    scores: tuple[Score, ...]
    diverged: int
    needed: float

    @property
    def least(self) -> int:
        """How many have to lie inside."""
        return ceil(round(self.needed * self.count, TENTH_DECIMAL))

    @property
    def enough_inside(self) -> bool:
        """Whether enough observed values lie in their bands."""
        return self.count > 0 and self.inside >= self.least

    @property
    def passed(self) -> bool:
        """The whole rule."""
        beaten = all(score.beats_unchanged and score.beats_input_output for score in self.scores)
        return self.enough_inside and bool(self.scores) and beaten


@dataclass(frozen=True)
class Trial:
    """A case run: its outcomes, the multiplier of plain input-output, and draws that diverged."""

    case: Backtest
    outcomes: tuple[Outcome, ...]
    multiplier: float
    diverged: int

    @property
    def inside(self) -> int:
        """How many of the outcomes lie in their bands."""
        return sum(outcome.is_inside for outcome in self.outcomes)


@dataclass(frozen=True, kw_only=True)
class Backtesting:
    """All cases asked for, beside it the same with every hypothesis at zero, what was observed of each by its id, and
    whence that comes.
    """

    trials: tuple[Trial, ...]
    zero: tuple[Trial, ...]
    seen: Mapping[str, tuple[Seen, ...]]
    origins: Mapping[SeenKind, tuple[Origin, ...]]
    rules: CaseRules
    draws: int
    seed: int

    @property
    def verdict(self) -> Verdict:
        """What the rule says of the trials."""
        return judge(self.trials, self.rules)

    @property
    def zero_verdict(self) -> Verdict:
        """The same with every hypothesis at zero."""
        return judge(self.zero, self.rules)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every outcome of every case."""
        return tuple(outcome for trial in self.trials for outcome in trial.outcomes)

    @property
    def zero_outcomes(self) -> tuple[Outcome, ...]:
        """The same with every hypothesis at zero."""
        return tuple(outcome for trial in self.zero for outcome in trial.outcomes)


def try_case(
    observations: Observations, calibration: Calibration, parameters: Parameters, case: Backtest, draws: Draws
) -> Trial:
    """Run one case from the year before it; every array of `draws` has shape (draws,)."""
    place, last = observations.catalogue.places.by_code[case.place], observations.catalogue.trial_rules.cases.after[-1]
    town = start_before(observations, calibration, place, case)
    shock = Shock(kind=case.kind, year=case.year, until=case.until, jobs=case.jobs, sector=case.sector)
    events = lay_out([shock], Grounds.of(town, parameters, last, place.name))
    usual = run_ensemble(town, draws, no_events(events.years))
    ensemble = run_ensemble(town, draws, events, beside=usual)
    multiplier = measure_multiplier(observations, case.branches)
    found = tuple(_compare(observations, place, case, town, Compared(usual, ensemble, multiplier)))
    return Trial(case, found, multiplier, ensemble.diverged)


def judge(trials: Iterable[Trial], rules: CaseRules) -> Verdict:
    """All outcomes of all cases together."""
    known = list(trials)
    outcomes = [outcome for trial in known for outcome in trial.outcomes]
    scores = []
    for kind in get_args(Kind):
        same = [outcome for outcome in outcomes if outcome.kind == kind]
        if same:
            model, unchanged, input_output = np.mean([outcome.errors for outcome in same], axis=0).tolist()
            inside = sum(outcome.is_inside for outcome in same)
            scores.append(Score(kind, inside, len(same), (model, unchanged, input_output), _inform(same)))
    inside = sum(outcome.is_inside for outcome in outcomes)
    return Verdict(inside, len(outcomes), tuple(scores), sum(trial.diverged for trial in known), rules.inside_needed)


def _inform(outcomes: Iterable[Outcome]) -> tuple[float, float, float] | None:
    known = [outcome.informed_errors for outcome in outcomes if outcome.informed_errors is not None]
    if not known:
        return None
    model, unchanged, input_output = np.mean(known, axis=0).tolist()
    return model, unchanged, input_output


def measure_multiplier(observations: Observations, branches: Iterable[str]) -> float:
    """Type I multiplier of the national table: output everywhere per unit of final demand for `branches`, weighted by
    output.

    The column sums of (I - A)^-1 (Leontief; Miller and Blair, Input-Output Analysis). Used for jobs it assumes as many
    jobs per krona of output in every branch, and that everything bought in the country is bought in the municipality.
    """
    grouping = observations.catalogue.industries
    sellers = list(observations.figures.texts(grouping.table, observations.figures.table(grouping.table).key))
    flows = observations.figures.numbers(grouping.table, sellers)
    output = observations.figures.numbers(grouping.table, [grouping.output_column])[:, 0]
    inside = np.eye(len(sellers)) - input_coefficients(flows, output)
    sums = np.linalg.solve(inside.T, np.ones(len(sellers)))
    rows = [sellers.index(branch) for branch in branches]
    return float(sums[rows] @ output[rows] / output[rows].sum())


def start_before(observations: Observations, calibration: Calibration, place: Place, case: Backtest) -> Town:
    """The municipality as the model starts it at the end of the year before the case, from what the tables hold then.

    Measured: population and open unemployment. The course without events is what the baseline said then. Approximated:
    see APPROXIMATIONS.
    The region's economy is not compared and left out.
    """
    inputs, last = observations.catalogue.inputs, observations.catalogue.trial_rules.cases.after[-1]
    town, start = calibration.town(place, last), case.year - 1
    course = list_known(observations, inputs.population, place)
    idle = _at(list_known(observations, inputs.yearly_unemployment, place), start, case) / PER_CENT
    ages = calibration.people.ages[place.index]
    people = ages * (_at(course, start, case) / ages.sum())
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
        unemployed=idle * town.labour_force * working,
        wage=town.wage * (then / per_head),
        economy=economy,
        region=None,
        cost=town.cost * (economy.need / float(bands @ town.cost)),
        course=calibration.baseline.foresee(place, start, last),
    )
    return _add_jobs(observations, place, town, case)


def _economy(observations: Observations, place: Place, now: Economy, start: int, people: float) -> Economy:
    """The latest accounts no later than the start, with today's rules and rates."""
    towns = len(observations.catalogue.places.municipalities)
    inputs = observations.catalogue.inputs
    bases, costs = observations.series(inputs.tax_base), observations.series(inputs.expenditure)
    base, cost = (part.in_year(max(year for year in part.years if year <= start))[:towns] for part in (bases, costs))
    population = observations.series(inputs.population)
    weights = population.in_year(max(year for year in population.years if year <= start))[:towns]
    seen = np.isfinite(base) & np.isfinite(weights)
    mean = float((base[seen] * weights[seen]).sum() / weights[seen].sum())
    return Economy(now.rules, mean, float(base[place.index]) * people, people, float(cost[place.index]) * people)


def _add_jobs(observations: Observations, place: Place, town: Town, case: Backtest) -> Town:
    """The jobs of the earliest table, often later than the case, with closed ones put back; opened ones stay in."""
    inputs = observations.catalogue.inputs
    jobs, industry = (_first(observations, name, place) for name in (inputs.jobs, inputs.industry_jobs))
    shares = [_first(observations, name, place) for name in (inputs.hotels_share, inputs.culture_share)]
    parts = {"industry": industry, "local_services": jobs * sum(shares) / PER_CENT}
    parts["rest"] = jobs - sum(parts.values())
    if case.kind == "closure":
        parts[case.sector if case.sector in parts else "rest"] += case.jobs
    return replace(town, industry=parts["industry"], local=parts["local_services"], rest=parts["rest"])


def _compare(observations: Observations, place: Place, case: Backtest, town: Town, told: Compared) -> Iterable[Outcome]:
    """Every outcome in every compared year that has been observed."""
    force, rules = town.labour_force * town.working_age, observations.catalogue.trial_rules.cases
    for kind, indicator in name_series(observations.catalogue.inputs).items():
        known, is_rate = list_known(observations, indicator, place), kind == "unemployment"
        scale = PER_CENT if is_rate else 1.0
        bands, effects = told.ensemble.band(kind) * scale, told.measure_effect(kind) * scale
        start, trend = known[town.year], _trend(rules, known, town.year)
        for after in rules.after:
            year = town.year + after
            if is_compared(case, known, year):
                band = {name: float(bands[row, after]) for name, row in (("low", 0), ("median", MEDIAN), ("high", -1))}
                unchanged = start + trend * after
                idle = PER_CENT * case.sign * told.multiplier * _happened(case, year) / force
                yield Outcome(
                    case=case,
                    kind=kind,
                    year=year,
                    start=start,
                    observed=known[year],
                    **band,
                    unchanged=unchanged,
                    input_output=max(unchanged + idle, 0.0) if is_rate else unchanged,
                    effect=float(effects[after]),
                    together=start * rise_together(observations, indicator, town.year, year) if is_rate else None,
                )


def _happened(case: Backtest, year: int) -> float:
    """How many of the jobs have gone or come by the end of a year."""
    span = (case.until or case.year) - case.year + 1
    return case.jobs * min(year - case.year + 1, span) / span


def _first(observations: Observations, indicator: str, place: Place) -> float:
    """The value of the earliest year."""
    known = list_known(observations, indicator, place)
    return known[min(known)]


def _at(known: Mapping[int, float], year: int, case: Backtest) -> float:
    if year not in known:
        raise ContentError("backtests.toml", f"{case.id}.year", str(case.year), "a year whose year before is in tables")
    return known[year]


def _trend(rules: CaseRules, known: Mapping[int, float], start: int) -> float:
    """Mean yearly change up to the start; 0 where too few years are known."""
    first = min((year for year in known if start - rules.trend_years <= year), default=start)
    return (known[start] - known[first]) / (start - first) if start - first >= rules.trend_fewest else 0.0
