"""Two people who edit one thing."""

from datetime import date

import pytest

from samspel.workspace.models import Campaign, Unit
from samspel.workspace.versions import ChangedMeanwhileError, change


def test_the_second_of_two_is_shown_both_texts_and_nothing_is_lost(branch: Unit) -> None:
    campaign = Campaign.objects.create(unit=branch, title="Nattis", begun_on=date(2026, 11, 1))
    first = change(campaign, 1, plan="Fråga skolchefen")

    with pytest.raises(ChangedMeanwhileError) as told:
        change(campaign, 1, plan="Ring nämnden")

    assert first.version == 2
    assert (told.value.now, told.value.typed) == ({"plan": "Fråga skolchefen"}, {"plan": "Ring nämnden"})
    assert Campaign.objects.get(pk=campaign.pk).plan == "Fråga skolchefen"
