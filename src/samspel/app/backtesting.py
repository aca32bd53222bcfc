"""The model tried on real closures and openings, one case or all, and its bands on the population of every
municipality since 2018: told in words, as plain data and as a table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from samspel.app.desk import Desk
from samspel.app.simulating import FEWEST_DRAWS, MOST_DRAWS, open_model
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts, choose
from samspel.rendering.data import Cell, PlainTable
from samspel.reports.figures import tell_origin
from samspel.reports.plain import Plain, plain_place
from samspel.reports.record_words import tell_score
from samspel.scenarios.ensembles import zero_hypotheses
from samspel.scenarios.parameters import hypotheses
from samspel.scenarios.sampling import sample_parameters
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT
from samspel.trials.backtests import (
    APPROXIMATIONS,
    SERIES,
    Backtest,
    Kind,
    Outcome,
    Trial,
    Verdict,
    judge,
    load_backtests,
    try_case,
)
from samspel.trials.hindcast import SIZES, Look, look_back, measure_coverage, size_class

DECIMALS: dict[Kind, int] = {"people": 0, "unemployment": 1}
HEADS = ("case", "outcome", "year", "observed", "band", "inside", "median", "unchanged", "input_output", "nearest")
"""Heads of the table for people, in order; the last eight are set to the right."""

COVERAGE_HEADS = ("group", "places", "inside", "half", "above", "below", "error", "unchanged")
"""Heads of the table of coverage; all but the first are numbers."""

WIDE, HALF = 0.8, 0.5
CLOSE = 0.05
"""A band that holds within five percentage points of what it promises is called about right: our own judgement."""


FURTHEST = 6
"""Municipalities named on each side, furthest outside the band."""

RIVALS = ("model", "unchanged", "input_output")

COLUMNS = (
    "case",
    "place_code",
    "place",
    "hypotheses",
    "outcome",
    "year",
    "start",
    "observed",
    "p10",
    "p50",
    "p90",
    "inside",
    "unchanged",
    "input_output",
    "error_model",
    "error_unchanged",
    "error_input_output",
    "draws",
    "seed",
)


@dataclass(frozen=True)
class Backtesting:
    """All cases asked for, with their verdict; beside it the same with every hypothesis at zero."""

    trials: tuple[Trial, ...]
    zero: tuple[Trial, ...]
    draws: int
    seed: int

    @property
    def verdict(self) -> Verdict:
        """What the rule says of the trials."""
        return judge(self.trials)

    @property
    def zero_verdict(self) -> Verdict:
        """The same with every hypothesis at zero."""
        return judge(self.zero)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every outcome of every case."""
        return tuple(outcome for trial in self.trials for outcome in trial.outcomes)


def backtest(desk: Desk, place: Place | None, draws: int = 1000, seed: int = 1) -> Backtesting:
    """Try the model on the cases of a place, or on all. Raises BadInputError when the place has no case."""
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS or seed < 0:
        raise BadInputError("simulate_draws", draws=draws, fewest=FEWEST_DRAWS, most=MOST_DRAWS)
    model, cases = open_model(desk), load_backtests(desk.catalogue)
    chosen = [case for case in cases if place is None or case.place == place.code]
    if place is not None and not chosen:
        known = ", ".join(dict.fromkeys(desk.catalogue.places.by_code[case.place].name for case in cases))
        raise BadInputError("no_backtest", place=place.name, known=known)
    sampled = sample_parameters(model.parameters, draws, seed)
    zeroed = zero_hypotheses(sampled, hypotheses(model.parameters))
    main, zero = (
        tuple(try_case(desk.observations, model.calibration, model.parameters, case, one) for case in chosen)
        for one in (sampled, zeroed)
    )
    return Backtesting(main, zero, draws, seed)


@dataclass(frozen=True)
class Covering:
    """The looks of every municipality that has them, by place."""

    looks: Mapping[Place, tuple[Look, ...]]
    draws: int
    seed: int

    @property
    def years(self) -> tuple[int, ...]:
        """The years looked at."""
        return tuple(look.year for look in next(iter(self.looks.values())))

    def in_year(self, year: int) -> dict[Place, Look]:
        """The looks of one year."""
        return {place: look for place, looks in self.looks.items() for look in looks if look.year == year}


def cover(desk: Desk, draws: int = 1000, seed: int = 1) -> Covering:
    """Look back from 2018 for every municipality."""
    model = open_model(desk)
    sampled = sample_parameters(model.parameters, draws, seed)
    found = {
        place: look_back(desk.observations, model.calibration, place, sampled)
        for place in desk.catalogue.places.municipalities
    }
    return Covering({place: looks for place, looks in found.items() if looks}, draws, seed)


def tell_coverage(desk: Desk, texts: Texts, done: Covering) -> list[list[str]]:
    """Rows as COVERAGE_HEADS: every year over all places, and in the last year by size and by SKR's groups."""
    last = done.in_year(done.years[-1])
    rows = [
        _tell_coverage(texts, texts("hindcast.all_in", year=year), done.in_year(year).values()) for year in done.years
    ]
    sizes = [texts.number(size) for size in SIZES]
    names = [
        texts("hindcast.size_first", high=sizes[0]),
        *(texts("hindcast.size", low=low, high=high) for low, high in pairwise(sizes)),
        texts("hindcast.size_last", low=sizes[-1]),
    ]
    for number, name in enumerate(names):
        rows.append(_tell_coverage(texts, name, [look for look in last.values() if size_class(look) == number]))
    for group in desk.catalogue.places.groups:
        looks = [look for place, look in last.items() if place.group == group.id]
        rows.append(_tell_coverage(texts, texts.of(group), looks))
    return rows


def _tell_coverage(texts: Texts, name: str, looks: Iterable[Look]) -> list[str]:
    found = measure_coverage(looks)
    shares = (found.inside, found.half, found.above, found.below)
    return [
        name,
        texts.number(found.count),
        *(texts.number(PER_CENT * share / found.count) for share in shares),
        *(texts.number(PER_CENT * error, 1) for error in (found.error, found.unchanged)),
    ]


def tell_judgement(texts: Texts, done: Covering) -> list[str]:
    """Whether the bands are too wide or too narrow in the last year, on which side they miss, and where most."""
    year = done.years[-1]
    last = done.in_year(year)
    found = measure_coverage(last.values())
    ordered = sorted(last, key=lambda place: last[place].beyond)
    below = [place.name for place in ordered[:FURTHEST] if last[place].beyond < 0.0]
    above = [place.name for place in reversed(ordered[-FURTHEST:]) if last[place].beyond > 0.0]
    told = [
        texts(
            f"hindcast.width.{_judge_width(share, nominal)}",
            year=year,
            band=texts.number(PER_CENT * nominal),
            share=texts.number(PER_CENT * share),
        )
        for share, nominal in ((found.inside / found.count, WIDE), (found.half / found.count, HALF))
    ]
    told.append(texts("hindcast.sides", year=year, above=found.above, below=found.below))
    if below:
        told.append(texts("hindcast.furthest_below", places=texts.listing(below)))
    if above:
        told.append(texts("hindcast.furthest_above", places=texts.listing(above)))
    return told


def _judge_width(share: float, nominal: float) -> str:
    if abs(share - nominal) <= CLOSE:
        return "right"
    return "wide" if share > nominal else "narrow"


def tell_rows(texts: Texts, done: Backtesting) -> list[list[str]]:
    """A row for each case, outcome and year, as HEADS."""
    return [_tell_row(texts, outcome) for outcome in done.outcomes]


def _tell_row(texts: Texts, outcome: Outcome) -> list[str]:
    decimals = DECIMALS[outcome.kind]
    band = texts("backtest.band", low=texts.number(outcome.low, decimals), high=texts.number(outcome.high, decimals))
    return [
        texts.of(outcome.case).name,
        texts(f"backtest.outcome.{outcome.kind}"),
        str(outcome.year),
        texts.number(outcome.observed, decimals),
        band,
        texts("words.yes" if outcome.is_inside else "words.no"),
        *(texts.number(value, decimals) for value in (outcome.median, outcome.unchanged, outcome.input_output)),
        texts(f"backtest.nearest.{find_nearest(outcome)}"),
    ]


def find_nearest(outcome: Outcome) -> str:
    """Which of RIVALS came nearest to what happened; where the rivals tie with each other, 'rivals'; with the model,
    'tie'.
    """
    least = min(outcome.errors)
    nearest = [name for name, error in zip(RIVALS, outcome.errors, strict=True) if error == least]
    if len(nearest) == 1:
        return nearest[0]
    return "tie" if RIVALS[0] in nearest else "rivals"


def tell_verdict(texts: Texts, done: Backtesting) -> list[str]:
    """The verdict and what it rests on, one sentence a line: the whole, the bands, each outcome, and the hypotheses at
    zero.
    """
    verdict, zero = done.verdict, done.zero_verdict
    told = [
        texts(f"backtest.verdict.{_name(verdict)}"),
        texts(
            "backtest.inside_count" if verdict.enough_inside else "backtest.inside_few",
            inside=verdict.inside,
            count=verdict.count,
        ),
        *(tell_score(texts, score) for score in verdict.scores),
        texts(f"backtest.zero.{_name(zero)}", inside=zero.inside, count=zero.count),
    ]
    if max(verdict.diverged, zero.diverged):
        told.append(texts("backtest.diverged", count=texts.number(max(verdict.diverged, zero.diverged))))
    return told


def _name(verdict: Verdict) -> str:
    return "passed" if verdict.passed else "failed"


def tell_cases(texts: Texts, done: Backtesting) -> list[str]:
    """Each case with its jobs, note, source, and the multiplier of plain input-output."""
    return [
        texts(
            f"backtest.case.{trial.case.kind}",
            name=texts.of(trial.case).name,
            code=trial.case.place,
            jobs=texts.number(trial.case.jobs),
            year=_tell_years(trial.case),
            inside=trial.inside,
            count=len(trial.outcomes),
            note=texts.of(trial.case).note,
            multiplier=texts.number(trial.multiplier, 2),
            source=trial.case.source,
            addresses=" ".join(trial.case.addresses),
        )
        for trial in done.trials
    ]


def _tell_years(case: Backtest) -> str:
    return str(case.year) if case.until is None else f"{case.year}–{case.until}"


def tell_notes(texts: Texts) -> list[str]:
    """What the rivals are, and what had to be approximated."""
    return [
        texts("backtest.rival_unchanged"),
        texts("backtest.rival_input_output"),
        *(texts(f"backtest.approximation.{name}") for name in APPROXIMATIONS),
    ]


def tell_sources(desk: Desk, texts: Texts) -> list[str]:
    """Where the observed values come from."""
    return [_tell_source(desk, texts, indicator) for indicator in SERIES.values()]


def _tell_source(desk: Desk, texts: Texts, indicator: str) -> str:
    origins = desk.observations.series(indicator).origins
    name = texts.of(desk.catalogue.indicators[indicator]).name
    told = "; ".join(tell_origin(desk.catalogue, texts, origin) for origin in origins)
    return texts("backtest.source", name=name, origin=told)


def plain_backtesting(catalogue: Catalogue, lang: Lang, done: Backtesting) -> Plain:
    """Everything, for JSON."""
    texts = catalogue.texts[lang]
    return {
        "draws": done.draws,
        "seed": done.seed,
        "basis": "estimated",
        "verdict": _plain_verdict(done.verdict),
        "verdict_without_hypotheses": _plain_verdict(done.zero_verdict),
        "told": tell_verdict(texts, done),
        "cases": [_plain_trial(catalogue, lang, trial) for trial in done.trials],
        "outcomes": [_plain_outcome(outcome) for outcome in done.outcomes],
        "outcomes_without_hypotheses": [_plain_outcome(one) for trial in done.zero for one in trial.outcomes],
        "notes": tell_notes(texts),
    }


def _plain_verdict(verdict: Verdict) -> Plain:
    return {
        "passed": verdict.passed,
        "inside": verdict.inside,
        "count": verdict.count,
        "diverged": verdict.diverged,
        "inside_by_outcome": {score.kind: [score.inside, score.count] for score in verdict.scores},
        "mean_errors": {score.kind: dict(zip(RIVALS, score.errors, strict=True)) for score in verdict.scores},
    }


def _plain_trial(catalogue: Catalogue, lang: Lang, trial: Trial) -> Plain:
    case, told = trial.case, choose(trial.case, lang)
    return {
        "id": case.id,
        "place": plain_place(catalogue.places.by_code[case.place]),
        "name": told.name,
        "year": case.year,
        "jobs": case.jobs,
        "kind": case.kind,
        "until": case.until,
        "last_year_compared": case.last,
        "sector": case.sector,
        "multiplier": trial.multiplier,
        "inside": trial.inside,
        "count": len(trial.outcomes),
        "note": told.note,
        "basis": case.basis,
        "source": case.source,
        "addresses": list(case.addresses),
    }


def _plain_outcome(outcome: Outcome) -> Plain:
    model, unchanged, rival = outcome.errors
    return {
        "case": outcome.case.id,
        "outcome": outcome.kind,
        "year": outcome.year,
        "start": outcome.start,
        "observed": outcome.observed,
        "p10": outcome.low,
        "p50": outcome.median,
        "p90": outcome.high,
        "inside": outcome.is_inside,
        "unchanged": outcome.unchanged,
        "input_output": outcome.input_output,
        "errors": {"model": model, "unchanged": unchanged, "input_output": rival},
    }


def table_backtesting(catalogue: Catalogue, done: Backtesting) -> PlainTable:
    """One row a case, treatment of the hypotheses, outcome and year."""
    rows = [
        _table_row(catalogue, done, outcome, treatment)
        for treatment, trials in (("with", done.trials), ("zero", done.zero))
        for trial in trials
        for outcome in trial.outcomes
    ]
    return PlainTable("backtests", COLUMNS, tuple(rows))


def _table_row(catalogue: Catalogue, done: Backtesting, outcome: Outcome, treatment: str) -> tuple[Cell, ...]:
    place = catalogue.places.by_code[outcome.case.place]
    return (
        outcome.case.id,
        place.code,
        place.name,
        treatment,
        outcome.kind,
        outcome.year,
        outcome.start,
        outcome.observed,
        outcome.low,
        outcome.median,
        outcome.high,
        "yes" if outcome.is_inside else "no",
        outcome.unchanged,
        outcome.input_output,
        *outcome.errors,
        done.draws,
        done.seed,
    )
