"""Steps that must lie before a decision and that nobody has noted: worked out of how matters move, shown before they
are kept, and kept without a day of their own.
"""

from collections.abc import Mapping

from django.db import transaction

from samspel.app.desk import Desk
from samspel.catalogue.records.matters import Event
from samspel.matters.matter import Step
from samspel.matters.reading import Reading
from samspel.matters.states import find_path
from samspel.workspace.matters import Followed, add_step, follow, get_rules, list_allowed, propose_events
from samspel.workspace.models import Account, Matter
from samspel.workspace.models import Step as Kept

SAID: frozenset[str] = frozenset(("proposed", "returned", "tabled"))
"""States that minutes tell of beside decisions: somebody proposes, sends back or puts off."""


def list_missing(desk: Desk, followed: Followed) -> Mapping[Event, tuple[Event, ...]]:
    """By each decision, or other thing that minutes tell of, that may not be noted yet: the steps that lack before it.
    Nothing of a matter that has ended.
    """
    rules = get_rules(desk)
    if rules.phase(followed.state) != "open":
        return {}
    allowed = list_allowed(desk, followed)
    told = [one.id for one in rules.content.events if one.decides or SAID & {way.to for way in one.ways}]
    late = [one for one in told if one not in allowed]
    paths = {one: find_path(one, followed.state, followed.case.kind, rules) for one in late}
    return {one: path for one, path in paths.items() if path}


def propose_decisions(desk: Desk, followed: Followed, reading: Reading) -> tuple[Event, ...]:
    """What a reading can be kept as: of what may happen now, else of the decisions before which steps lack."""
    found = propose_events(desk, followed, reading)
    if found or reading.effect in ("unclear", "none"):
        return found
    events = get_rules(desk).events
    missing = list_missing(desk, followed)
    return tuple(one for one in missing if any(way.to == reading.next_state for way in events[one].ways))


def add_decision(
    desk: Desk, matter: Matter, account: Account, step: Step, number: int, read: Reading | None = None
) -> tuple[Kept, ...]:
    """Note a decision as step `number`, after the steps that lack before it, all or none. Raises as `add_step`."""
    followed = follow(desk, matter, step.on)
    rules, role = get_rules(desk), followed.case.decider[1]
    kept: list[Kept] = []
    with transaction.atomic():
        for event in list_missing(desk, followed).get(step.event, ()):
            who = rules.events[event].who
            by = role if role in who else who[0]
            inferred = Step(event=event, on=step.on, by=by, read_by="rule", is_inferred=True)
            kept.append(add_step(desk, matter, account, inferred, number + len(kept)))
        kept.append(add_step(desk, matter, account, step, number + len(kept), read))
    return tuple(kept)
