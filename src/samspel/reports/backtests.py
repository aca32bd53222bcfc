"""The model tried on real closures and openings, in words and tables for every face."""

from collections.abc import Callable, Iterable, Iterator

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.trials import CaseRules
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Scalar, Table, data_field, tabulate, text
from samspel.reports.cases import CASE_LINK, describe_country, describe_seen
from samspel.reports.figures import describe_origin
from samspel.reports.record import MEAN_DECIMALS, describe_score
from samspel.reports.records import Plain, render_place
from samspel.terms.alphabet import capitalise
from samspel.trials.backtests import APPROXIMATIONS, RIVALS, Backtesting, Outcome, Score, Trial, Verdict
from samspel.trials.cases import Backtest
from samspel.trials.observed import JOBS, Kind, Seen, name_seen

DECIMALS: dict[Kind, int] = {"people": 0, "unemployment": 1}


def describe_run(texts: Texts, done: Backtesting) -> str:
    """What was tried, with so many draws."""
    return texts("backtest.head", draws=texts.number(done.draws), seed=done.seed)


def describe_verdict(texts: Texts, done: Backtesting) -> tuple[str, ...]:
    """The verdict and what it rests on, one sentence a line: the whole, the bands, each outcome, and the hypotheses at
    zero.
    """
    verdict, zero = done.verdict, done.zero_verdict
    key = "backtest.inside_count" if verdict.enough_inside else "backtest.inside_few"
    diverged = max(verdict.diverged, zero.diverged)
    return (
        texts(f"backtest.verdict.{_name(verdict)}"),
        texts(key, inside=verdict.inside, count=verdict.count, least=verdict.least),
        *(describe_score(texts, score) for score in verdict.scores),
        *(_describe_informed(texts, score) for score in verdict.scores if score.informed is not None),
        texts(f"backtest.zero.{_name(zero)}", inside=zero.inside, count=zero.count),
        *((texts("backtest.diverged", count=texts.number(diverged)),) if diverged else ()),
    )


def describe_case(texts: Texts, trial: Trial) -> str:
    """A case with its jobs, note, source, and the multiplier of plain input-output."""
    case = trial.case
    return texts(
        f"backtest.case.{case.kind}",
        name=texts.of(case).name,
        code=case.place,
        jobs=texts.number(case.jobs),
        year=_format_years(case),
        inside=trial.inside,
        count=len(trial.outcomes),
        note=texts.of(case).note,
        multiplier=texts.number(trial.multiplier, 2),
        source=case.source,
        addresses=" ".join(case.addresses),
    )


def describe_observed(texts: Texts, seen: Iterable[Seen]) -> tuple[str, ...]:
    """What happened at the place of a case, in figures: before, after, and in the country."""
    return tuple(
        texts(
            "backtest.observed",
            name=texts(f"backtest.seen.{one.kind}"),
            course=describe_seen(texts, one),
            country=capitalise(describe_country(texts, one)) or texts("backtest.no_country"),
        )
        for one in seen
    )


def describe_missed(texts: Texts, trial: Trial) -> tuple[str, ...]:
    """By how much the model missed what happened, in the last year that is compared, of each kind."""
    last = {outcome.kind: outcome for outcome in trial.outcomes}
    return tuple(_describe_miss(texts, outcome) for outcome in last.values())


def _describe_miss(texts: Texts, outcome: Outcome) -> str:
    decimals = DECIMALS[outcome.kind]
    side = "inside" if outcome.is_inside else "outside"
    way = "high" if outcome.median > outcome.observed else "low"
    return texts(
        f"backtest.missed_{way}",
        name=texts(f"backtest.outcome.{outcome.kind}"),
        year=outcome.year,
        median=texts.number(outcome.median, decimals),
        observed=texts.number(outcome.observed, decimals),
        error=texts.number(outcome.errors[0], decimals),
        side=texts(f"backtest.missed_{side}", band=_format_band(texts, outcome)),
    )


def compose_case(catalogue: Catalogue, texts: Texts, done: Backtesting, trial: Trial) -> Iterator[Block]:
    """One case: what happened, what the model missed, and what the municipality did or who can be asked."""
    case, told = trial.case, texts.of(trial.case)
    seen = done.seen[case.id]
    yield Bullets(describe_observed(texts, seen))
    if not any(one.kind == JOBS for one in seen):
        yield Paragraph(texts("backtest.no_jobs"), style="note")
    yield Bullets(describe_missed(texts, trial))
    yield tabulate_case(texts, trial)
    body = catalogue.places.by_code[case.place].body
    yield Paragraph(told.did or texts("backtest.no_acts", body=body), lead=texts("backtest.acts", body=body))
    yield Paragraph(describe_case(texts, trial), style="note")


def describe_method(texts: Texts, rules: CaseRules) -> tuple[str, ...]:
    """What the rivals are, and what had to be approximated."""
    return (
        texts("backtest.rival_unchanged", trend=rules.trend_years, fewest=rules.trend_fewest),
        texts("backtest.rival_input_output"),
        *(texts(f"backtest.approximation.{name}") for name in APPROXIMATIONS),
    )


def describe_sources(catalogue: Catalogue, texts: Texts, done: Backtesting) -> tuple[str, ...]:
    """Where the observed values come from."""
    return tuple(
        texts(
            "backtest.source",
            name=texts.of(catalogue.indicators[name_seen(catalogue.inputs)[kind][0]]).name,
            origin="; ".join(describe_origin(catalogue, texts, origin) for origin in origins),
        )
        for kind, origins in done.origins.items()
    )


def tabulate_outcomes(texts: Texts, done: Backtesting) -> Table:
    """A row for each case, outcome and year: what happened, the model, and its two rivals. (For docs/backtests.md.)"""
    case = Field[Outcome](
        Column(key="case", head=texts("backtest.head_of.case")),
        lambda row: Cell(value=row.case.id, words=texts.of(row.case).name),
    )
    fields = [case, *_make_fields(texts)]
    return tabulate("outcomes", texts("backtest.table"), fields, done.outcomes, [texts("backtest.band_note")])


def tabulate_case(texts: Texts, trial: Trial) -> Table:
    """The outcomes of one case."""
    return tabulate(trial.case.id, texts.of(trial.case).name, _make_fields(texts), trial.outcomes)


def tabulate_results(catalogue: Catalogue, done: Backtesting) -> Table:
    """One row a case, treatment of the hypotheses, outcome and year, for files alone."""
    places = catalogue.places.by_code

    def field(key: str, read: Callable[[Outcome], Scalar]) -> Field[tuple[str, Outcome]]:
        return data_field(key, lambda row: read(row[1]))

    fields = [
        field("case", lambda row: row.case.id),
        field("place_code", lambda row: row.case.place),
        field("place", lambda row: places[row.case.place].name),
        data_field("hypotheses", lambda row: row[0]),
        field("outcome", lambda row: row.kind),
        field("year", lambda row: row.year),
        field("start", lambda row: row.start),
        field("observed", lambda row: row.observed),
        field("p10", lambda row: row.low),
        field("p50", lambda row: row.median),
        field("p90", lambda row: row.high),
        field("inside", lambda row: "yes" if row.is_inside else "no"),
        field("unchanged", lambda row: row.unchanged),
        field("input_output", lambda row: row.input_output),
        field("error_model", lambda row: row.errors[0]),
        field("error_unchanged", lambda row: row.errors[1]),
        field("error_input_output", lambda row: row.errors[2]),
        field("effect", lambda row: row.effect),
        field("with_country", lambda row: row.together),
        field("error_model_with_country", lambda row: row.informed_errors[0] if row.informed_errors else None),
        field("error_unchanged_with_country", lambda row: row.informed_errors[1] if row.informed_errors else None),
        field("error_input_output_with_country", lambda row: row.informed_errors[2] if row.informed_errors else None),
        field("draws", lambda _: done.draws),
        field("seed", lambda _: done.seed),
    ]
    rows = [("with", row) for row in done.outcomes] + [("zero", row) for row in done.zero_outcomes]
    return tabulate("backtests", "", fields, rows)


def compose_backtests(catalogue: Catalogue, texts: Texts, done: Backtesting) -> Iterator[Block]:
    """The verdict, the outcomes, the cases, and how it was done."""
    verdict, *rest = describe_verdict(texts, done)
    yield Paragraph(verdict, style="ingress")
    yield Bullets(tuple(rest))
    yield Heading(texts("backtest.table"))
    yield Paragraph(texts("backtest.band_note"), style="note")
    for trial in done.trials:
        yield Heading(texts.of(trial.case).name, 3, link=Link(CASE_LINK, trial.case.id))
        yield from compose_case(catalogue, texts, done, trial)
    yield Heading(texts("backtest.notes"))
    yield Bullets((*describe_method(texts, done.rules), *describe_sources(catalogue, texts, done)))


def compose_sources(catalogue: Catalogue, texts: Texts, done: Backtesting) -> Iterator[Block]:
    """Where what was observed comes from."""
    yield Heading(texts("backtest.sources"))
    yield Bullets(describe_sources(catalogue, texts, done))


def render_backtesting(catalogue: Catalogue, texts: Texts, done: Backtesting) -> Plain:
    """Everything, for JSON."""
    return {
        "draws": done.draws,
        "seed": done.seed,
        "basis": "estimated",
        "verdict": _render_verdict(done.verdict),
        "verdict_without_hypotheses": _render_verdict(done.zero_verdict),
        "told": list(describe_verdict(texts, done)),
        "cases": [_render_trial(catalogue, texts, trial) for trial in done.trials],
        "outcomes": [_render_outcome(outcome) for outcome in done.outcomes],
        "outcomes_without_hypotheses": [_render_outcome(outcome) for outcome in done.zero_outcomes],
        "notes": list(describe_method(texts, done.rules)),
        "sources": list(describe_sources(catalogue, texts, done)),
    }


def _make_fields(texts: Texts) -> list[Field[Outcome]]:
    def column(key: str, *, is_number: bool = True) -> Column:
        return Column(key=key, head=texts(f"backtest.head_of.{key}"), is_number=is_number)

    def number(key: str, read: Callable[[Outcome], float]) -> Field[Outcome]:
        return Field(column(key), lambda row: Cell(value=read(row), words=texts.number(read(row), DECIMALS[row.kind])))

    return [
        Field(
            column("outcome", is_number=False),
            lambda row: Cell(value=row.kind, words=texts(f"backtest.outcome.{row.kind}")),
        ),
        Field(column("year"), lambda row: Cell(value=row.year, words=str(row.year))),
        number("observed", lambda row: row.observed),
        Field(column("band"), lambda row: text(_format_band(texts, row))),
        Field(
            column("inside"),
            lambda row: Cell(value=row.is_inside, words=texts("words.yes" if row.is_inside else "words.no")),
        ),
        number("median", lambda row: row.median),
        number("unchanged", lambda row: row.unchanged),
        number("input_output", lambda row: row.input_output),
        Field(column("nearest"), lambda row: Cell(value=row.nearest, words=texts(f"backtest.nearest.{row.nearest}"))),
    ]


def _describe_informed(texts: Texts, score: Score) -> str:
    """How near all three would have come had they known the country's change."""
    model, unchanged, rival = (texts.number(error, MEAN_DECIMALS[score.kind]) for error in score.informed or ())
    return texts("backtest.informed", model=model, unchanged=unchanged, input_output=rival)


def _name(verdict: Verdict) -> str:
    return "passed" if verdict.passed else "failed"


def _format_years(case: Backtest) -> str:
    return str(case.year) if case.until is None else f"{case.year}–{case.until}"


def _format_band(texts: Texts, outcome: Outcome) -> str:
    low, high = (texts.number(value, DECIMALS[outcome.kind]) for value in (outcome.low, outcome.high))
    return texts("scenario.span", low=low, high=high)


def _render_verdict(verdict: Verdict) -> Plain:
    return {
        "passed": verdict.passed,
        "inside": verdict.inside,
        "count": verdict.count,
        "diverged": verdict.diverged,
        "inside_by_outcome": {score.kind: [score.inside, score.count] for score in verdict.scores},
        "mean_errors": {score.kind: dict(zip(RIVALS, score.errors, strict=True)) for score in verdict.scores},
        "mean_errors_with_country": {
            score.kind: dict(zip(RIVALS, score.informed, strict=True))
            for score in verdict.scores
            if score.informed is not None
        },
    }


def _render_trial(catalogue: Catalogue, texts: Texts, trial: Trial) -> Plain:
    case, said = trial.case, texts.of(trial.case)
    return {
        "id": case.id,
        "place": render_place(catalogue.places.by_code[case.place]),
        "name": said.name,
        "year": case.year,
        "jobs": case.jobs,
        "kind": case.kind,
        "until": case.until,
        "last_year_compared": case.last,
        "sector": case.sector,
        "multiplier": trial.multiplier,
        "inside": trial.inside,
        "count": len(trial.outcomes),
        "note": said.note,
        "basis": case.basis,
        "source": case.source,
        "addresses": list(case.addresses),
    }


def _render_outcome(outcome: Outcome) -> Plain:
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
        "effect": outcome.effect,
        "with_country": outcome.together,
        "errors": dict(zip(RIVALS, outcome.errors, strict=True)),
    }
