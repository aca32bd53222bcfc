"""What `samspel simulate` shows of each lever by itself."""

from pathlib import Path

from samspel.app.simulating import compare_levers
from samspel.cli.framing import Session
from samspel.cli.places import write_table
from samspel.reports.lever_words import (
    head_levers,
    list_levers,
    plain_comparison,
    plain_levers,
    table_levers,
    tell_against,
    tell_lever_name,
    tell_ranking,
    tell_without,
)
from samspel.reports.plain import Plain
from samspel.reports.scenario_section import tell_alone
from samspel.reports.scenario_words import tell_shock
from samspel.scenarios.simulation import LeverComparison, Request, Simulation
from samspel.terms.place import Place

SEVERAL = 2


def show_each_lever(session: Session, place: Place, request: Request, out: Path | None) -> None:
    """Print or write what every lever would change by itself with the events of the request."""
    catalogue = session.desk.catalogue
    compared = compare_levers(session.desk, place, request, every=True)
    if out is not None:
        write_table(session, table_levers(catalogue, session.lang, compared), out)
        return
    session.show(
        lambda: plain_comparison(catalogue, session.lang, compared), lambda: _print_each_lever(session, compared)
    )


def plain_alone(session: Session, simulation: Simulation) -> Plain:
    """The pulled levers by themselves as plain data; nothing when none is pulled."""
    if not simulation.choice.pulled:
        return {}
    compared = compare_levers(session.desk, simulation.place, simulation.request, simulated=simulation)
    return {"levers_alone": plain_levers(session.desk.catalogue, session.lang, compared)}


def print_alone(session: Session, simulation: Simulation) -> None:
    """Where several levers are pulled, each by itself in sentences."""
    if len(simulation.choice.pulled) < SEVERAL:
        return
    texts = session.texts
    compared = compare_levers(session.desk, simulation.place, simulation.request, with_zero=False, simulated=simulation)
    session.say()
    session.say(texts("scenario.alone"), strong=True)
    for one in compared.alone:
        session.say(f"• {tell_lever_name(session.desk.catalogue, texts, one.pulled)}")
        for sentence in tell_alone(texts, one.changes, compared.last_year):
            session.say(f"  {sentence}")


def _print_each_lever(session: Session, compared: LeverComparison) -> None:
    """Every lever as a table in order, and the same with every hypothesis at zero."""
    texts, catalogue = session.texts, session.desk.catalogue
    for shock in compared.request.shocks:
        session.say(f"• {tell_shock(texts, shock)}")
    heads = head_levers(texts, short=True)
    title = texts("levers.title", place=compared.place.area, year=compared.last_year)
    session.table(title, heads, list_levers(catalogue, texts, compared, short=True), numeric=len(heads) - 1)
    for sentence in tell_ranking(texts, compared, short=True):
        session.say(sentence)
    if compared.request.with_hypotheses:
        rows = list_levers(catalogue, texts, compared, zero=True, short=True)
        session.table(texts("levers.zero_title"), heads, rows, numeric=len(heads) - 1)
    session.say(texts("simulate.helps_note"))
    for sentence in tell_against(catalogue, texts, compared):
        session.say(f"• {sentence}")
    session.say(tell_without(catalogue, texts, compared))
