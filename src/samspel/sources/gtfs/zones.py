"""Time zones: whether there is one of that name, and whether two have the same clock."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
from rapidfuzz import fuzz, process

from samspel.reach.network import Calendar, Network
from samspel.sources.gtfs.columns import LIKE
from samspel.sources.gtfs.rules import load_rules
from samspel.terms.errors import BadInputError

HOURS_PER_DAY = 24
MOST_DAYS = 4000
"""Days beyond which the clock repeats itself by the rules that hold today."""


def check_zones(file: str, names: Iterable[str]) -> tuple[str, ...]:
    """The zones, sorted, each once. Raises BadInputError for none, or one that does not exist, with the likeliest."""
    zones = tuple(sorted(set(names)))
    if not zones:
        raise BadInputError("gtfs_no_timezone", file=file)
    for zone in zones:
        if zone not in _list_zones():
            raise BadInputError("gtfs_unknown_timezone", file=file, zone=zone[:80], likely=_find_likely(zone))
    return zones


def check_clock(network: Network) -> None:
    """Raises BadInputError where the timetable's clock is not the one that shifts are told by: every journey would be
    set against the wrong hour.
    """
    zone = load_rules().clock.zone
    if not have_same_clock(network.timezone, zone, [network.calendar]):
        raise BadInputError("gtfs_other_clock", zone=network.timezone, own=zone)


def have_same_clock(one: str, other: str, calendars: Iterable[Calendar]) -> bool:
    """Whether two zones show the same time at every hour of the days on which something runs, and of those around."""
    if one == other:
        return True
    first, second = ZoneInfo(one), ZoneInfo(other)
    for calendar in calendars:
        running = np.flatnonzero(calendar.active.any(axis=0))[:MOST_DAYS]
        days = np.unique(np.concatenate([running + step for step in (-2, -1, 0, 1, 2)]))
        for day in days.tolist():
            start = datetime.combine(calendar.first, datetime.min.time(), UTC) + timedelta(days=day)
            for hour in range(HOURS_PER_DAY):
                at = start + timedelta(hours=hour)
                if at.astimezone(first).utcoffset() != at.astimezone(second).utcoffset():
                    return False
    return True


@cache
def _list_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _find_likely(zone: str) -> str:
    by_plain = {name.casefold(): name for name in sorted(_list_zones())}
    likely = process.extractOne(zone.casefold(), list(by_plain), scorer=fuzz.ratio, score_cutoff=LIKE)
    return by_plain[likely[0]] if likely else load_rules().clock.zone
