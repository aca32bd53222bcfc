"""What newer figures change for campaigns, unread until somebody says to have read it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client

from reading import read
from samspel.app.desk import Desk
from samspel.needs.news import ChangedValues, ChangedVerdict, Changes
from samspel.needs.verdict import Verdict
from samspel.reports.campaign_news import describe_moved
from samspel.store.live.news import keep_changes, list_keys, make_key
from samspel.workspace.campaigns import Typed, begin, end
from samspel.workspace.figure_news import count_unread, judge_goal, list_moved, mark_read
from samspel.workspace.models import Account, Campaign, Unit

BEGUN = date(2026, 10, 10)
COUNTER = count(1)
"""What a renewal changed is remembered by its moment, so that no two of these tests may have the same."""
DEMAND, PLACE = "childcare-odd-hours", "2181"


class Moments(NamedTuple):
    """One before the campaign began, and two since."""

    early: datetime
    first: datetime
    second: datetime


@pytest.fixture
def at() -> Moments:
    """Moments of this test alone."""
    return Moments(*(datetime(2026, month, 3, 5, 10, 0, next(COUNTER), tzinfo=UTC) for month in (9, 11, 12)))


@pytest.fixture
def campaign(desk: Desk, branch: Unit, local: Account) -> Campaign:
    """One with the demand's first measure, whose goal is a tenth above its start."""
    measure = desk.catalogue.demands[DEMAND].measures[0].indicator
    start = desk.observations.latest(measure, desk.catalogue.places.by_code[PLACE]).value
    assert start is not None
    typed = Typed(title="Nattis", demands=(DEMAND,), places=(PLACE,), measure=measure, goal_to=start * 1.1)
    return begin(desk, branch, local, typed, BEGUN)


@pytest.fixture
def kept(desk: Desk) -> Iterator[Path]:
    """A home whose news are gone afterwards."""
    home = desk.store.home
    yield home
    for key in list_keys(home):
        (home / "live" / "news" / f"{key}.json").unlink()


def keep(home: Path, campaign: Campaign, moment: datetime, times: float, year: int = 2024) -> None:
    start = campaign.goal_from or 0.0
    values = ChangedValues(
        indicator=campaign.measure, before_year=2022, year=year, places=[PLACE], before=[start], now=[start * times]
    )
    verdict = ChangedVerdict(
        demand=DEMAND,
        place=PLACE,
        before=Verdict.LARGE,
        before_strength="measured",
        now=Verdict.SOME,
        strength="measured",
        main="",
    )
    keep_changes(home, Changes(made=moment.isoformat(), figures=[values], verdicts=[verdict], here=[verdict]))


@pytest.mark.parametrize(
    ("before", "now", "to", "is_lower", "state"),
    [
        (5.0, 10.0, 10.0, False, "reached"),
        (11.0, 10.0, 10.0, False, "kept"),
        (11.0, 9.9, 10.0, False, "lost"),
        (5.0, 6.0, 10.0, False, "short"),
        (12.0, 10.0, 10.0, True, "reached"),
        (9.0, 12.0, 10.0, True, "lost"),
        (None, 9.0, 10.0, True, "reached"),
        (5.0, None, 10.0, False, "untold"),
        (5.0, 6.0, None, False, "untold"),
        (5.0, 6.0, 10.0, None, "untold"),
    ],
)
def test_a_goal_is_judged_by_the_new_value(
    before: float | None, now: float | None, to: float | None, is_lower: bool | None, state: str
) -> None:
    assert judge_goal(before, now, to, is_lower=is_lower) == state


def test_what_came_since_a_campaign_began_is_unread_until_somebody_says_so(
    desk: Desk, campaign: Campaign, local: Account, kept: Path, at: Moments
) -> None:
    assert count_unread(desk, local) == 0
    keep(kept, campaign, at.early, 1.05)
    assert count_unread(desk, local) == 0, "before the campaign"
    keep(kept, campaign, at.first, 1.05)
    assert count_unread(desk, local) == 2
    mark_read(local, "20990101T000000000000", desk)
    assert count_unread(desk, local) == 2, "no such renewal"
    mark_read(local, make_key(at.first.isoformat()), desk)
    assert count_unread(desk, local) == 0
    keep(kept, campaign, at.second, 1.2)
    moved = list_moved(desk, [campaign], Account.objects.get(pk=local.pk).figures_seen)
    assert [(one.of.moment, one.of.is_unread, one.state) for one in moved.measures] == [
        (at.second, True, "reached"),
        (at.first, False, "short"),
    ]
    assert [one.verdict.way for one in moved.verdicts] == ["smaller", "smaller"]
    mark_read(local, make_key(at.first.isoformat()), desk)
    assert count_unread(desk, local) == 2, "what is newer stays unread"
    end(campaign, 1, local, date(2026, 12, 31))
    assert count_unread(desk, local) == 0


def test_a_corrected_start_is_told_and_not_taken_over(desk: Desk, campaign: Campaign, kept: Path, at: Moments) -> None:
    base = campaign.goal_from
    assert base is not None
    keep(kept, campaign, at.first, 1.0)
    told = list_moved(desk, [campaign]).measures[0]
    assert told.base_now is None, "the same figure"
    Campaign.objects.filter(pk=campaign.pk).update(goal_from=base + 1.0)
    changed = Campaign.objects.get(pk=campaign.pk)
    series = desk.base.series(campaign.measure)
    year = series.years[series.latest_column]
    values = ChangedValues(
        indicator=campaign.measure, before_year=year, year=year, places=[PLACE], before=[base + 1.0], now=[base]
    )
    keep_changes(kept, Changes(made=at.second.isoformat(), figures=[values], verdicts=[], here=[]))
    (moved, *_) = list_moved(desk, [changed]).measures
    assert (moved.base, moved.base_now) == (base + 1.0, base)
    assert "rättat av utgivaren" in describe_moved(desk.catalogue.texts["sv"], moved)
    assert Campaign.objects.get(pk=campaign.pk).goal_from == base + 1.0


def test_the_workspace_says_that_there_is_news_until_it_is_read(
    client: Client, campaign: Campaign, kept: Path, branch: Unit, at: Moments
) -> None:
    keep(kept, campaign, at.first, 1.2)
    front = read(client.get("/arbete/"))
    assert "olästa ändringar: 2" in front.text
    assert "/arbete/nytt-i-siffrorna/" in front.links
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/"
    page = read(client.get("/arbete/nytt-i-siffrorna/"))
    assert "är nått." in page.text
    assert "behovet är mindre" in page.text
    assert address in page.links
    assert "är nått." in read(client.get(address)).text
    key = make_key(at.first.isoformat())
    assert client.post("/arbete/nytt-i-siffrorna/", {"gor": f"last {key}"}).status_code == 302
    assert "olästa" not in read(client.get("/arbete/")).text
    assert "är nått." in read(client.get("/arbete/nytt-i-siffrorna/")).text
