"""A national goal at a place."""

from dataclasses import dataclass

from samspel.catalogue.records.needs import Goal
from samspel.needs.measuring import Need
from samspel.observations.picture import Row


@dataclass(frozen=True)
class GoalView:
    """A goal at a place: its local indicators, and the demands that serve it in order of need."""

    goal: Goal
    rows: tuple[Row, ...]
    needs: tuple[Need, ...]
