"""What `samspel simulate` shows of one event in several municipalities."""

from collections.abc import Sequence
from pathlib import Path

from samspel.app.simulating_beside import simulate_beside
from samspel.cli.framing import Session
from samspel.cli.writing import write_table
from samspel.rendering.blocks import Heading
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports.events import name_sector
from samspel.reports.events_beside import compose_events_beside, render_events_beside, tabulate_events_beside
from samspel.scenarios.simulation import Request
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.trials.beside import Size


def show_beside(session: Session, places: Sequence[Place], request: Request, size: Size, out: Path | None) -> None:
    """Print or write what comes of the events in each place."""
    catalogue, texts = session.desk.catalogue, session.texts
    try:
        beside = simulate_beside(session.desk, places, request, size)
    except BadInputError as error:
        raise name_sector(texts, error) from None
    if out is not None:
        write_table(session, data(tabulate_events_beside(texts, beside)), out)
        return
    heading = Heading(texts("after.beside.title", places=texts.listing([one.place.name for one in beside.tried])))
    session.show(
        lambda: render_events_beside(texts, beside),
        lambda: print_blocks(session.console, (heading, *compose_events_beside(catalogue, texts, beside, get_today()))),
    )
