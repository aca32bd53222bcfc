"""How the model has done before, in words: what speaks for it and what speaks against, side by side on every face."""

from collections.abc import Iterable, Sequence

from samspel.catalogue.texts import Texts
from samspel.trials.backtests import Kind, Score, Trial, judge
from samspel.trials.hindcast import Look

LOOK_HEADS = (
    "words.year",
    "simulate.observed",
    "simulate.modelled",
    "simulate.unchanged",
    "simulate.inside",
    "record.near",
)
"""Heads of the table of the look back, as keys of texts; all but the first are set to the right."""

MEAN_DECIMALS: dict[Kind, int] = {"people": 0, "unemployment": 2}
HALF = 0.5


def list_looks(texts: Texts, looks: Iterable[Look]) -> list[list[str]]:
    """A row for each year of the look back, as LOOK_HEADS."""
    return [
        [
            str(look.year),
            texts.number(look.observed),
            texts("simulate.band", **{name: texts.number(getattr(look, name)) for name in ("median", "low", "high")}),
            texts.number(look.start),
            texts("words.yes" if look.is_inside else "words.no"),
            texts(f"record.nearest.{look.nearest}"),
        ]
        for look in looks
    ]


def tell_record(texts: Texts, place: str, looks: Sequence[Look], trials: Iterable[Trial]) -> list[str]:
    """How often the bands held at the place, whether 'unchanged' came nearer, how the model did on the place's own
    closures and openings, and on all of those that are built in.
    """
    return [*_tell_looks(texts, place, looks), *_tell_trials(texts, trials), texts("record.cases")]


def tell_score(texts: Texts, score: Score) -> str:
    """How near the model came in one kind of outcome, beside its rivals."""
    model, unchanged, rival = (texts.number(error, MEAN_DECIMALS[score.kind]) for error in score.errors)
    beaten = score.beats_unchanged, score.beats_input_output
    names = {(True, True): "both", (True, False): "only_unchanged", (False, True): "only_input_output"}
    return texts(
        f"backtest.score.{names.get(beaten, 'neither')}",
        outcome=texts(f"backtest.outcome.{score.kind}"),
        inside=score.inside,
        count=score.count,
        model=model,
        unchanged=unchanged,
        input_output=rival,
    )


def _tell_looks(texts: Texts, place: str, looks: Sequence[Look]) -> Iterable[str]:
    if not looks:
        return
    inside, count = sum(look.is_inside for look in looks), len(looks)
    held = texts("record.look", place=place, inside=inside, count=count)
    yield f"{held} {texts('record.look_weak')}" if inside < HALF * count else held
    passed_by = [look for look in looks if look.nearest == "unchanged"]
    if not passed_by:
        yield texts("record.nearer_never")
        return
    last = passed_by[-1]
    yield texts(
        "record.nearer",
        years=texts.listing([str(look.year) for look in passed_by]),
        year=last.year,
        model=texts.number(last.errors[0]),
        unchanged=texts.number(last.errors[1]),
    )


def _tell_trials(texts: Texts, trials: Iterable[Trial]) -> Iterable[str]:
    for trial in trials:
        verdict = judge([trial])
        yield texts(
            f"record.{'passed' if verdict.passed else 'failed'}",
            name=texts.of(trial.case).name,
            year=trial.case.year,
            scores=" ".join(tell_score(texts, score) for score in verdict.scores),
        )
