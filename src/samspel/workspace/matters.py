"""Matters of campaigns: what has happened to them is only added to, and where they are is worked out of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
from django.db import IntegrityError, transaction

from samspel.app.desk import Desk
from samspel.catalogue.matters import load_lexicon, load_rules
from samspel.catalogue.records.matters import Direction, Event, State
from samspel.matters.clocks import BodySettings as Settings
from samspel.matters.clocks import Clock, flags
from samspel.matters.headline import Headline, Measurement, headline
from samspel.matters.matter import Matter as Case
from samspel.matters.matter import Point, Step
from samspel.matters.reading import Reading
from samspel.matters.states import Rules, apply, find_events, find_state
from samspel.matters.votes import judge_vote
from samspel.matters.waiting import Task, Wait, find_waits
from samspel.terms.errors import BadInputError
from samspel.workspace.body_rules import BodyRules, read_settings
from samspel.workspace.campaigns import need_text, tidy_text
from samspel.workspace.log import note
from samspel.workspace.models import Account, Assignment, BodySettings, Campaign, Matter, Unit
from samspel.workspace.models import Step as Kept
from samspel.workspace.versions import change

UNDONE = "undone"
"""The step that takes back the latest one that stands: nothing is deleted."""
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
MOST = {"matters": 30, "points": 20, "steps": 200, "assignments": 30, "signs": 40}
LONGEST = {"body": 120, "reference": 60, "title": 200, "source": 500, "paragraph": 40, "money": 120, "points": 1_000}
AGAINST: dict[Event, tuple[str, ...]] = {
    "approved": ("no", "answered", "returned", "tabled"),
    "approved_in_part": ("no", "answered", "returned", "tabled"),
    "rejected": ("yes", "partly", "returned", "tabled"),
    "answered": ("yes", "partly", "returned", "tabled"),
}
"""What a count must not have come to where a decision is noted: one of the two has been turned around."""
COLUMNS = {"event": "event", "on": "on", "by": "role", "body": "body", "section": "paragraph", "source": "source"}
COLUMNS |= {"sentence": "sentence", "read_by": "read_by"}
"""What of a step has a column of its own in the database; the rest stands together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedMatter:
    """What somebody has typed of a matter: `decider` is what the deciding body is, `points` the att-satser, and
    `hangs_on` the one that the demand hangs on, if it is one alone; `successor_of` is the number of the matter that it
    takes up again. `demands` are those of the campaign's that it concerns; None leaves them as they are, all at first.
    """

    kind: str
    place: str
    body: str
    decider: str
    title: str
    reference: str = ""
    direction: str = "do"
    points: tuple[str, ...] = ()
    hangs_on: int | None = None
    successor_of: int | None = None
    demands: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A kept step: its number, what it says, what the program had read where it did, and whether it still stands. The
    step that takes back another says nothing itself.
    """

    number: int
    on: date
    step: Step | None
    read: Mapping[str, Any]
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A matter as it is today."""

    record: Matter
    case: Case
    state: State
    past: tuple[Past, ...]
    clocks: tuple[Clock, ...]
    waits: tuple[Wait, ...]
    settings: Settings
    source: str


def get_rules(desk: Desk) -> Rules:
    """How matters move."""
    return _load(desk.catalogue.folder)


@cache
def _load(folder: Path) -> Rules:
    return Rules(load_rules(folder), load_lexicon(folder))


def add_matter(desk: Desk, campaign: Campaign, account: Account, typed: TypedMatter) -> Matter:
    """Add a matter to a campaign. Raises BadInputError for what is not offered, and for a field that is blank or too
    long.
    """
    if campaign.matters.count() >= MOST["matters"]:
        raise BadInputError("work_many", field="matters", limit=MOST["matters"])
    fields = _check(desk, typed) | {"successor_of_id": _find_earlier(typed, list_earlier(campaign))}
    fields["demands"] = _pick_demands(typed, campaign.demands, campaign.demands)
    matter = Matter.objects.create(campaign=campaign, **fields)
    note("matter.add", matter, account=account, unit=campaign.unit)
    return matter


def change_matter(desk: Desk, matter: Matter, version: int, account: Account, typed: TypedMatter) -> Matter:
    """Change what is said of a matter; its kind and who decides stay once something has happened to it. Raises as
    `add_matter`, and ChangedMeanwhileError.
    """
    fields = _check(desk, typed)
    if matter.steps.exists() and (fields["kind"], fields["decider"]) != (matter.kind, matter.decider):
        raise BadInputError("work_moved")
    fields["successor_of_id"] = _find_earlier(typed, list_earlier(matter.campaign, matter))
    fields["demands"] = _pick_demands(typed, list_concerned(matter.campaign, matter), matter.demands)
    kept = change(matter, version, **fields)
    note("matter.change", matter, account=account, unit=matter.campaign.unit)
    return kept


def list_concerned(campaign: Campaign, matter: Matter | None = None) -> list[str]:
    """The demands that a matter may concern: the campaign's, and those that the matter has from before."""
    return list(dict.fromkeys([*campaign.demands, *(matter.demands if matter else ())]))


def _pick_demands(typed: TypedMatter, offered: list[str], usual: list[str]) -> list[str]:
    """The demands that were chosen, in the campaign's order. Raises BadInputError for none, and for one of another."""
    if typed.demands is None:
        return usual
    if not typed.demands:
        raise BadInputError("work_blank", field="demands")
    if set(typed.demands) - set(offered):
        raise BadInputError("work_choice", field="demands")
    return [one for one in offered if one in typed.demands]


def list_earlier(campaign: Campaign, matter: Matter | None = None) -> list[Matter]:
    """The unit's matters about any of the campaign's demands that one may take up again, the newest first: none that
    itself goes back to this one.
    """
    every = list(Matter.objects.filter(campaign__unit=campaign.unit).order_by("-pk"))
    later = set() if matter is None else {matter.pk}
    while new := {one.pk for one in every if one.successor_of_id in later} - later:
        later |= new
    return [one for one in every if one.pk not in later and set(one.demands) & set(campaign.demands)]


def _find_earlier(typed: TypedMatter, earlier: Iterable[Matter]) -> int | None:
    """The number of the matter that is taken up again. Raises BadInputError for one that may not be."""
    if typed.successor_of is not None and typed.successor_of not in {one.pk for one in earlier}:
        raise BadInputError("work_choice", field="successor_of_id")
    return typed.successor_of


def add_step(
    desk: Desk, matter: Matter, account: Account, step: Step, number: int, read: Reading | None = None
) -> Kept:
    """Note something that happened as step `number`, with what the program had read of it if it did. Raises
    BadInputError for what may not happen now, and where somebody else has noted a step since.
    """
    case, past = read_matter(matter)
    if number != len(past) + 1:
        raise BadInputError("work_newer")
    if number > MOST["steps"]:
        raise BadInputError("work_many", field="steps", limit=MOST["steps"])
    checked = _check_step(step)
    apply(case, checked, get_rules(desk))
    found = {name: value for name, value in msgspec.to_builtins(checked).items() if name not in COLUMNS and value}
    if read is not None:
        found["read"] = msgspec.to_builtins(read)
    columns = {column: getattr(checked, name) for name, column in COLUMNS.items()}
    return _keep(account, Kept(matter=matter, number=number, found=found, **columns))


def undo_step(matter: Matter, account: Account, number: int, day: date) -> Kept:
    """Take back the latest step that stands, which is `number`, by a step that says so. Raises BadInputError where
    another is the latest by now.
    """
    _, past = read_matter(matter)
    standing = [one.number for one in past if one.stands and one.step is not None]
    if not standing or standing[-1] != number:
        raise BadInputError("work_newer")
    return _keep(account, Kept(matter=matter, number=len(past) + 1, event=UNDONE, on=day, found={"of": number}))


def add_assignment(desk: Desk, matter: Matter, account: Account, *, by: str, step: Step, number: int) -> Assignment:
    """Keep a task that a body was given: the first one is also a step of the matter. Raises BadInputError as `add_step`
    before a yes, and for fields that are blank or too long.
    """
    owner = need_text("body", step.owner, LONGEST["body"])
    what = need_text("what", step.task)
    if matter.assignments.count() >= MOST["assignments"]:
        raise BadInputError("work_many", field="assignments", limit=MOST["assignments"])
    with transaction.atomic():
        if follow(desk, matter, step.on).state != "carrying_out":
            add_step(desk, matter, account, replace(step, owner=owner, task=what), number)
        made = Assignment.objects.create(
            matter=matter,
            body=owner,
            what=what,
            assigned_on=step.on,
            due=step.due,
            money=tidy_text("money", step.money, LONGEST["money"]),
        )
    note("assignment.add", made, account=account, unit=matter.campaign.unit, by=by)
    return made


def add_sign(desk: Desk, assignment: Assignment, version: int, account: Account, step: Step, number: int) -> Assignment:
    """Note a sign that a task is being done, with what shows it, as a step of the matter too. Raises BadInputError and
    ChangedMeanwhileError.
    """
    if step.sign is None:
        raise BadInputError("work_choice", field="sign")
    if len(assignment.signs) >= MOST["signs"]:
        raise BadInputError("work_many", field="sign", limit=MOST["signs"])
    evidence = need_text("evidence", step.evidence, 1_000)
    sign = {"code": step.sign, "on": step.on.isoformat(), "evidence": evidence}
    with transaction.atomic():
        add_step(desk, assignment.matter, account, replace(step, evidence=evidence), number)
        return change(assignment, version, signs=[*assignment.signs, sign])


def keep_settings(
    unit: Unit, account: Account, *, place: str, body: str, settings: Settings, source: str, version: int
) -> BodySettings:
    """Keep a body's own rules as the unit knows them. Raises BadInputError and ChangedMeanwhileError."""
    name = need_text("body", body, LONGEST["body"])
    rules = {key: value for key, value in msgspec.to_builtins(settings).items() if value not in (None, [], ())}
    said = tidy_text("source", source, LONGEST["source"])
    with transaction.atomic():
        made, is_new = BodySettings.objects.get_or_create(
            unit=unit, place=place, body=name, defaults={"rules": rules, "source": said}
        )
        kept = made if is_new else change(made, version, rules=rules, source=said)
    note("body.change", kept, account=account, unit=unit)
    return kept


def read_matter(matter: Matter) -> tuple[Case, tuple[Past, ...]]:
    """A kept matter as the rules read it, and all that was noted, in its order."""
    past = tuple(_read_steps(matter.steps.all()))
    case = Case(
        kind=matter.kind,  # type: ignore[arg-type]  # checked when it was kept
        deciding_body=matter.body,
        deciding_role=matter.decider,  # type: ignore[arg-type]
        dnr=matter.reference,
        title=matter.title,
        direction=matter.direction,  # type: ignore[arg-type]
        points=tuple(Point(number, text) for number, text in enumerate(matter.points, 1)),
        hangs_on=matter.hangs_on,
        steps=tuple(one.step for one in past if one.stands and one.step is not None),
    )
    return case, past


def follow(desk: Desk, matter: Matter, today: date, bodies: BodyRules | None = None) -> Followed:
    """A matter as it is today; `bodies` are the rules of all bodies, for who follows many matters."""
    rules = get_rules(desk)
    case, past = read_matter(matter)
    state = find_state(case, rules)
    kept = (bodies or BodyRules()).find(matter.campaign.unit_id, matter.place, case.decider[0])
    settings = read_settings(kept)
    clocks = flags(case, settings, today, rules)
    tasks = [Task(body=one.body, what=one.what, due=one.due) for one in matter.assignments.all()]
    return Followed(
        record=matter,
        case=case,
        state=state,
        past=past,
        clocks=clocks,
        waits=find_waits(case, state, clocks, settings, tasks, today, rules.content.look_again),
        settings=settings,
        source="" if kept is None else kept.source,
    )


def find_headline(desk: Desk, followed: Sequence[Followed], measured: Measurement | None) -> Headline:
    """What matters have come to, with what was measured again."""
    return headline([one.case for one in followed], measured, get_rules(desk))


def list_allowed(desk: Desk, followed: Followed) -> tuple[Event, ...]:
    """What may happen to a matter next."""
    found = get_rules(desk).list_allowed(followed.state, followed.case.kind)
    appeals = {"appeal_dismissed", "set_aside"}
    return tuple(event for event in found if followed.case.is_appealed or event not in appeals)


def propose_events(desk: Desk, followed: Followed, reading: Reading) -> tuple[Event, ...]:
    """What a reading can be kept as, of what may happen now; nothing where it is unclear or decides nothing."""
    if reading.effect in ("unclear", "none"):
        return ()
    found = find_events(followed.case, reading, get_rules(desk))
    return tuple(one for one in found if one in list_allowed(desk, followed))


def _read_steps(kept: Iterable[Kept]) -> list[Past]:
    rows = list(kept)
    undone = {one.found.get("of") for one in rows if one.event == UNDONE}
    return [
        Past(
            number=one.number,
            on=one.on,
            step=None if one.event == UNDONE else _read_step(one),
            read=one.found.get("read", {}),
            stands=one.number not in undone,
        )
        for one in rows
    ]


def _read_step(kept: Kept) -> Step:
    columns = {name: getattr(kept, column) for name, column in COLUMNS.items()}
    return msgspec.convert({**kept.found, **columns}, Step)


def _check(desk: Desk, typed: TypedMatter) -> dict[str, Any]:
    deciders = get_rules(desk).deciders
    if typed.kind not in deciders:
        raise BadInputError("work_choice", field="kind")
    if typed.decider not in deciders[typed.kind]:
        raise BadInputError("work_choice", field="decider")
    if typed.direction not in DIRECTIONS:
        raise BadInputError("work_choice", field="direction")
    if typed.place not in desk.catalogue.places.by_code:
        raise BadInputError("work_choice", field="place")
    points = [need_text("points", one, LONGEST["points"]) for one in typed.points if one.strip()]
    if len(points) > MOST["points"]:
        raise BadInputError("work_many", field="points", limit=MOST["points"])
    if typed.hangs_on is not None and not 1 <= typed.hangs_on <= len(points):
        raise BadInputError("work_choice", field="hangs_on")
    return {
        "kind": typed.kind,
        "place": typed.place,
        "body": need_text("body", typed.body, LONGEST["body"]),
        "decider": typed.decider,
        "reference": tidy_text("reference", typed.reference, LONGEST["reference"]),
        "title": need_text("title", typed.title, LONGEST["title"]),
        "direction": typed.direction,
        "points": points,
        "hangs_on": typed.hangs_on,
    }


def _check_step(step: Step) -> Step:
    """The step with its words tidied. Raises BadInputError for a count that says nothing of what yes stood for, for one
    that says another thing than the step, and for words that are too long.
    """
    if step.vote is not None and step.vote.yes_means is None:
        raise BadInputError("work_votes")
    said = None if step.vote is None else judge_vote(step.vote).effect
    is_of_a_point = said in {one.effect for one in step.verdicts}  # the votes may be of one point of several
    if said is not None and said in AGAINST.get(step.event, ()) and not is_of_a_point:
        raise BadInputError("work_votes_against", matter_event=step.event, matter_effect=said)
    return replace(
        step,
        body=tidy_text("body", step.body, LONGEST["body"]),
        section=tidy_text("paragraph", step.section, LONGEST["paragraph"]),
        source=tidy_text("source", step.source, LONGEST["source"]),
        sentence=tidy_text("sentence", step.sentence, 2_000),
        reason=tidy_text("reason", step.reason, 300),
        condition=tidy_text("condition", step.condition, 500),
        purpose=tidy_text("purpose", step.purpose, 500),
        evidence=tidy_text("evidence", step.evidence, 1_000),
    )


def _keep(account: Account, step: Kept) -> Kept:
    """Save a step as the next one; of two that are noted at once the second is refused, and can be noted again."""
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:
        raise BadInputError("work_newer") from None
    unit = step.matter.campaign.unit
    note("step.undo" if step.event == UNDONE else "step.add", step, account=account, unit=unit, event=step.event)
    return step
