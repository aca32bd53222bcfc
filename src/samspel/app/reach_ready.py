"""What lies ready for a reckoning of reach at a place: the county's timetable and map as they were fetched, and lists
of workplaces that somebody here has added.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from samspel.app.county_files import find_county_file, find_path
from samspel.app.desk import Desk
from samspel.catalogue.added import AddedList
from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.records.base import Lang
from samspel.observations.added import LookedAt, RowOfValues
from samspel.sources.live.county_files import Kind
from samspel.sources.spreadsheet import write_rows
from samspel.sources.workplaces import WORKPLACE_COLUMNS, parse_workplaces
from samspel.store.ready import WORKPLACE, Ready, ReadyFile, ReadyList
from samspel.terms.errors import BadInputError
from samspel.terms.files import write_file
from samspel.terms.mistakes import raise_all
from samspel.terms.place import Place

HEADCOUNT, EMPLOYEES = "headcount", "employees"
DIGITS = 9
"""Of a list's number that somebody has typed."""
POINT, SHIFT = ("latitude", "longitude"), ("shift", "start", "end", "days")
"""What a row must say for journeys to be reckoned to its shift; the point may stand on another row of the workplace."""


def find_ready(desk: Desk, place: Place) -> Ready:
    """What lies ready at a municipality or a region; no lists for those who see nothing of what is kept here."""
    return Ready(
        county=desk.catalogue.places.region_of(place),
        timetable=_find_file(desk, "gtfs", place),
        road_map=_find_file(desk, "osm", place),
        lists=() if desk.hides_kept else tuple(_read_lists(desk, place)),
    )


def put_sites(desk: Desk, lang: Lang, place: Place, folder: Path, typed: str = "") -> tuple[Path, str, str]:
    """Write the added list of a number, or the latest, into a folder as the list of workplaces that a reckoning reads;
    where it lies, and who added it on which day (ISO). Raises BadInputError where there is none that can be reckoned
    with.
    """
    ready = find_ready(desk, place)
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS else 0
    found = ready.find_list(number if typed else None)
    if found is None:
        raise BadInputError("reach_no_own_sites" if not ready.lists else "reach_own_sites_lack", place=place.area)
    added = found.added
    path = write_file(folder / f"{added.kind}-{added.number}.csv", write_rows_of_sites(desk, lang, found.rows))
    return path, added.by, added.day


def write_rows_of_sites(desk: Desk, lang: Lang, chosen: Sequence[RowOfValues]) -> bytes:
    """Rows of an added list in the words of a list of workplaces. A workplace's employees are those of its shifts
    together.
    """
    texts = desk.catalogue.texts[lang]
    people: dict[object, int] = defaultdict(int)
    for row in chosen:
        people[row[WORKPLACE]] += int(row.get(HEADCOUNT, 0))
    rows = (
        [
            str((people[row[WORKPLACE]] or "") if column == EMPLOYEES else row.get(column, ""))
            for column in WORKPLACE_COLUMNS
        ]
        for row in chosen
    )
    return write_rows([texts(f"workplaces.column.{column}") for column in WORKPLACE_COLUMNS], rows)


def check_sites(desk: Desk, lang: Lang, looked: LookedAt) -> None:
    """Raise BadInputError, by the lines of the file, with everything for which a list that is to be added could not be
    reckoned with, of the rows that say where and when.
    """
    if not _has_sites(looked.kind):
        return
    problems: list[BadInputError] = []
    for place in dict.fromkeys(row.place for row in looked.rows):
        here = [row for row in looked.rows if row.place is place]
        rows = _keep_usable([row.values for row in here])
        lines = [row.line for row in here if any(row.values is one for one in rows)]
        if rows:
            problems += _find_problems(desk, write_rows_of_sites(desk, lang, rows), looked.file, lines)
    raise_all(problems, looked.file)


def _find_problems(desk: Desk, data: bytes, file: str, lines: Sequence[int]) -> Iterator[BadInputError]:
    """What is wrong with a list, each by its line in the file that it was made of."""
    try:
        parse_workplaces(data, file, desk.catalogue)
    except BadInputError as error:
        for one in (error, *error.others):
            line = int(one.facts["line"]) - 2 if "line" in one.facts else 0
            yield BadInputError(one.code, **{**one.facts, "line": lines[line]})


def _has_sites(kind: AddedList) -> bool:
    return {WORKPLACE, HEADCOUNT} <= {column.id for column in kind.columns}


def _keep_usable(rows: Sequence[RowOfValues]) -> tuple[RowOfValues, ...]:
    """The rows that say when, of workplaces that say where."""
    placed = {row[WORKPLACE] for row in rows if all(one in row for one in POINT)}
    return tuple(row for row in rows if row[WORKPLACE] in placed and all(one in row for one in SHIFT))


def _find_file(desk: Desk, kind: Kind, place: Place) -> ReadyFile | None:
    kept = find_county_file(desk, kind, place)
    found = (one.service for one in load_fetching(desk.catalogue).values() if one.service.adapter == kind)
    service = next(found, None)
    return None if kept is None or service is None else ReadyFile(kept, find_path(desk, kind, kept), service)


def _read_lists(desk: Desk, place: Place) -> Iterator[ReadyList]:
    kinds = {one.id for one in desk.added_lists if _has_sites(one)}
    for added in desk.added.read(place.code)[::-1]:
        if added.kind in kinds:
            rows = _keep_usable(added.rows)
            yield ReadyList(added, rows, len(added.rows) - len(rows))
