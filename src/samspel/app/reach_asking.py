"""What a user needs around a reckoning of reach: an example list to fill in, the kept report, and doubtful points."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from samspel.app.desk import Desk
from samspel.app.reach_ground import DEMO
from samspel.catalogue.records.base import Lang
from samspel.reach.findings import find_worst
from samspel.reach.report import ReachReport, TurnReach
from samspel.sources.list_writing import write_commuters, write_localities, write_workplaces
from samspel.sources.spreadsheet import SIZE_LIMIT
from samspel.sources.timetable_files import load_timetable_files
from samspel.sources.workplaces import (
    COMMUTER_COLUMNS,
    LOCALITY_COLUMNS,
    WORKPLACE_COLUMNS,
    read_commuters,
    read_localities,
    read_workplaces,
)
from samspel.store.reach import pack_report, unpack_report
from samspel.terms.aside import UnreadableError
from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file, write_file
from samspel.terms.place import Place

MOST_SEARCHED = 10
"""Workplaces up to which departures are searched for unless the user chooses: each takes seconds to minutes."""
LIST_LIMIT = SIZE_LIMIT
"""Bytes that a list may have."""
LISTS = {"sites": WORKPLACE_COLUMNS, "origins": LOCALITY_COLUMNS, "commuters": COMMUTER_COLUMNS}
"""The columns of each list."""


@dataclass(frozen=True, slots=True)
class ColumnHelp:
    """A column of the list of workplaces with what is written in it."""

    column: str
    help: str


def load_report(desk: Desk, place: Place) -> ReachReport:
    """The kept report of a place. Raises BadInputError where there is none, or one that cannot be read."""
    report = desk.reach.load(place.code)
    if report is not None:
        return report
    told = (*desk.reach.find_troubles(place.code), BadInputError("reach_none_kept", place=place.area))
    told[0].others = told[1:]
    raise told[0]


def read_example(path: Path) -> ReachReport | None:
    """The made-up town's report as it was kept; None where there is none, or one that cannot be read."""
    try:
        return unpack_report(path.read_bytes())
    except (OSError, UnreadableError):
        return None


def keep_example(desk: Desk, path: Path, report: ReachReport) -> None:
    """Keep the made-up town's report where that can be done; else it is made anew at the next start."""
    with suppress(BadInputError):
        keep_file(desk.store.home, path, pack_report(report))


def is_searched(desk: Desk, sites: Path) -> tuple[bool, int]:
    """Whether departures are searched for when the user has not chosen, and how many workplaces the list has."""
    count = len(read_workplaces(sites, desk.catalogue))
    return count <= MOST_SEARCHED, count


def write_template(desk: Desk, lang: Lang, file: Path) -> list[ColumnHelp]:
    """Write the made-up town's workplaces as an example and return what the columns mean. Raises BadInputError for a
    file that is there already or cannot be written.
    """
    catalogue, texts = desk.catalogue, desk.catalogue.texts[lang]
    if file.exists():
        raise BadInputError("reach_template_there", file=str(file))
    write_file(file, write_workplaces(read_workplaces(catalogue.folder / DEMO / "sites.csv", catalogue), texts))
    margins = {side: texts.number(catalogue.value(f"shift_minutes_{side}")) for side in ("before", "after")}
    return [
        ColumnHelp(texts(f"workplaces.column.{column}"), texts(f"workplaces.help.{column}", **margins))
        for column in WORKPLACE_COLUMNS
    ]


def describe_timetable_file(desk: Desk, lang: Lang, place: Place) -> str:
    """Which file is the place's county's, and at what address; empty for a place without one."""
    texts, files = desk.catalogue.texts[lang], load_timetable_files()
    operator = files.find(desk.catalogue.places.region_of(place).code)
    if operator is None:
        return ""
    address = files.locate(operator.id, texts("reach.files.key"))
    return texts(
        "reach.files.where",
        operator=operator.name,
        address=address,
        calls=texts.number(files.calls_a_month),
        at_once=texts.number(files.calls_a_minute),
        trains=files.trains,
    )


def choose_turn(report: ReachReport, typed: str) -> TurnReach | None:
    """The shift of an address, numbered from 1; the worst where it names none. None for a report without shifts."""
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(len(report.turns))) else 0
    if 1 <= number <= len(report.turns):
        return report.turns[number - 1]
    return find_worst(report) or next(iter(report.turns), None)


def keep_turn(report: ReachReport, typed: str) -> ReachReport:
    """The report with one shift alone where the address names one, for a table of it."""
    turn = choose_turn(report, typed) if typed else None
    return report if turn is None else replace(report, turns=(turn,))


def write_blank_list(desk: Desk, lang: Lang, kind: str) -> bytes:
    """The headings of a list of a kind in LISTS, as CSV to fill in."""
    texts = desk.catalogue.texts[lang]
    if kind == "sites":
        return write_workplaces((), texts)
    return write_localities((), texts) if kind == "origins" else write_commuters((), texts)


def write_filled_list(desk: Desk, lang: Lang, kind: str) -> bytes:
    """The made-up town's list of a kind in LISTS, as CSV."""
    catalogue, texts, folder = desk.catalogue, desk.catalogue.texts[lang], desk.catalogue.folder / DEMO
    if kind == "sites":
        return write_workplaces(read_workplaces(folder / "sites.csv", catalogue), texts)
    origins = read_localities(folder / "localities.csv", catalogue)
    if kind == "origins":
        return write_localities(origins, texts)
    sites = read_workplaces(folder / "sites.csv", catalogue)
    return write_commuters(read_commuters(folder / "commuters.csv", catalogue, sites, origins), texts)
