"""What a cell of a publisher's workbook says."""

import re
from datetime import date

from samspel.terms.numbers import write_number

YEARS = range(1900, 2200)
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")
MONTHS = 12


def show(cell: object) -> str:
    """A cell as its text, with single spaces."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else write_number(cell)
    return " ".join(str(cell).split())


def read_year(cell: object) -> int | None:
    """The year that a cell holds, as a number or in words; None for anything else."""
    told = show(cell)
    return int(told) if told.isdigit() and int(told) in YEARS else None


def read_month(cell: object) -> tuple[int, int] | None:
    """Year and month that a cell holds, as `2026-08` or as a day in that month; None for anything else."""
    if isinstance(cell, date):
        return cell.year, cell.month
    found = MONTH.fullmatch(show(cell))
    return None if found is None else (int(found["year"]), int(found["month"]))
