"""`samspel campaigns`: what a unit drives, how far it has come, and what waits."""

from collections.abc import Iterable

import click

from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.rendering.table import list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.campaigns import tabulate_campaigns
from samspel.reports.following import tabulate_waits
from samspel.terms.clock import get_today


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(texts, "campaigns", run_campaigns, click.Argument(["unit"]))


def run_campaigns(session: Session, unit: str) -> None:
    """Print what a unit drives and what waits for whom. Raises NotFoundError with the units that there are."""
    from samspel.workspace.running import start

    start()
    from samspel.workspace.campaigns import list_in_unit
    from samspel.workspace.requests import list_in_unit as list_requests
    from samspel.workspace.telling import list_driven
    from samspel.workspace.telling_requests import list_request_waits
    from samspel.workspace.units import find_unit
    from samspel.workspace.waits import list_waits, sort_waits

    desk, texts, today = session.desk, session.texts, get_today()
    whole = find_unit(unit)
    campaigns = list(list_in_unit(whole))
    asked = list_request_waits(desk, texts, list_requests(whole), today)
    driven, waits = list_driven(desk, texts, campaigns, today), list_waits(desk, campaigns, today)
    waits = sort_waits([*waits, *asked], today)
    tables = (tabulate_campaigns(texts, driven), tabulate_waits(texts, waits))
    session.show(
        lambda: {"campaigns": list_records(tables[0]), "waits": list_records(tables[1])},
        lambda: print_blocks(session.console, tables),
    )
