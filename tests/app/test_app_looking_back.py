"""What was shown on an earlier day can be shown again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.kolada_replay import NEW_YEAR, play_kolada, want
from samspel.app import fetching
from samspel.app.calling import TRIAL
from samspel.app.desk import open_desk
from samspel.app.looking_back import look_back_to_day
from samspel.app.updating import update
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue
from samspel.store.live.history import open_history

SICK = "N00090"


def test_a_course_is_shown_as_it_was_before_an_update_and_between_two(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "list_wanted", want(Wanted("kolada", SICK)))
    desk, today = open_desk(home=tmp_path), datetime.now(UTC).date()
    indicator = next(one.id for one in catalogue.indicators.values() if one.figure and one.figure.column == SICK)
    place = catalogue.places.by_code["2181"]
    built_in = desk.observations.latest(indicator, place)
    with play_kolada(catalogue) as played:
        monkeypatch.setenv(TRIAL, played.replay.address)
        update(desk, ("kolada",))
    first = desk.observations.latest(indicator, place)
    with open_history(tmp_path / "live") as history:  # as if it had been a week ago
        history._base.execute("UPDATE shown SET made = made - INTERVAL 7 DAY")
    before = look_back_to_day(desk, today - timedelta(days=8)).observations.latest(indicator, place)
    then = look_back_to_day(desk, today - timedelta(days=3)).observations.latest(indicator, place)
    assert before == built_in
    assert (then.value, then.period.year) == (first.value, NEW_YEAR)
    assert then.origins == first.origins
    assert desk.observations.latest(indicator, place) == first


def test_without_any_update_every_day_is_as_it_was_built_in(catalogue: Catalogue, tmp_path: Path) -> None:
    desk = open_desk(home=tmp_path)
    indicator = next(one.id for one in catalogue.indicators.values() if one.figure and one.figure.column == SICK)
    then = look_back_to_day(desk, datetime.now(UTC).date())
    assert then.observations.series(indicator).years == desk.observations.series(indicator).years
