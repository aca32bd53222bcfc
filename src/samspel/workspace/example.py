"""A made-up branch that shows everything of the workspace at once, with a network, and is taken away in one go."""

from datetime import date, datetime, time, timedelta

import msgspec
from django.db import transaction

from samspel.app.desk import Desk
from samspel.app.finding import find_demand
from samspel.catalogue.example import Asked, Case, Drive, Example, Joined, Met, load_example
from samspel.matters.matter import Step
from samspel.terms.clock import SWEDEN
from samspel.terms.errors import BadInputError
from samspel.workspace.campaigns import PaperOrder, Typed, begin, freeze_paper
from samspel.workspace.log import note
from samspel.workspace.matters import TypedMatter, add_matter, add_step
from samspel.workspace.models import (
    Account,
    Campaign,
    Holder,
    Item,
    Meeting,
    MeetingDecision,
    Membership,
    Post,
    Role,
    Unit,
    Voice,
)
from samspel.workspace.replies import Sent as Typing
from samspel.workspace.replies import receive
from samspel.workspace.requests import TypedRequest, mark_sent
from samspel.workspace.requests import begin as begin_request
from samspel.workspace.voices import Remark, follow, leave_remark, make_workplace

MORNING = time(9)
HELD = 45
"""Days that the made-up posts have been held."""


def find_example() -> Unit | None:
    """The made-up branch, if it is there: it is made before the others of its network."""
    return Unit.objects.filter(is_example=True, parent=None, kind=Unit.Kind.BRANCH).order_by("pk").first()


def make_example(desk: Desk, account: Account, today: date) -> Unit:
    """Make the branch, with the account as its administrator. Raises BadInputError where it is there already."""
    told = load_example(desk.catalogue.folder)
    with transaction.atomic():
        if find_example() is not None:
            raise BadInputError("example_there")
        unit = Unit.objects.create(
            kind=Unit.Kind.BRANCH,
            name=told.name,
            places=list(told.places),
            members=told.members,
            members_on=today,
            is_example=True,
        )
        account.seats.create(unit=unit, role=Role.ADMINISTRATOR)
        Unit.objects.create(kind=Unit.Kind.CLUB, name=told.club, places=list(told.places), parent=unit, is_example=True)
        _say(desk, unit, told, account, today)
        for drive in told.campaigns:
            _drive(desk, unit, drive, account, today)
        for asked in told.requests:
            _ask(desk, unit, asked, account, today)
        _hold(unit, told, today)
        _join(desk, unit, told.network, account, today)
        note("example.made", unit, account=account, unit=unit)
    return unit


def remove_example(account: Account | None) -> bool:
    """Take the branch away with everything in it; whether there was one."""
    unit = find_example()
    if unit is None:
        return False
    with transaction.atomic():
        note("example.removed", unit, account=account, unit=unit)
        Unit.objects.filter(is_example=True).exclude(pk=unit.pk).delete()
        unit.delete()
    return True


def _say(desk: Desk, unit: Unit, told: Example, account: Account, today: date) -> None:
    for place in told.workplaces:
        workplace = make_workplace(unit, place.name, place.place, account)
        for remark in place.remarks:
            demands = tuple(find_demand(desk.catalogue, one).id for one in remark.demands)
            said = Remark(text=remark.text, place=place.place, names_workplace=True, demands=demands)
            code = leave_remark(workplace, said, (), today - timedelta(days=remark.days))
            if demands:
                Voice.objects.filter(pk=follow(code).pk).update(state=Voice.State.CONFIRMED)


def _drive(desk: Desk, unit: Unit, drive: Drive, account: Account, today: date) -> None:
    typed = Typed(title=drive.title, demands=drive.demands, places=(drive.place,), plan=drive.plan)
    campaign = begin(desk, unit, account, typed, today - timedelta(days=drive.days))
    for task in drive.tasks:
        due = today + timedelta(days=task.in_days)
        Item.objects.create(campaign=campaign, kind=Item.Kind.TASK, text=task.text, due=due)
    voices = Voice.objects.filter(workplace__unit=unit)
    campaign.voices.add(*[voice for voice in voices if set(voice.demands) & set(campaign.demands)])
    for case in drive.matters:
        _follow(desk, campaign, case, account, today)


def _follow(desk: Desk, campaign: Campaign, case: Case, account: Account, today: date) -> None:
    typed = TypedMatter(
        kind=case.kind, place=case.place, body=case.body, decider=case.decider, title=case.title, points=case.points
    )
    matter = add_matter(desk, campaign, account, typed)
    for number, happened in enumerate(case.steps, 1):
        said = [{"point": point, "effect": effect} for point, effect in happened.points.items()]
        fields = {"event": happened.event, "by": happened.by, "sentence": happened.sentence, "body": case.body}
        on = (today - timedelta(days=happened.days)).isoformat()
        add_step(desk, matter, account, msgspec.convert({**fields, "on": on, "verdicts": said}, Step), number)


def _join(desk: Desk, unit: Unit, told: Joined, account: Account, today: date) -> None:
    """The network with its members: the branch, another that shares what it drives, and those that are only named."""
    network = Unit.objects.create(kind=Unit.Kind.NETWORK, name=told.name, is_example=True)
    account.seats.create(unit=network, role=Role.ADMINISTRATOR)
    other, day = told.neighbour, today - timedelta(days=HELD)
    neighbour = Unit.objects.create(kind=Unit.Kind.BRANCH, name=other.name, places=list(other.places), is_example=True)
    members = [
        Membership.objects.create(network=network, unit=one, name=one.name, places=one.places, joined_on=day)
        for one in (unit, neighbour)
    ]
    members += [
        Membership.objects.create(network=network, name=one.name, places=list(one.places), joined_on=day)
        for one in told.named
    ]
    _drive(desk, neighbour, other.campaign, account, today)
    campaign = Campaign.objects.get(unit=neighbour)
    order = PaperOrder(demand=campaign.demands[0], place=other.campaign.place, paper=other.paper, kind="pdf", lang="sv")
    freeze_paper(desk, campaign, account, order, campaign.begun_on, other.words)
    Campaign.objects.filter(unit__in=[unit, neighbour], title__in=[told.shares, campaign.title]).update(is_shared=True)
    for met in told.meetings:
        _meet(network, members, met, today)


def _meet(network: Unit, members: list[Membership], met: Met, today: date) -> None:
    held = today - timedelta(days=met.days)
    meeting = Meeting.objects.create(
        network=network, name=met.name, held_on=held, agenda="\n".join(met.agenda), measures=list(met.measures)
    )
    meeting.members.set(members)
    for one in met.decisions:
        MeetingDecision.objects.create(
            meeting=meeting,
            text=one.text,
            who=one.who,
            due=held + timedelta(days=one.due_days),
            done_on=None if one.done_days is None else held + timedelta(days=one.done_days),
            outcome=one.outcome,
        )


def _ask(desk: Desk, unit: Unit, asked: Asked, account: Account, today: date) -> None:
    """Questions with what came back, which nobody has confirmed: what is made up counts for no place."""
    sent_on = today - timedelta(days=asked.days)
    typed = TypedRequest(place=asked.place, body=asked.body, asked=asked.asked, ground=asked.ground)
    request = begin_request(desk, unit, account, typed, sent_on)
    sent = mark_sent(desk, request, request.version, account, day=sent_on, to="", lang="sv")
    for said in asked.replies:
        at = datetime.combine(today - timedelta(days=said.days), MORNING, SWEDEN)
        answers = {said.question: said.value}
        receive(desk, sent, Typing(answers=answers, unknown=frozenset(), answered_by=said.by, source=""), at)


def _hold(unit: Unit, told: Example, today: date) -> None:
    for person in told.holders:
        holder = Holder.objects.create(unit=unit, name=person.name, place=person.posts[0].place)
        for post in person.posts:
            Post.objects.create(
                holder=holder, kind=post.kind, place=post.place, body=post.body, begins=today - timedelta(days=HELD)
            )
