"""Examples of events, fitted to the size of a place: content/scenario_presets.toml."""

from collections.abc import Mapping
from math import floor, log10
from string import Formatter

import msgspec
import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import find_line, read_list
from samspel.catalogue.records.base import Record
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.dynamics.jobs import INDUSTRY, SECTORS
from samspel.scenarios.shocks import BY_SHARE, Kind, Shock
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis
from samspel.terms.units import PER_CENT

FILE = "scenario_presets.toml"
PLACEHOLDERS = ("jobs", "percent", "new_jobs")
DIGITS = 2
"""A number of jobs that is fitted to a place is rounded down to so many digits, since it is an example."""


class PresetEvent(Record, frozen=True, kw_only=True):
    """An event of an example. `wait`, `until` and `new_wait` are years after the first year suggested, `most_percent`
    the largest share of the sector's jobs, `new_percent` the jobs that come as a share of those that go.
    """

    kind: Kind
    wait: int = 0
    until: int | None = None
    jobs: float = 0.0
    most_percent: float | None = None
    percent: float = 0.0
    sector: str = SECTORS[INDUSTRY]
    new_percent: float = 0.0
    new_wait: int | None = None


class Preset(Record, frozen=True, kw_only=True):
    """An example: a name in both languages, and its events."""

    id: str
    basis: Basis
    source: str
    sv: str
    en: str
    events: list[PresetEvent] = msgspec.field(name="event")


def load_presets(catalogue: Catalogue) -> tuple[Preset, ...]:
    """Load and check the examples. Raises ContentError."""
    presets = read_list(catalogue.folder / FILE, "preset", Preset)
    for preset in presets:
        _check(catalogue, preset)
    return presets


def fit_preset(preset: Preset, year: int, jobs: Floats) -> tuple[Shock, ...]:
    """The events from a year on in a place with `jobs` by sector, shape (sectors,); none where it has too few jobs."""
    shocks = tuple(_fit(event, year, jobs) for event in preset.events)
    return () if any(shock.jobs < 1.0 for shock in shocks if shock.kind not in BY_SHARE) else shocks


def _fit(event: PresetEvent, year: int, jobs: Floats) -> Shock:
    most = np.inf
    if event.most_percent is not None:
        most = _round_down(float(jobs[SECTORS.index(event.sector)]) * event.most_percent / PER_CENT)
    number = min(event.jobs, most)
    shock = Shock(
        kind=event.kind,
        year=year + event.wait,
        until=None if event.until is None else year + event.until,
        jobs=number,
        percent=event.percent,
        sector=event.sector,
    )
    if event.kind != "conversion":
        return shock
    new_year = None if event.new_wait is None else year + event.new_wait
    return msgspec.structs.replace(shock, new_jobs=floor(number * event.new_percent / PER_CENT), new_year=new_year)


def _round_down(value: float) -> float:
    if value < 1.0:
        return 0.0
    step = 10.0 ** max(floor(log10(value)) + 1 - DIGITS, 0)
    return floor(value / step) * step


def _check(catalogue: Catalogue, preset: Preset) -> None:
    path = catalogue.folder / FILE
    line = find_line(path, preset.id)
    if not preset.events:
        raise ContentError(path.name, f"{preset.id}.event", "nothing", "at least one [[preset.event]]", line)
    for event in preset.events:
        for name, (is_right, expected) in _judge(event).items():
            if not is_right:
                found = str(getattr(event, name))
                raise ContentError(path.name, f"{preset.id}.event.{name}", found, expected, line)
    for lang in LANGUAGES:
        for found in _list_placeholders(choose(preset, lang)):
            if found not in PLACEHOLDERS:
                expected = "one of " + ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                raise ContentError(path.name, f"{preset.id}.{lang}", f"{{{found}}}", expected, line)


def _judge(event: PresetEvent) -> Mapping[str, tuple[bool, str]]:
    """For each value of an event whether it is right, and what it should be."""
    by_share = event.kind in BY_SHARE
    return {
        "sector": (event.sector in SECTORS, "one of " + ", ".join(SECTORS)),
        "wait": (event.wait >= 0, "no less than 0"),
        "until": (event.until is None or event.until >= event.wait, "no less than wait"),
        "jobs": (by_share or event.jobs >= 1.0, "at least 1"),
        "percent": (not by_share or 0.0 < event.percent < PER_CENT, "between 0 and 100"),
        "most_percent": (event.most_percent is None or 0.0 < event.most_percent <= PER_CENT, "between 0 and 100"),
        "new_percent": (event.new_percent >= 0.0, "no less than 0"),
        "new_wait": (event.new_wait is None or event.new_wait >= event.wait, "no less than wait"),
    }


def _list_placeholders(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
