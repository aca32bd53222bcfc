"""Traffic that must be ordered: read as if somebody had, and how long before it must be."""

from pathlib import Path

import pytest

from samspel.sources.gtfs.booking import BookingRule, read_booking_rules
from samspel.sources.gtfs.reading import read_network
from sources.gtfs_feeds import TIMES, change, list_notes, write_zip

RULES = (
    "booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_last_day,prior_notice_last_time,phone_number\n"
)
NAMED = "route_id,route_short_name,route_type\nR,550,3\n"


def ordered_times(rule: str = "rule") -> str:
    return (
        f"{TIMES},pickup_type,drop_off_type,pickup_booking_rule_id\n"
        f"T,05:00:00,05:00:00,A,1,2,0,{rule}\nT,05:10:00,05:10:00,B,2,0,2,\nT,05:20:00,05:20:00,C,3,1,0,\n"
    )


def test_what_must_be_ordered_is_open_when_ordered_and_else_closed(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "f.zip", change(stop_times=ordered_times()))
    network = read_network([path])
    assert network.calls.boards.tolist() == [False, True, False]
    assert network.calls.alights.tolist() == [True, False, True]
    assert network.calls.orders_on.tolist() == [True, False, False]
    assert network.calls.orders_off.tolist() == [False, True, False]
    assert list_notes(network) == {"ordered_calls": 2}


def test_a_line_that_runs_only_when_ordered_runs_when_ordered(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "f.zip", change(routes="route_id,route_type\nR,715\n"))
    calls = read_network([path]).calls
    assert not calls.boards.any()
    assert calls.orders_on.all()


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("rule,0,,,,", BookingRule(0, None, None, "")),
        ("rule,1,120,,,0771-1", BookingRule(120, None, None, "0771-1")),
        ("rule,2,,1,15:30:00,", BookingRule(None, 1, 55_800, "")),
        ("rule,2,,3,,", BookingRule(None, 3, None, "")),
        ("rule,2,,,,", None),
        ("rule,1,,,,", None),
        ("rule,1,-5,,,", None),
        ("rule,9,60,,,", None),
        ("other,1,60,,,", None),
    ],
)
def test_a_line_has_the_rule_of_its_calls(tmp_path: Path, row: str, rule: BookingRule | None) -> None:
    tables = change(stop_times=ordered_times(), routes=NAMED, booking_rules=f"{RULES}{row}\n")
    path = write_zip(tmp_path / "f.zip", tables)
    assert read_booking_rules([path]) == ({} if rule is None else {"550": (rule,)})


def test_a_feed_without_rules_has_none(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "f.zip", change(stop_times=ordered_times()))
    assert read_booking_rules([path]) == {}
