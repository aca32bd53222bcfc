"""`samspel demands`, `goals`, `duties`, `sources` and `check`: what the content says."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.checking import check_everything, find_all_troubles
from samspel.app.finding import find_demand, find_goal, find_place
from samspel.app.goals import GoalView, show_goals
from samspel.catalogue.records import Demand, Goal
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.places import write_table
from samspel.needs.measuring import Need
from samspel.rendering.data import PlainTable
from samspel.rendering.terminal import print_blocks
from samspel.reports.costs import describe_cost_anywhere
from samspel.reports.demand import compose_demand
from samspel.reports.figures import tell_observation
from samspel.reports.needs import describe_condition_anywhere, label_need
from samspel.reports.plain import plain_error, plain_place, plain_table
from samspel.reports.tabling import table_demands, table_duties, table_goals, table_sources
from samspel.terms.place import Place


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    yield declare(
        texts, "goals", goals, click.Argument(["name"], required=False), click.Argument(["goal"], required=False), out
    )
    yield declare(texts, "demands", demands, click.Argument(["demand"], required=False), out)
    yield declare(texts, "duties", duties, out)
    yield declare(texts, "sources", sources, out)
    yield declare(texts, "check", check)


def demands(session: Session, demand: str | None, out: Path | None) -> None:
    """Print the handbook, or one demand in full."""
    catalogue = session.desk.catalogue
    if demand is None:
        heads = ("number", "title", "responsible", "obligation")
        _print_table(session, table_demands(catalogue, session.lang), heads, out)
        return
    found = find_demand(catalogue, demand)
    rows = plain_table(table_demands(catalogue, session.lang))
    session.show(
        lambda: rows[found.number - 1] | _plain_texts(session, found),
        lambda: print_blocks(session.console, compose_demand(catalogue, session.texts, found)),
    )


def duties(session: Session, out: Path | None) -> None:
    """Print the duties."""
    _print_table(
        session, table_duties(session.desk.catalogue, session.lang), ("name", "body", "obligation", "law"), out
    )


def sources(session: Session, out: Path | None) -> None:
    """Print the built-in tables."""
    heads = ("name", "publisher", "number", "period", "basis", "read")
    _print_table(session, table_sources(session.desk.catalogue, session.lang), heads, out)


def goals(session: Session, name: str | None, goal: str | None, out: Path | None) -> None:
    """Print the national goals, for a place and one by one if asked."""
    catalogue = session.desk.catalogue
    if name is None:
        _print_table(session, table_goals(catalogue, session.lang), ("id", "name", "goal"), out)
        return
    place = find_place(catalogue, name)
    wanted = list(catalogue.goals.values()) if goal is None else [find_goal(catalogue, goal)]
    views = show_goals(session.desk, place, wanted)
    session.show(
        lambda: {"place": plain_place(place), "goals": [_plain_goal(session, view) for view in views]},
        lambda: _print_goals(session, place, views),
    )


def check(session: Session) -> None:
    """Load everything strictly, build every series, and tell which kept files cannot be read."""
    desk, texts = session.desk, session.texts
    counts, troubles = check_everything(desk), find_all_troubles(desk)

    def people() -> None:
        session.say(texts("cli.check.done", **counts))
        session.say(texts("cli.check.home", folder=str(desk.store.home)))
        session.say(texts("kept.troubles" if troubles else "kept.none"))
        for error in troubles:
            session.say(f"- {texts.explain(error)}")

    session.show(lambda: counts | {"troubles": [plain_error(texts, error) for error in troubles]}, people)


def _print_table(session: Session, table: PlainTable, heads: tuple[str, ...], out: Path | None) -> None:
    if out is not None:
        write_table(session, table, out)
        return
    columns = [table.columns.index(head) for head in heads]
    titles = [session.texts(f"cli.columns.{head}") for head in heads]
    rows = [
        [_word(session, head, row[column]) for head, column in zip(heads, columns, strict=True)] for row in table.rows
    ]
    session.show(lambda: plain_table(table), lambda: session.table("", titles, rows))


def _word(session: Session, head: str, cell: object) -> str:
    """A cell in the reader's words where it is an id of ours."""
    vocabulary = {"responsible": "responsible", "body": "responsible", "obligation": "obligation", "basis": "basis"}
    return session.texts(f"{vocabulary[head]}.{cell}") if head in vocabulary else str(cell)


def _plain_texts(session: Session, demand: Demand) -> dict[str, object]:
    told = session.texts.of(demand)
    return {
        "condition": describe_condition_anywhere(session.texts, demand) or None,
        "industry": told.industry,
        "welfare": told.welfare,
        "against": told.against,
        "answer": told.answer,
        "proposals": told.proposals,
        "lever": told.lever,
        "cost": describe_cost_anywhere(session.desk.catalogue, session.texts, demand),
        "note": told.note,
        "studies": demand.studies,
        "questions": [session.texts.of(question) for question in demand.questions],
    }


def _print_goals(session: Session, place: Place, views: tuple[GoalView, ...]) -> None:
    texts, catalogue = session.texts, session.desk.catalogue
    session.say(f"{texts('goals.title')}: {place.area}", strong=True)
    for view in views:
        told = session.texts.of(view.goal)
        session.say()
        session.say(f"{told.name} ({view.goal.id})", strong=True)
        session.say(told.place)
        rows = [
            [session.texts.of(row.indicator).name, tell_observation(catalogue, texts, row.indicator, row.here)]
            for row in view.rows
        ]
        session.table("", [texts("words.indicator"), place.name], rows)
        session.table(
            "", [texts("words.demand"), texts("words.verdict")], [_need_cells(session, need) for need in view.needs]
        )


def _need_cells(session: Session, need: Need) -> list[str]:
    title = session.texts.of(need.demand).title
    return [f"{need.demand.number}. {title}", label_need(session.texts, need)]


def _plain_goal(session: Session, view: GoalView) -> dict[str, object]:
    goal: Goal = view.goal
    told = session.texts.of(goal)
    return {
        "id": goal.id,
        "name": told.name,
        "goal": told.goal,
        "place": told.place,
        "state": told.state,
        "indicators": [{"id": row.indicator.id, "value": row.here.value} for row in view.rows],
        "demands": [{"id": need.demand.id, "verdict": need.verdict.value} for need in view.needs],
    }
