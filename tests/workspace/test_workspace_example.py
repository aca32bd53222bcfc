"""The made-up branch: everything can be seen in it, it says that it is made up, and nothing of it is left."""

from datetime import date

import pytest

from samspel.app.desk import Desk
from samspel.terms.errors import BadInputError
from samspel.workspace.example import find_example, make_example, remove_example
from samspel.workspace.meetings import list_earlier, list_meetings, tell_meeting
from samspel.workspace.models import (
    Account,
    Campaign,
    Holder,
    Matter,
    Meeting,
    Membership,
    Reply,
    Request,
    Step,
    Unit,
    Voice,
)
from samspel.workspace.networks import list_networks
from samspel.workspace.sharing import list_shared
from samspel.workspace.telling_requests import find_state
from samspel.workspace.voices import list_voices

TODAY = date(2026, 11, 26)


def test_it_has_remarks_campaigns_in_different_states_and_posts_and_says_that_it_is_made_up(
    desk: Desk, database: str, account: Account
) -> None:
    unit = make_example(desk, account, TODAY)

    assert "påhittad" in unit.name
    assert list_voices(unit).count() >= 5
    assert Campaign.objects.filter(unit=unit).count() == 3
    latest = [matter.steps.order_by("number").last() for matter in Matter.objects.filter(campaign__unit=unit)]
    assert {step.event for step in latest if step} == {"referred", "approved", "rejected"}
    assert all("påhittad" in holder.name for holder in Holder.objects.all())
    today = [(find_state(one, TODAY), one.replies.count()) for one in Request.objects.order_by("pk")]
    assert today == [("answered", 3), ("late", 0)]
    assert not Reply.objects.exclude(used_on=None).exists(), "what is made up counts for no place"
    assert all(
        campaign.voices.exists() for campaign in Campaign.objects.filter(unit=unit).exclude(title__startswith="Hyres")
    )

    (network,) = list_networks(unit)
    assert "påhitta" in network.name
    assert all("påhitta" in one.name for one in network.memberships.all())
    assert {one.unit.is_example for one in list_shared(unit)} == {True}
    assert list_shared(unit).count() == 2
    spring, autumn = reversed(list_meetings(unit))
    assert spring.held_on < TODAY < autumn.held_on
    assert len(list_earlier(autumn)) == 1
    beside = tell_meeting(desk, "sv", autumn, TODAY).beside
    assert beside is not None
    assert len(beside.measures) == 3


def test_it_is_made_once_and_nothing_is_left_when_it_is_taken_away(desk: Desk, branch: Unit, account: Account) -> None:
    make_example(desk, account, TODAY)
    with pytest.raises(BadInputError, match="example there"):
        make_example(desk, account, TODAY)

    assert remove_example(account)
    assert find_example() is None
    assert not remove_example(account)
    for model in (Voice, Campaign, Matter, Step, Holder, Membership, Meeting, Request, Reply):
        assert not model._default_manager.exists()
    assert list(Unit.objects.all()) == [branch]


@pytest.fixture
def account(database: str) -> Account:
    return Account.objects.create_account("somebody")
