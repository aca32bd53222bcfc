"""`samspel mandates`: how many members of a unit hold an elected post, and a count that is kept."""

from collections.abc import Iterable

import click

from samspel.app.mandating import find_councils
from samspel.catalogue.mandates import load_post_rules
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.mandates.overview import Overview
from samspel.rendering.terminal import print_blocks
from samspel.reports.mandates import compose_mandates
from samspel.reports.mandates_data import render_mandates
from samspel.terms.clock import get_today
from samspel.workspace.running import start

COUNT = "count"
"""The first word, where a count is to be kept."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(texts, "mandates", run_mandates, click.Argument(["unit"], nargs=-1))


def run_mandates(session: Session, unit: tuple[str, ...]) -> None:
    """Print the counts of a unit or of all, or keep today's. No name is read."""
    start()
    from samspel.workspace.mandates import list_codes, look_over_unit, take_count
    from samspel.workspace.units import find_units

    takes = unit[:1] == (COUNT,)
    rules, desk, texts, day = load_post_rules(), session.desk, session.texts, get_today()
    catalogue, overviews = desk.catalogue, list[tuple[str, Overview]]()
    for one in find_units(" ".join(unit[takes:])):
        if takes:
            take_count(one, day, rules, None)
        councils = find_councils(desk, rules, list_codes(one))
        overviews.append((one.name, look_over_unit(one, rules, day, councils, sees_all=True)))

    def show() -> None:
        if not overviews:
            session.say(texts("mandate.no_units"))
        for name, overview in overviews:
            session.say(name, strong=True)
            print_blocks(session.console, compose_mandates(catalogue, texts, rules, overview))

    session.show(
        lambda: [{"unit": name, **render_mandates(catalogue, texts, rules, one)} for name, one in overviews], show
    )
