"""Meetings of a network: agenda, members side by side, decisions and what became of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from samspel.app.comparing import compare_columns, split_measures
from samspel.app.desk import Desk
from samspel.app.grouping import Named, find_each
from samspel.app.measures import find_measure
from samspel.catalogue.records.base import Lang
from samspel.documents.meeting import compose_minutes
from samspel.observations.beside import Beside
from samspel.rendering.blocks import Document
from samspel.reports.meetings import DecisionTold, MeetingLine, MeetingTold
from samspel.reports.writing import Writer
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place
from samspel.workspace.calendar import Day
from samspel.workspace.campaigns import find_places, need_text, tidy_text
from samspel.workspace.log import note
from samspel.workspace.models import Account, Meeting, MeetingDecision, Membership, Unit
from samspel.workspace.networks import get_share_rules, label_member, list_member_places, list_networks
from samspel.workspace.permissions import demand
from samspel.workspace.versions import change, take_away

LONGEST = {"name": 120, "agenda": 8_000, "text": 1_000, "who": 200, "outcome": 1_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedMeeting:
    """What somebody has typed of a meeting: agenda a point a line, measures by anything that finds them, members by the
    numbers of their memberships.
    """

    name: str
    held_on: date
    agenda: str = ""
    measures: tuple[str, ...] = ()
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDecision:
    """What somebody has typed of a decision: who does it, by when, and what became of it."""

    text: str
    who: str = ""
    due: date | None = None
    done_on: date | None = None
    outcome: str = ""


def list_meetings(unit: Unit) -> "QuerySet[Meeting]":
    """The meetings of the networks that the unit sees, latest first."""
    return Meeting.objects.filter(network__in=list_networks(unit)).select_related("network")


def make_meeting(desk: Desk, lang: Lang, network: Unit, account: Account, typed: TypedMeeting) -> Meeting:
    """Add a meeting to a network. Raises ForbiddenError, BadInputError for a field that is blank or too long, for a
    unit that is no network and a member of another, and NotFoundError for a measure that does not exist.
    """
    demand(account, "network.change", network)
    if network.kind != Unit.Kind.NETWORK:
        raise BadInputError("network_none")
    if network.meetings.count() >= get_share_rules().most_meetings:
        raise BadInputError("network_many", limit=get_share_rules().most_meetings)
    fields, members = _check(desk, lang, network, typed)
    with transaction.atomic():
        meeting = Meeting.objects.create(network=network, **fields)
        meeting.members.set(members)
        note("meeting.add", meeting, account=account, unit=network)
    return meeting


def change_meeting(
    desk: Desk, lang: Lang, meeting: Meeting, version: int, account: Account, typed: TypedMeeting
) -> Meeting:
    """Change a meeting. Raises as `make_meeting`, and ChangedMeanwhileError."""
    demand(account, "network.change", meeting.network)
    fields, members = _check(desk, lang, meeting.network, typed)
    with transaction.atomic():
        kept = change(meeting, version, **fields)
        kept.members.set(members)
        note("meeting.change", kept, account=account, unit=meeting.network)
    return kept


def remove_meeting(meeting: Meeting, version: int, account: Account) -> None:
    """Take a meeting away with its decisions. Raises ForbiddenError, and BadInputError where it was changed since."""
    demand(account, "network.change", meeting.network)
    with transaction.atomic():
        note("meeting.remove", meeting, account=account, unit=meeting.network)
        take_away(meeting, version)


def add_decision(meeting: Meeting, account: Account, typed: TypedDecision) -> MeetingDecision:
    """Note a decision of a meeting. Raises ForbiddenError, and BadInputError for fields that are blank or too long."""
    demand(account, "network.change", meeting.network)
    most = get_share_rules().most_decisions
    if meeting.decisions.count() >= most:
        raise BadInputError("network_many", limit=most)
    with transaction.atomic():
        made = MeetingDecision.objects.create(meeting=meeting, **_check_decision(typed))
        note("decision.add", made, account=account, unit=meeting.network)
    return made


def change_decision(decision: MeetingDecision, version: int, account: Account, typed: TypedDecision) -> MeetingDecision:
    """Change a decision, or say what became of it. Raises as `add_decision`, and ChangedMeanwhileError."""
    network = decision.meeting.network
    demand(account, "network.change", network)
    with transaction.atomic():
        kept = change(decision, version, **_check_decision(typed))
        note("decision.change", kept, account=account, unit=network)
    return kept


def remove_decision(decision: MeetingDecision, version: int, account: Account) -> None:
    """Take a decision away that was noted by mistake. Raises ForbiddenError, and BadInputError where it was changed
    since.
    """
    network = decision.meeting.network
    demand(account, "network.change", network)
    with transaction.atomic():
        note("decision.remove", decision, account=account, unit=network)
        take_away(decision, version)


def list_earlier(meeting: Meeting) -> list[MeetingDecision]:
    """Decisions of the network's earlier meetings that come up at this one: those that were not done by its day."""
    before = Q(meeting__held_on__lt=meeting.held_on) | Q(meeting__held_on=meeting.held_on, meeting__pk__lt=meeting.pk)
    is_open = Q(done_on=None) | Q(done_on__gt=meeting.held_on)
    found = MeetingDecision.objects.filter(before & is_open, meeting__network=meeting.network)
    return list(found.select_related("meeting").order_by("meeting__held_on", "pk"))


def tell_meeting(desk: Desk, lang: Lang, meeting: Meeting, today: date) -> MeetingTold:
    """A meeting as it is told, its members side by side as the figures stand now."""
    members = list(meeting.members.select_related("unit"))
    beside, why = _compare(desk, lang, meeting, members)
    return MeetingTold(
        key=f"{meeting.network_id}/{meeting.pk}",
        name=meeting.name,
        network=meeting.network.name,
        day=meeting.held_on,
        agenda=list_points(meeting),
        members=tuple((label_member(one), find_places(desk, list_member_places(one))) for one in members),
        beside=beside,
        why=why,
        decisions=tuple(_tell(one, today) for one in meeting.decisions.all()),
        earlier=tuple(_tell(one, today) for one in list_earlier(meeting)),
    )


def write_minutes(desk: Desk, lang: Lang, meeting: Meeting, today: date) -> Document:
    """A meeting as a paper."""
    writer = Writer(desk.observations, desk.catalogue.texts[lang], today)
    return compose_minutes(writer, tell_meeting(desk, lang, meeting, today))


def list_lines(unit: Unit, today: date) -> list[MeetingLine]:
    """The meetings that the unit sees as a list tells them, latest first; links lead to the unit's own pages."""
    lines = []
    for one in list_meetings(unit).prefetch_related("decisions"):
        decisions = list(one.decisions.all())
        left = sum(each.done_on is None or each.done_on > today for each in decisions)
        lines.append(
            MeetingLine(
                key=f"{unit.pk}/{one.pk}",
                name=one.name,
                network=one.network.name,
                day=one.held_on,
                decided=len(decisions),
                left=left,
            )
        )
    return lines


def list_decisions(unit: Unit, today: date) -> list[DecisionTold]:
    """Every decision of the meetings that the unit sees, those that are not done first."""
    found = MeetingDecision.objects.filter(meeting__in=list_meetings(unit)).select_related("meeting")
    told = [_tell(one, today) for one in found.order_by("-meeting__held_on", "pk")]
    return sorted(told, key=lambda one: one.done is not None)


def list_points(meeting: Meeting) -> tuple[str, ...]:
    """The points of the agenda in their order."""
    return tuple(line for line in meeting.agenda.splitlines() if line)


def list_meeting_days(unit: Unit, tell_due: str) -> Iterator[Day]:
    """The days of meetings and of what they decided and is not done, for a calendar; `tell_due` is what stands before a
    decision.
    """
    meetings = list_meetings(unit)
    for meeting in meetings:
        yield Day(f"meeting-{meeting.pk}", meeting.held_on, f"{meeting.name} ({meeting.network.name})")
    for one in MeetingDecision.objects.filter(meeting__in=meetings, done_on=None).exclude(due=None):
        if one.due is not None:
            who = f" ({one.who})" if one.who else ""
            yield Day(f"decision-{one.pk}", one.due, f"{tell_due} {one.text}{who}")


def _compare(
    desk: Desk, lang: Lang, meeting: Meeting, members: Sequence[Membership]
) -> tuple[Beside | None, SamspelError | None]:
    """The places of the members beside each other, or why they cannot stand so."""
    places: dict[str, Place] = {
        place.code: place for one in members for place in find_places(desk, list_member_places(one))
    }
    try:
        return compare_columns(desk, lang, Named(tuple(places.values()), ()), meeting.measures).beside, None
    except SamspelError as error:
        return None, error


def _tell(decision: MeetingDecision, today: date) -> DecisionTold:
    return DecisionTold(
        text=decision.text,
        who=decision.who,
        due=decision.due,
        done=decision.done_on,
        outcome=decision.outcome,
        meeting=decision.meeting.name,
        held=decision.meeting.held_on,
        is_late=decision.done_on is None and decision.due is not None and decision.due < today,
    )


def _check(desk: Desk, lang: Lang, network: Unit, typed: TypedMeeting) -> tuple[dict[str, Any], list[Membership]]:
    rules = get_share_rules()
    agenda = tidy_text("agenda", typed.agenda, LONGEST["agenda"])
    points = [line for line in agenda.splitlines() if line.strip()]
    if len(points) > rules.most_points:
        raise BadInputError("network_many", limit=rules.most_points)
    named = split_measures(desk, lang, typed.measures)
    if len(named) > rules.most_measures:
        raise BadInputError("network_many", limit=rules.most_measures)
    measures = dict.fromkeys(one.id for one in find_each(lambda words: find_measure(desk, lang, words), named))
    members = list(network.memberships.filter(pk__in=typed.members))
    if len(members) != len(set(typed.members)):
        raise BadInputError("work_choice", field="members")
    fields = {
        "name": need_text("name", typed.name, LONGEST["name"]),
        "held_on": typed.held_on,
        "agenda": "\n".join(points),
        "measures": list(measures),
    }
    return fields, members


def _check_decision(typed: TypedDecision) -> dict[str, Any]:
    return {
        "text": need_text("text", typed.text, LONGEST["text"]),
        "who": tidy_text("who", typed.who, LONGEST["who"]),
        "due": typed.due,
        "done_on": typed.done_on,
        "outcome": tidy_text("outcome", typed.outcome, LONGEST["outcome"]),
    }
