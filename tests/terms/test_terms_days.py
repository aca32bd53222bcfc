"""Days as people and their tools write them."""

from datetime import date

import pytest

from samspel.terms.days import read_typed_day


@pytest.mark.parametrize(
    "text", ["2026-10-15", " 20261015 ", "2026-10-15 00:00", "2026-10-15T00:00:00", "2026-10-15 00:00:00.000"]
)
def test_a_day_is_read_with_the_midnight_that_tools_add(text: str) -> None:
    assert read_typed_day(text) == date(2026, 10, 15)


@pytest.mark.parametrize("text", ["", "2026-10", "okt 2026", "15/10 2026", "2026-02-29", "2026-10-15 07:00", "46310"])
def test_a_day_without_its_year_or_month_or_with_a_clock_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_typed_day(text)
