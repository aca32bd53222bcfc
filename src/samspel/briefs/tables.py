"""Tables out as CSV, XLSX or Parquet, for those who reckon further."""

import io
from dataclasses import dataclass
from pathlib import Path

from samspel.terms.errors import BadInputError

FORMATS = ("csv", "xlsx", "parquet")
FORMULA = r"^[=+\-@\t]"
"""A text that begins like this is run by a spreadsheet; an apostrophe before it keeps it a text."""

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A named table; numbers stay numbers, and a blank is None."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def render_table(table: PlainTable, kind: str) -> bytes:
    """The table's bytes. CSV is UTF-8 with commas and decimal points. Raises BadInputError for an unknown kind."""
    if kind not in FORMATS:
        raise BadInputError("bad_output", file=f"{table.name}.{kind}")
    import polars as pl  # here, since it takes longer to import than most commands take to run

    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.columns)
    series = [pl.Series(name, _fit(values), strict=False) for name, values in zip(table.columns, columns, strict=True)]
    frame, out = pl.DataFrame(series), io.BytesIO()
    if kind == "csv":
        frame.with_columns(pl.col(pl.String).str.replace(FORMULA, "'$0")).write_csv(out)
    elif kind == "xlsx":
        frame.write_excel(out, worksheet=table.name[:31], autofit=True, freeze_panes=(1, 0))
    else:
        frame.write_parquet(out)
    return out.getvalue()


def kind_of(path: Path) -> str:
    """The kind that a file name asks for. Raises BadInputError for one that cannot be written."""
    kind = path.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise BadInputError("bad_output", file=path.name)
    return kind


def _fit(values: tuple[Cell, ...]) -> list[Cell]:
    """A column as numbers if all its cells are numbers or blank, else as text."""
    if all(value is None or isinstance(value, int | float) for value in values):
        return list(values)
    return [None if value is None else str(value) for value in values]
