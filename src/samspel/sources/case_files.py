"""Files of real closures and openings that somebody wants the model tried on: a list with a header row.

Columns are `place`, `name`, `kind`, `year`, `until`, `last`, `jobs` and `sector`, or their Swedish names, in any order;
`name`, `until`, `last` and `sector` may be left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from samspel.dynamics.jobs import INDUSTRY, SECTORS
from samspel.scenarios.shocks import COUNTRY, Words, find_nearest, find_sector
from samspel.sources.lists import Columns, Row, gather, read_text, require_rows
from samspel.sources.spreadsheet import decode, read_data
from samspel.terms.errors import BadInputError
from samspel.terms.likeness import plain_word

MOST_CASES = 500
COLUMNS = ("place", "name", "kind", "year", "until", "last", "jobs", "sector")
REQUIRED = ("place", "kind", "year", "jobs")
FIRST_YEAR, LAST_YEAR = 1000, 9999
NEAR_HEADING = 70.0
KINDS: tuple[Literal["closure", "establishment"], ...] = ("closure", "establishment")


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledCase:
    """A case as it stands in a file: `place` as written, jobs in all, and the line where it stands."""

    line: int
    place: str
    name: str
    kind: Literal["closure", "establishment"]
    year: int
    until: int | None
    last: int | None
    jobs: int
    sector: str


def read_cases(path: Path, words: Words, columns: Mapping[str, str]) -> tuple[list[FiledCase], list[BadInputError]]:
    """The cases of a file, and what is wrong with the rows of the others. Raises BadInputError for a file that cannot
    be used at all.
    """
    known = Columns(
        meant=columns, also={}, needed=REQUIRED, likeness=NEAR_HEADING, most_rows=MOST_CASES, is_closed=True
    )
    sheet = read_text(decode(read_data(path), path.name), path.name, known)
    return gather(require_rows(sheet), lambda row: _read_row(row, words))


def _read_row(row: Row, words: Words) -> FiledCase:
    row.check()
    written = row.filled("kind")
    kind = next((one for one in KINDS if words.kinds.get(plain_word(written)) == one), None)
    if kind is None:
        meant = [word for word, one in words.kinds.items() if one in KINDS]
        raise row.problem("case_file_kind", kind=written, nearest=find_nearest(written, meant))
    stood = f"{row.sheet.file}:{row.line}"
    sector = find_sector(row["sector"], stood, words) if row["sector"] else SECTORS[INDUSTRY]
    if sector == COUNTRY:
        raise row.problem("case_file_country", found=row["sector"])
    found = FiledCase(
        line=row.line,
        place=row.filled("place"),
        name=row["name"],
        kind=kind,
        year=row.whole("year", least=FIRST_YEAR, most=LAST_YEAR),
        until=_read_year(row, "until"),
        last=_read_year(row, "last"),
        jobs=row.whole("jobs"),
        sector=sector,
    )
    if min(found.until or found.year, found.last or found.year) < found.year:
        raise row.problem("case_file_years", year=found.year)
    return replace(found, until=None if found.until == found.year else found.until)


def _read_year(row: Row, column: str) -> int | None:
    return row.whole(column, least=FIRST_YEAR, most=LAST_YEAR) if row[column] else None
