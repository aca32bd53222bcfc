"""What a server for many does before the first of them asks."""

import pytest
from django.test import Client, override_settings

from samspel.terms.clock import get_today
from samspel.web.presenters.warming import warm_up, warm_up_work
from samspel.web.shared import get_desk, get_public_desk
from samspel.workspace import waits
from samspel.workspace.models import Campaign, Unit


def test_the_first_who_signs_in_waits_for_nothing_that_could_be_ready(
    client: Client, branch: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = Campaign.objects.create(unit=branch, title="Bussen", begun_on=get_today(), demands=[], places=["2181"])
    campaign.matters.create(kind="motion", place="2181", body="KF", decider="council", title="Bussen till skiftet")
    desk = get_desk()
    desk._made.pop("ear", None)

    warm_up_work()

    assert "ear" in desk._made
    monkeypatch.setattr(waits, "follow", lambda *_: pytest.fail("a matter is followed anew"))
    assert len(waits.list_due(desk, Campaign.objects.all(), get_today())) == 1


def test_a_server_with_accounts_is_ready_for_those_who_have_not_signed_in(client: Client) -> None:
    public = get_public_desk()
    public._made.clear()
    warm_up()
    assert not public._made, "alone there is nobody else"
    with override_settings(IS_ALONE=False):
        warm_up()
    assert "judge" in public._made
