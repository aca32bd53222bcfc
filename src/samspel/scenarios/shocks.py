"""What happens: parses `YEAR:JOBS:SECTOR` and files of events, checks them against the place, and lays them out by year
and sector.

`2026:400:industry` 400 jobs go in 2026 (a minus before the number means the same); `2026-2028:400:industry` the same
spread over a notice of three years; `2026:+3000:industry` 3,000 jobs come; `2026-2030:2%:industry` the sector shrinks
by two per cent a year; `2027:3%:country` the whole country's tax base and private jobs fall by three per cent and come
back. A file holds `[[shock]]` with `kind`, `year`, `until`, `jobs`, `percent`, `sector`; a conversion also has
`new_jobs` and `new_year`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from samspel.catalogue.reading import read_list
from samspel.catalogue.records import Record
from samspel.dynamics.circle import Town
from samspel.dynamics.jobs import INDUSTRY, SECTORS, WELFARE, Events, no_events
from samspel.scenarios.parameters import Parameters
from samspel.terms.errors import BadInputError, ContentError

Floats = npt.NDArray[np.float64]
Kind = Literal["closure", "notice", "establishment", "decline", "downturn", "conversion"]

COUNTRY = "country"
WHERE = (*SECTORS, COUNTRY)
PER_CENT = 100.0
MOST_DECLINE = 100.0
_FORM = re.compile(r"(\d{4})(?:-(\d{4}))?:([+-]?)(\d+(?:[.,]\d+)?)(%?):([a-z_]+)")


class Shock(Record, frozen=True, kw_only=True):
    """One event. `jobs` is a number above zero; `percent` goes with decline and downturn."""

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


def parse_shock(text: str) -> Shock:
    """Read `YEAR:JOBS:SECTOR`. Raises BadInputError for anything else."""
    found = _FORM.fullmatch(text.strip().casefold())
    if found is None:
        raise BadInputError("shock_form", shock=text[:80])
    first, until, sign, number, percent, sector = found.groups()
    if sector not in WHERE:
        raise BadInputError("shock_sector", sector=sector, known=", ".join(WHERE), shock=text[:80])
    if (percent and sign == "+") or (not percent and sector == COUNTRY):
        raise BadInputError("shock_form", shock=text[:80])
    amount = float(number.replace(",", "."))
    kind: Kind = "establishment" if sign == "+" else "notice" if until else "closure"
    if percent:
        kind = "downturn" if sector == COUNTRY else "decline"
    last = int(until) if until else None
    shock = Shock(kind=kind, year=int(first), until=last, sector=sector)
    return msgspec.structs.replace(shock, percent=amount) if percent else msgspec.structs.replace(shock, jobs=amount)


def read_shocks(path: Path) -> tuple[Shock, ...]:
    """Read a file of events. Raises BadInputError for one that cannot be used."""
    if not path.is_file():
        raise BadInputError("no_file", file=str(path))
    try:
        shocks = read_list(path, "shock", Shock)
    except ContentError as error:
        raise BadInputError("shock_file", **error.facts) from None
    for shock in shocks:
        if shock.sector not in WHERE:
            raise BadInputError("shock_sector", sector=shock.sector, known=", ".join(WHERE), shock=path.name)
    return shocks


def tell_form(shock: Shock) -> str:
    """The event as it is written on the command line, for errors and addresses."""
    years = f"{shock.year}-{shock.until}" if shock.until else f"{shock.year}"
    amount = f"{shock.percent:g}%" if shock.kind in ("decline", "downturn") else f"{shock.jobs:g}"
    sector = COUNTRY if shock.kind == "downturn" else shock.sector
    return f"{years}:{'+' if shock.kind == 'establishment' else ''}{amount}:{sector}"


@dataclass(frozen=True)
class Grounds:
    """What events are checked against: the first year of the run, how many years, jobs at the start by sector, the
    place's name.
    """

    first: int
    years: int
    jobs: Floats
    place: str
    recovery: int

    @staticmethod
    def of(town: Town, parameters: Parameters, years: int, place: str) -> "Grounds":
        """The grounds of a town; jobs outside industry by the parameters' own values."""
        firm, welfare = (town.rest * parameters[name].value for name in ("share_firm_services", "share_welfare"))
        jobs = np.array([town.industry, firm, town.local + town.rest - firm - welfare, welfare])
        return Grounds(town.year + 1, years, jobs, place, round(parameters["downturn_recovery"].value))


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
    asked = [shock.year, shock.last, shock.new_year or shock.year]
    if min(asked) < grounds.first or max(asked) > last or shock.last < shock.year:
        raise BadInputError("shock_year", shock=tell_form(shock), first=grounds.first, last=last)
    by_share = shock.kind in ("decline", "downturn")
    amount = shock.percent if by_share else shock.jobs
    if not amount > 0.0 or (by_share and amount >= MOST_DECLINE) or shock.new_jobs < 0.0:
        raise BadInputError("shock_amount", shock=tell_form(shock))


def _check_jobs(shock: Shock, grounds: Grounds, events: Events) -> None:
    """Events together may not take more jobs from a sector than it had and got."""
    left = grounds.jobs + np.cumsum(events.opened - events.closed, axis=0)
    for number, sector in enumerate(SECTORS):
        if left[:, number].min() < -0.5:  # noqa: PLR2004 - half a job, for measured shares that are rounded
            there = round(float(grounds.jobs[number]))
            raise BadInputError(
                "shock_too_large",
                shock=tell_form(shock),
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
    """The whole country's base and the private jobs fall, and come back evenly over the recovery."""
    share, first = shock.percent / PER_CENT, shock.year - grounds.first
    private = grounds.jobs.copy()
    private[WELFARE] = 0.0
    events.swing[first] -= private * share
    for number in range(grounds.recovery):
        year = first + number
        if year < grounds.years:
            events.national[year] += share * (1.0 - number / grounds.recovery)
        if year + 1 < grounds.years:
            events.swing[year + 1] += private * share / grounds.recovery


def _convert(shock: Shock, grounds: Grounds, events: Events) -> None:
    """Jobs go, and other jobs come in the same place and sector, at once or later."""
    _close(shock, grounds, events)
    year = shock.new_year or shock.last
    events.opened[year - grounds.first, SECTORS.index(shock.sector)] += shock.new_jobs


_LAID = {
    "closure": _close,
    "notice": _close,
    "establishment": _open,
    "decline": _decline,
    "downturn": _fall,
    "conversion": _convert,
}
