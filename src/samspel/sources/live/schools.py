"""The National Agency for Education's export of pupils by programme: one text a school year. Who asks is given in."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from samspel.catalogue.records.fetched_files import Programme, Schools
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.errors import tell_change
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.tidy import TOTAL, gather_rows

Get = Callable[[str], bytes]
CODE = len("0180")


def list_addresses(service: Service, declared: Schools, last: int) -> list[str]:
    """The text of each year until the last."""
    years = range(declared.first_year, last + 1)
    return [f"{service.address}/{declared.path.format(year=year)}" for year in years]


def fetch_course(
    get: Get, service: Service, declared: Schools, names: PlaceNames, programme: Programme, last: int
) -> tuple[str, pl.DataFrame]:
    """What the publisher calls a programme, and its tidy rows, each school year under the year that it began. Raises
    ChangedError, and what `get` raises.
    """
    parts = []
    for year, address in zip(
        range(declared.first_year, last + 1), list_addresses(service, declared, last), strict=True
    ):
        rows = parse_year(declared, names, programme, year, get(address))
        if rows.is_empty() and year <= last - declared.late_years:
            raise tell_change(programme, f"{year}: no row", programme.name)
        parts.append(rows)
    return programme.name, pl.concat(parts)


def parse_year(declared: Schools, names: PlaceNames, programme: Programme, year: int, body: bytes) -> pl.DataFrame:
    """The tidy rows of a year: pupils at schools in each municipality that has the programme. The export repeats rows,
    which must then say the same. Raises ChangedError for a text of another form, or with a sign that is not declared.
    """
    known = set(names.municipalities.values())
    found: dict[str, float] = {}
    for row in _list_rows(declared, programme, body):
        code = row[declared.code].strip().zfill(CODE)
        if row[declared.programme].strip() != programme.name or row[declared.owner].strip() != declared.owners:
            continue
        pupils = _read(declared, programme, row[declared.pupils])
        if code in known and found.setdefault(code, pupils) != pupils:
            raise tell_change(programme, f"{year}, {code}: {pupils:g} and {found[code]:g}", "each municipality once")
    return gather_rows((TOTAL, code, year, pupils, "") for code, pupils in found.items())


def _list_rows(declared: Schools, programme: Programme, body: bytes) -> list[Mapping[str, str]]:
    """The rows below the headings by these; what has one cell is one of the remarks that stand below. Raises
    ChangedError for a row that was cut off.
    """
    try:
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise tell_change(programme, str(error)[:200], "a text in UTF-8 with semicolons") from None
    wanted = (declared.code, declared.owner, declared.programme, declared.pupils)
    for at, row in enumerate(rows):
        told = [cell.strip() for cell in row]
        if set(wanted) <= set(told):
            columns = {name: told.index(name) for name in wanted}
            below = [one for one in rows[at + 1 :] if len(one) > 1]
            short = next((one for one in below if len(one) < len(row)), None)
            if short is not None:
                raise tell_change(programme, _show([short]), f"{len(row)} columns")
            return [{name: one[column] for name, column in columns.items()} for one in below]
    raise tell_change(programme, _show(rows), ", ".join(wanted))


def _show(rows: Sequence[Sequence[str]]) -> str:
    return "; ".join(cell for row in rows[:12] for cell in row if cell.strip())[:300] or "nothing"


def _read(declared: Schools, programme: Programme, cell: str) -> float:
    told = "".join(cell.split())
    if told in declared.signs:
        return declared.signs[told]
    if not told.isdigit():
        raise tell_change(programme, f"the sign {told}", ", ".join(declared.signs))
    return float(told)
