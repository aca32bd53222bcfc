"""From what is said of each point to what is said of the matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samspel.catalogue.records.matters import Kind, State
from samspel.matters.aims import SUSPENSIVE, Outcome
from samspel.matters.findings import Finding
from samspel.matters.points import LAST, SOME
from samspel.matters.reading import Effect, Flag, Ground, PointVerdict, Rule

REST = "rest"
ENDS: Mapping[Outcome, tuple[Effect, State]] = {
    "yes": ("yes", "granted"),
    "no": ("no", "rejected"),
    "answered": ("answered", "answered"),
    "returned": ("returned", "returned"),
    "tabled": ("tabled", "tabled"),
    "referred": ("referred", "preparing"),
    "written_off": ("lapsed", "written_off"),
    "not_admitted": ("lapsed", "not_admitted"),
    "withdrawn": ("withdrawn", "withdrawn"),
    "set_aside": ("lapsed", "set_aside"),
    "unclear": ("unclear", "proposed"),
    "partly": ("partly", "granted_in_part"),
    "looked_into": ("partly", "granted"),
    "open": ("none", "proposed"),
}
LETTERS = frozenset(("skrivelse",))
UNGRANTED = frozenset(("interpellation", "fraga"))
GRANTED: frozenset[Outcome] = frozenset(("yes", "partly", "looked_into"))
ENDED: frozenset[Outcome] = frozenset((*GRANTED, "no", "answered", "written_off", "withdrawn", "not_admitted"))
STRENGTH: tuple[Outcome, ...] = ("returned", "tabled", "referred")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What all findings come to."""

    effect: Effect
    next_state: State
    rule: Rule
    sentence: str = ""
    points: tuple[PointVerdict, ...] = ()
    flags: tuple[Flag, ...] = ()
    grounds: tuple[Ground, ...] = ()


def sum_findings(found: Sequence[Finding], points: int | None, kind: Kind) -> Sum | None:
    """What the findings come to, or None when they say nothing of the matter. Any yes beside anything else is partly;
    a point that is still open keeps the matter open.
    """
    tasks = [one for one in found if one.rule == "task"]
    said = _drop_history(_keep_sure([one for one in found if one.rule != "task" and one.outcome != "formal"]))
    if not said:
        return _sum_tasks(tasks, kind)
    if all(one.outcome == "unclear" for one in said):
        return replace(_end("unclear", said[-1]), grounds=list_grounds(said))
    whole = [one for one in said if one.aim == "matter" and not one.excepted]
    suspended = _find_suspended(whole)
    if suspended is not None:
        return suspended
    parts = _spread([_count_back(one, points) for one in said], points)
    summed = replace(_join(parts, said, points), grounds=list_grounds(said))
    if not tasks and all(one.is_remainder for one in found if one.outcome != "formal"):  # what else holds is not told
        summed = replace(summed, effect="unclear", next_state="proposed", rule="two_readings")
    return _add_tasks(summed, tasks, kind)


def _drop_history(said: Sequence[Finding]) -> list[Finding]:
    """Without how the matter was put off or sent on before, where a later sentence ends it: `bordlades i mars`."""
    ended = max((at for at, one in enumerate(said) if one.outcome in ENDED), default=-1)
    return [
        one
        for at, one in enumerate(said)
        if not (one.outcome in SUSPENSIVE and one.is_past and at < ended and one.sentence != said[ended].sentence)
    ]


def list_grounds(used: Sequence[Finding]) -> tuple[Ground, ...]:
    """The sentences that findings stand in, each with the rule it was read by, and once."""
    found: dict[Ground, None] = {}
    for one in used:
        rule: Rule = "limited" if one.is_limited and one.outcome == "yes" else one.rule
        if one.sentence:
            found[Ground(one.sentence, rule)] = None
        if one.quoted not in ("", one.sentence):
            found[Ground(one.quoted, rule)] = None
    return tuple(found)


def _keep_sure(said: Sequence[Finding]) -> list[Finding]:
    """The findings without those that a surer one makes needless."""
    whole = [one for one in said if one.aim in ("matter", "nothing") and one.outcome not in ("unclear", "friendly")]
    if any(one.rule != "negated" for one in whole):
        said = [one for one in said if one.rule != "negated" or one.aim != "matter"]
    told = any(one.aim in ("matter", "points", "rest") for one in said)
    kept = [one for one in said if not (told and one.aim == "nothing" and one.outcome in ("yes", "no"))]
    kept = [replace(one, aim="matter") if one.aim in ("nothing", "proposal") else one for one in kept]
    if any(one.outcome != "unclear" for one in kept):
        kept = [one for one in kept if one.outcome != "unclear"]
    if any(one.outcome not in ("friendly",) for one in kept):
        kept = [one for one in kept if one.outcome != "friendly"]
    return [replace(one, outcome="answered") if one.outcome == "friendly" else one for one in kept]


def _find_suspended(whole: Sequence[Finding]) -> Sum | None:
    """The whole matter put off, sent back or sent on: that wins, unless it is answered all the same."""
    outcomes = {one.outcome for one in whole}
    put_off = [one for one in whole if one.outcome in SUSPENSIVE]
    if not put_off or "withdrawn" in outcomes or ("answered" in outcomes and outcomes <= {"answered", "referred"}):
        return None
    strongest = min(put_off, key=lambda one: STRENGTH.index(one.outcome))
    if outcomes & GRANTED or ("no" in outcomes and strongest.outcome == "referred"):
        return replace(_end("unclear", strongest, "two_readings"), grounds=list_grounds(whole))
    suspended = [replace(one, rule="suspensive") for one in put_off]
    return replace(_end(strongest.outcome, strongest, "suspensive"), grounds=list_grounds(suspended))


def _count_back(one: Finding, points: int | None) -> Finding:
    """A finding with points that are told from the end by their numbers, where it is known how many there are."""
    if points is None:
        return one

    def number(point: str) -> str:
        place, _, back = point.partition("-")
        return str(points - int(back or 0)) if place == LAST and int(back or 0) < points else point

    return replace(one, points=tuple(map(number, one.points)), excepted=tuple(number(point) for point in one.excepted))


def _spread(said: Sequence[Finding], points: int | None) -> dict[str, Outcome]:
    """What is said of each point, `rest` for those not named."""
    parts: dict[str, Outcome] = {}
    for one in said:
        whole = one.aim == "matter" and one.outcome not in SUSPENSIVE
        raised = one.outcome == "yes" and parts.get(REST) == "answered"
        outcome: Outcome = "partly" if one.outcome == "yes" and one.is_limited else one.outcome
        if one.aim == "rest" and REST in parts:
            parts[SOME] = parts.pop(REST)
        if one.aim == "rest" or (whole and (REST not in parts or raised)):
            parts[REST] = outcome
        if one.aim == "points":
            mixed = parts.get(SOME, outcome) != outcome and {parts.get(SOME), outcome} & GRANTED
            parts |= dict.fromkeys(one.points, "partly" if mixed and SOME in one.points else outcome)
        for point in one.excepted:
            parts.setdefault(point, "open")
    if points is not None and REST in parts and points <= len([part for part in parts if part.isdigit()]):
        del parts[REST]
    return parts


def _join(parts: Mapping[str, Outcome], said: Sequence[Finding], points: int | None) -> Sum:
    whole = {one.outcome for one in said if one.aim == "matter" and one.outcome not in SUSPENSIVE}
    main = said[0]
    if "no" in whole and whole & {"yes", "looked_into"} and not any(one.excepted for one in said):
        return _end("unclear", main, "two_readings")
    outcomes = set(parts.values())
    verdicts = tuple(PointVerdict(point, ENDS[outcome][0]) for point, outcome in parts.items())
    missing = REST not in parts and _is_short(parts, points)
    if outcomes & GRANTED:
        first: Outcome = "partly" if missing or len(outcomes) > 1 else next(iter(outcomes))
    else:
        ranked: tuple[Outcome, ...] = ("no", "answered", *STRENGTH)
        first = next((one for one in ranked if one in outcomes), main.outcome)
    effect, state = ENDS[first]
    if outcomes & (SUSPENSIVE | {"open"}):
        state = next((ENDS[one][1] for one in STRENGTH if one in outcomes), state)
    elif missing and points is not None:
        state = "proposed"
    flags: tuple[Flag, ...] = ("points_open",) if missing else ()
    if REST not in parts and points is None:
        flags = ("points_unknown",)
    verdicts = verdicts if set(parts) != {REST} else ()
    rule = _tell_rule(main, verdicts, effect, outcomes)
    return Sum(effect=effect, next_state=state, rule=rule, sentence=main.sentence, points=verdicts, flags=flags)


def _tell_rule(main: Finding, verdicts: tuple[PointVerdict, ...], effect: Effect, outcomes: set[Outcome]) -> Rule:
    if verdicts:
        return "points"
    return "limited" if effect == "partly" and "partly" in outcomes else main.rule


def _is_short(parts: Mapping[str, Outcome], points: int | None) -> bool:
    """Whether points are left that nothing is said of: by their number, or since the named ones tell of others."""
    named = {part for part in parts if part.isdigit()}
    if points is not None:
        return len(named) < points
    first = {str(number) for number in range(1, len(named) + 1)}
    return len(named) < 2 or named != first or bool(set(parts) & {SOME, "last"})  # noqa: PLR2004 - one point tells of others


def _sum_tasks(tasks: Sequence[Finding], kind: Kind) -> Sum | None:
    """A task alone: the letter or the initiative became a matter; of a motion it says too little."""
    if not tasks:
        return None
    task = tasks[0]
    grounds = list_grounds(tasks)
    if kind in LETTERS or (kind == "namndinitiativ" and task.outcome == "inquiry"):
        return Sum(effect="referred", next_state="preparing", rule="task", sentence=task.sentence, grounds=grounds)
    return Sum(effect="unclear", next_state="proposed", rule="task_alone", sentence=task.sentence, grounds=grounds)


def _add_tasks(summed: Sum, tasks: Sequence[Finding], kind: Kind) -> Sum:
    """A task beside a no or an answer is a part of a yes."""
    if not tasks or kind in UNGRANTED or summed.effect not in ("no", "answered"):
        return summed
    summed = replace(summed, grounds=tuple(dict.fromkeys((*summed.grounds, *list_grounds(tasks)))))
    if kind in LETTERS:
        return replace(summed, effect="referred", next_state="preparing", rule="task")
    return replace(summed, effect="partly", next_state="granted_in_part", rule="task")


def _end(outcome: Outcome, one: Finding, rule: Rule | None = None) -> Sum:
    effect, state = ENDS[outcome]
    return Sum(effect=effect, next_state=state, rule=rule or one.rule, sentence=one.sentence)
