"""Tables as files."""

import io

import polars as pl
import pytest

from samspel.briefs.tables import PlainTable, render_table


@pytest.mark.parametrize("kind", ["xlsx", "parquet", "csv"])
@pytest.mark.parametrize("now", [0.0, 4_400_000_000.0])
def test_a_clock_before_1980_or_after_2107_makes_a_table_all_the_same(
    monkeypatch: pytest.MonkeyPatch, kind: str, now: float
) -> None:
    """The zip format, which XLSX is, knows no such days."""
    monkeypatch.setattr("time.time", lambda: now)
    made = render_table(PlainTable("t", ("plats", "antal"), (("Åmål", 1), ("Habo", 2))), kind)
    if kind == "parquet":
        assert pl.read_parquet(io.BytesIO(made)).rows() == [("Åmål", 1), ("Habo", 2)]
    assert made
