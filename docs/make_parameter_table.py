"""Writes docs/parameters.md: every number of the circle with spread, basis, grade and source, what each lever moves,
and what demands cost. Run by `make docs`; a test keeps it current.
"""

from collections.abc import Iterable
from pathlib import Path

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.scenarios.costs import Cost, load_costs
from samspel.scenarios.levers import Effect, load_effects
from samspel.scenarios.parameters import CircleParameter, Spread, load_parameters

TARGET = Path(__file__).with_name("parameters.md")
INTRODUCTION = """# The numbers of the simulation

Made from the content by `make docs`; [how they are used](simulation.md). *Basis*: measured, estimated from figures, or
assumed. *Grade*: A known or law, B careful study of the same thing, C studies nearby, D our judgement, E hypothesis
that no study measures. A spread is uniform (low, high), triangular (low, mode, high), or normal or lognormal by its
10th, 50th and 90th percentiles, each side of the median with its own width. A parameter without spread is the same in
every draw. Where there is a spread, the value is used in calibration and checks only, never in a draw.

## Parameters

"""
PARAMETER_HEADS = ("id", "meaning", "value", "spread", "unit", "date", "basis", "grade", "studies", "source (Swedish)")
LEVER_HEADS = ("lever", "parameter", "how", "spread", "delay, years", "ramp, years", "grade", "studies", "why")
COST_HEADS = ("demand", "counted", "share of them", "kronor a year each", "date", "basis", "grade", "holds", "source")
LEVERS = """
## Levers

What a demand moves. *times* is a relative change, *plus* an addition in the parameter's unit. Nothing happens in the
delay; then the effect grows evenly over the ramp. A lever without a parameter has no known effect in the model.

"""
COSTS = """
## Costs

What a demand costs a year: kronor x share x those counted at the place; amount and share are drawn by themselves. All
are judgements. A demand that is not here has no cost that can be stated, and the program says what to ask.

"""


def write_table(catalogue: Catalogue) -> str:
    """The document as Markdown."""
    parameters = load_parameters(catalogue)
    effects, costs = load_effects(catalogue, parameters), load_costs(catalogue)
    return "".join(
        [
            INTRODUCTION,
            _write(PARAMETER_HEADS, (_tell_parameter(one) for one in parameters.values())),
            LEVERS,
            _write(LEVER_HEADS, (row for one in effects.values() for row in _tell_effect(catalogue, one))),
            COSTS,
            _write(COST_HEADS, (_tell_cost(catalogue, one) for one in costs.values())),
        ]
    )


def _write(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') or '–' for cell in line)} |\n" for line in lines)


def _tell_parameter(one: CircleParameter) -> tuple[str, ...]:
    meaning = f"{one.en.name}. {one.en.reason}" + (" **Hypothesis.**" if one.hypothesis else "")
    studies = ", ".join(one.studies)
    value, spread = f"{one.value:g}", _tell_spread(one.spread)
    return (f"`{one.id}`", meaning, value, spread, one.unit, one.date, one.basis.value, one.grade, studies, one.source)


def _tell_effect(catalogue: Catalogue, one: Effect) -> list[tuple[str, ...]]:
    moves: list[tuple[str, str, str]] = [
        (f"`{move.parameter}`", move.how, _tell_spread(move.spread)) for move in one.moves
    ]
    end = (str(one.delay), str(one.ramp), one.grade, ", ".join(one.studies), one.en.why)
    return [(catalogue.levers[one.lever].en, *move, *end) for move in moves or [("", "", "")]]


def _tell_cost(catalogue: Catalogue, one: Cost) -> tuple[str, ...]:
    share = _tell_spread(one.share) or "all"
    links = " ".join(f"[{number}]({link})" for number, link in enumerate(one.links, 1))
    source = f"{one.en.source}. {links}"
    title = catalogue.demands[one.demand].en.title
    return (
        title,
        one.en.whom,
        share,
        _tell_spread(one.amount),
        one.date,
        one.basis.value,
        one.grade,
        one.en.what,
        source,
    )


def _tell_spread(spread: Spread | None) -> str:
    return "" if spread is None else f"{spread.kind} {', '.join(f'{mark:g}' for mark in spread.marks)}"


if __name__ == "__main__":
    TARGET.write_text(write_table(load_catalogue()), encoding="utf-8")
