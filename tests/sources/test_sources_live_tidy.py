"""What must hold of fetched figures before any of them is taken in."""

from dataclasses import replace
from datetime import date

import pytest

from samspel.catalogue.fetching import load_fetch_checks
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.tidy import (
    Course,
    check_rows,
    compare_rows,
    find_last_years,
    harmonise,
    make_rows,
    number_rows,
)

CHECKS = load_fetch_checks()
TODAY = date(2026, 11, 30)
PLACES = {"0180", "2181", "0331", "0330", "00", "01"}
WHOLE = (float("-inf"), float("inf"))


def make_course(*rows: tuple[str, str, int, float | None, str]) -> Course:
    columns = dict(zip(("gender", "code", "year", "value", "flag"), map(list, zip(*rows, strict=True)), strict=True))
    return Course(table="kolada", measure="N00945", title="Nettokostnad", rows=make_rows(columns))


def check_course(course: Course) -> dict[int, ChangedError]:
    return check_rows([course], number_rows([course]), CHECKS, PLACES, TODAY)


def compare_course(course: Course) -> dict[int, ChangedError]:
    before = number_rows([replace(course, rows=BEFORE)])
    return compare_rows([course], number_rows([course]), before, CHECKS, [(0.0, 100.0)])


def find_last_year(share: float, *rows: tuple[str, str, int, float | None, str]) -> int:
    return find_last_years(number_rows([make_course(*rows)]), share)[0]


def fail_check(*rows: tuple[str, str, int, float | None, str]) -> str:
    return str(check_course(make_course(*rows))[0].facts["found"])


def test_what_is_as_it_should_be_passes() -> None:
    assert check_course(make_course(("T", "0180", 2025, 1.0, ""), ("K", "00", 2025, None, "secret"))) == {}


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
    rows = harmonise(number_rows([heby]), CHECKS).sort("year")
    assert rows.select("code", "year", "value").rows() == [("0331", 2005, 1.0), ("0331", 2007, 3.0)]
    twice = make_course(*[("T", "0331", 2007, 3.0, "")] * 2)
    assert harmonise(number_rows([twice]), CHECKS).height == 2
    assert 0 in check_course(twice)


BEFORE = make_course(*(("T", code, year, 10.0, "") for code in sorted(PLACES) for year in (2021, 2022))).rows


def test_revised_and_added_values_pass() -> None:
    told = [("T", code, year, 10.4, "") for code in sorted(PLACES) for year in (2021, 2022, 2023)]
    assert compare_course(make_course(*told)) == {}
    assert compare_course(make_course(("T", "0180", 2023, 1.0, ""))) == {}


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
    assert word in str(compare_course(make_course(*rows))[0].facts["found"])


def test_the_newest_years_wait_until_most_places_have_them() -> None:
    rows = [("T", f"{code:04}", year, 1.0, "") for code in range(101, 111) for year in (2020, 2021)]
    rows += [("T", "0101", 2023, 1.0, ""), ("T", "00", 2024, 1.0, "")]
    assert find_last_year(0.8, *rows) == 2021
    assert find_last_year(0.1, *rows) == 2023
    regional = [("T", "01", 2020, 1.0, ""), ("T", "03", 2020, 1.0, ""), ("T", "01", 2021, 1.0, "")]
    assert find_last_year(0.8, *regional) == 2020
    assert find_last_year(0.8, ("T", "00", 2020, 1.0, "")) == 2020


def test_the_fault_of_one_course_is_not_that_of_another() -> None:
    good, bad = ("T", "0180", 2022, 10.0, ""), ("T", "9999", 2022, 10.0, "")
    courses = [
        make_course(good),
        make_course(good, bad),
        make_course(("T", "0180", 2022, 101.0, "")),
        make_course(good, good),
    ]
    rows = number_rows(courses)
    assert set(check_rows(courses, rows, CHECKS, PLACES, TODAY)) == {1, 3}
    assert set(compare_rows(courses, rows, rows.clear(), CHECKS, [(0.0, 100.0)] * 4)) == {2}
    assert set(compare_rows(courses, rows, rows.clear(), CHECKS, [WHOLE] * 4)) == set()
