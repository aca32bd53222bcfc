"""Real closures and openings against the model: what it would have said from the year before, beside what happened.

Two rivals: 'nothing happens' (the place goes on as before) and plain input-output. The model is started from what the
tables hold of the year before; what they lack is approximated and told (APPROXIMATIONS). Nothing is fitted, and no case
is left out for its outcome.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import get_args

import numpy as np

from samspel.catalogue.records.trials import CaseRules
from samspel.dynamics.jobs import Events, no_events
from samspel.dynamics.town import Draws, Town
from samspel.economy.input_output import input_coefficients
from samspel.observations.building import Observations
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.ensembles import Ensemble, find_bands, run_ensemble
from samspel.scenarios.parameters import Parameters
from samspel.scenarios.shocks import Grounds, Shock, lay_out
from samspel.terms.arrays import Floats
from samspel.terms.origin import Origin
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT
from samspel.trials.cases import Backtest
from samspel.trials.observed import Kind, Seen, SeenKind, is_compared, list_known, name_series, rise_together
from samspel.trials.starting import count_ages, start_before

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
    """What the model says of a case without and with its event, the multiplier of plain input-output, and how many
    people of the ages that unemployment is told of there are for each of working age.
    """

    usual: Ensemble
    ensemble: Ensemble
    multiplier: float
    counted: float

    def find_bands(self, kind: Kind) -> Floats:
        """The bands with the event as what is observed is told, shape (5, years + 1)."""
        return np.asarray(find_bands(self._follow(self.ensemble, kind)[None])[0])

    def measure_effect(self, kind: Kind) -> Floats:
        """The event's own effect, the median over the draws of with less without, by year."""
        both = (self._follow(one, kind) for one in (self.ensemble, self.usual))
        return np.asarray(np.median(np.subtract(*both), axis=0))

    def _follow(self, told: Ensemble, kind: Kind) -> Floats:
        """Each draw that did not diverge: people, or the unemployed in per cent of those of the ages that the figures
        count, who stay as many to those of working age as at the start.
        """
        kept = ~self.ensemble.paths.diverged
        if kind == "people":
            return told.paths[kind][kept]
        return np.asarray(PER_CENT * told.paths["unemployed"][kept] / (self.counted * told.paths["working_age"][kept]))


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
    events = lay_case(town, parameters, place, case, last)
    usual = run_ensemble(town, draws, no_events(events.years))
    ensemble = run_ensemble(town, draws, events, beside=usual)
    multiplier = measure_multiplier(observations, case.branches)
    counted = count_ages(observations, town.people) / town.working_age
    found = tuple(_compare(observations, place, case, town, Compared(usual, ensemble, multiplier, counted)))
    return Trial(case, found, multiplier, ensemble.diverged)


def lay_case(town: Town, parameters: Parameters, place: Place, case: Backtest, years: int) -> Events:
    """The jobs that go or come within so many years. Raises BadInputError for more than the sector has."""
    until = min(case.until or case.year, town.year + years)
    jobs = _count_happened(case, until)
    shock = Shock(kind=case.kind, year=case.year, until=until, jobs=jobs, sector=case.sector)
    return lay_out([shock], Grounds.of(town, parameters, years, place.name))


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


def _compare(observations: Observations, place: Place, case: Backtest, town: Town, told: Compared) -> Iterable[Outcome]:
    """Every outcome in every compared year that has been observed."""
    counted, rules = told.counted * town.working_age, observations.catalogue.trial_rules.cases
    for kind, names in name_series(observations.catalogue.inputs).items():
        known, is_rate = list_known(observations, names, place), kind == "unemployment"
        if town.year not in known:
            continue
        bands, effects = told.find_bands(kind), told.measure_effect(kind)
        start, trend = known[town.year], _trend(rules, known, town.year)
        for after in rules.after:
            year = town.year + after
            if is_compared(case, known, year):
                band = {name: float(bands[row, after]) for name, row in (("low", 0), ("median", MEDIAN), ("high", -1))}
                unchanged = start + trend * after
                idle = PER_CENT * case.sign * told.multiplier * _count_happened(case, year) / counted
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
                    together=start * rise_together(observations, names, town.year, year) if is_rate else None,
                )


def _count_happened(case: Backtest, year: int) -> float:
    """How many of the jobs have gone or come by the end of a year."""
    span = (case.until or case.year) - case.year + 1
    return case.jobs * min(year - case.year + 1, span) / span


def _trend(rules: CaseRules, known: Mapping[int, float], start: int) -> float:
    """Mean yearly change up to the start; 0 where too few years are known."""
    first = min((year for year in known if start - rules.trend_years <= year), default=start)
    return (known[start] - known[first]) / (start - first) if start - first >= rules.trend_fewest else 0.0
