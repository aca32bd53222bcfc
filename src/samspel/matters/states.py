"""Where a matter is and what may happen to it: the state follows from the steps; what cannot be is refused."""

from collections.abc import Iterator
from dataclasses import replace

from samspel.catalogue.records.matters import (
    Event,
    EventRule,
    Kind,
    Law,
    Lexicon,
    MatterRules,
    Need,
    Never,
    Phase,
    Role,
    State,
    StateRule,
    Way,
    Who,
)
from samspel.matters.matter import Matter, Step
from samspel.matters.reading import Reading
from samspel.terms.errors import BadInputError

START: State = "draft"


class Rules:
    """The rules of how matters move, with who may end which kind."""

    def __init__(self, rules: MatterRules, lexicon: Lexicon) -> None:
        self.content = rules
        self.states: dict[State, StateRule] = {one.id: one for one in rules.states}
        self.events: dict[Event, EventRule] = {one.id: one for one in rules.events}
        self.laws: dict[str, Law] = {one.id: one for one in rules.laws}
        self.doubts: dict[str, Law] = {one.id: self.laws[one.law] for one in rules.doubts}
        self.deciders: dict[Kind, tuple[Role, ...]] = {one.kind: one.deciders for one in lexicon.kinds}

    def phase(self, state: State) -> Phase:
        """Whether a matter in a state is open, won or ended otherwise."""
        return self.states[state].phase

    def find_way(self, event: Event, state: State, kind: Kind) -> Way | None:
        """The way that an event opens for a kind in a state, unless something never allowed forbids it."""
        for way in self.events[event].ways:
            fits = (not way.kinds or kind in way.kinds) and kind not in way.except_kinds
            if fits and state in way.from_ and self.find_never(event, state, way.to or state, kind) is None:
                return way
        return None

    def find_never(self, event: Event, state: State, to: State, kind: Kind, by: Who | None = None) -> Never | None:
        """The rule of what is never allowed that a step would break; who acts is only asked where it is told."""
        if to == state:
            return None
        for never in self.content.nevers:
            if event in never.except_events or (never.kinds and kind not in never.kinds):
                continue
            if never.from_phases and self.phase(state) not in never.from_phases:
                continue
            if never.to_phases and self.phase(to) not in never.to_phases:
                continue
            if never.to and to not in never.to:
                continue
            if never.unless_roles and (by is None or by in never.unless_roles):
                continue
            return never
        return None

    def list_allowed(self, state: State, kind: Kind) -> tuple[Event, ...]:
        """What may happen to a kind of matter in a state."""
        return tuple(event for event in self.events if self.find_way(event, state, kind) is not None)


def find_state(matter: Matter, rules: Rules) -> State:
    """Where a matter is by its steps. Raises BadInputError for steps that cannot have happened."""
    state = START
    for before, step in _walk(matter):
        state = _advance(before, step, state, rules)
    return state


def apply(matter: Matter, step: Step, rules: Rules) -> Matter:
    """The matter with one more step. Raises BadInputError that says what is allowed, and why this is not."""
    state = find_state(matter, rules)
    _advance(matter, step, state, rules)
    return replace(matter, steps=(*matter.steps, step))


def find_events(matter: Matter, reading: Reading, rules: Rules) -> tuple[Event, ...]:
    """The events that a reading can be kept as: those that lead where it says, or keep the state where it decides
    nothing. A person chooses where there are several.
    """
    state = find_state(matter, rules)
    if reading.effect == "unclear":
        return ()
    found: list[Event] = []
    for event in rules.list_allowed(state, matter.kind):
        way = rules.find_way(event, state, matter.kind)
        to = state if way is None or way.to is None else way.to
        if to == reading.next_state and (to != state or event in rules.events):
            found.append(event)
    return tuple(found)


def find_path(event: Event, state: State, kind: Kind, rules: Rules) -> tuple[Event, ...] | None:
    """The fewest steps from a state to one in which an event may happen: steps that only move an open matter on, never
    one that decides, ends it or needs to be told something. Empty where it may happen now, None where nothing leads.
    """
    paths: dict[State, tuple[Event, ...]] = {state: ()}
    queue = [state]
    for here in queue:
        if rules.find_way(event, here, kind) is not None:
            return paths[here]
        for step in rules.list_allowed(here, kind):
            rule, way = rules.events[step], rules.find_way(step, here, kind)
            if way is None or way.to is None or way.to in paths or rule.decides or rule.needs:
                continue
            if rules.phase(way.to) == "open":
                paths[way.to] = (*paths[here], step)
                queue.append(way.to)
    return None


def _walk(matter: Matter) -> Iterator[tuple[Matter, Step]]:
    """Each step with the matter as it was before it."""
    for number, step in enumerate(matter.steps):
        yield replace(matter, steps=matter.steps[:number]), step


def _advance(matter: Matter, step: Step, state: State, rules: Rules) -> State:
    """The state after a step. Raises BadInputError for one that is not allowed."""
    rule = rules.events[step.event]
    _refuse_never(matter, step, state, rules)
    way = rules.find_way(step.event, state, matter.kind)
    if way is None:
        allowed = rules.list_allowed(state, matter.kind)
        raise BadInputError(
            "matter_event", matter_event=step.event, matter_state=state, matter_events=",".join(allowed) or "none"
        )
    _check_who(matter, step, rule, rules)
    for need in rule.needs:
        if not _has(matter, step, need):
            raise BadInputError("matter_needs", matter_event=step.event, matter_need=need)
    if matter.steps and way.to is not None and step.on < matter.steps[-1].on:
        raise BadInputError("matter_order", day=step.on.isoformat(), last=matter.steps[-1].on.isoformat())
    return way.to or state


def _refuse_never(matter: Matter, step: Step, state: State, rules: Rules) -> None:
    for way in rules.events[step.event].ways:
        never = rules.find_never(step.event, state, way.to or state, matter.kind, step.by)
        if never is not None and (state in way.from_ or never.id != "only_council"):
            place = rules.laws[never.law].place
            raise BadInputError(f"matter_{never.id}", matter_kind=matter.kind, matter_who=step.by, place=place)


def _check_who(matter: Matter, step: Step, rule: EventRule, rules: Rules) -> None:
    if not rule.decides:
        if step.by not in rule.who:
            raise BadInputError(
                "matter_who", matter_event=step.event, matter_who=step.by, matter_whos=",".join(rule.who)
            )
        return
    body, role = matter.decider
    if step.by != role or role not in rules.deciders[matter.kind]:
        raise BadInputError("matter_not_deciding", matter_event=step.event, matter_who=step.by, body=body)


def _has(matter: Matter, step: Step, need: Need) -> bool:
    if need == "appeal":
        return matter.is_appealed
    if need == "deciding_body":
        return bool(step.deciding_body) and step.deciding_role is not None
    return bool(getattr(step, need))
