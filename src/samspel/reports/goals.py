"""The national goals, alone and at a place."""

from collections.abc import Iterable, Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Goal
from samspel.catalogue.texts import Texts
from samspel.needs.goals import GoalView
from samspel.needs.measuring import Need
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, list_records, tabulate, text
from samspel.reports.figure_tables import tabulate_figures
from samspel.reports.needs import label_need
from samspel.reports.records import Plain, render_place
from samspel.reports.whose import label_title
from samspel.terms.place import Place


def tabulate_goals(catalogue: Catalogue, texts: Texts) -> Table:
    """The national goals, one row each."""
    fields = (
        Field[Goal](Column(key="id", head=texts("words.column.id")), lambda goal: text(goal.id)),
        Field[Goal](Column(key="name", head=texts("words.column.name")), lambda goal: text(texts.of(goal).name)),
        Field[Goal](Column(key="goal", head=texts("words.column.goal")), lambda goal: text(texts.of(goal).goal)),
        Field[Goal](Column(key="place", shown="data"), lambda goal: text(texts.of(goal).place)),
        Field[Goal](Column(key="state", shown="data"), lambda goal: text(texts.of(goal).state)),
        Field[Goal](Column(key="indicators", shown="data"), lambda goal: text(" ".join(goal.indicators))),
        Field[Goal](Column(key="demands", shown="data"), lambda goal: text(" ".join(goal.demands))),
    )
    return tabulate("goals", texts("goals.list_title"), fields, catalogue.goals.values())


def tabulate_goal(catalogue: Catalogue, texts: Texts, place: Place, view: GoalView) -> Table:
    """The figures of a goal at a place."""
    caption = texts("goals.table", name=texts.of(view.goal).name, area=place.area)
    rows = [(view.goal.id, row) for row in view.rows]
    name = f"goal-{place.code}-{view.goal.id}"
    return tabulate_figures(catalogue, texts, place, rows, name=name, caption=caption, group="goal")


def tabulate_goal_demands(texts: Texts, needs: Iterable[Need]) -> Table:
    """The demands that serve a goal, with their verdicts."""

    def title(need: Need) -> Cell:
        demand = need.demand
        key = f"{need.place.code}/{demand.id}"
        return Cell(
            value=demand.id, words=f"{demand.number}. {label_title(texts, demand)}", link=Link("place_need", key)
        )

    fields = (
        Field[Need](Column(key="id", head=texts("words.demand")), title),
        Field[Need](
            Column(key="verdict", head=texts("words.verdict")),
            lambda need: Cell(value=need.verdict.value, words=label_need(texts, need)),
        ),
    )
    return tabulate("demands", texts("goals.demands"), fields, needs)


def compose_goals(catalogue: Catalogue, texts: Texts, place: Place, views: Iterable[GoalView]) -> tuple[Block, ...]:
    """Each goal at a place: what it means there, its figures, and the demands that serve it."""
    blocks: list[Block] = [Heading(f"{texts('goals.title')}: {texts.said(place.area)}")]
    for view in views:
        said = texts.of(view.goal)
        blocks += [
            Heading(f"{said.name} ({view.goal.id})", 3),
            Paragraph(said.goal),
            Paragraph(said.place, lead=f"{texts('goals.here')}."),
            tabulate_goal(catalogue, texts, place, view),
            *((tabulate_goal_demands(texts, view.needs),) if view.needs else ()),
            Paragraph(said.state, lead=f"{texts('goals.state')}."),
        ]
    return tuple(blocks)


def render_goals(catalogue: Catalogue, texts: Texts, place: Place, views: Sequence[GoalView]) -> Plain:
    """The goals at a place for machines."""
    return {"place": render_place(place), "goals": [_render_goal(catalogue, texts, place, view) for view in views]}


def _render_goal(catalogue: Catalogue, texts: Texts, place: Place, view: GoalView) -> Plain:
    said = texts.of(view.goal)
    figures = list_records(tabulate_goal(catalogue, texts, place, view))
    return {
        "id": view.goal.id,
        "name": said.name,
        "goal": said.goal,
        "place": said.place,
        "state": said.state,
        "indicators": [{"id": figure["indicator"]} | figure for figure in figures],
        "demands": list_records(tabulate_goal_demands(texts, view.needs)),
    }
