"""National goals broken down to a place."""

from collections.abc import Iterable
from dataclasses import dataclass

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.records import Goal
from samspel.needs.measuring import Need
from samspel.observations.picture import Row, build_row
from samspel.terms.place import Place


@dataclass(frozen=True)
class GoalView:
    """A goal at a place: its local indicators, and the demands that serve it in order of need."""

    goal: Goal
    rows: tuple[Row, ...]
    needs: tuple[Need, ...]


def show_goals(desk: Desk, place: Place, goals: Iterable[Goal]) -> tuple[GoalView, ...]:
    """The goals at a place. Raises BadInputError for the country, which nobody can put a demand to."""
    needs = measure_needs(desk, place)
    return tuple(
        GoalView(
            goal,
            tuple(build_row(desk.observations, indicator, place) for indicator in goal.indicators),
            tuple(need for need in needs if need.demand.id in goal.demands),
        )
        for goal in goals
    )
