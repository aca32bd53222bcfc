"""The model tried on real closures: one case or all, told in words, as plain data and as a table."""

from dataclasses import dataclass

from samspel.briefs.tables import Cell, PlainTable
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts
from samspel.observations.telling import tell_origin
from samspel.scenarios.backtests import (
    APPROXIMATIONS,
    SERIES,
    Kind,
    Outcome,
    Score,
    Trial,
    Verdict,
    judge,
    load_backtests,
    try_case,
)
from samspel.scenarios.ensembles import zero_hypotheses
from samspel.scenarios.parameters import hypotheses
from samspel.scenarios.sampling import sample_parameters
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.usecases.desk import Desk
from samspel.usecases.plain import Plain, plain_place
from samspel.usecases.simulating import FEWEST_DRAWS, MOST_DRAWS, open_model

DECIMALS: dict[Kind, int] = {"people": 0, "unemployment": 1}
HEADS = ("case", "outcome", "year", "observed", "median", "band", "inside", "model", "unchanged", "input_output")
"""Heads of the table for people, in order; the last eight are numbers."""

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


def tell_rows(texts: Texts, done: Backtesting) -> list[list[str]]:
    """A row for each case, outcome and year, as HEADS."""
    return [_tell_row(texts, outcome) for outcome in done.outcomes]


def _tell_row(texts: Texts, outcome: Outcome) -> list[str]:
    decimals = DECIMALS[outcome.kind]
    band = texts("backtest.band", low=texts.number(outcome.low, decimals), high=texts.number(outcome.high, decimals))
    return [
        getattr(outcome.case, texts.lang).name,
        texts(f"backtest.outcome.{outcome.kind}"),
        str(outcome.year),
        texts.number(outcome.observed, decimals),
        texts.number(outcome.median, decimals),
        band,
        texts("words.yes" if outcome.is_inside else "words.no"),
        *(texts.number(error, decimals) for error in outcome.errors),
    ]


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
        *(_tell_score(texts, score) for score in verdict.scores),
        texts(f"backtest.zero.{_name(zero)}", inside=zero.inside, count=zero.count),
    ]
    if max(verdict.diverged, zero.diverged):
        told.append(texts("backtest.diverged", count=texts.number(max(verdict.diverged, zero.diverged))))
    return told


def _name(verdict: Verdict) -> str:
    return "passed" if verdict.passed else "failed"


def _tell_score(texts: Texts, score: Score) -> str:
    model, unchanged, rival = (texts.number(error, DECIMALS[score.kind]) for error in score.errors)
    return texts(
        f"backtest.score.{_order(score)}",
        outcome=texts(f"backtest.outcome.{score.kind}"),
        model=model,
        unchanged=unchanged,
        input_output=rival,
    )


def _order(score: Score) -> str:
    """Which rivals the model beats, as the name of a text."""
    beaten = score.beats_unchanged, score.beats_input_output
    return {(True, True): "both", (True, False): "only_unchanged", (False, True): "only_input_output"}.get(
        beaten, "neither"
    )


def tell_cases(texts: Texts, done: Backtesting) -> list[str]:
    """Each case with its jobs, note, source, and the multiplier of plain input-output."""
    return [
        texts(
            "backtest.case",
            name=getattr(trial.case, texts.lang).name,
            code=trial.case.place,
            jobs=texts.number(trial.case.jobs),
            year=trial.case.year,
            note=getattr(trial.case, texts.lang).note,
            multiplier=texts.number(trial.multiplier, 2),
            source=trial.case.source,
        )
        for trial in done.trials
    ]


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
    name = getattr(desk.catalogue.indicators[indicator], texts.lang).name
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
    names = ("model", "unchanged", "input_output")
    return {
        "passed": verdict.passed,
        "inside": verdict.inside,
        "count": verdict.count,
        "diverged": verdict.diverged,
        "mean_errors": {score.kind: dict(zip(names, score.errors, strict=True)) for score in verdict.scores},
    }


def _plain_trial(catalogue: Catalogue, lang: Lang, trial: Trial) -> Plain:
    case, told = trial.case, getattr(trial.case, lang)
    return {
        "id": case.id,
        "place": plain_place(catalogue.places.by_code[case.place]),
        "name": told.name,
        "year": case.year,
        "jobs": case.jobs,
        "sector": case.sector,
        "multiplier": trial.multiplier,
        "note": told.note,
        "source": case.source,
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
