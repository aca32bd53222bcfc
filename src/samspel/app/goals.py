"""National goals broken down to a place."""

from collections.abc import Iterable

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.records.needs import Goal
from samspel.needs.goals import GoalView
from samspel.observations.picture import build_row
from samspel.terms.place import Place


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
