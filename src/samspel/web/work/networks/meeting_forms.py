"""The forms of meetings and of what they decide."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.http import QueryDict

from samspel.app.measures import find_measure, is_measure
from samspel.catalogue.texts import Texts
from samspel.reports.measures import label_measure
from samspel.terms.clock import get_today
from samspel.web.shared import get_desk, get_lang
from samspel.web.work.campaigns.parts import ButtonPart, FieldPart, FormPart, choose, read_day, read_whole
from samspel.workspace.meetings import LONGEST, TypedDecision, TypedMeeting, list_earlier
from samspel.workspace.models import Meeting, MeetingDecision, Unit
from samspel.workspace.networks import label_member, list_members

SAVE, ADD, REMOVE = "spara", "lagg-till", "ta-bort"
DECISION = "beslut-"
"""How the name of a decision's form begins, before its number."""
FIELDS = ("name", "held_on", "agenda", "measures", "members", "text", "who", "due", "done_on", "outcome")


def label_meeting_fields(texts: Texts) -> Mapping[str, str]:
    """What each field is called."""
    return {name: texts(f"meeting.field.{name}") for name in FIELDS}


def make_meeting_form(texts: Texts, network: Unit, meeting: Meeting | None) -> FormPart:
    """The form of a meeting, empty or with what is kept; a new one has every member."""
    members = [(str(one.pk), label_member(one)) for one in list_members(network)]
    chosen = [pk for pk, _ in members]
    if meeting is not None:
        left = meeting.members.exclude(left_on=None)
        members += [(str(one.pk), label_member(one)) for one in left]
        chosen = [str(one.pk) for one in meeting.members.all()]
    measures = [] if meeting is None else [_name_measure(texts, one) for one in meeting.measures]
    day = get_today() if meeting is None else meeting.held_on
    return FormPart(
        id="mote",
        does=SAVE,
        button=texts("meeting.save"),
        version=0 if meeting is None else meeting.version,
        fields=(
            _field(texts, "name", "" if meeting is None else meeting.name, hint="meeting.hint.name", is_needed=True),
            _field(texts, "held_on", day.isoformat(), kind="date", is_needed=True),
            _area(texts, "agenda", "" if meeting is None else meeting.agenda, rows=8, hint="meeting.hint.agenda"),
            _area(texts, "measures", "\n".join(measures), rows=4, hint="meeting.hint.measures"),
            FieldPart(
                name="members", label=texts("meeting.field.members"), kind="checks", options=choose(members, chosen)
            ),
        ),
    )


def make_remove_form(texts: Texts, meeting: Meeting) -> FormPart:
    """The form that takes a meeting away."""
    return FormPart(
        id="bort",
        does=REMOVE,
        button=texts("meeting.remove"),
        summary=texts("meeting.remove"),
        version=meeting.version,
        is_quiet=True,
        fields=(FieldPart(name="told", label=texts("meeting.remove_text"), kind="note"),),
    )


def make_decision_forms(texts: Texts, meeting: Meeting) -> Iterator[FormPart]:
    """A form for each decision, of earlier meetings too where it is not done, and one that adds another."""
    for one in (*list_earlier(meeting), *meeting.decisions.all()):
        yield FormPart(
            id=f"{DECISION}{one.pk}",
            does=SAVE,
            button=texts("meeting.save"),
            summary=one.text.replace("\n", " ")[:120],
            version=one.version,
            fields=tuple(_list_fields(texts, one)),
            more=(ButtonPart(REMOVE, texts("campaign.remove")),) if one.meeting_id == meeting.pk else (),
            is_quiet=True,
        )
    yield FormPart(
        id="nytt-beslut",
        does=ADD,
        button=texts("campaign.add"),
        summary=texts("meeting.add_decision"),
        fields=tuple(_list_fields(texts, None)),
    )


def read_meeting(post: QueryDict) -> TypedMeeting:
    """What was typed of a meeting. Raises BadInputError for a day that is none."""
    day = read_day(post, "held_on", needed=True)
    numbers = [read_whole(one) for one in post.getlist("members")]
    return TypedMeeting(
        name=post.get("name", ""),
        held_on=day or get_today(),
        agenda=post.get("agenda", ""),
        measures=tuple(line.strip() for line in post.get("measures", "").splitlines() if line.strip()),
        members=tuple(one if one is not None else 0 for one in numbers),
    )


def read_decision(post: QueryDict) -> TypedDecision:
    """What was typed of a decision. Raises BadInputError for a day that is none."""
    return TypedDecision(
        text=post.get("text", ""),
        who=post.get("who", ""),
        due=read_day(post, "due"),
        done_on=read_day(post, "done_on"),
        outcome=post.get("outcome", ""),
    )


def _list_fields(texts: Texts, decision: MeetingDecision | None) -> Iterator[FieldPart]:
    def day(kept: date | None) -> str:
        return "" if kept is None else kept.isoformat()

    yield _area(texts, "text", "" if decision is None else decision.text, rows=2, is_needed=True)
    yield _field(texts, "who", "" if decision is None else decision.who, hint="meeting.hint.who")
    yield _field(texts, "due", day(None if decision is None else decision.due), kind="date")
    if decision is not None:
        yield _field(texts, "done_on", day(decision.done_on), kind="date")
        yield _area(texts, "outcome", decision.outcome, rows=2)


def _field(
    texts: Texts, name: str, value: str, *, kind: str = "text", hint: str = "", is_needed: bool = False
) -> FieldPart:
    return FieldPart(
        name=name,
        label=texts(f"meeting.field.{name}"),
        kind=kind,
        value=value,
        hint=texts(hint) if hint else "",
        longest=LONGEST.get(name, 40),
        is_required=is_needed,
    )


def _area(texts: Texts, name: str, value: str, *, rows: int, hint: str = "", is_needed: bool = False) -> FieldPart:
    return FieldPart(
        name=name,
        label=texts(f"meeting.field.{name}"),
        kind="area",
        value=value,
        rows=rows,
        hint=texts(hint) if hint else "",
        longest=LONGEST.get(name, 2_000),
        is_required=is_needed,
    )


def _name_measure(texts: Texts, name: str) -> str:
    """What a measure is called; its id where no figures are known any more."""
    desk, lang = get_desk(), get_lang()
    return label_measure(texts, find_measure(desk, lang, name)) if is_measure(desk, lang, name) else name
