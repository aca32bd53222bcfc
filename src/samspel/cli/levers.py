"""What `samspel simulate` shows of each lever by itself."""

from pathlib import Path

from samspel.app.simulating import compare_levers
from samspel.cli.framing import Session
from samspel.cli.writing import write_table
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports.levers import compose_ranking
from samspel.reports.levers_data import render_comparison, render_levers, tabulate_results
from samspel.reports.records import Plain
from samspel.scenarios.simulation import Request
from samspel.terms.place import Place
from samspel.trials.simulated import Simulated


def show_each_lever(session: Session, place: Place, request: Request, out: Path | None) -> None:
    """Print or write what every lever would change by itself with the events of the request."""
    catalogue, texts = session.desk.catalogue, session.texts
    compared = compare_levers(session.desk, place, request, every=True)
    if out is not None:
        write_table(session, data(tabulate_results(catalogue, texts, compared)), out)
        return
    session.show(
        lambda: render_comparison(catalogue, texts, compared),
        lambda: print_blocks(session.console, compose_ranking(catalogue, texts, compared, narrow=True)),
    )


def render_alone(session: Session, simulation: Simulated) -> Plain:
    """The pulled levers by themselves as plain data; nothing when none is pulled."""
    if not simulation.choice.pulled:
        return {}
    compared = compare_levers(session.desk, simulation.place, simulation.request, simulated=simulation)
    return {"levers_alone": render_levers(session.desk.catalogue, session.texts, compared)}
