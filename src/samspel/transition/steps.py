"""What content/climate says of the transition: steps, branches of emitters, and what is known of single sites."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import read_list, read_record
from samspel.catalogue.records.base import Named, Record
from samspel.catalogue.tables import read_table
from samspel.scenarios.ranges import Limits, Range, Sourced, check_range
from samspel.terms.errors import ContentError

Kind = Literal["efficiency", "electrification", "fuel", "capture"]
ORDER: tuple[Kind, ...] = ("efficiency", "electrification", "fuel", "capture")
"""Steps of the first kind act before those of the second, and so on."""

SITES = "register_sites"
NOTE_COLUMNS = ("code", "company", "site", "branch", "reason")
LIMITS = {
    "removes": Limits("share of emissions left", 0.0, 1.0),
    "power": Limits("MWh per tonne CO2e", 0.0, 20.0),
    "running": Limits("share of staff", -1.0, 1.0),
    "building": Limits("job-years per kt CO2e a year", 0.0, 1000.0),
    "retrained": Limits("share of staff", 0.0, 1.0),
    "weeks": Limits("weeks", 0.0, 200.0),
    "phase_in": Limits("years", 1.0, 40.0),
}
STAFF = Limits("jobs per kt CO2e", 0.0, 1000.0)
FIRST_YEAR, LAST_YEAR = 2020, 2100


class Start(Sourced, frozen=True, kw_only=True):
    """The year from which a step can be had."""

    year: int


class StepText(Record, frozen=True, kw_only=True):
    """Name of a step or a measure, and what it is."""

    name: str
    what: str


class Step(Record, frozen=True, kw_only=True):
    """A way to lower emissions, with what it takes and what it does to jobs; see content/climate/steps.toml."""

    id: str
    kind: Kind
    branches: list[str]
    start: Start
    removes: Range
    power: Range
    running: Range
    building: Range
    retrained: Range
    weeks: Range
    phase_in: Range
    sv: StepText
    en: StepText

    @property
    def ranges(self) -> dict[str, Range]:
        """What is drawn of a step, by the names of LIMITS."""
        return {
            "removes": self.removes,
            "power": self.power,
            "running": self.running,
            "building": self.building,
            "retrained": self.retrained,
            "weeks": self.weeks,
            "phase_in": self.phase_in,
        }


class Branch(Named, frozen=True, kw_only=True):
    """A branch of emitters; `register` is its name in the register of sites, where it has one."""

    register: str | None = None
    staff: Range


class Settings(Record, frozen=True, kw_only=True):
    """The year of the register of sites, from which share of industry's emissions its sites are all of them, the branch
    of the rest, and the indicators of industry's emissions and jobs.
    """

    register_year: int
    all_from: float
    rest: str
    emissions: str
    jobs: str


@dataclass(frozen=True)
class Abatement:
    """All of content/climate that the transition needs; `notes` is the branch of sites by code, company and site as
    registered.
    """

    steps: Mapping[str, Step]
    branches: Mapping[str, Branch]
    settings: Settings
    notes: Mapping[tuple[str, str, str], str]


def load_abatement(catalogue: Catalogue) -> Abatement:
    """Load and check it. Raises ContentError with file and key for the first breach."""
    folder = catalogue.folder / "climate"
    branches = {one.id: one for one in read_list(folder / "branches.toml", "branch", Branch)}
    settings = read_record(folder / "settings.toml", Settings)
    steps = read_list(folder / "steps.toml", "step", Step)
    _check_branches(folder / "branches.toml", branches)
    _check_settings(folder / "settings.toml", settings, branches, catalogue)
    _check_steps(folder / "steps.toml", steps, branches)
    notes = _load_notes(folder / "sites.csv", catalogue, branches)
    return Abatement({step.id: step for step in steps}, branches, settings, notes)


def _check_branches(path: Path, branches: Mapping[str, Branch]) -> None:
    named = [branch.register for branch in branches.values() if branch.register]
    for branch in branches.values():
        check_range(path, f"{branch.id}.staff", branch.staff, STAFF)
        if branch.register and named.count(branch.register) > 1:
            raise ContentError(path.name, f"{branch.id}.register", branch.register, "a name that no other branch has")


def _check_settings(path: Path, settings: Settings, branches: Mapping[str, Branch], catalogue: Catalogue) -> None:
    if settings.rest not in branches:
        raise ContentError(path.name, "rest", settings.rest, "an id of branches.toml")
    if not 0.0 <= settings.all_from <= 1.0:
        raise ContentError(path.name, "all_from", f"{settings.all_from:g}", "a share from 0 to 1")
    for key, indicator in (("emissions", settings.emissions), ("jobs", settings.jobs)):
        if indicator not in catalogue.indicators:
            raise ContentError(path.name, key, indicator, "an id of an indicator")


def _check_steps(path: Path, steps: tuple[Step, ...], branches: Mapping[str, Branch]) -> None:
    rank = 0
    for step in steps:
        if ORDER.index(step.kind) < rank:
            raise ContentError(path.name, f"{step.id}.kind", step.kind, f"kinds in the order {', '.join(ORDER)}")
        rank = ORDER.index(step.kind)
        if not step.branches:
            raise ContentError(path.name, f"{step.id}.branches", "an empty list", "at least one branch")
        for branch in step.branches:
            if branch not in branches:
                raise ContentError(path.name, f"{step.id}.branches", branch, "an id of branches.toml")
        if not FIRST_YEAR <= step.start.year <= LAST_YEAR:
            raise ContentError(
                path.name, f"{step.id}.start.year", str(step.start.year), f"a year from {FIRST_YEAR} to {LAST_YEAR}"
            )
        for name, limits in LIMITS.items():
            check_range(path, f"{step.id}.{name}", step.ranges[name], limits)


def _load_notes(path: Path, catalogue: Catalogue, branches: Mapping[str, Branch]) -> dict[tuple[str, str, str], str]:
    declared = catalogue.tables[SITES]
    register = read_table(catalogue.folder / "figures" / declared.file, declared.columns)
    known = set(zip(*(register.texts(column) for column in ("code", "company", "site")), strict=True))
    notes: dict[tuple[str, str, str], str] = {}
    for line, (code, company, site, branch, reason) in enumerate(read_table(path, NOTE_COLUMNS).rows, 2):
        key = (code, company, site)
        if key not in known or key in notes:
            raise ContentError(path.name, "site", site, "a row of the register of large sites, once", line)
        if branch not in branches:
            raise ContentError(path.name, "branch", branch, "an id of branches.toml", line)
        if not reason:
            raise ContentError(path.name, "reason", "nothing", "why it is said", line)
        notes[key] = branch
    return notes
