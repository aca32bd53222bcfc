"""A made-up branch that shows everything of the workspace at once, and is taken away in one go."""

from datetime import date, timedelta

import msgspec
from django.db import transaction

from samspel.app.desk import Desk
from samspel.app.finding import find_demand
from samspel.catalogue.example import Case, Drive, Example, load_example
from samspel.matters.matter import Step
from samspel.terms.errors import BadInputError
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.log import note
from samspel.workspace.matters import TypedMatter, add_matter, add_step
from samspel.workspace.models import Account, Campaign, Holder, Item, Post, Role, Seat, Unit, Voice
from samspel.workspace.voices import Remark, follow, leave_remark, make_workplace

HELD = 45
"""Days that the made-up posts have been held."""


def find_example() -> Unit | None:
    """The made-up branch, if it is there."""
    return Unit.objects.filter(is_example=True, parent=None).first()


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
        Seat.objects.create(account=account, unit=unit, role=Role.ADMINISTRATOR)
        Unit.objects.create(kind=Unit.Kind.CLUB, name=told.club, places=list(told.places), parent=unit, is_example=True)
        _say(desk, unit, told, account, today)
        for drive in told.campaigns:
            _drive(desk, unit, drive, account, today)
        _hold(unit, told, today)
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
        fields = {"event": happened.event, "by": happened.by, "sentence": happened.sentence, "body": case.body}
        on = (today - timedelta(days=happened.days)).isoformat()
        add_step(desk, matter, account, msgspec.convert({**fields, "on": on}, Step), number)


def _hold(unit: Unit, told: Example, today: date) -> None:
    for person in told.holders:
        holder = Holder.objects.create(unit=unit, name=person.name, place=person.posts[0].place)
        for post in person.posts:
            Post.objects.create(
                holder=holder, kind=post.kind, place=post.place, body=post.body, begins=today - timedelta(days=HELD)
            )
