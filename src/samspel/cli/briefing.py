"""`samspel brief`."""

from collections.abc import Iterable
from pathlib import Path

import click
from tqdm import tqdm

from samspel.catalogue.records import Demand
from samspel.catalogue.texts import Texts
from samspel.cli.asking import day_option, out_folder, parse_day
from samspel.cli.framing import Session, declare
from samspel.cli.needs import PROGRESS_AFTER_SECONDS
from samspel.sources.files import write_file
from samspel.usecases.briefing import RENDERERS, Format, compose_brief, render
from samspel.usecases.finding import find_demand, find_place


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "brief",
        brief,
        click.Argument(["name"]),
        click.Option(["--demand", "demands"], multiple=True, help=texts("cli.brief.demand")),
        click.Option(
            ["--format", "formats"], type=click.Choice(tuple(RENDERERS)), multiple=True, help=texts("cli.brief.format")
        ),
        out_folder(texts),
        day_option(texts),
    )


def brief(
    session: Session, name: str, demands: tuple[str, ...], formats: tuple[Format, ...], out: Path, day: str
) -> None:
    """Write the fact sheet, or a motion for each demand."""
    desk, texts = session.desk, session.texts
    place = find_place(desk.catalogue, name)
    wanted: list[Demand | None] = [find_demand(desk.catalogue, words) for words in demands]
    documents = [compose_brief(desk, place, demand, session.lang, parse_day(day)) for demand in wanted or [None]]
    shown = tqdm(documents, delay=PROGRESS_AFTER_SECONDS, leave=False, disable=None)
    files = [
        write_file(out / file, data)
        for document in shown
        for file, data in render(document, formats or tuple(RENDERERS)).items()
    ]

    def people() -> None:
        for file in files:
            session.say(texts("cli.written", file=str(file)))

    session.show(lambda: {"files": [str(file) for file in files]}, people)
