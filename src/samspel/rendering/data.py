"""Tables out as CSV, XLSX or Parquet, for those who reckon further."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from samspel.rendering.table import Data, Scalar
from samspel.terms.arrays import Floats, Ints
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import guard_cell, neutralise

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("csv", "xlsx", "parquet")
KEYS = "xlsx-csv"
"""The sheet of a workbook that has each column's head beside its key."""
PLAIN_STRINGS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
"""A text is only ever a text: what others wrote becomes no formula, and no link to a network or elsewhere."""


def render_table(table: Data, kind: str) -> bytes:
    """The table's bytes. CSV is UTF-8 with commas and decimal points; its columns have their keys, as those of Parquet,
    and those of XLSX words, with a sheet that has the key of each. Raises BadInputError for an unknown kind.
    """
    if kind not in FORMATS:
        raise BadInputError("bad_output", file=f"{table.name}.{kind}")
    import polars as pl  # here, since it takes longer to import than most commands take to run
    from xlsxwriter import Workbook

    is_named = kind == "xlsx" and bool(table.heads)
    frame, out = make_frame(table, table.heads if is_named else table.columns), io.BytesIO()
    if kind == "csv":
        frame.with_columns(pl.col(pl.String).map_elements(guard_cell, pl.String)).write_csv(out)
    elif kind == "xlsx":
        with Workbook(out, {"in_memory": True, "nan_inf_to_errors": True, **PLAIN_STRINGS}) as book:
            frame.write_excel(book, worksheet=table.name[:31], autofit=True, freeze_panes=(1, 0))
            if is_named:
                keys = pl.DataFrame({"XLSX": table.heads, "CSV": table.columns})
                keys.write_excel(book, worksheet=KEYS, autofit=True, freeze_panes=(1, 0))
    else:
        frame.write_parquet(out)
    return out.getvalue()


def make_frame(table: Data, names: Sequence[str] = ()) -> "pl.DataFrame":
    """The table as a frame: numbers where all of a column are, else text; its columns by their keys, or by `names`."""
    import polars as pl

    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.columns)
    named = zip(names or table.columns, columns, strict=True)
    return pl.DataFrame([pl.Series(name, _fit(values), strict=False) for name, values in named])


def render_columns(columns: Mapping[str, Sequence[str] | Floats | Ints]) -> bytes:
    """Columns of one length as Parquet, packed tightly: for tables that are too long to be read."""
    import polars as pl

    out = io.BytesIO()
    pl.DataFrame(dict(columns)).write_parquet(out, compression="zstd")
    return out.getvalue()


def kind_of(path: Path, pictures: Sequence[str] = ()) -> str:
    """The kind of table that a file name asks for. Raises BadInputError for one that cannot be written, with the
    endings of pictures where those can be.
    """
    kind = path.suffix.removeprefix(".").lower()
    if kind not in FORMATS and pictures:
        raise BadInputError("bad_output_or_picture", file=path.name, pictures=", ".join(pictures))
    if kind not in FORMATS:
        raise BadInputError("bad_output", file=path.name)
    return kind


def _fit(values: tuple[Scalar, ...]) -> list[Scalar]:
    """A column as numbers if all its cells are numbers or blank, else as text."""
    if all(value is None or isinstance(value, int | float) for value in values):
        return list(values)
    return [None if value is None else neutralise(str(value)) for value in values]
