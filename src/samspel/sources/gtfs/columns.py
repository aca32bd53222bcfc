"""The columns of a timetable's tables: those that are read, those that GTFS also knows, and what a misspelt one means.

Columns and their meaning follow the GTFS Schedule reference.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LIKE = 80.0
"""How alike two names are that one is taken for the other misspelt, of 100."""


@dataclass(frozen=True)
class Columns:
    """The columns of a table that are read, those that a file must hold first. `passed_over` are known and not read."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


COLUMNS: Mapping[str, Columns] = {
    "agency": Columns(
        ("agency_timezone",),
        ("agency_name",),
        ("agency_id", "agency_url", "agency_lang", "agency_phone", "agency_fare_url", "agency_email", "cemv_support"),
    ),
    "stops": Columns(
        ("stop_id", "stop_lat", "stop_lon"),
        ("stop_name", "location_type", "parent_station"),
        (
            "stop_code",
            "tts_stop_name",
            "stop_desc",
            "zone_id",
            "stop_url",
            "stop_timezone",
            "stop_access",
            "wheelchair_boarding",
            "level_id",
            "platform_code",
        ),
    ),
    "routes": Columns(
        ("route_id", "route_type"),
        ("route_short_name", "route_long_name"),
        (
            "agency_id",
            "route_desc",
            "route_url",
            "route_color",
            "route_text_color",
            "route_sort_order",
            "continuous_pickup",
            "continuous_drop_off",
            "network_id",
            "cemv_support",
        ),
    ),
    "trips": Columns(
        ("route_id", "service_id", "trip_id"),
        ("trip_headsign", "block_id"),
        (
            "trip_short_name",
            "direction_id",
            "shape_id",
            "wheelchair_accessible",
            "bikes_allowed",
            "cars_allowed",
            "safe_duration_factor",
            "safe_duration_offset",
        ),
    ),
    "stop_times": Columns(
        ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"),
        (
            "pickup_type",
            "drop_off_type",
            "shape_dist_traveled",
            "pickup_booking_rule_id",
            "drop_off_booking_rule_id",
            "location_id",
            "location_group_id",
            "start_pickup_drop_off_window",
            "end_pickup_drop_off_window",
        ),
        ("stop_headsign", "continuous_pickup", "continuous_drop_off", "timepoint", "stop_direction_name"),
    ),
    "calendar": Columns(("service_id", *WEEKDAYS, "start_date", "end_date"), (), ("service_name", "event_name")),
    "calendar_dates": Columns(("service_id", "date", "exception_type"), (), ("holiday_name",)),
    "frequencies": Columns(("trip_id", "start_time", "end_time", "headway_secs"), ("exact_times",)),
    "transfers": Columns(
        ("from_stop_id", "to_stop_id"),
        ("transfer_type", "min_transfer_time", "from_trip_id", "to_trip_id", "from_route_id", "to_route_id"),
    ),
    "booking_rules": Columns(
        ("booking_rule_id", "booking_type"),
        ("prior_notice_duration_min", "prior_notice_last_day", "prior_notice_last_time", "phone_number"),
        (
            "prior_notice_duration_max",
            "prior_notice_start_day",
            "prior_notice_start_time",
            "prior_notice_service_id",
            "message",
            "pickup_message",
            "drop_off_message",
            "info_url",
            "booking_url",
        ),
    ),
    "location_group_stops": Columns(("location_group_id", "stop_id")),
    "feed_info": Columns(
        (),
        ("feed_publisher_name", "feed_version", "feed_start_date", "feed_end_date"),
        ("feed_publisher_url", "feed_lang", "default_lang", "feed_contact_email", "feed_contact_url", "feed_id"),
    ),
}

IDENTITIES: Sequence[Sequence[tuple[str, str]]] = (
    (
        *(("stops", "stop_id"), ("stops", "parent_station"), ("stop_times", "stop_id")),
        *(("transfers", "from_stop_id"), ("transfers", "to_stop_id"), ("location_group_stops", "stop_id")),
    ),
    (
        *(("trips", "trip_id"), ("stop_times", "trip_id"), ("frequencies", "trip_id")),
        *(("transfers", "from_trip_id"), ("transfers", "to_trip_id")),
    ),
    (("routes", "route_id"), ("trips", "route_id"), ("transfers", "from_route_id"), ("transfers", "to_route_id")),
    (("trips", "service_id"), ("calendar", "service_id"), ("calendar_dates", "service_id")),
)
"""Columns, each with its table, that tell of the same things by the same identities."""

REFERENCES = frozenset(("pickup_booking_rule_id", "drop_off_booking_rule_id", "location_id", "location_group_id"))
"""Other columns that name a row of another table and may be blank."""

OTHER_TABLES = (
    "areas",
    "attributions",
    "fare_attributes",
    "fare_leg_join_rules",
    "fare_leg_rules",
    "fare_media",
    "fare_products",
    "fare_rules",
    "fare_transfer_rules",
    "levels",
    "location_groups",
    "networks",
    "pathways",
    "rider_categories",
    "route_networks",
    "shapes",
    "stop_areas",
    "timeframes",
    "translations",
)
"""Tables of GTFS that are not read."""


def tidy(cell: str) -> str:
    """The name of a column as it is compared: composed letters, no blanks or byte order marks around, small letters."""
    return unicodedata.normalize("NFC", cell).strip(" \t\r\n\v\f\u00a0\ufeff\u200b").lower()


def find_misspelt(table: str, header: Sequence[str]) -> list[tuple[str, str]]:
    """Unknown columns that look like a known one that is not there, with its name."""
    columns = COLUMNS[table]
    read = (*columns.required, *columns.optional)
    return find_likely(header, read, columns.passed_over)


def find_likely(names: Iterable[str], read: Sequence[str], passed_over: Sequence[str]) -> list[tuple[str, str]]:
    """Names that are not known and look like one that is read and is not among them, with that name."""
    given = list(dict.fromkeys(names))
    missing = [name for name in read if name not in given]
    found = []
    for name in given:
        if name in read or name in passed_over:
            continue
        plain = name.replace(" ", "_").replace("-", "_").replace(".", "_")
        likely = process.extractOne(plain, (*missing, *passed_over), scorer=fuzz.ratio, score_cutoff=LIKE)
        if likely is not None and likely[0] in missing:
            found.append((name, likely[0]))
    return found
