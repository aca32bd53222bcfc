"""`samspel simulate`."""

import os
from collections.abc import Iterable
from pathlib import Path

import click
from tqdm import tqdm

from samspel.app.finding import find_place
from samspel.app.simulating import (
    FEWEST_DRAWS,
    FEWEST_YEARS,
    MOST_DRAWS,
    MOST_YEARS,
    explain,
    open_model,
    read_events,
    simulate,
)
from samspel.app.simulating_everywhere import forget_parts, simulate_everywhere
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.levers import plain_alone, print_alone, show_each_lever
from samspel.cli.numbers import whole
from samspel.cli.places import write_table
from samspel.rendering.data import kind_of
from samspel.reports.costs import describe_costs
from samspel.reports.record_words import LOOK_HEADS, list_looks, tell_record
from samspel.reports.regional_telling import tell_region
from samspel.reports.scenario_words import (
    IN_WORDS,
    SHOWN,
    tell_band,
    tell_change,
    tell_help,
    tell_lever,
    tell_name,
    tell_number,
    tell_shock,
)
from samspel.reports.simulation_telling import (
    name_sector,
    plain_explanation,
    plain_simulation,
    table_everywhere,
    table_simulation,
)
from samspel.scenarios.cluster import Cluster
from samspel.scenarios.comparison import Difference
from samspel.scenarios.nationwide import Everywhere, LocalProcesses, Result, Runner
from samspel.scenarios.shocks import known_words
from samspel.scenarios.simulation import Explanation, Request, Simulation
from samspel.terms.errors import BadInputError
from samspel.terms.units import PER_CENT

COURSE_YEARS = (1, 2, 3, 5, 10, 15, 20, 30, 40)
PROGRESS_AFTER_SECONDS = 1.0
STRONGEST = 8
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
        click.Option(["--years"], type=whole(FEWEST_YEARS, MOST_YEARS), default=15, help=texts("cli.simulate.years")),
        click.Option(["--draws"], type=whole(FEWEST_DRAWS, MOST_DRAWS), default=1000, help=texts("cli.simulate.draws")),
        click.Option(["--seed"], type=whole(0), default=1, help=texts("cli.simulate.seed")),
        click.Option(["--no-hypotheses", "without"], is_flag=True, help=texts("cli.simulate.no_hypotheses")),
        click.Option(["--drivers", "explained"], is_flag=True, help=texts("cli.simulate.drivers")),
        click.Option(["--each-lever", "each"], is_flag=True, help=texts("cli.whatif.each_lever")),
        click.Option(["--processes"], type=whole(1, MOST_PROCESSES), help=texts("cli.simulate.processes")),
        click.Option(["--scheduler"], help=texts("cli.simulate.scheduler")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def run_simulation(
    session: Session,
    name: str | None,
    everywhere: bool,
    shocks: tuple[str, ...],
    file: Path | None,
    levers: tuple[str, ...],
    years: int,
    draws: int,
    seed: int,
    without: bool,
    explained: bool,
    each: bool,
    processes: int | None,
    scheduler: str | None,
    out: Path | None,
) -> None:
    """Print what happens if, for a municipality; or write it for every one."""
    if out is not None:
        kind_of(out)
    _check_runners(session, everywhere, processes, scheduler)
    words = known_words(session.desk.catalogue.texts.values())
    request = Request(read_events(shocks, file, words), levers, years, draws, seed, not without)
    if everywhere and each:
        raise click.UsageError(session.texts("cli.whatif.each_lever_one"))
    if everywhere:
        _write_everywhere(session, request, out, Cluster(scheduler) if scheduler else _choose_local(processes))
        return
    if name is None:
        raise click.UsageError(session.texts("cli.simulate.need_place"))
    desk = session.desk
    place = find_place(desk.catalogue, name)
    if each:
        show_each_lever(session, place, request, out)
        return
    try:
        simulation = simulate(desk, place, request)
    except BadInputError as error:
        raise name_sector(session.texts, error) from None
    if out is not None:
        write_table(session, table_simulation(simulation), out)
        return
    explanation = explain(desk, simulation) if explained else None
    session.show(
        lambda: _plain(session, simulation, explanation), lambda: print_simulation(session, simulation, explanation)
    )


def _check_runners(session: Session, everywhere: bool, processes: int | None, scheduler: str | None) -> None:
    if scheduler is not None and not everywhere:
        raise click.UsageError(session.texts("cli.simulate.needs_all"))
    if scheduler is not None and processes is not None:
        raise click.UsageError(session.texts("cli.simulate.either"))


def _choose_local(processes: int | None) -> LocalProcesses:
    return LocalProcesses(processes or os.cpu_count() or 1)


def _write_everywhere(session: Session, request: Request, out: Path | None, runner: Runner) -> None:
    if out is None:
        raise click.UsageError(session.texts("cli.simulate.need_out"))
    desk = session.desk

    def watch(results: Iterable[Result], total: int) -> Iterable[Result]:
        shown: Iterable[Result] = tqdm(
            results, desc=session.texts("cli.progress"), total=total, delay=PROGRESS_AFTER_SECONDS, leave=False
        )
        return shown

    found = simulate_everywhere(desk, request, out, runner, watch)
    start = open_model(desk).calibration.flows.year
    write_table(session, table_everywhere(desk.catalogue, session.lang, found, start, request.draws, request.seed), out)
    forget_parts(out)
    if found.skipped and not session.as_json:
        session.say(_tell_skipped(session, found))


def _tell_skipped(session: Session, found: Everywhere) -> str:
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


def _plain(session: Session, simulation: Simulation, explanation: Explanation | None) -> object:
    plain = plain_simulation(session.desk.catalogue, session.lang, simulation) | plain_alone(session, simulation)
    return plain if explanation is None else {**plain, "drivers": plain_explanation(explanation)}


def print_simulation(session: Session, simulation: Simulation, explanation: Explanation | None) -> None:
    """Print a simulation, with what drives it where that was asked for."""
    texts, request = session.texts, simulation.request
    head = texts(
        "simulate.head",
        place=simulation.place.area,
        first=simulation.town.year,
        last=simulation.last_year,
        draws=texts.number(request.draws),
        seed=request.seed,
    )
    session.say(head, strong=True)
    for shock in request.shocks:
        session.say(f"• {tell_shock(texts, shock)}")
    if not request.shocks:
        session.say(texts("simulate.no_events"))
    happens = bool(request.shocks or simulation.choice.pulled)
    _print_levels(session, simulation, happens)
    if happens:
        _print_course(session, simulation, simulation.main.effect, texts("simulate.course"))
        _print_words(session, simulation)
    _print_region(session, simulation)
    _print_levers(session, simulation)
    _print_record(session, simulation)
    if explanation is not None:
        _print_explanation(session, explanation)
    _print_notes(session, simulation)


def _print_levels(session: Session, simulation: Simulation, happens: bool) -> None:
    texts, main = session.texts, simulation.main
    columns = [
        texts("words.indicator"),
        str(simulation.town.year),
        texts("simulate.baseline", year=simulation.last_year),
    ]
    if happens:
        columns += [texts("simulate.scenario", year=simulation.last_year), texts("simulate.difference")]
    rows = []
    for outcome in SHOWN:
        row = [
            tell_name(texts, outcome),
            tell_number(texts, outcome, float(main.baseline.band(outcome)[2, 0])),
            tell_band(texts, outcome, main.baseline.band(outcome)[:, -1]),
        ]
        if happens:
            row.append(tell_band(texts, outcome, main.scenario.band(outcome)[:, -1]))
            row.append(tell_band(texts, outcome, main.effect.band(outcome)[:, -1], change=True))
        rows.append(row)
    session.table(texts("simulate.levels"), columns, rows, numeric=len(columns) - 1)
    session.say(texts("simulate.band_note"))
    if happens:
        session.say(texts("simulate.difference_note"))


def _print_course(session: Session, simulation: Simulation, effect: Difference, title: str) -> None:
    texts = session.texts
    begin = min([shock.year for shock in simulation.request.shocks] + [one.year for one in simulation.choice.pulled])
    start = begin - simulation.town.year
    columns = [start, *(start + year for year in COURSE_YEARS)]
    columns = [column for column in columns if column <= simulation.request.years]
    rows = [
        [
            tell_name(texts, outcome, change=True),
            *(tell_band(texts, outcome, effect.band(outcome)[:, column], change=True) for column in columns),
        ]
        for outcome in IN_WORDS
    ]
    years = [str(simulation.town.year + column) for column in columns]
    session.table(title, [texts("words.indicator"), *years], rows, numeric=len(years))


def _print_words(session: Session, simulation: Simulation) -> None:
    texts, year = session.texts, simulation.last_year
    for outcome in IN_WORDS:
        session.say(tell_change(texts, simulation.main.effect, outcome, year))
    session.say()
    if simulation.request.with_hypotheses:
        session.say(texts("simulate.zero"), strong=True)
        for outcome in IN_WORDS:
            session.say(tell_change(texts, simulation.zero.effect, outcome, year))
    else:
        session.say(texts("simulate.zero_only"))
    if simulation.request.shocks:
        session.say(texts("simulate.equalised"))


def _print_region(session: Session, simulation: Simulation) -> None:
    session.say()
    session.say(session.texts("regional.head"), strong=True)
    for sentence in tell_region(session.desk.catalogue, session.lang, simulation):
        session.say(sentence)


def _print_levers(session: Session, simulation: Simulation) -> None:
    texts, choice, catalogue = session.texts, simulation.choice, session.desk.catalogue
    if not simulation.request.levers:
        return
    session.say()
    session.say(texts("simulate.levers"), strong=True)
    for one in (*choice.pulled, *choice.without_effect):
        session.say(f"• {tell_lever(catalogue, session.lang, one)}")
    for name in choice.without_lever:
        session.say(f"• {texts('simulate.no_lever', demand=session.texts.of(catalogue.demands[name]).title)}")
    for cost in describe_costs(catalogue, session.texts, simulation):
        session.say(cost)
    if choice.pulled:
        _print_course(session, simulation, simulation.main.of_levers, texts("simulate.course_levers"))
        for outcome in IN_WORDS:
            session.say(tell_change(texts, simulation.main.of_levers, outcome, simulation.last_year, "levers"))
            session.say(f"  {tell_help(texts, simulation.main.of_levers, outcome)}")
        session.say(texts("simulate.helps_note"))
        session.say(texts("simulate.zero"))
        for outcome in IN_WORDS:
            session.say(tell_change(texts, simulation.zero.of_levers, outcome, simulation.last_year, "levers"))
        print_alone(session, simulation)
    session.say(texts("simulate.studies" if simulation.studies else "simulate.studies_none"), strong=True)
    for study in simulation.studies:
        session.say(f"• {study.citation}: {session.texts.of(study).finding}")


def _print_record(session: Session, simulation: Simulation) -> None:
    texts = session.texts
    session.say()
    session.say(texts("record.title"), strong=True)
    for sentence in tell_record(texts, simulation.place.area, simulation.look, simulation.trials):
        session.say(f"• {sentence}")
    if simulation.look:
        heads, rows = [texts(head) for head in LOOK_HEADS], list_looks(texts, simulation.look)
        session.table(texts("simulate.look"), heads, rows, numeric=len(heads) - 1)
        session.say(texts("simulate.look_note"))


def _print_explanation(session: Session, explanation: Explanation) -> None:
    texts, parameters = session.texts, open_model(session.desk).parameters
    rows = [
        [
            session.texts.of(parameters[driver.parameter]).name,
            texts("simulate.share_one", value=texts.number(driver.share * PER_CENT)),
        ]
        for driver in explanation.drivers[:STRONGEST]
    ]
    session.table(texts("simulate.drivers"), [texts("simulate.parameter"), texts("simulate.share")], rows, numeric=1)
    rows = [
        [
            texts(f"simulate.loop.{loop.name}"),
            texts(
                "simulate.band",
                median=texts.number(loop.median),
                low=texts.number(loop.low),
                high=texts.number(loop.high),
            ),
        ]
        for loop in explanation.loops
    ]
    session.table(texts("simulate.loops"), [texts("simulate.loop_name"), texts("simulate.loop_adds")], rows, numeric=1)
    rows = [
        [texts.number(step.draws), *(texts.number(step.quantiles[at]) for at in (0, 2, -1))]
        for step in explanation.convergence.steps
    ]
    heads = [texts(f"simulate.{word}") for word in ("draws", "lower", "median", "upper")]
    session.table(texts("simulate.convergence"), heads, rows, numeric=4)
    moved = explanation.convergence.moved
    if moved is not None:
        session.say(texts("simulate.moved", value=texts.number(moved * PER_CENT, 1)))


def _print_notes(session: Session, simulation: Simulation) -> None:
    texts = session.texts
    session.say()
    session.say(
        texts(
            "simulate.diverged", count=texts.number(simulation.diverged), draws=texts.number(simulation.request.draws)
        )
    )
    session.say(texts("simulate.notes"))
