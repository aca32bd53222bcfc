"""Writes docs/backtests.md: the fair test as `samspel backtest` does it, and how often its bands held in all
municipalities since 2018; and keeps the fair test with the content. Tests keep both current.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

import samspel
from samspel.app.backtesting import run_fair_test, try_all
from samspel.app.desk import Desk, open_desk
from samspel.app.modelling import open_model
from samspel.rendering.table import Table, words
from samspel.reports.backtests import (
    describe_case,
    describe_method,
    describe_run,
    describe_sources,
    describe_verdict,
    tabulate_outcomes,
)
from samspel.reports.origins import describe_origins, list_tables
from samspel.reports.slopes import describe_slopes, tabulate_slopes
from samspel.research.coverage import cover
from samspel.research.coverage_words import describe_coverage, tabulate_coverage
from samspel.research.large_changes import Mask, Panel, ask_model, estimate_answer, list_others, read_panel
from samspel.research.swings import measure_hold, name_tables, read_panels
from samspel.scenarios.bands import WIDE
from samspel.scenarios.sampling import sample_parameters
from samspel.trials.backtests import Backtesting, Outcome
from samspel.trials.cases import load_backtests
from samspel.trials.fair import FILE, Fair, write_fair
from samspel.trials.surroundings import Surroundings

TARGET = Path(__file__).with_name("backtests.md")
KEPT = Path(samspel.__file__).parent / "content" / "circle" / FILE
INTRODUCTION = """# The model tested on what happened

Made from the content by `docs/make_backtest_table.py`; `samspel backtest` prints the first parts: how the course of
people without events does in every municipality from every year, and how the model does on real closures and openings.
A failure stands as a failure.
"""

CASES = """The model is started at the year before a closure or an opening from what the built-in tables hold of that
year, and set beside what happened, beside *nothing happens* and beside *plain input-output*.

The rule is the design's and was set before any case was run: the observed value inside the 80 % band in at least four
of five outcomes, and a smaller error than both rivals, read strictly as the mean error in each kind of outcome. Nothing
is fitted to a case, and no case is left out for its outcome.
"""

YEARS, CHANGE_SIZES, CHANGE_DRAWS = range(2011, 2023), (2, 5), 100
"""Years and sizes in per cent of the changes that the model's answer is held against, and draws of that."""

SPANS = (1, 3, 4, 5, 10)
"""Years ahead for which the band of unemployment is tried."""

HOLD_HEADS = (
    "Table",
    "Years ahead",
    "Comparisons",
    f"In the {WIDE:.0%} band, per cent",
    "Above, per cent",
    "Below, per cent",
)
SWINGS = """## The band of unemployment without events, in every municipality

Each municipality from each year of a table, beside what the same table shows later. This is no test of other years:
the width was estimated on the same two tables, and comparisons that share years are not independent of each other. One
width serves both, so it is wider than the calm years of the first needed and narrower than the fall after the pandemic
in the second. It was set before anything was counted here or in the cases above, and has not been changed for it.
"""

CHANGES = """## Every change of wages, as events

A dozen real cases cannot tell a slope of 1 from 0.8. Every municipality outside them has its changes of jobs each
year, though with less known of each. Wages paid at the workplaces of a municipality, less what the median
municipality had, stand for its jobs; unemployment is that of the same year, less the country's change in proportion
to the level. A change in wages is not as large a change in jobs: pay and hours change too, and a workplace may only
be entered elsewhere. So the line of unemployment on what the model says is divided by how far jobs followed wages,
among changes of the same size, in 2021 and 2022, when both are known. The standard error holds both, clustered by
municipality.

What cannot be told apart: jobs that follow people who move in, which brings the number down, and good years in a
whole labour-market area, which bring it up. Large changes are more like closures and openings, but are few and often
a workplace that is only entered elsewhere. People are not tried so, since those who move in bring wages with them.
Nothing in how the model's unemployment answers was estimated on these figures; how many move for it was.
"""
CHANGE_HEADS = (
    "Changes of wages",
    "Changes",
    "Municipalities",
    "Jobs on wages",
    "Unemployment on what the model says",
    "Standard error",
)


def write_table(desk: Desk, fair: Fair) -> str:
    """The document as Markdown."""
    catalogue, texts = desk.catalogue, desk.catalogue.texts["en"]
    done, covering = try_all(desk), cover(desk)
    first, *rest = describe_verdict(texts, done)
    outcomes, coverage = tabulate_outcomes(texts, done), tabulate_coverage(catalogue, texts, covering)
    parts = [
        INTRODUCTION,
        *_write_origins(desk, fair),
        *_write_slopes(desk, fair),
        f"## {describe_run(texts, done)}\n",
        CASES,
        _write_found(outcomes),
        *(f"{note}\n" for note in outcomes.notes),
        f"**{first}**\n",
        _write_list(rest),
        *_explain_people(done),
        f"## {texts('backtest.cases')}\n",
        _write_list([describe_case(texts, trial) for trial in done.trials]),
        f"## {texts('backtest.notes')}\n",
        _write_list([*describe_method(texts, done.rules), *describe_sources(catalogue, texts, done)]),
        f"## {coverage.caption}\n",
        *(f"{note}\n" for note in coverage.notes),
        _write_found(coverage),
        _write_list(describe_coverage(catalogue, texts, covering)),
        SWINGS,
        *_tell_cases_held(done),
        _write_rows(list(HOLD_HEADS), _tell_hold(desk, done), words=1),
        CHANGES,
        _write_rows(list(CHANGE_HEADS), _tell_changes(desk), words=1),
    ]
    return "\n".join(parts)


def _write_origins(desk: Desk, fair: Fair) -> list[str]:
    """The test of the course without events."""
    texts, done = desk.catalogue.texts["en"], fair.baseline
    first, *rest = describe_origins(desk.catalogue, texts, done)
    tables = [
        part
        for table in list_tables(texts, done)
        for part in (f"### {table.caption}\n", _write_found(table), *(f"{note}\n" for note in table.notes))
    ]
    return [f"## {texts('origins.title')}\n", f"**{first}**\n", _write_list(rest), *tables]


def _write_slopes(desk: Desk, fair: Fair) -> list[str]:
    """The shock's slope."""
    texts = desk.catalogue.texts["en"]
    first, *rest = describe_slopes(desk.catalogue, texts, fair.slopes)
    table = tabulate_slopes(desk.catalogue, texts, fair.slopes)
    notes = (f"{note}\n" for note in table.notes)
    return [f"## {texts('slope.title')}\n", f"**{first}**\n", _write_list(rest), _write_found(table), *notes]


def _explain_people(done: Backtesting) -> list[str]:
    """Why the model misses the population by more than 'nothing happens', where it does."""
    outcomes = [outcome for outcome in done.outcomes if outcome.kind == "people"]
    model, plain = _mean_errors(outcomes)
    if model <= plain:
        return []
    few = [sum(told < one.observed for one, told in pairs) for pairs in _pair(outcomes)]
    short = [np.mean([one.observed - told for one, told in pairs]) for pairs in _pair(outcomes)]
    closures = [one for one in outcomes if one.case.kind == "closure"]
    lower = sum(one.median < one.unchanged for one in closures)
    nearer = sum(one.errors[0] < one.errors[1] for one in outcomes)
    cases = {one.case.id: one.case.en.name for one in outcomes}
    share = {
        case: sum(one.errors[0] - one.errors[1] for one in outcomes if one.case.id == case) / len(outcomes)
        for case in cases
    }
    ordered = sorted(share, key=lambda case: -share[case])
    worst, best = ordered[0], ordered[-1]
    without = _mean_errors([one for one in outcomes if one.case.id != worst])
    larger = sum(one.observed > one.start for one in closures)
    alone = "So it is not one case alone" if without[0] > without[1] else "So it is that one case"
    return [
        "### Why the model misses the population by more than nothing happens\n",
        f"Both said too few people in most outcomes: the model in {few[0]} and nothing happens in {few[1]} of "
        f"{len(outcomes)}, on average {short[0]:,.0f} and {short[1]:,.0f} too few. Most of the municipalities grew "
        "faster after the event than in the ten years that both continue, and the built-in tables do not tell why. "
        f"After the closures the population was larger than before in {larger} of {len(closures)} outcomes, but the "
        f"model takes people away: its middle lies below nothing happens in {lower} of them. So it was nearer in only "
        f"{nearer} of all {len(outcomes)}. Of the difference in mean error, {model - plain:,.0f} people, "
        f"{cases[worst]} makes {share[worst]:,.0f} and {cases[ordered[1]]} {share[ordered[1]]:,.0f}; {cases[best]} "
        f"makes {-share[best]:,.0f} the other way. Without {cases[worst]} the model misses by {without[0]:,.0f} and "
        f"nothing happens by {without[1]:,.0f}. {alone}. The model's loss of people after a closure may be too large; "
        f"{len(cases)} cases cannot tell that from faster growth for other reasons. Nothing has been changed for it.\n",
    ]


def _pair(outcomes: Sequence[Outcome]) -> list[list[tuple[Outcome, float]]]:
    """Each outcome with what the model said, and with what 'nothing happens' said."""
    return [[(one, one.median) for one in outcomes], [(one, one.unchanged) for one in outcomes]]


def _mean_errors(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Of the model and of 'nothing happens'."""
    model, plain, _ = np.mean([one.errors for one in outcomes], axis=0).tolist()
    return model, plain


def _tell_cases_held(done: Backtesting) -> list[str]:
    """How many of the cases' outcomes lie in the band, beside how many a band of the right width would hold."""
    return [
        f"In the cases above {score.inside} of {score.count} lie in the band, where one of the right width would hold "
        f"about {WIDE * score.count:.0f}. The cases share years, so that is little to go by.\n"
        for score in done.verdict.scores
        if score.kind == "unemployment"
    ]


def _tell_hold(desk: Desk, done: Backtesting) -> list[list[str]]:
    draws = sample_parameters(open_model(desk).parameters, done.draws, done.seed)
    rows = []
    for name, panel in zip(name_tables(desk.catalogue.inputs), read_panels(desk.observations), strict=True):
        title = desk.catalogue.indicators[name].en.name
        for hold in measure_hold(panel, draws, SPANS):
            shares = (100.0 * part / hold.count for part in (hold.inside, hold.above, hold.below))
            rows.append([title, str(hold.span), f"{hold.count:,}", *(f"{share:.0f}" for share in shares)])
    return rows


def _tell_changes(desk: Desk) -> list[list[str]]:
    model = open_model(desk)
    others = list_others(desk.observations, {case.place for case in load_backtests(desk.catalogue)})
    panel = read_panel(Surroundings(desk.observations, model.calibration.baseline), others, YEARS)
    draws = sample_parameters(model.parameters, CHANGE_DRAWS, 1)
    gone, come = ask_model(desk.observations, model.calibration, others, draws)
    rows = []
    for title, chosen in list_chosen(panel):
        found = estimate_answer(panel, gone, come, chosen)
        told = (f"{value:.2f}" for value in (found.follows, found.slope, found.error))
        rows.append([title, f"{found.changes:,}", str(found.municipalities), *told])
    return rows


def list_chosen(panel: Panel) -> list[tuple[str, Mask]]:
    """The changes that are told of by themselves: all, and by their size in per cent of the wages."""
    size = np.abs(panel.wages)
    small, large = CHANGE_SIZES
    return [
        ("All", np.isfinite(size)),
        (f"Less than {small} per cent", size < small),
        (f"{small} to {large} per cent", (size >= small) & (size < large)),
        (f"At least {large} per cent", size >= large),
        (f"Falls of at least {large} per cent", panel.wages <= -large),
        (f"Rises of at least {large} per cent", panel.wages >= large),
    ]


def _write_found(table: Table) -> str:
    """A table of the reports."""
    read = words(table)
    return _write_rows(read.heads, read.texts, words=read.numeric.index(True))


def _write_rows(heads: Sequence[str], rows: Sequence[Sequence[str]], *, words: int) -> str:
    """A table; all columns but the first `words` are numbers."""
    rule = ["---" if number < words else "---:" for number in range(len(heads))]
    return "\n".join(_write_row(row) for row in (heads, rule, *rows)) + "\n"


def _write_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write_list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) + "\n"


if __name__ == "__main__":
    opened = open_desk()
    tested = run_fair_test(opened)
    write_fair(KEPT, tested)
    TARGET.write_text(write_table(opened, tested), encoding="utf-8")
