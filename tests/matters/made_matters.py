"""Matters brought to any state by steps that may be, for tests of what may happen then."""

from collections import deque
from dataclasses import replace
from datetime import date, timedelta

from samspel.catalogue.records.matters import Event, Kind, State
from samspel.matters.matter import Matter, Step
from samspel.matters.states import START, Rules, apply

FIRST = date(2027, 1, 11)


def make_matter(kind: Kind, rules: Rules) -> Matter:
    role = rules.deciders[kind][0]
    return Matter(kind=kind, deciding_body="X", deciding_role=role)


def make_step(event: Event, matter: Matter, rules: Rules, on: date | None = None) -> Step:
    """A step of an event with all that it needs, by somebody who may."""
    rule = rules.events[event]
    by = matter.decider[1] if rule.decides else rule.who[0]
    day = on or FIRST + timedelta(days=len(matter.steps))
    return Step(
        event=event,
        on=day,
        by=by,
        reason="under_way",
        purpose="mer underlag",
        tabled_to=day + timedelta(days=28),
        owner="BUN",
        evidence="tidtabellen",
        deciding_body="TN",
        deciding_role="committee",
    )


def find_path(kind: Kind, state: State, rules: Rules) -> tuple[Event, ...] | None:
    """The shortest events from the beginning to a state, by the content alone."""
    queue: deque[tuple[State, tuple[Event, ...]]] = deque([(START, ())])
    seen = {START}
    while queue:
        at, path = queue.popleft()
        if at == state:
            return path
        for event in rules.list_allowed(at, kind):
            way = rules.find_way(event, at, kind)
            if way is not None and way.to is not None and way.to not in seen:
                seen.add(way.to)
                appeal: tuple[Event, ...] = ("appealed",) if event == "set_aside" else ()
                queue.append((way.to, (*path, *appeal, event)))
    return None


def bring(kind: Kind, state: State, rules: Rules) -> Matter | None:
    """A matter in a state, or None where the kind never comes there."""
    path = find_path(kind, state, rules)
    if path is None:
        return None
    matter = make_matter(kind, rules)
    for event in path:
        matter = apply(matter, make_step(event, matter, rules), rules)
    return matter


def walk(kind: Kind, rules: Rules, *events: Event, **facts: object) -> Matter:
    """A matter after some events; `facts` are told of the last."""
    matter = make_matter(kind, rules)
    for number, event in enumerate(events):
        step = make_step(event, matter, rules)
        if number == len(events) - 1:
            step = replace(step, **facts)  # type: ignore[arg-type]
        matter = apply(matter, step, rules)
    return matter
