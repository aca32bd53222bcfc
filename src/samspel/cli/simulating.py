"""`samspel simulate`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from samspel.app.aftermath import plan_aftermath
from samspel.app.finding import find_place
from samspel.app.grouping import find_each
from samspel.app.modelling import open_model
from samspel.app.simulating import (
    FEWEST_DRAWS,
    FEWEST_YEARS,
    MOST_DRAWS,
    MOST_YEARS,
    explain,
    read_events,
    simulate_with_levers,
)
from samspel.app.simulating_everywhere import choose_runner, forget_parts, simulate_everywhere
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.levers import render_alone, show_each_lever
from samspel.cli.numbers import whole
from samspel.cli.progress import show_progress
from samspel.cli.simulating_beside import show_beside
from samspel.cli.writing import write_table
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.data import kind_of
from samspel.rendering.terminal import print_blocks
from samspel.reports import simulation as report
from samspel.reports.aftermath import compose_next, compose_opening
from samspel.reports.cases import compose_all_cases
from samspel.reports.events import name_sector
from samspel.reports.levers import compose_levers
from samspel.reports.record import compose_record
from samspel.reports.simulation_data import list_everywhere, list_results, render_explanation, render_simulation
from samspel.reports.simulation_parts import compose_explanation
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_SEED, DEFAULT_YEARS
from samspel.scenarios.nationwide import Everywhere, Result, Runner
from samspel.scenarios.simulation import Explanation, Request
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.trials.beside import SIZES, Size
from samspel.trials.simulated import Simulated

MOST_NAMED = 12
MOST_PROCESSES = 256
"""More than any single machine runs to advantage."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "simulate",
        run_simulation,
        click.Argument(["name"], required=False),
        click.Option(["--all", "everywhere"], is_flag=True, help=texts("cli.simulate.all")),
        click.Option(["--shock", "shocks"], multiple=True, help=texts("cli.simulate.shock")),
        click.Option(
            ["--shocks", "file"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.simulate.shocks")
        ),
        click.Option(["--lever", "levers"], multiple=True, help=texts("cli.simulate.lever")),
        click.Option(
            ["--years"], type=whole(FEWEST_YEARS, MOST_YEARS), default=DEFAULT_YEARS, help=texts("cli.simulate.years")
        ),
        click.Option(
            ["--draws"], type=whole(FEWEST_DRAWS, MOST_DRAWS), default=DEFAULT_DRAWS, help=texts("cli.simulate.draws")
        ),
        click.Option(["--seed"], type=whole(0), default=DEFAULT_SEED, help=texts("cli.simulate.seed")),
        click.Option(["--no-hypotheses", "without"], is_flag=True, help=texts("cli.simulate.no_hypotheses")),
        click.Option(["--drivers", "explained"], is_flag=True, help=texts("cli.simulate.drivers")),
        click.Option(["--each-lever", "each"], is_flag=True, help=texts("cli.whatif.each_lever")),
        click.Option(["--beside"], multiple=True, help=texts("cli.simulate.beside")),
        click.Option(["--size"], type=click.Choice(SIZES), help=texts("cli.simulate.size")),
        click.Option(["--processes"], type=whole(1, MOST_PROCESSES), help=texts("cli.simulate.processes")),
        click.Option(["--scheduler"], help=texts("cli.simulate.scheduler")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def run_simulation(
    session: Session,
    name: str | None,
    everywhere: bool,
    each: bool,
    explained: bool,
    processes: int | None,
    scheduler: str | None,
    beside: tuple[str, ...],
    size: Size | None,
    out: Path | None,
    **asked: Any,
) -> None:
    """Print what happens if, for a municipality; or write it for every one."""
    if out is not None:
        kind_of(out)
    runner = _choose_runner(session, processes, scheduler, everywhere=everywhere)
    request = _read_request(session, **asked)
    if beside and (everywhere or each or explained):
        raise click.UsageError(session.texts("cli.simulate.beside_one"))
    if size is not None and not beside:
        raise click.UsageError(session.texts("cli.simulate.needs_beside"))
    if everywhere and each:
        raise click.UsageError(session.texts("cli.whatif.each_lever_one"))
    if everywhere:
        _write_everywhere(session, request, out, runner)
        return
    if name is None:
        raise click.UsageError(session.texts("cli.simulate.need_place"))
    place = find_place(session.desk.catalogue, name)
    if beside:
        others = find_each(lambda one: find_place(session.desk.catalogue, one), beside)
        show_beside(session, (place, *others), request, size or SIZES[0], out)
    elif each:
        show_each_lever(session, place, request, out)
    else:
        _show_simulation(session, place, request, out, explained=explained)


def print_simulation(session: Session, simulation: Simulated, explanation: Explanation | None) -> None:
    """Print a simulation, with what drives it where that was asked for."""
    print_blocks(session.console, _compose(session, simulation, explanation))


def _read_request(
    session: Session,
    shocks: tuple[str, ...],
    file: Path | None,
    levers: tuple[str, ...],
    years: int,
    draws: int,
    seed: int,
    *,
    without: bool,
) -> Request:
    return Request(
        shocks=read_events(session.desk, shocks, file),
        levers=levers,
        years=years,
        draws=draws,
        seed=seed,
        with_hypotheses=not without,
    )


def _choose_runner(session: Session, processes: int | None, scheduler: str | None, *, everywhere: bool) -> Runner:
    if scheduler is not None and not everywhere:
        raise click.UsageError(session.texts("cli.simulate.needs_all"))
    if scheduler is not None and processes is not None:
        raise click.UsageError(session.texts("cli.simulate.either"))
    return choose_runner(scheduler, processes)


def _show_simulation(session: Session, place: Place, request: Request, out: Path | None, *, explained: bool) -> None:
    try:
        simulation = simulate_with_levers(session.desk, place, request)
    except BadInputError as error:
        raise name_sector(session.texts, error) from None
    if out is not None:
        write_table(session, list_results(session.texts, simulation), out)
        return
    explanation = explain(session.desk, simulation) if explained else None
    session.show(
        lambda: _render(session, simulation, explanation), lambda: print_simulation(session, simulation, explanation)
    )


def _write_everywhere(session: Session, request: Request, out: Path | None, runner: Runner) -> None:
    if out is None:
        raise click.UsageError(session.texts("cli.simulate.need_out"))
    desk = session.desk

    def watch(results: Iterable[Result], total: int) -> Iterable[Result]:
        return show_progress(results, session.texts("cli.progress"), total)

    found = simulate_everywhere(desk, request, out, runner, watch)
    start, places = open_model(desk).calibration.people.flows.year, desk.catalogue.places.municipalities
    write_table(session, list_everywhere(session.texts, places, found, start, request), out)
    forget_parts(out)
    if found.skipped and not session.as_json:
        session.say(_describe_skipped(session, found))


def _describe_skipped(session: Session, found: Everywhere) -> str:
    """How many places were too small, and the first of them by name."""
    texts, names = session.texts, [one.place.name for one in found.skipped]
    rest = len(names) - MOST_NAMED
    if rest > 0:
        names = [*names[:MOST_NAMED], texts("simulate.everywhere.more", count=texts.number(rest))]
    total = len(session.desk.catalogue.places.municipalities)
    return texts(
        "simulate.everywhere.skipped",
        count=texts.number(len(found.skipped)),
        total=texts.number(total),
        places=", ".join(names),
    )


def _render(session: Session, simulation: Simulated, explanation: Explanation | None) -> object:
    plain = render_simulation(session.desk.catalogue, session.texts, simulation) | render_alone(session, simulation)
    return plain if explanation is None else {**plain, "drivers": render_explanation(explanation)}


def _compose(session: Session, simulation: Simulated, explanation: Explanation | None) -> Iterator[Block]:
    """The blocks of the page, with the course as tables instead of drawings."""
    catalogue, texts, parameters = session.desk.catalogue, session.texts, simulation.model.parameters
    yield Heading(texts("scenario.title", place=simulation.place.area))
    yield from compose_opening(texts, simulation)
    yield from report.compose_answer(catalogue, texts, simulation)
    yield report.tabulate_levels(texts, simulation)
    yield from report.compose_course_in_short(texts, simulation)
    yield from report.compose_region(catalogue, texts, simulation)
    yield from report.compose_zero(texts, simulation)
    yield from compose_levers(catalogue, texts, simulation)
    yield from compose_record(texts, simulation)
    yield from report.compose_hypotheses(texts, simulation)
    if explanation is not None:
        yield from compose_explanation(texts, parameters, explanation)
    yield Paragraph(report.describe_draws(texts, simulation))
    plan = plan_aftermath(session.desk, simulation)
    yield from compose_next(catalogue, texts, plan)
    yield from compose_all_cases(catalogue, texts, plan)
