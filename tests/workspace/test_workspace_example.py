"""The made-up branch: everything can be seen in it, it says that it is made up, and nothing of it is left."""

from datetime import date

import pytest

from samspel.app.desk import Desk
from samspel.terms.errors import BadInputError
from samspel.workspace.example import find_example, make_example, remove_example
from samspel.workspace.models import Account, Campaign, Holder, Matter, Step, Unit, Voice
from samspel.workspace.voices import list_voices

TODAY = date(2026, 11, 26)


def test_it_has_remarks_campaigns_in_different_states_and_posts_and_says_that_it_is_made_up(
    desk: Desk, database: str, account: Account
) -> None:
    unit = make_example(desk, account, TODAY)

    assert "påhittad" in unit.name
    assert list_voices(unit).count() >= 5
    assert Campaign.objects.filter(unit=unit).count() == 3
    latest = [matter.steps.order_by("number").last() for matter in Matter.objects.all()]
    assert {step.event for step in latest if step} == {"referred", "approved", "rejected"}
    assert all("påhittad" in holder.name for holder in Holder.objects.all())
    assert all(campaign.voices.exists() for campaign in Campaign.objects.exclude(title__startswith="Hyres"))


def test_it_is_made_once_and_nothing_is_left_when_it_is_taken_away(desk: Desk, branch: Unit, account: Account) -> None:
    make_example(desk, account, TODAY)
    with pytest.raises(BadInputError, match="example there"):
        make_example(desk, account, TODAY)

    assert remove_example(account)
    assert find_example() is None
    assert not remove_example(account)
    for model in (Voice, Campaign, Matter, Step, Holder):
        assert not model._default_manager.exists()
    assert list(Unit.objects.all()) == [branch]


@pytest.fixture
def account(database: str) -> Account:
    return Account.objects.create_account("somebody")
