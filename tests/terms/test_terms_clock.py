"""The day is Sweden's, on every face."""

from datetime import UTC, date, datetime, timedelta

import pytest

from samspel.terms import clock
from samspel.terms.errors import BadInputError
from still_day import LongDay


class Stopped(datetime):
    """A clock that stands still."""

    stands: datetime

    @classmethod
    def now(cls, tz: object = None) -> "Stopped":
        return cls.fromtimestamp(cls.stands.timestamp(), UTC)


@pytest.mark.parametrize(
    ("moment", "day", "hours"),
    [
        (datetime(2026, 11, 28, 22, 59, tzinfo=UTC), date(2026, 11, 28), 1),
        (datetime(2026, 11, 28, 23, 1, tzinfo=UTC), date(2026, 11, 29), 1),
        (datetime(2026, 6, 30, 22, 1, tzinfo=UTC), date(2026, 7, 1), 2),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1), 1),
    ],
)
def test_the_day_turns_at_midnight_in_sweden_wherever_the_computer_stands(
    monkeypatch: pytest.MonkeyPatch, moment: datetime, day: date, hours: int
) -> None:
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    monkeypatch.setattr(Stopped, "stands", moment, raising=False)
    monkeypatch.setattr(clock, "datetime", Stopped)
    assert clock.get_today() == day
    assert clock.get_now().utcoffset() == timedelta(hours=hours)


def test_a_trial_may_name_the_day_and_the_clock_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.DAY, "2031-02-03")
    assert clock.get_today() == date(2031, 2, 3)
    assert clock.get_now().date() != date(2031, 2, 3)


@pytest.mark.parametrize("named", ["tomorrow", "2031-02-30", "3/2 2031"])
def test_a_day_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv(clock.DAY, named)
    with pytest.raises(BadInputError, match="day setting"):
        clock.get_today()


def test_tests_that_go_on_over_midnight_stay_on_the_day_they_began(monkeypatch: pytest.MonkeyPatch) -> None:
    day = clock.get_today()
    monkeypatch.setattr(LongDay, "ends", datetime(2025, 2, 3, 23, 59, 59, tzinfo=clock.SWEDEN))
    assert clock.get_now() == LongDay.ends
    assert clock.get_today() == date(2025, 2, 3) < day
