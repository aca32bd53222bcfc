"""`samspel requests`: what a unit has asked bodies, what has been answered, and what waits."""

from collections.abc import Iterable

import click

from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.rendering.table import list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.following import tabulate_waits
from samspel.reports.requests import tabulate_requests
from samspel.terms.clock import get_today


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(texts, "requests", run_requests, click.Argument(["unit"]))


def run_requests(session: Session, unit: str) -> None:
    """Print what a unit and its parts have asked, and what waits for whom. Raises NotFoundError with the units that
    there are.
    """
    from samspel.workspace.running import start

    start()
    from samspel.workspace.requests import list_in_unit
    from samspel.workspace.telling_requests import list_request_waits, tell_request
    from samspel.workspace.units import find_unit

    desk, texts, today = session.desk, session.texts, get_today()
    found = list(list_in_unit(find_unit(unit)))
    told = [tell_request(desk, one, today) for one in found]
    waits = list_request_waits(desk, texts, found, today)
    tables = (tabulate_requests(texts, told), tabulate_waits(texts, waits))
    session.show(
        lambda: {"requests": list_records(tables[0]), "waits": list_records(tables[1])},
        lambda: print_blocks(session.console, tables),
    )
