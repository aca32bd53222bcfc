"""What a demand's matters come to: four questions with an answer each, never one field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samspel.catalogue.records.matters import Direction, End, Sign, State, Won
from samspel.matters.matter import Matter
from samspel.matters.reading import Effect
from samspel.matters.states import Rules, find_state

Done = Literal["nothing_to_do", "no_sign", "under_way", "body_says", "seen", "undone"]
Gap = Literal["unknown", "smaller", "same", "larger"]
Outcome = Literal["no_matter", "open", "no", "per_point", "decided", "if_measured", "won", "won_not_effective"]
EFFECTS: dict[State, Effect] = {
    "granted": "yes",
    "granted_in_part": "partly",
    "rejected": "no",
    "answered": "answered",
    "written_off": "lapsed",
    "not_admitted": "lapsed",
    "set_aside": "lapsed",
    "withdrawn": "withdrawn",
    "carrying_out": "yes",
    "reported": "yes",
    "carried_out": "yes",
    "not_carried_out": "yes",
    "superseded": "no",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The gap to what is asked for, before and now, in the measure's own unit; None where it is not known."""

    before: float | None
    now: float | None
    is_met: bool = False
    """Whether our own figure says that the demand is met now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One matter: where the paper is, what was said, what is done, what it counts as and what to do next."""

    state: State
    effect: Effect
    done: Done
    sign: Sign | None
    counts: Outcome
    shown: str
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The four answers for a demand, from the matter that is furthest on: `paper`, `said`, `done` and `gap`; `counts`
    is what it comes to, and `standings` has every matter in the order given.
    """

    paper: State | None
    said: Effect
    done: Done
    gap: Gap
    counts: Outcome
    next: tuple[str, ...]
    standings: tuple[Standing, ...]


def headline(matters: Sequence[Matter], measurement: Measurement | None, rules: Rules) -> Headline:
    """What the matters of a demand come to. Raises BadInputError for steps that cannot have happened."""
    gap = judge_gap(measurement)
    standings = tuple(stand(matter, measurement, rules) for matter in matters)
    if not standings:
        return Headline(
            paper=None, said="none", done="nothing_to_do", gap=gap, counts="no_matter", next=("raise",), standings=()
        )
    first = max(standings, key=lambda one: rules.states[one.state].rank)
    return Headline(
        paper=first.state,
        said=first.effect,
        done=first.done,
        gap=gap,
        counts=first.counts,
        next=first.next,
        standings=standings,
    )


def judge_gap(measurement: Measurement | None) -> Gap:
    """Whether the gap is smaller than it was."""
    if measurement is None or measurement.before is None or measurement.now is None:
        return "unknown"
    if measurement.now == measurement.before:
        return "same"
    return "smaller" if measurement.now < measurement.before else "larger"


def stand(matter: Matter, measurement: Measurement | None, rules: Rules) -> Standing:
    """What one matter comes to. Where the demand hangs on one point, that point's verdict is the demand's."""
    state = find_state(matter, rules)
    effect = _find_effect(matter, state)
    end = _find_end(matter, state, _find_direction(matter), rules)
    if end is None:
        offered = ("hand_in",) if state == "draft" else ("wait",)
        return _stand(matter, state, effect, "open", "", offered)
    won: Won = end.won
    if effect != EFFECTS.get(state) and won == "per_point":
        won = "decided" if effect == "yes" else "no"
    return _stand(matter, state, effect, _count(won, measurement), end.shown or state, tuple(end.next))


def _stand(
    matter: Matter, state: State, effect: Effect, counts: Outcome, shown: str, offered: tuple[str, ...]
) -> Standing:
    sign = next((step.sign for step in reversed(matter.steps) if step.sign is not None), None)
    done = _find_done(state, sign)
    return Standing(state=state, effect=effect, done=done, sign=sign, counts=counts, shown=shown, next=offered)


def _find_effect(matter: Matter, state: State) -> Effect:
    decided = matter.last("approved", "approved_in_part", "rejected", "answered")
    if state not in EFFECTS:
        return {"tabled": "tabled", "returned": "returned"}.get(state, "none")  # type: ignore[return-value]
    if decided is not None and matter.hangs_on is not None and state not in ("superseded", "set_aside"):
        told = {verdict.point: verdict.effect for verdict in decided.verdicts}
        mine = told.get(str(matter.hangs_on), told.get("rest"))
        if mine is not None:
            return mine
    if state in ("carrying_out", "reported", "carried_out", "not_carried_out") and decided is not None:
        return "partly" if decided.event == "approved_in_part" else "yes"
    return EFFECTS[state]


def _find_direction(matter: Matter) -> Direction:
    mine = next((point.direction for point in matter.points if point.number == matter.hangs_on), None)
    return mine or matter.direction


def _find_end(matter: Matter, state: State, direction: Direction, rules: Rules) -> End | None:
    """The entry that says most of what a state means for this matter."""
    answered = matter.last("answered")
    reason = answered.reason if answered is not None else ""
    fitting = [
        end
        for end in rules.content.ends
        if end.state == state
        and (not end.kinds or matter.kind in end.kinds)
        and (not end.directions or direction in end.directions)
        and (not end.reasons or reason in end.reasons)
    ]
    return max(fitting, key=lambda end: bool(end.kinds) + bool(end.directions) + bool(end.reasons), default=None)


def _find_done(state: State, sign: Sign | None) -> Done:
    if state == "carried_out":
        return "seen"
    if state in ("not_carried_out", "superseded"):
        return "undone"
    if state == "reported" or sign == "said_done":
        return "body_says"
    if state in ("granted", "granted_in_part", "carrying_out"):
        return "no_sign" if sign is None and state != "carrying_out" else "under_way"
    return "nothing_to_do"


def _count(won: Won, measurement: Measurement | None) -> Outcome:
    """A thing done counts as won, and as not effective where the measured gap is no smaller."""
    if won == "if_measured":
        return "won" if measurement is not None and measurement.is_met else "if_measured"
    if won == "won":
        return "won_not_effective" if judge_gap(measurement) in ("same", "larger") else "won"
    return won
