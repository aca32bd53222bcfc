"""`samspel brief`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from samspel.app.briefing import RENDERERS, Format, compose_brief, render
from samspel.app.finding import find_demand, find_place
from samspel.app.simulating import FEWEST_DRAWS, FEWEST_YEARS, MOST_DRAWS, MOST_YEARS, read_events
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.cli.asking import day_option, out_folder, parse_day
from samspel.cli.framing import Session, declare
from samspel.cli.needs import PROGRESS_AFTER_SECONDS
from samspel.cli.numbers import whole
from samspel.rendering.blocks import Document
from samspel.scenarios.simulation import Request
from samspel.terms.files import write_beside
from samspel.transition.outlook import Plan


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "brief",
        brief,
        click.Argument(["name"]),
        click.Option(["--demand", "demands"], multiple=True, help=texts("cli.brief.demand")),
        click.Option(
            ["--format", "formats"],
            type=click.Choice(tuple(RENDERERS), case_sensitive=False),
            multiple=True,
            help=texts("cli.brief.format"),
        ),
        click.Option(["--shock", "shocks"], multiple=True, help=texts("cli.whatif.brief_shock")),
        click.Option(
            ["--shocks", "file"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.simulate.shocks")
        ),
        click.Option(["--lever", "levers"], multiple=True, help=texts("cli.whatif.brief_lever")),
        click.Option(["--years"], type=whole(FEWEST_YEARS, MOST_YEARS), help=texts("cli.simulate.years")),
        click.Option(["--draws"], type=whole(FEWEST_DRAWS, MOST_DRAWS), help=texts("cli.simulate.draws")),
        click.Option(["--seed"], type=whole(0), help=texts("cli.simulate.seed")),
        click.Option(["--no-hypotheses", "without"], is_flag=True, help=texts("cli.simulate.no_hypotheses")),
        click.Option(["--transition"], is_flag=True, help=texts("cli.whatif.brief_transition")),
        out_folder(texts),
        day_option(texts),
    )


def brief(
    session: Session,
    name: str,
    demands: tuple[str, ...],
    formats: tuple[Format, ...],
    out: Path,
    day: str,
    transition: bool,
    **asked: Any,
) -> None:
    """Write the fact sheet, or a motion for each demand; with events or levers what the simulation says of them."""
    scenario = _read_scenario(session, with_demand=bool(demands), **asked)
    if transition and demands:
        raise click.UsageError(session.texts("cli.whatif.brief_transition_motion"))
    plan = Plan() if transition else None
    desk = session.desk
    place = find_place(desk.catalogue, name)
    session.warn(desk.find_troubles(place))
    wanted: list[Demand | None] = [find_demand(desk.catalogue, words) for words in demands]
    documents = [
        compose_brief(desk, place, demand, session.lang, parse_day(day), scenario, plan) for demand in wanted or [None]
    ]
    _write(session, documents, formats or tuple(RENDERERS), out)


def _write(session: Session, documents: Sequence[Document], formats: Sequence[Format], out: Path) -> None:
    """Write documents as files and say where they are."""
    shown = tqdm(documents, delay=PROGRESS_AFTER_SECONDS, leave=False, disable=None)
    files = [write_beside(out / file, data) for document in shown for file, data in render(document, formats).items()]

    def people() -> None:
        for file in files:
            session.say(session.texts("cli.written", file=str(file)))

    session.show(lambda: {"files": [str(file) for file in files]}, people)


def _read_scenario(
    session: Session,
    shocks: tuple[str, ...],
    file: Path | None,
    levers: tuple[str, ...],
    years: int | None,
    draws: int | None,
    seed: int | None,
    *,
    without: bool,
    with_demand: bool,
) -> Request | None:
    """The scenario asked for; None when there is none. Raises UsageError for options that do not go together."""
    numbers = {"years": years, "draws": draws, "seed": seed}
    given = {name: value for name, value in numbers.items() if value is not None}
    if with_demand and levers:
        raise click.UsageError(session.texts("cli.whatif.brief_lever_motion"))
    if not (shocks or file or levers):
        if given or without:
            raise click.UsageError(session.texts("cli.whatif.brief_need_event"))
        return None
    return Request(shocks=read_events(session.desk, shocks, file), levers=levers, with_hypotheses=not without, **given)
