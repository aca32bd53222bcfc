"""How far ahead traffic that must be ordered is ordered, from booking_rules.txt, by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from samspel.sources.gtfs.archive import open_archive
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.values import clean_name, parse_kind, parse_seconds, parse_whole

AT_ONCE, SAME_DAY, DAYS_BEFORE = range(3)
RULE_IDS = ("pickup_booking_rule_id", "drop_off_booking_rule_id")


@dataclass(frozen=True, slots=True)
class BookingRule:
    """When one must have ordered: so many `minutes` before the journey, or so many `days` before it and, where it is
    said, by `by` (seconds of that day); nought minutes where it is enough to order when one wants to go. `phone` is ""
    where the file has none.
    """

    minutes: int | None
    days: int | None
    by: int | None
    phone: str


def read_booking_rules(paths: Sequence[Path]) -> dict[str, tuple[BookingRule, ...]]:
    """The rules of each line by its name, in the order of the files; lines without a rule that can be read are not in
    it. Errors as `reading.read_network`.
    """
    found: dict[str, dict[BookingRule, None]] = {}
    for path in paths:
        with open_archive(path) as archive:
            for line, rule in _read_lines(Tables(archive)):
                found.setdefault(line, {})[rule] = None
    return {line: tuple(rules) for line, rules in found.items()}


def _read_lines(tables: Tables) -> list[tuple[str, BookingRule]]:
    if not tables.holds("booking_rules"):
        return []
    rules = _read_rules(tables)
    routes = tables.scan("routes").select(
        "route_id", line=clean_name(pl.coalesce("route_short_name", "route_long_name", "route_id"))
    )
    trips = tables.scan("trips").select("trip_id", "route_id").join(routes, on="route_id")
    calls = tables.scan("stop_times").select("trip_id", pl.concat_list(RULE_IDS).alias("rule")).explode("rule")
    used = calls.filter(pl.col("rule").is_not_null()).join(trips, on="trip_id").select("line", "rule").unique()
    rows = tables.collect("stop_times", used).sort("line", "rule")
    return [(line, rules[rule]) for line, rule in rows.iter_rows() if rule in rules]


def _read_rules(tables: Tables) -> dict[str, BookingRule]:
    """By id; those that do not say when one must order, or of no kind that GTFS knows, are left out."""
    rows = tables.read("booking_rules").select(
        "booking_rule_id",
        parse_kind("booking_type", range(DAYS_BEFORE + 1), blank=-1),
        parse_whole("prior_notice_duration_min"),
        parse_whole("prior_notice_last_day"),
        parse_seconds("prior_notice_last_time").alias("by"),
        clean_name(pl.col("phone_number").fill_null("")),
    )
    found: dict[str, BookingRule] = {}
    for identity, kind, minutes, days, by, phone in rows.iter_rows():
        if kind == AT_ONCE:
            found[identity] = BookingRule(0, None, None, phone)
        elif kind == SAME_DAY and minutes is not None and minutes >= 0:
            found[identity] = BookingRule(minutes, None, None, phone)
        elif kind == DAYS_BEFORE and days is not None and days > 0:
            found[identity] = BookingRule(None, days, by, phone)
    return found
