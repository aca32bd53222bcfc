"""Writes the file of what is shown of the fetched figures, and then the small one that names it, each in one step."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
import polars as pl
from polars.io.plugins import register_io_source

from samspel.sources.live.tidy import SCHEMA
from samspel.store.live import FOLDER
from samspel.store.live.history import History, Snapshot, Told, describe_courses
from samspel.store.live.shown import BEFORE, FORMAT, NAMES, Shown, ShownMeasure, read_shown
from samspel.terms.errors import BadInputError
from samspel.terms.files import HALF, PRIVATE_FILE, keep_file, make_private

COLUMNS = {"table": pl.String, "measure": pl.String, **{name: SCHEMA[name] for name in SCHEMA if name != "flag"}}
ROWS_A_GROUP = 50_000
"""Whoever asks for one measure reads the groups of rows that it lies in."""
KEPT = 2
"""So many files of figures are kept, so that who reads the one before may finish."""


def publish(home: Path, history: History, made: datetime) -> Shown:
    """Write what holds now and let it be what is shown. Raises BadInputError, and leaves what was shown, where that
    cannot be written.
    """
    folder = home / FOLDER
    half = folder / f"{HALF}{secrets.token_hex(8)}"
    try:
        make_private(home, folder)
        measures = _write(half, history)
        half.chmod(PRIVATE_FILE)
        with half.open("rb") as file:
            name = f"shown-{hashlib.file_digest(file, 'sha256').hexdigest()[:16]}.parquet"
            os.fsync(file.fileno())
        half.replace(folder / name)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise BadInputError("cannot_write", file=str(folder), reason=str(error).splitlines()[0][:200]) from None
    finally:
        half.unlink(missing_ok=True)
    shown = Shown(format=FORMAT, file=name, made=made.isoformat(), measures=measures)
    before = read_shown(home) or Shown(format=FORMAT, file="", made="", measures=[])
    keep_file(home, folder / BEFORE, msgspec.json.encode(before))
    keep_file(home, folder / NAMES, msgspec.json.encode(shown))
    history.note_shown(made)
    _prune(folder, name)
    return shown


def _write(path: Path, history: History) -> list[ShownMeasure]:
    """Write what is to be shown as tidy rows, in the order of the built-in file; what there is to tell of each
    measure.
    """
    measures: list[ShownMeasure] = []

    def list_rows(*_: object) -> Iterator[pl.DataFrame]:
        for snapshots, rows in history.list_courses():
            measures.extend(map(_describe, snapshots, describe_courses(snapshots, rows)))
            yield _choose(snapshots, rows)

    register_io_source(list_rows, schema=COLUMNS).sink_parquet(path, row_group_size=ROWS_A_GROUP)
    return measures


def _choose(snapshots: list[Snapshot], rows: pl.DataFrame) -> pl.DataFrame:
    """The values that are shown, with their tables and measures."""
    last = pl.Series([one.last_shown for one in snapshots], dtype=pl.Int16).gather(rows["number"])
    told = rows.filter((pl.col("flag") == "") & (pl.col("year") <= last))
    named = {
        name: pl.Series(name, [getattr(one, name) for one in snapshots], dtype=pl.String).gather(told["number"])
        for name in ("table", "measure")
    }
    return told.with_columns(**named).select(list(COLUMNS))


def _describe(one: Snapshot, told: Told) -> ShownMeasure:
    return ShownMeasure(
        table=one.table,
        measure=one.measure,
        service=one.service,
        title=one.title,
        day=one.fetched.date().isoformat(),
        is_mixed=told.is_mixed,
        last=one.last_shown,
        secret=list(told.secret),
    )


def _prune(folder: Path, name: str) -> None:
    """Remove all but the newest files of figures; one that somebody else has removed is gone already."""
    found = []
    for path in folder.glob("shown-*.parquet"):
        with suppress(OSError):
            found.append((path.name == name, path.stat().st_mtime_ns, path))
    for _, _, path in sorted(found, reverse=True)[KEPT:]:
        with suppress(OSError):
            path.unlink()
