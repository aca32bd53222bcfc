"""Reads cells of a timetable's tables: whole numbers, dates and times, each in one way for all columns.

What cannot be read is null, never nought; the reader of the table tells it.
"""

import polars as pl

from samspel.sources.gtfs.rules import load_rules
from samspel.terms.harmless import CONTROLS_IN_COLUMNS, STRANGE

HOURS_PER_DAY, SECONDS_PER_HOUR, SECONDS_PER_MINUTE = 24, 3600, 60


def parse_whole(column: str, told: pl.Expr | None = None) -> pl.Expr:
    """A whole number, also as data-frame tools write it (1.0, +1, 1.); null for anything else, blanks among them."""
    digits = (pl.col(column) if told is None else told).str.extract(r"^([+-]?[0-9]{1,9})(?:\.0*)?$")
    return digits.str.strip_prefix("+").cast(pl.Int64, strict=False).alias(column)


def parse_kind(column: str, kinds: range, blank: int, told: pl.Expr | None = None) -> pl.Expr:
    """One of the kinds that GTFS numbers; `blank` where nothing stands, null for what is no such kind. `told` is what
    stands in the column, where it is not read as it stands.
    """
    kind = parse_whole(column, told)
    known = pl.when(kind.is_between(kinds.start, kinds.stop - 1)).then(kind)
    return pl.when(pl.col(column).is_null()).then(pl.lit(blank, dtype=pl.Int64)).otherwise(known).alias(column)


def parse_flag(column: str) -> pl.Expr:
    """Nought or one, also told as true and false; nought where nothing stands, null for anything else."""
    told = pl.col(column).str.to_lowercase().replace({"true": "1", "false": "0"}).alias(column)
    return parse_kind(column, range(2), blank=0, told=told)


def parse_degrees(column: str) -> pl.Expr:
    """Degrees, with a point or a comma; null for what is no number."""
    plain = pl.col(column).str.replace(r"^([+-]?[0-9]{1,3}),([0-9]+)$", "$1.$2")
    return plain.cast(pl.Float64, strict=False)


def clean_name(name: pl.Expr) -> pl.Expr:
    """What people read of a name: nothing that commands a terminal or turns the text around it, and no more of it than
    anybody would write.
    """
    return name.str.replace_all(CONTROLS_IN_COLUMNS, STRANGE).str.slice(0, load_rules().names.longest)


def parse_day(column: str) -> pl.Expr:
    """YYYYMMDD or YYYY-MM-DD, also with what data-frame tools add (.0, a time of midnight), as days since 1970; null
    for what is not a date.
    """
    midnight = r"[ T]00:00(?::00(?:\.0*)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
    pattern = rf"^([0-9]{{4}})([-/.]?)([0-9]{{2}})([-/.]?)([0-9]{{2}})(?:\.0*|{midnight})?$"
    parts = pl.col(column).str.extract_groups(pattern)
    first, second = parts.struct.field("2"), parts.struct.field("4")
    digits = pl.concat_str(parts.struct.field("1"), parts.struct.field("3"), parts.struct.field("5"))
    even = pl.when(first == second).then(digits)
    return even.str.to_date("%Y%m%d", strict=False).cast(pl.Int32).cast(pl.Int64).alias(column)


def parse_seconds(column: str) -> pl.Expr:
    """H:MM:SS as seconds after the start of the service day, also as data-frame tools write it (1 days 00:10:00),
    up to the latest hour that is taken; null for what is not such a time.
    """
    at = _parse_clock(column)
    return pl.when(at <= _latest()).then(at).alias(column)


def is_too_late(column: str) -> pl.Expr:
    """Whether a cell is a time after the latest hour that is taken."""
    return (_parse_clock(column) > _latest()).fill_null(False)


def _parse_clock(column: str) -> pl.Expr:
    pattern = r"^(?:([0-9]{1,3}) days?,? )?([0-9]{1,4}):([0-5][0-9]):([0-5][0-9])$"
    parts = pl.col(column).str.extract_groups(pattern)
    days, hours, minutes, seconds = (
        parts.struct.field(str(group)).cast(pl.Int32, strict=False) for group in range(1, 5)
    )
    whole_hours = days.fill_null(0) * HOURS_PER_DAY + hours
    return whole_hours * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE + seconds


def _latest() -> int:
    return load_rules().times.latest_hours * SECONDS_PER_HOUR
