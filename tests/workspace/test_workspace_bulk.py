"""Several things changed at once: all as they were looked at, or none."""

from collections.abc import Callable
from datetime import date

import pytest

from samspel.app.desk import Desk
from samspel.catalogue.permissions import load_permissions
from samspel.terms.errors import BadInputError
from samspel.workspace.bulk import (
    NOBODY,
    BulkChangedError,
    change_tasks,
    end_campaigns,
    end_posts,
    handle_voices,
    list_held,
    list_running,
    list_tasks,
    share_campaigns,
)
from samspel.workspace.campaigns import Typed, add_item, begin, finish_item
from samspel.workspace.models import Account, Campaign, Holder, Item, LogEntry, Membership, Post, Role, Unit, Voice
from samspel.workspace.permissions import ForbiddenError, may
from samspel.workspace.versions import change
from samspel.workspace.voices import make_workplace
from workspace_database import seat

DAY, LATER = date(2026, 11, 30), date(2027, 1, 15)


@pytest.fixture
def officer(branch: Unit) -> Account:
    return seat(branch, Role.OFFICER)


@pytest.fixture
def campaigns(desk: Desk, branch: Unit, officer: Account) -> list[Campaign]:
    made = [
        begin(desk, branch, officer, Typed(title=title, demands=("2",), places=("2181",)), DAY) for title in ("A", "B")
    ]
    for campaign in made:
        for text in ("Ring", "Skriv"):
            add_item(campaign, officer, "task", text, DAY)
    return made


def choose(records: list[Item] | list[Campaign] | list[Post] | list[Voice]) -> dict[int, int]:
    return {one.pk: one.version for one in records}


def test_tasks_get_another_day_and_owner(branch: Unit, officer: Account, campaigns: list[Campaign]) -> None:
    other = seat(branch, Role.REPRESENTATIVE)
    finish_item(Item.objects.latest("pk"), 1, officer, DAY)
    tasks = list_tasks(branch)
    assert len(tasks) == 3

    assert change_tasks(branch, officer, choose(tasks), due=LATER, owner=other.pk) == 3
    assert {(one.due, one.owner, one.version) for one in list_tasks(branch)} == {(LATER, other, 2)}
    change_tasks(branch, officer, choose(list_tasks(branch)), owner=NOBODY)
    assert {(one.due, one.owner) for one in list_tasks(branch)} == {(LATER, None)}
    assert LogEntry.objects.filter(action="item.change").count() == 6


def test_where_one_has_been_changed_meanwhile_none_is(
    branch: Unit, officer: Account, campaigns: list[Campaign]
) -> None:
    tasks = list_tasks(branch)
    chosen = choose(tasks)
    change(tasks[1], 1, text="Ring i dag")
    tasks[2].delete()
    before = LogEntry.objects.count()

    with pytest.raises(BulkChangedError) as told:
        change_tasks(branch, officer, chosen, due=LATER)
    assert told.value.facts == {"count": 2}
    assert {one.due for one in list_tasks(branch)} == {DAY}
    assert LogEntry.objects.count() == before


def test_nothing_is_no_change(branch: Unit, officer: Account, campaigns: list[Campaign], other_branch: Unit) -> None:
    chosen = choose(list_tasks(branch))
    stranger = seat(other_branch, Role.OFFICER)
    with pytest.raises(BadInputError, match="bulk nothing"):
        change_tasks(branch, officer, chosen)
    with pytest.raises(BadInputError, match="bulk none"):
        change_tasks(branch, officer, {}, due=LATER)
    with pytest.raises(BadInputError, match="work choice"):
        change_tasks(branch, officer, chosen, owner=stranger.pk)


def test_campaigns_are_ended_and_shared(branch: Unit, officer: Account, campaigns: list[Campaign]) -> None:
    with pytest.raises(BadInputError, match="network alone"):
        share_campaigns(branch, officer, choose(campaigns), is_shared=True)
    network = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")
    Membership.objects.create(network=network, unit=branch, name=branch.name, joined_on=DAY)

    assert share_campaigns(branch, officer, choose(campaigns), is_shared=True) == 2
    assert {one.is_shared for one in list_running(branch)} == {True}
    share_campaigns(branch, officer, choose(list_running(branch)), is_shared=False)
    assert {one.is_shared for one in list_running(branch)} == {False}
    assert end_campaigns(branch, officer, choose(list_running(branch)), LATER) == 2
    assert list_running(branch) == []
    assert {one.ended_on for one in Campaign.objects.all()} == {LATER}


def test_posts_end_on_one_day_and_none_before_it_begins(branch: Unit, club: Unit, officer: Account) -> None:
    for unit in (branch, club):
        holder = Holder.objects.create(unit=unit, name="A")
        holder.posts.create(kind="council_member", place="2181", begins=date(2022, 10, 15))
    old = Holder.objects.create(unit=branch)
    old.posts.create(kind="council_member", place="2181", begins=date(2018, 10, 15), ends=date(2022, 10, 14))
    held = list_held(branch, DAY)
    assert len(held) == 2

    with pytest.raises(BadInputError, match="bulk before"):
        end_posts(branch, officer, choose(held), date(2020, 1, 1), DAY)
    assert {post.ends for post in list_held(branch, DAY)} == {None}
    assert end_posts(branch, officer, choose(held), DAY, DAY) == 2
    assert {post.ends for post in list_held(branch, DAY)} == {DAY}


def test_remarks_are_confirmed_or_set_aside(branch: Unit, officer: Account) -> None:
    workplace = make_workplace(branch, "Verket", "2181", officer)
    for number in range(5):
        workplace.voices.create(text="Nattis saknas", week=DAY, digest=f"{number:064d}")
    voices = list(Voice.objects.order_by("pk"))

    assert handle_voices(branch, officer, choose(voices[:2]), {one.pk: ["d"] for one in voices[:2]}) == 2
    assert handle_voices(branch, officer, choose(voices[2:3]), None) == 1
    states = [one.state for one in Voice.objects.order_by("pk")]
    assert states == ["confirmed", "confirmed", "set_aside", "new", "new"]
    with pytest.raises(BulkChangedError):
        handle_voices(branch, officer, choose(voices[:1]), None)


def test_only_who_may_and_nothing_of_another_branch(
    desk: Desk, branch: Unit, other_branch: Unit, officer: Account, campaigns: list[Campaign]
) -> None:
    chosen, tasks = choose(campaigns), choose(list_tasks(branch))
    changes: tuple[tuple[str, Callable[[Account], object]], ...] = (
        ("campaign.change", lambda account: change_tasks(branch, account, tasks, due=LATER)),
        ("campaign.change", lambda account: end_campaigns(branch, account, chosen, DAY)),
        ("campaign.share", lambda account: share_campaigns(branch, account, chosen, is_shared=True)),
        ("mandate.change", lambda account: end_posts(branch, account, {}, DAY, DAY)),
        ("voice.handle", lambda account: handle_voices(branch, account, {}, None)),
    )
    accounts = [seat(branch, role, f"of-{role}") for role in load_permissions().roles]
    for permission, try_it in changes:
        others = [account for account in accounts if not may(account, permission, branch)]
        assert others, permission
        for account in others:
            with pytest.raises(ForbiddenError):
                try_it(account)
    stranger = seat(other_branch, Role.ADMINISTRATOR)
    with pytest.raises(BulkChangedError):
        change_tasks(other_branch, stranger, tasks, due=LATER)
    with pytest.raises(BulkChangedError):
        end_campaigns(other_branch, stranger, chosen, DAY)
    assert {one.due for one in list_tasks(branch)} == {DAY}
