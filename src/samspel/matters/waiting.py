"""Who has the next move in a matter, what it is, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from samspel.catalogue.records.matters import ClockCode, State
from samspel.matters.clocks import BodySettings, Clock
from samspel.matters.matter import Matter
from samspel.terms.clock import add_months

Who = Literal["us", "body"]
OURS: frozenset[State] = frozenset(("draft", "collecting", "reported", "answered"))
THEIRS: frozenset[State] = frozenset(("lodged", "preparing", "returned", "proposed", "tabled"))
"""States in which the next move is ours, or the body's."""
ENDS_WITH: tuple[ClockCode, ...] = ("year", "document", "tabled", "question")
"""The clocks whose day a body should keep, in the order in which they count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task (uppdrag) that a body was given, and by when it is to be reported."""

    body: str
    what: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Something that waits: for us or for a body, what it is by its code, and the day by which, if there is one."""

    who: Who
    code: str
    on: date | None = None
    body: str = ""


def find_waits(
    matter: Matter,
    state: State,
    clocks: Sequence[Clock],
    settings: BodySettings,
    tasks: Sequence[Task],
    today: date,
    look_again: int,
) -> tuple[Wait, ...]:
    """What waits in a matter: one thing where it is open, one for each task after a yes; nothing where it has ended.
    An answer without a decision is worth asking about again after so many months as `look_again`.
    """
    body, _ = matter.decider
    meeting = min((day for day in settings.meetings if day >= today), default=None)
    if matter.waits_for_us:
        asked = matter.last("asks_us")
        return (Wait(who="us", code="asks_us", on=None if asked is None else asked.on),)
    if state in ("granted", "granted_in_part", "carrying_out"):
        return _wait_for_tasks(body, tasks)
    if state in OURS:
        return (Wait(who="us", code=state, on=_find_ours(matter, state, settings, meeting, look_again)),)
    if state in THEIRS:
        days = {clock.code: clock.due for clock in clocks}
        due = next((days[code] for code in ENDS_WITH if days.get(code)), meeting)
        return (Wait(who="body", code=state, on=meeting if state == "proposed" and meeting else due, body=body),)
    return ()


def _find_ours(
    matter: Matter, state: State, settings: BodySettings, meeting: date | None, look_again: int
) -> date | None:
    if state == "answered":
        answered = matter.last("answered")
        return None if answered is None else add_months(answered.on, look_again)
    if state == "reported":
        reported = matter.last("reported")
        return None if reported is None else reported.on
    return None if meeting is None else meeting - timedelta(days=settings.hand_in_days or 0)


def _wait_for_tasks(body: str, tasks: Sequence[Task]) -> tuple[Wait, ...]:
    if not tasks:  # nobody has set a day: the decision's own would be late at once
        return (Wait(who="us", code="no_task"),)
    return tuple(Wait(who="body", code="task", on=task.due, body=task.body or body) for task in tasks)
