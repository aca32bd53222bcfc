"""Who reaches which shift, in words: sentences from a report, the same for pages, documents and the command line."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from samspel.catalogue.texts import Texts
from samspel.reach.report import (
    LocalityReach,
    ReachReport,
    ToldJourney,
    ToldRide,
    TurnReach,
)
from samspel.terms.units import PER_CENT

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK = len(DAYS)
SHORTEST_RANGE = 3
"""Days in a row that are written as a range."""

HALF = 0.5
ROUNDING = 1e-6
Leg = Literal["out", "home", "both", "none"]


@dataclass(frozen=True, slots=True)
class ShiftDays:
    """A shift on weekdays whose shares are the same in whole per cent; the shares are means over the days, and the leg
    is both where it differs between them.
    """

    turn: TurnReach
    weekdays: tuple[int, ...]
    shares: tuple[float, ...]
    leg: Leg


def merge_days(report: ReachReport) -> list[ShiftDays]:
    """The shifts in their order, with days put together that look the same in a small table."""
    groups: dict[tuple[object, ...], list[TurnReach]] = {}
    for turn in report.turns:
        told = tuple(-1 if math.isnan(share) else round(share * PER_CENT) for share in find_shares(turn))
        groups.setdefault((turn.workplace, turn.shift, told), []).append(turn)
    return [_merge(turns) for turns in groups.values()]


def average_shifts(report: ReachReport) -> list[ShiftDays]:
    """Each shift once, its shares the means over its days."""
    groups: dict[tuple[int, str], list[TurnReach]] = {}
    for turn in report.turns:
        groups.setdefault((turn.workplace, turn.shift), []).append(turn)
    return [_merge(turns) for turns in groups.values()]


def tell_clock(texts: Texts, clock: str) -> str:
    """A time of day `HH:MM` as the language writes it."""
    hour, minute = clock.split(":")
    return texts("reach.clock", hour=hour, minute=minute)


def tell_days(texts: Texts, weekdays: Iterable[int], *, short: bool = False) -> str:
    """Weekdays (0 is Monday) in words: måndag–fredag, lördag och söndag; a range may pass from Sunday to Monday."""
    wanted = set(weekdays)
    if len(wanted) == WEEK:
        return texts("reach.every_day")
    named = [texts(f"reach.{'day_short' if short else 'day'}.{day}") for day in DAYS]
    told: list[str] = []
    for first in sorted(day for day in wanted if (day - 1) % WEEK not in wanted):
        run = [first]
        while (run[-1] + 1) % WEEK in wanted:
            run.append((run[-1] + 1) % WEEK)
        names = [named[day] for day in run]
        told += [f"{names[0]}–{names[-1]}"] if len(run) >= SHORTEST_RANGE else names
    return texts.listing(told)


def tell_share(texts: Texts, share: float) -> str:
    """A share of one in whole per cent; never 0 or 100 where it is not quite that."""
    if math.isnan(share):
        return texts("words.dash")
    if 0.0 < share < HALF / PER_CENT:
        return texts("reach.share_little")
    if 1.0 - HALF / PER_CENT <= share < 1.0 - ROUNDING:
        return texts("reach.share_nearly")
    return texts("reach.share", share=texts.number(share * PER_CENT))


def tell_short_share(texts: Texts, share: float) -> str:
    """As tell_share, for a cell of a table."""
    return tell_share(texts, share) if math.isnan(share) else _shorten(texts, share)


def tell_hours(texts: Texts, turn: TurnReach) -> str:
    """When a shift begins and ends."""
    return f"{tell_clock(texts, turn.begins)}–{tell_clock(texts, turn.ends)}"


def tell_shift(texts: Texts, turn: TurnReach) -> str:
    """A shift with its hours and days."""
    days = tell_days(texts, turn.weekdays)
    return texts("reach.shift", shift=turn.shift, hours=tell_hours(texts, turn), days=days)


def name_turn(texts: Texts, report: ReachReport, turn: TurnReach) -> str:
    """A shift with its workplace, hours and days."""
    return texts("reach.turn_name", workplace=report.workplaces[turn.workplace].name, shift=tell_shift(texts, turn))


def tell_turn(texts: Texts, report: ReachReport, turn: TurnReach) -> str:
    """One sentence: how many make the shift, there and home, within each limit."""
    shares = find_shares(turn)
    facts = {
        "shift": tell_shift(texts, turn),
        "whom": tell_whom(texts, turn),
        "limit": texts.number(report.limits[0]),
        "long": texts.number(report.limits[-1]),
        "share": tell_share(texts, shares[0]),
        "long_share": tell_share(texts, shares[-1]),
    }
    if any(math.isnan(share) for share in shares):
        return texts("reach.turn.nobody_known", **facts)
    if shares[-1] <= 0.0:
        return texts("reach.turn.none", **facts)
    if shares[0] >= 1.0 - ROUNDING:
        return texts("reach.turn.all", **facts)
    if shares[0] <= 0.0:
        return texts("reach.turn.only_long", **facts)
    return texts("reach.turn.some" if len(shares) > 1 else "reach.turn.one_limit", **facts)


def tell_whom(texts: Texts, turn: TurnReach) -> str:
    """Whose shares are shown: the employees', or the people's of the localities."""
    return texts("reach.whom.people" if turn.employees is None else "reach.whom.employees")


def tell_basis(texts: Texts, turn: TurnReach) -> str:
    """What the shares rest on, with its basis."""
    return texts("reach.basis.people" if turn.employees is None else "reach.basis.employees")


def tell_legs(texts: Texts, report: ReachReport, turn: TurnReach) -> str:
    """How many of the localities' people make each leg within the longest limit, and so where it fails."""
    return texts(
        f"reach.legs.{find_weak_leg(turn)}",
        limit=texts.number(report.limits[-1]),
        out=tell_share(texts, turn.people_out[-1]),
        home=tell_share(texts, turn.people_home[-1]),
    )


def tell_gap(texts: Texts, report: ReachReport, reach: LocalityReach) -> str:
    """Which leg fails for most in a locality, and how much later the shift would have to begin or earlier end."""
    facts = {
        "locality": report.localities[reach.locality].name,
        "limit": texts.number(report.limits[-1]),
        "longest": texts.number(dict(report.settings)["gap_longest_minutes"]),
    }
    told: list[str] = []
    for leg, minutes, lacking in (("out", reach.out, reach.later), ("home", reach.home, reach.earlier)):
        if lacking == 0.0:
            continue
        way = "no_way" if minutes is None else "long"
        told.append(texts(f"reach.gap.{leg}_{way}", minutes=_minutes(texts, minutes), **facts))
        enough = "never" if lacking is None else "enough"
        told.append(texts(f"reach.gap.{leg}_{enough}", gap=_minutes(texts, lacking), **facts))
    if told:
        return " ".join(told)
    return texts("reach.gap.made" if reach.within[-1] >= HALF else "reach.gap.made_apart", **facts)


def tell_short_gap(texts: Texts, reach: LocalityReach) -> str:
    """As tell_gap, for a cell of a table."""
    told = [
        texts(f"reach.gap_cell.{leg}" if lacking else f"reach.gap_cell.{leg}_never", gap=_minutes(texts, lacking))
        for leg, lacking in (("out", reach.later), ("home", reach.earlier))
        if lacking != 0.0
    ]
    return ", ".join(told) or texts("words.dash")


def tell_locality(texts: Texts, report: ReachReport, reach: LocalityReach) -> str:
    """A locality in one line: the median person's minutes each way, and what the shift would need."""
    out, home = (
        texts("reach.no_way") if minutes is None else texts("reach.minutes", minutes=texts.number(minutes))
        for minutes in (reach.out, reach.home)
    )
    name = report.localities[reach.locality].name
    return texts("reach.locality", locality=name, out=out, home=home, gap=tell_short_gap(texts, reach))


def tell_journey(texts: Texts, journey: ToldJourney | None) -> str:
    """A journey in one line, so that anybody can check it against the timetable."""
    if journey is None:
        return texts("reach.journey.none")
    told: list[str] = []
    for number, ride in enumerate(journey.rides):
        told += _tell_walk(texts, journey.walks[number])
        told.append(texts("reach.journey.ride", **_ride_facts(texts, ride)))
    told += _tell_walk(texts, journey.walks[-1])
    leaves, arrives = (tell_clock(texts, clock) for clock in (journey.leaves_at, journey.arrives_at))
    return texts("reach.journey.whole", leaves=leaves, parts=", ".join(told), arrives=arrives)


def tell_way(texts: Texts, reach: LocalityReach, *, outward: bool) -> str:
    """The journey there or home from a locality's centre; where there is none, whether some have another way."""
    journey, minutes = (reach.out_journey, reach.out) if outward else (reach.home_journey, reach.home)
    apart = journey is None and minutes is not None
    told = texts("reach.journey.not_from_centre") if apart else tell_journey(texts, journey)
    return texts(f"reach.way.{'out' if outward else 'home'}", journey=told)


def tell_line(texts: Texts, line: str) -> str:
    """A line by its name; one whose name says what it is, such as `Tåg 20`, needs no more."""
    return line if " " in line else texts("reach.line", line=line)


def tell_how(texts: Texts, report: ReachReport) -> list[str]:
    """How it was reckoned, and what the reckoning does not see."""
    used = dict(report.settings)
    facts = {name: texts.number(value, 0 if float(value).is_integer() else 1) for name, value in used.items()}
    limits = texts.listing([texts.number(limit) for limit in report.limits])
    keys = ["door", "walk", "change", "origins", "week", "promise", "cycling" if report.cycles else "employees"]
    told = [texts(f"reach.how.{key}", limits=limits, week=tell_week(texts, report), **facts) for key in keys]
    if any(turn.employees is not None for turn in report.turns):
        told.append(texts("reach.how.every_shift"))
    if any(turn.departures for turn in report.turns):
        told.append(texts("reach.how.departures", **facts))
    return told


def tell_week(texts: Texts, report: ReachReport) -> str:
    """The first and the last day that were reckoned."""
    if not report.week:
        return texts("words.dash")
    return texts("reach.week", first=texts.day(report.week[0]), last=texts.day(report.week[-1]))


def tell_feeds(texts: Texts, report: ReachReport) -> list[str]:
    """The timetables: publisher, file and version."""
    return [
        texts(
            "reach.feed" if feed.version else "reach.feed_without_version",
            publisher=feed.publisher or texts("reach.publisher_unknown"),
            file=feed.file,
            version=feed.version,
        )
        for feed in report.feeds
    ]


def tell_notes(texts: Texts, report: ReachReport) -> list[str]:
    """What the timetable files held that was mended or left out."""
    several = len(report.feeds) > 1
    return [
        texts("reach.note_of", file=feed.file, note=note) if several else note
        for feed in report.feeds
        for note in (_tell_note(texts, key, told) for key, told in feed.notes)
    ]


def _tell_note(texts: Texts, key: str, told: int | str) -> str:
    """A note; one that a report was kept with and that no version writes any more by its name."""
    count = told if isinstance(told, str) else texts.number(told)
    if key not in texts.entries:
        return texts("timetable.note.no_longer_written", note=key.rpartition(".")[2].replace("_", " "), count=count)
    return texts(key, count=count)


def tell_missing(texts: Texts, report: ReachReport) -> list[str]:
    """What is not in the result: days without traffic or outside the timetable, and people outside localities."""
    told = [
        texts(f"reach.missing.{key}", days=texts.listing([texts.day(day) for day in days]))
        for key, days in (("silent", report.silent), ("unreached", report.unreached_days))
        if days
    ]
    if report.is_elsewhere:
        told.append(texts("reach.missing.elsewhere"))
    if report.outside_localities:
        told.append(
            texts("reach.missing.outside_localities", share=texts.quantity(report.outside_localities, "percent"))
        )
    if report.sites_without_stop:
        names = texts.listing([report.workplaces[row].name for row in report.sites_without_stop])
        longest = texts.number(dict(report.settings)["walk_longest_minutes"])
        told.append(texts("reach.missing.no_stop", names=names, minutes=longest))
    return told + _tell_unhoused(texts, report)


def find_shares(turn: TurnReach) -> tuple[float, ...]:
    """The shares that are shown first: the employees' where somebody has said where they live, else the people's."""
    return turn.people if turn.employees is None else turn.employees


def find_weak_leg(turn: TurnReach) -> Leg:
    """The leg that fewer of the localities' people make within the longest limit, in whole per cent."""
    out, home = (round(shares[-1] * PER_CENT) if shares[-1] == shares[-1] else 0 for shares in _legs(turn))
    if out == home:
        return "none" if out == round(PER_CENT) else "both"
    return "out" if out < home else "home"


def find_failing(turn: TurnReach) -> list[LocalityReach]:
    """Localities where fewer than half make both legs within the longest limit."""
    return [reach for reach in turn.localities if not reach.within[-1] >= HALF]


def find_unreached(report: ReachReport) -> list[TurnReach]:
    """Shifts that nobody makes within the longest limit, by kind of day."""
    return [turn for turn in report.turns if find_shares(turn)[-1] <= 0.0]


def find_worst(report: ReachReport) -> TurnReach | None:
    """The shift that the smallest share makes; the first of those alike."""
    known = [turn for turn in report.turns if not any(math.isnan(share) for share in find_shares(turn))]
    return min(known, key=lambda turn: find_shares(turn)[::-1], default=None)


def _tell_unhoused(texts: Texts, report: ReachReport) -> list[str]:
    """Workplaces of whose employees some live where nobody has said."""
    told = []
    for place, known in zip(report.workplaces, report.housed, strict=False):
        if known is None or known == place.people:
            continue
        facts = {"workplace": place.name, "known": texts.number(known)}
        if place.people is None:
            told.append(texts("reach.missing.size_unknown", **facts))
        else:
            told.append(texts("reach.missing.unhoused", all=texts.number(place.people), **facts))
    return told


def _merge(turns: Sequence[TurnReach]) -> ShiftDays:
    days = [len(turn.days) for turn in turns]
    shares = zip(*(find_shares(turn) for turn in turns), strict=True)
    means = (sum(share * count for share, count in zip(row, days, strict=True)) / sum(days) for row in shares)
    legs = {find_weak_leg(turn) for turn in turns}
    weekdays = sorted({day for turn in turns for day in turn.weekdays})
    return ShiftDays(turns[0], tuple(weekdays), tuple(means), legs.pop() if len(legs) == 1 else "both")


def _legs(turn: TurnReach) -> tuple[Sequence[float], Sequence[float]]:
    return turn.people_out, turn.people_home


def _shorten(texts: Texts, share: float) -> str:
    if 0.0 < share < HALF / PER_CENT:
        return texts("reach.cell_little")
    if 1.0 - HALF / PER_CENT <= share < 1.0 - ROUNDING:
        return texts("reach.cell_nearly")
    return texts("reach.cell", share=texts.number(share * PER_CENT))


def _minutes(texts: Texts, minutes: float | None) -> str:
    return texts("words.dash") if minutes is None else texts.number(minutes)


def _ride_facts(texts: Texts, ride: ToldRide) -> dict[str, str]:
    return {
        "line": tell_line(texts, ride.line),
        "board": ride.board,
        "boards": tell_clock(texts, ride.boards_at),
        "alight": ride.alight,
        "alights": tell_clock(texts, ride.alights_at),
    }


def _tell_walk(texts: Texts, minutes: int) -> list[str]:
    return [texts("reach.journey.walk", minutes=texts.number(minutes))] if minutes else []
