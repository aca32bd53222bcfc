"""Two people who edit one thing."""

from datetime import date

import pytest

from samspel.terms.errors import BadInputError
from samspel.workspace.models import Campaign, Unit
from samspel.workspace.versions import ChangedMeanwhileError, change, take_away


def test_the_second_of_two_is_shown_both_texts_and_nothing_is_lost(branch: Unit) -> None:
    campaign = Campaign.objects.create(unit=branch, title="Nattis", begun_on=date(2026, 11, 1))
    first = change(campaign, 1, plan="Fråga skolchefen")

    with pytest.raises(ChangedMeanwhileError) as told:
        change(campaign, 1, plan="Ring nämnden")

    assert first.version == 2
    assert (told.value.now, told.value.typed) == ({"plan": "Fråga skolchefen"}, {"plan": "Ring nämnden"})
    assert Campaign.objects.get(pk=campaign.pk).plan == "Fråga skolchefen"


def test_what_somebody_has_changed_is_not_taken_away_by_one_who_has_not_seen_it(branch: Unit) -> None:
    campaign = Campaign.objects.create(unit=branch, title="Nattis", begun_on=date(2026, 11, 1))
    change(campaign, 1, plan="Fråga skolchefen")

    with pytest.raises(BadInputError) as told:
        take_away(campaign, 1)
    assert (told.value.code, Campaign.objects.get(pk=campaign.pk).plan) == ("work_changed", "Fråga skolchefen")

    take_away(campaign, 2)
    with pytest.raises(BadInputError) as gone:
        take_away(campaign, 2)
    assert (gone.value.code, Campaign.objects.exists()) == ("work_gone", False)
