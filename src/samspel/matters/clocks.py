"""Clocks of a matter, worked out from its steps and a body's own settings. They are flags, never states: no clock ends
a matter, and the law ends no motion by itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from samspel.catalogue.records.matters import ClockCode, ClockRule, State
from samspel.matters.matter import Matter, Step
from samspel.matters.states import Rules, find_state
from samspel.terms.clock import MONTHS_A_YEAR, add_months, end_month

Standing = Literal["runs", "passed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySettings:
    """What is known of a body's own ways; empty where it is not. Months are 1 to 12."""

    meetings: tuple[date, ...] = ()
    list_months: tuple[int, ...] = ()
    hand_in_days: int | None = None
    may_be_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock that runs, or has passed: what it counts from and to, and the rule that it rests on."""

    code: ClockCode
    standing: Standing
    since: date | None
    due: date | None
    law: str


def flags(matter: Matter, settings: BodySettings, today: date, rules: Rules) -> tuple[Clock, ...]:
    """The clocks of a matter today, in the order of the content. Raises BadInputError for steps that cannot be."""
    state = find_state(matter, rules)
    found: list[Clock] = []
    for rule in rules.content.clocks:
        if not rule.kinds or matter.kind in rule.kinds:
            found += READERS[rule.id](_Now(matter, settings, today, state, rules.phase(state)), rule)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Now:
    """A matter on a day."""

    matter: Matter
    settings: BodySettings
    today: date
    state: State
    phase: str

    def tell(self, rule: ClockRule, since: date | None, due: date | None) -> Iterator[Clock]:
        """The clock, with whether its day has passed."""
        passed = due is not None and self.today > due
        yield Clock(code=rule.id, standing="passed" if passed else "runs", since=since, due=due, law=rule.law)

    def next_meeting(self, after: date) -> date | None:
        """The first meeting after a day."""
        return min((day for day in self.settings.meetings if day > after), default=None)


def _read_year(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    """A year from when it was raised; it goes on through being sent back, and stops while the body waits for us."""
    raised = next((one for one in now.matter.steps if one.event == "referred" and not one.is_inferred), None)
    if raised is not None and now.phase == "open" and not now.matter.waits_for_us:
        yield from now.tell(rule, raised.on, add_months(raised.on, rule.months))


def _read_list(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    """The next time that unanswered matters are listed, where it is known when."""
    months = now.settings.list_months
    if now.phase != "open" or now.state == "draft" or not months:
        return
    ahead = (add_months(now.today.replace(day=1), count) for count in range(MONTHS_A_YEAR))
    due = next((day for day in ahead if day.month in months), None)
    if due is not None:
        last = end_month(due)
        yield from now.tell(rule, None, last)


def _read_tabled(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    put_off = now.matter.last("put_off")
    if now.state == "tabled" and put_off is not None:
        yield from now.tell(rule, put_off.on, put_off.tabled_to)


def _read_question(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    """Answered by the meeting after it was put, as many rules of procedure say; nobody is bound to answer."""
    put = now.matter.last("permitted")
    if now.state == "preparing" and put is not None and not now.matter.waits_for_us:
        due = now.next_meeting(put.on)
        if due is not None:
            yield from now.tell(rule, put.on, due)


def _read_document(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    asked = now.matter.last("handed_in")
    if now.phase == "open" and asked is not None and not now.matter.waits_for_us:
        yield from now.tell(rule, asked.on, asked.on + timedelta(days=rule.days))


def _read_appeal(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    """Open to appeal until so many days after the minutes were posted."""
    posted = now.matter.last("posted")
    if posted is None or now.matter.is_appealed:
        return
    due = posted.on + timedelta(days=rule.days)
    if now.today <= due:
        yield from now.tell(rule, posted.on, due)


def _read_silent(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    """Nothing heard since a yes or since the latest sign."""
    if now.state not in ("granted", "granted_in_part", "carrying_out") or now.matter.waits_for_us:
        return
    latest = now.matter.steps[-1]
    due = add_months(latest.on, rule.months)
    if now.today > due:
        yield from now.tell(rule, latest.on, due)


def _find_due(matter: Matter) -> Step | None:
    return next((step for step in reversed(matter.steps) if step.due is not None), None)


def _read_report(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    """The day that the task is to be reported, where one was set."""
    task = _find_due(now.matter)
    if now.state in ("granted", "granted_in_part", "carrying_out") and task is not None:
        yield from now.tell(rule, task.on, task.due)


def _read_long_past(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    """So long after its day that it may be taken for undone: a person decides that."""
    task = _find_due(now.matter)
    if now.state not in ("carrying_out", "reported") or task is None or task.due is None:
        return
    due = add_months(task.due, rule.months)
    if now.today > due:
        yield from now.tell(rule, task.due, due)


def _read_hand_in(now: _Now, rule: ClockRule) -> Iterator[Clock]:
    """The last day to hand in for the next meeting that can still be reached."""
    days = now.settings.hand_in_days
    if now.state != "draft" or days is None:
        return
    last = (meeting - timedelta(days=days) for meeting in sorted(now.settings.meetings))
    due = next((day for day in last if day >= now.today), None)
    if due is not None:
        yield from now.tell(rule, None, due)


READERS: Mapping[ClockCode, Callable[[_Now, ClockRule], Iterator[Clock]]] = {
    "year": _read_year,
    "list": _read_list,
    "tabled": _read_tabled,
    "question": _read_question,
    "document": _read_document,
    "appeal": _read_appeal,
    "silent": _read_silent,
    "report": _read_report,
    "long_past": _read_long_past,
    "hand_in": _read_hand_in,
}
