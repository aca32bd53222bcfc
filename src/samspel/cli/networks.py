"""`samspel network` and `samspel meetings`: what is shared in a unit's networks, and what their meetings decided."""

from collections.abc import Iterable

import click

from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.rendering.table import list_records
from samspel.rendering.terminal import print_blocks
from samspel.terms.clock import get_today


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(texts, "network", run_network, click.Argument(["unit"]))
    yield declare(texts, "meetings", run_meetings, click.Argument(["unit"]))


def run_network(session: Session, unit: str) -> None:
    """Print what is shared in the unit's networks and who is a member. Raises NotFoundError with the units that there
    are.
    """
    from samspel.workspace.running import start

    start()
    from samspel.reports.networks import tabulate_members, tabulate_shared
    from samspel.workspace.networks import list_networks
    from samspel.workspace.sharing import list_shared, tell_all, tell_members
    from samspel.workspace.units import find_unit

    desk, texts, where = session.desk, session.texts, find_unit(unit)
    networks = list_networks(where)
    shared = tabulate_shared(texts, tell_all(desk, texts, where, list_shared(where)))
    members = {one.name: tabulate_members(texts, tell_members(desk, one)) for one in networks}

    def show() -> None:
        if not networks:
            session.say(texts("network.alone"))
        for name, table in members.items():
            session.say(name, strong=True)
            print_blocks(session.console, (table,))
        print_blocks(session.console, (shared,))

    session.show(
        lambda: {
            "networks": [{"name": name, "members": list_records(table)} for name, table in members.items()],
            "shared": list_records(shared),
        },
        show,
    )


def run_meetings(session: Session, unit: str) -> None:
    """Print the meetings of the unit's networks, and every decision with what became of it. Raises as `run_network`."""
    from samspel.workspace.running import start

    start()
    from samspel.reports.meetings import tabulate_decisions, tabulate_meetings
    from samspel.workspace.meetings import list_decisions, list_lines
    from samspel.workspace.units import find_unit

    texts, where, today = session.texts, find_unit(unit), get_today()
    tables = (
        tabulate_meetings(texts, list_lines(where, today)),
        tabulate_decisions(texts, list_decisions(where, today), "every"),
    )
    session.show(
        lambda: {"meetings": list_records(tables[0]), "decisions": list_records(tables[1])},
        lambda: print_blocks(session.console, tables),
    )
