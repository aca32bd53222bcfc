"""The day on which the tests began goes on till they end: what is looked at before midnight and after it agrees."""

from datetime import datetime, time, tzinfo
from typing import Self

from samspel.terms import clock


class LongDay(datetime):
    """The computer's clock, which stands at the last moment of the Swedish day on which the tests began."""

    ends = datetime.combine(clock.get_now().date(), time.max, clock.SWEDEN)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(min(datetime.now(clock.SWEDEN), cls.ends).timestamp(), tz)


def keep_day() -> None:
    """Let no day turn in this process, as far as `terms.clock` tells."""
    clock.datetime = LongDay  # type: ignore[attr-defined]
