"""What happens: parses `YEAR:JOBS:SECTOR`, checks events against the place, and lays them out by year and sector.

`2026:400:industry` 400 jobs go in 2026 (a minus before the number means the same); `2026-2028:400:industry` the same
spread over a notice of three years; `2026:+3000:industry` 3,000 jobs come; `2026:300+200@2028:industry` a conversion:
300 jobs go and 200 others come in 2028; `2026-2030:2%:industry` the sector shrinks by two per cent a year;
`2027:3%:country` the whole country's tax base and private jobs fall by three per cent and come back. Files of events
are read by `shock_files`. A sector may be written by its id or by the names that the texts of either language give.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from samspel.catalogue.records.base import Record
from samspel.catalogue.texts import Texts
from samspel.dynamics.jobs import INDUSTRY, SECTORS, WELFARE, Events, no_events
from samspel.dynamics.town import Town
from samspel.scenarios.parameters import Parameters
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.terms.likeness import find_alike, plain_word
from samspel.terms.numbers import read_count, read_number, write_number
from samspel.terms.units import PER_CENT

Kind = Literal["closure", "notice", "establishment", "decline", "downturn", "conversion"]

KINDS: tuple[Kind, ...] = get_args(Kind)
COUNTRY = "country"
WHERE = (*SECTORS, COUNTRY)
COLUMNS = ("kind", "year", "until", "jobs", "percent", "sector", "new_jobs", "new_year")
"""What an event is made of, as the columns of a file."""

BY_SHARE = ("decline", "downturn")
MOST_DECLINE = 100.0
NEAR_ENOUGH = 60.0
LONGEST = 80
_YEAR, _AMOUNT = r"([0-9]{4})", r"([0-9][0-9 .,]*)"
_FORM = re.compile(
    rf"{_YEAR}(?: ?- ?{_YEAR})? ?: ?([+-]?) ?{_AMOUNT}(%?)(?: ?\+ ?{_AMOUNT}(?:@ ?{_YEAR})?)? ?: ?([^:]+)"
)


@dataclass(frozen=True)
class Words:
    """What people may write, casefolded, for sectors, kinds and the columns of a file, each to its id."""

    sectors: Mapping[str, str]
    kinds: Mapping[str, str]
    columns: Mapping[str, str]


IDS = Words(*({name: name for name in names} for names in (WHERE, KINDS, COLUMNS)))
"""The ids alone."""


def known_words(languages: Iterable[Texts]) -> Words:
    """The ids and the names that the texts give, `events.sector.<id>` and so on, several with commas between."""
    sectors, kinds, columns = dict(IDS.sectors), dict(IDS.kinds), dict(IDS.columns)
    for texts in languages:
        sectors |= {word: name for name in WHERE for word in _split(texts(f"events.sector.{name}"))}
        kinds |= {word: name for name in KINDS for word in _split(texts(f"events.kind.{name}"))}
        columns |= {word: name for name in COLUMNS for word in _split(texts(f"events.column.{name}"))}
    return Words(sectors, kinds, columns)


def find_nearest(word: str, known: Sequence[str]) -> str:
    """The known word that resembles the most; empty when none does."""
    return next(iter(find_alike(word, known, NEAR_ENOUGH, 1)), "")


def find_sector(word: str, shock: str, words: Words = IDS) -> str:
    """The sector's id. Raises BadInputError with the nearest name; `shock` says where it stood."""
    found = words.sectors.get(plain_word(word))
    if found is not None:
        return found
    nearest = find_nearest(word, list(words.sectors))
    if nearest:
        raise BadInputError("shock_sector_near", sector=word[:LONGEST], nearest=nearest, shock=shock)
    raise BadInputError("shock_sector", sector=word[:LONGEST], known=tell_sectors(words), shock=shock)


def tell_sectors(words: Words) -> str:
    """The ids of the sectors, each with the first name that the texts give it."""
    named = {name: word for word, name in reversed(list(words.sectors.items())) if word != name}
    return ", ".join(f"{named[name]} ({name})" if name in named else name for name in WHERE)


def _split(words: str) -> list[str]:
    return [plain_word(word) for word in words.split(",")]


class Shock(Record, frozen=True, kw_only=True):
    """One event. `jobs` is above zero, and whole where somebody writes it; `percent` goes with decline and downturn."""

    kind: Kind
    year: int
    until: int | None = None
    jobs: float = 0.0
    percent: float = 0.0
    sector: str = SECTORS[INDUSTRY]
    new_jobs: float = 0.0
    new_year: int | None = None

    @property
    def last(self) -> int:
        """The last year of the event."""
        return self.year if self.until is None else self.until

    @property
    def written(self) -> str:
        """The event as it is written on the command line, for errors and addresses."""
        years = f"{self.year}-{self.until}" if self.until else f"{self.year}"
        amount = f"{_write(self.percent)}%" if self.kind in BY_SHARE else _write(self.jobs)
        if self.kind == "conversion":
            amount += f"+{_write(self.new_jobs)}" + (f"@{self.new_year}" if self.new_year else "")
        sector = COUNTRY if self.kind == "downturn" else self.sector
        return f"{years}:{'+' if self.kind == 'establishment' else ''}{amount}:{sector}"


class FiledShock(Shock, frozen=True, kw_only=True):
    """An event that stood in a file; `stood` is the file's name and line."""

    stood: str

    @property
    def written(self) -> str:
        """As for any event, with where it stood."""
        return f"{super().written} ({self.stood})"


def parse_shock(text: str, words: Words = IDS) -> Shock:
    """Read `YEAR:JOBS:SECTOR` in any of its forms. Raises BadInputError for anything else."""
    bare = " ".join(text.replace("\u2212", "-").split())
    found = _FORM.fullmatch(bare)
    if found is None:
        raise BadInputError("shock_form", shock=text[:LONGEST])
    first, until, sign, number, percent, new, new_year, named = found.groups()
    sector = find_sector(named, text[:LONGEST], words)
    if (percent and (sign == "+" or new)) or (not percent and sector == COUNTRY) or (sign == "+" and new):
        raise BadInputError("shock_form", shock=text[:LONGEST])
    kind: Kind = "establishment" if sign == "+" else "conversion" if new else "notice" if until else "closure"
    if percent:
        kind = "downturn" if sector == COUNTRY else "decline"
    where = text[:LONGEST]
    amount = read_number(number, where, most=PER_CENT) if percent else float(read_count(number, where))
    return Shock(
        kind=kind,
        year=int(first),
        until=int(until) if until else None,
        jobs=0.0 if percent else amount,
        percent=amount if percent else 0.0,
        sector=sector,
        new_jobs=float(read_count(new, where)) if new else 0.0,
        new_year=int(new_year) if new_year else None,
    )


def _write(value: float) -> str:
    return write_number(value).removesuffix(".0")


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What events are checked against: the first year of the run, how many years, jobs at the start by sector, the
    place's name, and for how many years a national downturn is at its deepest and then recovers.
    """

    first: int
    years: int
    jobs: Floats
    place: str
    low: int
    recovery: int

    @staticmethod
    def of(town: Town, parameters: Parameters, years: int, place: str) -> "Grounds":
        """The grounds of a town."""
        low, recovery = (round(parameters[name].value) for name in ("downturn_low_years", "downturn_recovery"))
        return Grounds(first=town.year + 1, years=years, jobs=town.sectors, place=place, low=low, recovery=recovery)


def lay_out(shocks: Iterable[Shock], grounds: Grounds) -> Events:
    """All events by year and sector. Raises BadInputError for a year out of range, or more jobs than there are."""
    events = no_events(grounds.years)
    for shock in shocks:
        _check(shock, grounds)
        _LAID[shock.kind](shock, grounds, events)
        _check_jobs(shock, grounds, events)
    return events


def _check(shock: Shock, grounds: Grounds) -> None:
    last = grounds.first + grounds.years - 1
    asked = [shock.year, shock.last, shock.last if shock.new_year is None else shock.new_year]
    if min(asked) < grounds.first or max(asked) > last or shock.last < shock.year:
        code = "shock_year_past" if shock.year < grounds.first else "shock_year"
        raise BadInputError(code, shock=shock.written, first=grounds.first, last=last)
    by_share = shock.kind in BY_SHARE
    amount = shock.percent if by_share else shock.jobs
    if not by_share and shock.sector == COUNTRY:
        raise BadInputError("shock_form", shock=shock.written)
    is_right = math.isfinite(amount) and amount > 0.0 and math.isfinite(shock.new_jobs) and shock.new_jobs >= 0.0
    if not is_right or (by_share and amount >= MOST_DECLINE):
        raise BadInputError("shock_amount", shock=shock.written)


def _check_jobs(shock: Shock, grounds: Grounds, events: Events) -> None:
    """Events together may not take more jobs from a sector than it had and got."""
    left = grounds.jobs + np.cumsum(events.opened - events.closed, axis=0)
    for number, sector in enumerate(SECTORS):
        if left[:, number].min() < -0.5:  # noqa: PLR2004 - half a job, for measured shares that are rounded
            there = round(float(grounds.jobs[number]))
            raise BadInputError(
                "shock_too_large",
                shock=shock.written,
                jobs=round(shock.jobs),
                there=there,
                sector=sector,
                place=grounds.place,
            )


def _close(shock: Shock, grounds: Grounds, events: Events) -> None:
    rows = slice(shock.year - grounds.first, shock.last - grounds.first + 1)
    events.closed[rows, SECTORS.index(shock.sector)] += shock.jobs / (shock.last - shock.year + 1)


def _open(shock: Shock, grounds: Grounds, events: Events) -> None:
    rows = slice(shock.year - grounds.first, shock.last - grounds.first + 1)
    events.opened[rows, SECTORS.index(shock.sector)] += shock.jobs / (shock.last - shock.year + 1)


def _decline(shock: Shock, grounds: Grounds, events: Events) -> None:
    """A share of what is left goes each year: jobs x (1 - p)^k x p."""
    share, sector = shock.percent / PER_CENT, SECTORS.index(shock.sector)
    for number, year in enumerate(range(shock.year, shock.last + 1)):
        events.closed[year - grounds.first, sector] += grounds.jobs[sector] * (1.0 - share) ** number * share


def _fall(shock: Shock, grounds: Grounds, events: Events) -> None:
    """The whole country's base and the private jobs fall, stay low, and come back evenly over the recovery."""
    share, first = shock.percent / PER_CENT, shock.year - grounds.first
    private = grounds.jobs.copy()
    private[WELFARE] = 0.0
    events.swing[first] -= private * share
    events.national[first : first + grounds.low] += share
    for number in range(grounds.recovery):
        year = first + grounds.low + number
        if year < grounds.years:
            events.national[year] += share * (1.0 - (number + 1) / grounds.recovery)
            events.swing[year] += private * share / grounds.recovery


def _convert(shock: Shock, grounds: Grounds, events: Events) -> None:
    """Jobs go, and other jobs come in the same place and sector, at once or later."""
    _close(shock, grounds, events)
    year = shock.last if shock.new_year is None else shock.new_year
    events.opened[year - grounds.first, SECTORS.index(shock.sector)] += shock.new_jobs


_LAID = {
    "closure": _close,
    "notice": _close,
    "establishment": _open,
    "decline": _decline,
    "downturn": _fall,
    "conversion": _convert,
}
