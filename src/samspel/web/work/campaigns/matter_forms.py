"""The forms of a matter: what it is, what happened next, a task, a sign of its being done, and a body's own rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from django.http import QueryDict

from samspel.catalogue.records.matters import Event, EventRule, Kind, Role, Sign, Who
from samspel.catalogue.texts import Texts
from samspel.matters.matter import DecidedBy, Step, Vote
from samspel.reports.campaigns import label_demand
from samspel.reports.following import OF_POINTS, label_event
from samspel.terms.alphabet import capitalise
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.shared import get_desk
from samspel.web.work.campaigns.parts import FieldPart, FormPart, choose, read_count, read_day, read_whole
from samspel.web.work.campaigns.point_forms import describe_source, make_point_fields, read_verdicts
from samspel.workspace.campaigns import find_demands, find_places
from samspel.workspace.drafted import find_newest, list_frozen
from samspel.workspace.matters import (
    DIRECTIONS,
    LONGEST,
    Followed,
    TypedMatter,
    get_rules,
    list_concerned,
    list_earlier,
)
from samspel.workspace.models import Assignment, Campaign, FrozenPaper, Matter

SAVE, STEP, UNDO, TASK, SIGN = "spara", "steg", "ta-tillbaka", "uppdrag", "tecken"
NUMBER = "nummer"
VOTED = ("yes", "no", "abstained", "absent")
REASONS = ("already_done", "under_way", "to_budget", "other_body", "no_money", "no_reason")
WITH_REASON = frozenset(("rejected", "answered", "written_off", "not_admitted", "closed_undone"))
APART = frozenset(("task_given", "sign"))
"""What has forms of its own, since it belongs to a task."""


def make_matter_form(texts: Texts, campaign: Campaign, matter: Matter | None) -> FormPart:
    """The form of a matter, with what is kept, or else with what the paper has that was frozen last."""
    places = find_places(get_desk(), campaign.places)
    kept = _Kept(texts, matter)
    paper = None if matter else find_newest(campaign)
    usual = campaign.title if len(campaign.demands) == 1 else ""
    title, body = ("", "") if matter else (paper.title if paper else usual, _name_council(texts, places))
    kind, place = (paper.kind, str(paper.inputs.get("place", ""))) if paper else ("", "")
    points = list_frozen(paper) if paper else matter.points if matter else ()
    source = {"told": describe_source(texts, paper)} if paper else {}
    return FormPart(
        id="arende",
        does=SAVE,
        button=texts("campaign.save" if matter else "campaign.add_matter"),
        version=matter.version if matter else 0,
        fields=(
            kept.field("title", kept.value("title", title), longest=LONGEST["title"], is_required=True),
            *_make_demands(texts, campaign, matter, paper),
            kept.choose("kind", [(one, texts(f"matters.kind.{one}")) for one in get_args(Kind)], kind),
            kept.choose("place", [(one.code, texts.said(one.area)) for one in places], place),
            kept.choose("decider", [(one, texts(f"matters.who.{one}")) for one in _list_deciders()], "council"),
            kept.field("body", kept.value("body", body), hint="body", longest=LONGEST["body"], is_required=True),
            kept.field("reference", kept.value("reference"), longest=LONGEST["reference"]),
            kept.choose("direction", [(one, texts(f"following.direction.{one}")) for one in DIRECTIONS], "do"),
            kept.field("points", "\n".join(points), kind="area", hint="points", rows=5, longest=6_000, **source),
            *_make_hanging(texts, kept, matter),
            *_make_earlier(texts, kept, campaign, matter),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """Makes the fields of a matter with what is kept of it."""

    texts: Texts
    matter: Matter | None

    def value(self, name: str, usual: str = "") -> str:
        return str((None if self.matter is None else getattr(self.matter, name)) or usual)

    def field(
        self, name: str, value: str, *, kind: str = "text", hint: str = "", told: str = "", **more: Any
    ) -> FieldPart:
        told = " ".join(filter(None, (told, self.texts(f"campaign.hint.{hint}") if hint else "")))
        return FieldPart(
            name=name, label=self.texts(f"campaign.field.{name}"), kind=kind, value=value, hint=told, **more
        )

    def choose(self, name: str, options: Sequence[tuple[str, str]], usual: str = "") -> FieldPart:
        chosen = choose(options, self.value(name, usual))
        return self.field(name, "", kind="select", hint="decider" if name == "decider" else "", options=chosen)


def _make_demands(
    texts: Texts, campaign: Campaign, matter: Matter | None, paper: FrozenPaper | None
) -> Iterable[FieldPart]:
    """Which of the campaign's demands it concerns, where there are several: all, or that of the paper."""
    offered = find_demands(get_desk(), list_concerned(campaign, matter))
    if len(offered) > 1:
        drafted = [str(paper.inputs["demand"])] if paper and paper.inputs.get("demand") in campaign.demands else None
        chosen = matter.demands if matter else drafted or campaign.demands
        yield FieldPart(
            name="demands",
            label=texts("campaign.field.matter_demands"),
            kind="checks",
            hint=texts("campaign.hint.matter_demands"),
            options=choose([(one.id, label_demand(texts, one)) for one in offered], chosen),
        )


def _make_hanging(texts: Texts, kept: _Kept, matter: Matter | None) -> Iterable[FieldPart]:
    """Which point the demand hangs on, where there are points."""
    if matter is not None and matter.points:
        numbers = [(str(one), str(one)) for one in range(1, len(matter.points) + 1)]
        yield kept.choose("hangs_on", [("", texts("campaign.no_point")), *numbers])


def _make_earlier(texts: Texts, kept: _Kept, campaign: Campaign, matter: Matter | None) -> Iterable[FieldPart]:
    """Which matter it takes up again, where the unit has others."""
    earlier = list_earlier(campaign, matter)
    if earlier:
        told = [(str(one.pk), f"{one.title} ({one.body})") for one in earlier]
        yield kept.choose("successor_of_id", [("", texts("campaign.no_earlier")), *told])


def read_matter_form(post: QueryDict, offered: Sequence[object]) -> TypedMatter:
    """What was typed of a matter; `offered` are the demands that it could be for."""
    return TypedMatter(
        kind=post.get("kind", ""),
        place=post.get("place", ""),
        body=post.get("body", ""),
        decider=post.get("decider", ""),
        title=post.get("title", ""),
        reference=post.get("reference", ""),
        direction=post.get("direction", ""),
        points=tuple(post.get("points", "").splitlines()),
        hangs_on=read_whole(post.get("hangs_on", "")),
        successor_of=read_whole(post.get("successor_of_id", "")),
        demands=tuple(post.getlist("demands")) if len(offered) > 1 else None,
    )


def make_step_forms(texts: Texts, followed: Followed, events: Iterable[Event], today: str) -> tuple[FormPart, ...]:
    """A folded form for each thing that may happen next, with the fields that it needs; none but these."""
    rules = get_rules(get_desk())
    return tuple(_make_step_form(texts, followed, rules.events[event], today) for event in events if event not in APART)


def read_step(post: QueryDict, event: str, followed: Followed) -> Step:
    """What was typed of a step. Raises BadInputError for what no form offers, a day or a number that is none, and a day
    that has not come.
    """
    rules = get_rules(get_desk())
    known = next((one for one in rules.events if one == event), None)
    by = next((one for one in get_args(Who) if one == post.get("by")), None)
    on = read_day(post, "day", needed=True)
    if known is None or by is None or on is None:
        raise BadInputError("work_choice", field="event" if known is None else "by")
    if on > get_today():
        raise BadInputError("work_future", found=on.isoformat())
    verdicts = tuple(read_verdicts(post, followed))
    return Step(
        event=known,
        on=on,
        by=by,
        body=post.get("body", ""),
        section=post.get("paragraph", ""),
        source=post.get("source", ""),
        sentence=post.get("sentence", ""),
        verdicts=verdicts,
        reason=post.get("reason", ""),
        condition=post.get("condition", ""),
        purpose=post.get("purpose", ""),
        tabled_to=read_day(post, "tabled_to"),
        deciding_body=post.get("deciding_body", ""),
        deciding_role=next((one for one in get_args(Role) if one == post.get("deciding_role")), None),
        evidence=post.get("evidence", ""),
        vote=read_vote(post),
    )


def read_vote(post: QueryDict) -> Vote | None:
    """The count of votes; none where no numbers were typed. Raises BadInputError for a number that is none."""
    counts = {name: read_count(post, f"vote_{name}") for name in VOTED}
    if counts["yes"] is None or counts["no"] is None:
        return None
    means = next((one for one in OF_POINTS if one == post.get("yes_means")), None)
    settled: DecidedBy = next((one for one in get_args(DecidedBy) if one == post.get("decided_by")), "majority")
    return Vote(
        yes_means=means,  # type: ignore[arg-type]  # one of the effects
        yes=counts["yes"],
        no=counts["no"],
        abstained=counts["abstained"] or 0,
        absent=counts["absent"] or 0,
        decided_by=settled,
    )


def label_next(texts: Texts, followed: Followed, event: Event) -> str:
    """What may happen next, as a choice; what has been sent for preparation once can only be sent on."""
    is_again = event == "referred" and followed.case.last("referred") is not None
    return texts("campaign.sent_on") if is_again else capitalise(label_event(texts, event))


def make_undo_form(texts: Texts, number: int, event: str) -> FormPart:
    """The form that takes the latest step back."""
    return FormPart(
        id="tillbaka",
        does=UNDO,
        button=texts("campaign.undo_yes"),
        summary=texts("campaign.undo", event=label_event(texts, event)),
        fields=(FieldPart(name=NUMBER, label="", kind="hidden", value=str(number)),),
        is_quiet=True,
    )


def make_task_form(texts: Texts, followed: Followed, today: str) -> FormPart:
    """The form of a task that a body was given."""
    return FormPart(
        id="uppdrag",
        does=TASK,
        button=texts("campaign.add"),
        summary=texts("campaign.add_assignment"),
        fields=(
            _number(followed),
            _by(texts, ("council", "board", "committee")),
            FieldPart(
                name="owner_body", label=texts("campaign.field.owner_body"), longest=LONGEST["body"], is_required=True
            ),
            FieldPart(name="what", label=texts("campaign.field.what"), kind="area", longest=2_000, is_required=True),
            FieldPart(name="day", label=texts("campaign.field.assigned"), kind="date", value=today, is_required=True),
            FieldPart(name="due", label=texts("campaign.field.report_due"), kind="date"),
            FieldPart(name="money", label=texts("campaign.field.money"), longest=LONGEST["money"]),
        ),
    )


def read_task(post: QueryDict) -> Step:
    """What was typed of a task. Raises BadInputError for a day that is none."""
    on = read_day(post, "day", needed=True)
    by = next((one for one in get_args(Who) if one == post.get("by")), None)
    if on is None or by is None:
        raise BadInputError("work_choice", field="by")
    return Step(
        event="task_given",
        on=on,
        by=by,
        owner=post.get("owner_body", ""),
        task=post.get("what", ""),
        due=read_day(post, "due"),
        money=post.get("money", ""),
    )


def make_sign_form(texts: Texts, followed: Followed, assignment: Assignment, today: str) -> FormPart:
    """The form of a sign that a task is being done, weakest first."""
    signs = [(one, texts(f"following.sign.{one}")) for one in get_args(Sign)]
    return FormPart(
        id=f"tecken-{assignment.pk}",
        does=SIGN,
        button=texts("campaign.add"),
        summary=texts("campaign.add_sign", what=assignment.what[:80]),
        version=assignment.version,
        fields=(
            _number(followed),
            FieldPart(name="sign", label=texts("campaign.field.sign"), kind="select", options=choose(signs)),
            FieldPart(name="day", label=texts("campaign.field.day"), kind="date", value=today, is_required=True),
            FieldPart(
                name="evidence", label=texts("campaign.field.evidence"), kind="area", longest=1_000, is_required=True
            ),
        ),
    )


def read_sign(post: QueryDict) -> Step:
    """What was typed of a sign. Raises BadInputError for one that no form offers, or a day that is none."""
    on = read_day(post, "day", needed=True)
    sign = next((one for one in get_args(Sign) if one == post.get("sign")), None)
    if on is None or sign is None:
        raise BadInputError("work_choice", field="sign")
    return Step(event="sign", on=on, by="branch", sign=sign, evidence=post.get("evidence", ""))


def make_vote_fields(texts: Texts) -> tuple[FieldPart, ...]:
    """The fields of a count: what yes stood for comes first, since the numbers say nothing without it."""
    means = [("", texts("campaign.no_count")), *((one, texts(f"following.means.{one}")) for one in OF_POINTS)]
    told = [(one, texts(f"following.decided_by.{one}")) for one in get_args(DecidedBy)]
    settled = [("", texts("campaign.not_told")), *told]
    return (
        FieldPart(name="yes_means", label=texts("campaign.field.yes_means"), kind="select", options=choose(means)),
        *(FieldPart(name=f"vote_{name}", label=texts(f"campaign.field.vote_{name}"), kind="number") for name in VOTED),
        FieldPart(
            name="decided_by", label=texts("campaign.field.decided_by"), kind="select", options=choose(settled, "")
        ),
    )


def _make_step_form(texts: Texts, followed: Followed, rule: EventRule, today: str) -> FormPart:
    doers = (followed.case.decider[1],) if rule.decides else rule.who
    is_formal = rule.id in ("put_off", "sent_back")
    fields = [
        _number(followed),
        _by(texts, doers),
        FieldPart(name="day", label=texts("campaign.field.day"), kind="date", value=today, is_required=True),
        *_make_needs(texts, rule),
    ]
    if rule.decides and rule.id not in ("written_off", "taken_back"):
        fields += make_point_fields(texts, followed)
    if rule.id in WITH_REASON:
        fields.append(_reason(texts, is_required="reason" in rule.needs))
    if rule.id == "approved_in_part":
        fields.append(FieldPart(name="condition", label=texts("campaign.field.condition"), longest=500))
    if rule.decides or is_formal:
        fields += make_vote_fields(texts)
    fields += _make_source(texts)
    return FormPart(
        id=f"steg-{rule.id}",
        does=f"{STEP}-{rule.id}",
        button=texts("campaign.note_step"),
        summary=label_next(texts, followed, rule.id),
        fields=tuple(fields),
    )


def _make_needs(texts: Texts, rule: EventRule) -> Iterable[FieldPart]:
    if "tabled_to" in rule.needs:
        yield FieldPart(name="tabled_to", label=texts("campaign.field.tabled_to"), kind="date", is_required=True)
    if "purpose" in rule.needs:
        yield FieldPart(name="purpose", label=texts("campaign.field.purpose"), longest=500, is_required=True)
    if "evidence" in rule.needs:
        yield FieldPart(
            name="evidence", label=texts("campaign.field.evidence"), kind="area", longest=1_000, is_required=True
        )
    if "deciding_body" in rule.needs:
        roles = [(one, texts(f"matters.who.{one}")) for one in ("committee", "board")]
        yield FieldPart(
            name="deciding_role", label=texts("campaign.field.decider"), kind="select", options=choose(roles)
        )
        yield FieldPart(
            name="deciding_body", label=texts("campaign.field.body"), longest=LONGEST["body"], is_required=True
        )


def _make_source(texts: Texts) -> Iterable[FieldPart]:
    yield FieldPart(name="sentence", label=texts("campaign.field.sentence"), kind="area", rows=2, longest=2_000)
    yield FieldPart(name="paragraph", label=texts("campaign.field.paragraph"), longest=LONGEST["paragraph"])
    yield FieldPart(name="source", label=texts("campaign.field.source"), longest=LONGEST["source"])


def _number(followed: Followed) -> FieldPart:
    """Which step the form would be, so that of two who note one at once the second is asked again."""
    return FieldPart(name=NUMBER, label="", kind="hidden", value=str(len(followed.past) + 1))


def _by(texts: Texts, doers: Sequence[Who]) -> FieldPart:
    if len(doers) == 1:
        return FieldPart(name="by", label="", kind="hidden", value=doers[0])
    options = choose([(one, texts(f"matters.who.{one}")) for one in doers])
    return FieldPart(name="by", label=texts("campaign.field.by"), kind="select", options=options)


def _reason(texts: Texts, *, is_required: bool) -> FieldPart:
    blank = [] if is_required else [("", texts("campaign.no_reason"))]
    options = choose([*blank, *((one, texts(f"matters.reason.{one}")) for one in REASONS)])
    return FieldPart(name="reason", label=texts("campaign.field.reason"), kind="select", options=options)


def _list_deciders() -> list[Role]:
    return list(dict.fromkeys(role for roles in get_rules(get_desk()).deciders.values() for role in roles))


def _name_council(texts: Texts, places: Sequence[Place]) -> str:
    """The council of the first place, which most matters go to."""
    return texts(f"campaign.council.{places[0].kind.value}") if places else ""
