"""What must hold of fetched figures before any of them is taken in."""

from datetime import date

import polars as pl
import pytest

from samspel.catalogue.fetching import load_fetch_checks
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.tidy import Course, check_course, compare_course, find_complete_years, harmonise, make_rows

CHECKS = load_fetch_checks()
TODAY = date(2026, 11, 30)
PLACES = {"0180", "2181", "0331", "0330", "00", "01"}
WHOLE = (float("-inf"), float("inf"))


def make_course(*rows: tuple[str, str, int, float | None, str]) -> Course:
    columns = dict(zip(("gender", "code", "year", "value", "flag"), map(list, zip(*rows, strict=True)), strict=True))
    return Course(table="kolada", measure="N00945", title="Nettokostnad", rows=make_rows(columns))


def fail_check(*rows: tuple[str, str, int, float | None, str]) -> str:
    with pytest.raises(ChangedError) as caught:
        check_course(make_course(*rows), CHECKS, PLACES, TODAY)
    return str(caught.value.facts["found"])


def test_what_is_as_it_should_be_passes() -> None:
    check_course(make_course(("T", "0180", 2025, 1.0, ""), ("K", "00", 2025, None, "secret")), CHECKS, PLACES, TODAY)


def test_what_cannot_be_is_told() -> None:
    good = ("T", "0180", 2025, 1.0, "")
    assert "9999" in fail_check(good, ("T", "9999", 2025, 1.0, ""))
    assert "2028" in fail_check(good, ("T", "0180", 2028, 1.0, ""))
    assert "X" in fail_check(good, ("X", "0180", 2024, 1.0, ""))
    assert "nan" in fail_check(good, ("T", "0180", 2024, float("nan"), ""))
    assert "2024" in fail_check(good, ("T", "0180", 2024, None, ""))
    assert "twice" in fail_check(good, good)
    assert "not a single" in fail_check(("T", "0180", 2024, None, "missing"))


def test_a_place_goes_by_the_code_that_it_has_today() -> None:
    heby = make_course(("T", "1917", 2005, 1.0, ""), ("T", "1917", 2007, 2.0, ""), ("T", "0331", 2007, 3.0, ""))
    rows = harmonise(heby, CHECKS).rows.sort("year")
    assert rows.select("code", "year", "value").rows() == [("0331", 2005, 1.0), ("0331", 2007, 3.0)]
    twice = harmonise(make_course(*[("T", "0331", 2007, 3.0, "")] * 2), CHECKS)
    with pytest.raises(ChangedError):
        check_course(twice, CHECKS, PLACES, TODAY)


BEFORE = make_course(*(("T", code, year, 10.0, "") for code in sorted(PLACES) for year in (2021, 2022))).rows


def test_revised_and_added_values_pass() -> None:
    told = [("T", code, year, 10.4, "") for code in sorted(PLACES) for year in (2021, 2022, 2023)]
    compare_course(make_course(*told), BEFORE, CHECKS, WHOLE)
    compare_course(make_course(("T", "0180", 2023, 1.0, "")), BEFORE, CHECKS, WHOLE)


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([("T", code, 2022, 0.01, "") for code in sorted(PLACES)], "times"),
        ([("T", code, 2022, 90.0, "") for code in sorted(PLACES)], "times"),
        ([("T", "0180", 2022, 10.0, "")], "1 of 6"),
        ([("T", code, 2022, 10.0 if code != "00" else 101.0, "") for code in sorted(PLACES)], "101"),
    ],
)
def test_what_has_changed_beyond_belief_is_told(rows: list[tuple[str, str, int, float, str]], word: str) -> None:
    with pytest.raises(ChangedError) as caught:
        compare_course(make_course(*rows), BEFORE, CHECKS, (0.0, 100.0))
    assert word in str(caught.value.facts["found"])


def test_the_newest_years_wait_until_most_places_have_them() -> None:
    rows = [("T", f"{code:04}", year, 1.0, "") for code in range(101, 111) for year in (2020, 2021)]
    rows += [("T", "0101", 2023, 1.0, ""), ("T", "00", 2024, 1.0, "")]
    assert find_complete_years(make_course(*rows).rows, 0.8) == [2020, 2021]
    assert find_complete_years(make_course(*rows).rows, 0.1) == [2020, 2021, 2023]
    regional = [("T", "01", 2020, 1.0, ""), ("T", "03", 2020, 1.0, ""), ("T", "01", 2021, 1.0, "")]
    assert find_complete_years(make_course(*regional).rows, 0.8) == [2020]
    assert pl.Series(find_complete_years(make_course(("T", "00", 2020, 1.0, "")).rows, 0.8)).to_list() == [2020]
