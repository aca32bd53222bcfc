"""How the model has done before: what speaks for it and what speaks against, side by side on every face."""

from collections.abc import Iterable, Sequence

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate
from samspel.reports.origins import describe_part, list_nearer, list_rivals
from samspel.reports.slopes import describe_first_slope, describe_slope_missed
from samspel.trials.backtests import Score, judge
from samspel.trials.fair import Fair
from samspel.trials.hindcast import Look
from samspel.trials.observed import Kind
from samspel.trials.simulated import Past, Simulated

MEAN_DECIMALS: dict[Kind, int] = {"people": 0, "unemployment": 2}


def describe_record(texts: Texts, place: str, past: Past) -> tuple[str, ...]:
    """How often the bands held at the place, whether 'unchanged' came nearer, how the model did on the place's own
    closures and openings, and how the fair test came out everywhere.
    """
    told = _describe_looks(texts, place, past)
    return *told, *_describe_trials(texts, past), *_describe_fair(texts, past.fair)


def describe_record_in_short(texts: Texts, past: Past) -> str:
    """How the model did on real closures and openings, and where the rest of the record stands: for a paper whose
    answer has its caution beside it.
    """
    cases = past.fair.cases
    key = "passed" if cases.passed else "failed"
    told = texts(f"record.cases_{key}", inside=cases.inside, count=cases.count)
    return f"{told} {texts('record.where')}"


def describe_caution(texts: Texts, past: Past, *, has_more: bool = True, has_event: bool = False) -> str:
    """What of the record speaks against the answer at the place, in short to stand by the answer, and
    where the record stands in full if it does. A letter does without how often the band held, which takes explaining.
    Where `has_event` tells of unemployed people, what the test of them missed by stands there too.
    """
    against: list[str] = []
    looks, fair = past.looks, past.fair
    inside, passed_by = sum(look.is_inside for look in looks), _find_passed_by(looks)
    if inside < past.rules.seldom * len(looks):
        against.append(texts("record.against_look", since=looks[0].since, inside=inside, count=len(looks)))
    if passed_by:
        years = texts.listing([str(look.year) for look in passed_by])
        against.append(texts("record.against_nearer", years=years))
    failed = [texts.of(trial.case).name for trial in past.trials if not judge([trial], past.rules.cases).passed]
    if failed:
        against.append(texts("record.against_trials", names=texts.listing(failed)))
    common = texts("record.against_few" if fair.cases.passed else "record.against_cases", count=fair.cases.count)
    missed = describe_slope_missed(texts, fair.slopes) if has_event else ""
    told = texts("record.caution", against=" ".join(filter(None, (*(against or [common]), missed))))
    return f"{told} {texts('record.more')}" if has_more else told


def _describe_fair(texts: Texts, fair: Fair) -> Iterable[str]:
    """The fair test everywhere: the course without events, all real cases, and the shock's slope."""
    rivals = len(list_rivals(fair.baseline))
    yield texts(f"record.baseline_{'not_' if list_nearer(fair.baseline) else ''}nearest", count=rivals)
    yield from describe_part(texts, fair.baseline)
    cases = fair.cases
    yield texts(f"record.cases_{'passed' if cases.passed else 'failed'}", inside=cases.inside, count=cases.count)
    yield from describe_first_slope(texts, fair.slopes)
    yield texts("record.where")


def describe_score(texts: Texts, score: Score) -> str:
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


def tabulate_looks(texts: Texts, looks: Sequence[Look]) -> Table:
    """A row for each year of a look back that has any: what was observed, the model, and that nothing changes."""

    def number(key: str, head: str, read: str) -> Field[Look]:
        return Field(
            Column(key=key, head=texts(f"simulate.{head}"), is_number=True),
            lambda look: Cell(value=getattr(look, read), words=texts.number(getattr(look, read))),
        )

    fields = [
        Field[Look](
            Column(key="year", head=texts("words.year")), lambda look: Cell(value=look.year, words=str(look.year))
        ),
        number("observed", "observed", "observed"),
        Field(
            Column(key="p50", head=texts("simulate.modelled"), is_number=True),
            lambda look: Cell(value=round(look.median, 1), words=_format_band(texts, look)),
        ),
        number("unchanged", "unchanged", "start"),
        Field(
            Column(key="inside", head=texts("simulate.inside"), is_number=True),
            lambda look: Cell(value=look.is_inside, words=texts("words.yes" if look.is_inside else "words.no")),
        ),
        Field(
            Column(key="nearest", head=texts("record.near"), is_number=True, is_coded=True),
            lambda look: Cell(value=look.nearest, words=texts(f"record.nearest.{look.nearest}")),
        ),
        data_field("p10", lambda look: round(look.low, 1)),
        data_field("p90", lambda look: round(look.high, 1)),
    ]
    since = looks[0].since
    note = texts("simulate.look_note", since=since)
    return tabulate("hindcast", texts("simulate.look", since=since), fields, looks, [note])


def compose_record(texts: Texts, simulation: Simulated) -> tuple[Block, ...]:
    """The record in sentences, and the look back year by year."""
    past = simulation.past
    return (
        Heading(texts("record.title")),
        Bullets(describe_record(texts, simulation.place.area, past)),
        *((tabulate_looks(texts, past.looks),) if past.looks else ()),
    )


def _format_band(texts: Texts, look: Look) -> str:
    low, median, high = (texts.number(value) for value in (look.low, look.median, look.high))
    return texts("words.band", median=median, low=low, high=high)


def _describe_looks(texts: Texts, place: str, past: Past) -> Iterable[str]:
    looks = past.looks
    if not looks:
        return
    inside, count = sum(look.is_inside for look in looks), len(looks)
    key, facts = "record.look" if inside else "record.look_never", {"inside": inside, "count": count}
    held = texts(key, since=looks[0].since, place=place, **facts)
    weak = texts("record.look_weak") if inside else texts("record.look_uncertain")
    yield f"{held} {weak}" if inside < past.rules.seldom * count else held
    passed_by = _find_passed_by(looks)
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


def _find_passed_by(looks: Sequence[Look]) -> list[Look]:
    """The years in which it was a better guess that nothing changes."""
    return [look for look in looks if look.nearest == "unchanged"]


def _describe_trials(texts: Texts, past: Past) -> Iterable[str]:
    for trial in past.trials:
        verdict = judge([trial], past.rules.cases)
        yield texts(
            f"record.{'passed' if verdict.passed else 'failed'}",
            name=texts.of(trial.case).name,
            year=trial.case.year,
            scores=" ".join(describe_score(texts, score) for score in verdict.scores),
        )
