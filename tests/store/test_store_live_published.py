"""What is shown of fetched figures: whole numbers of complete years, in one file that is exchanged whole."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from samspel.sources.live.tidy import Course, make_rows
from samspel.store.live.history import open_history
from samspel.store.live.published import publish
from samspel.store.live.shown import read_shown
from samspel.store.live.taking import Taken
from samspel.terms.errors import BadInputError

MAY, JUNE = datetime(2026, 5, 10, tzinfo=UTC), datetime(2026, 6, 10, tzinfo=UTC)


def take(home: Path, measure: str, *rows: tuple[str, str, int, float | None, str], last: int) -> None:
    columns = dict(zip(("gender", "code", "year", "value", "flag"), map(list, zip(*rows, strict=True)), strict=True))
    course = Course(table="kolada", measure=measure, title="Andel", rows=make_rows(columns))
    (home / "live").mkdir(exist_ok=True)
    with open_history(home / "live") as history:
        history.take([Taken(course=course, service="kolada", fetched=MAY, last=last)])


def test_what_is_shown_is_values_of_complete_years_in_the_order_of_the_built_in_file(tmp_path: Path) -> None:
    take(tmp_path, "N2", ("T", "2181", 2022, 7.0, ""), ("T", "0180", 2022, None, "secret"), last=2022)
    take(
        tmp_path,
        "N1",
        ("T", "0180", 2022, 2.5, ""),
        ("K", "0180", 2021, 1.0, ""),
        ("T", "0180", 2023, 9.0, ""),
        last=2022,
    )
    with open_history(tmp_path / "live") as history:
        shown = publish(tmp_path, history, JUNE)
        assert not history.has_unshown()
    rows = pl.read_parquet(tmp_path / "live" / shown.file)
    assert rows.columns == ["table", "measure", "gender", "code", "year", "value"]
    assert rows.rows() == [
        ("kolada", "N1", "K", "0180", 2021, 1.0),
        ("kolada", "N1", "T", "0180", 2022, 2.5),
        ("kolada", "N2", "T", "2181", 2022, 7.0),
    ]
    assert read_shown(tmp_path) == shown
    assert [(one.measure, one.day, one.last, one.secret) for one in shown.measures] == [
        ("N1", "2026-05-10", 2022, []),
        ("N2", "2026-05-10", 2022, ["0180"]),
    ]


def test_a_file_that_cannot_be_written_leaves_what_was_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(tmp_path, "N1", ("T", "0180", 2022, 2.5, ""), last=2022)
    with open_history(tmp_path / "live") as history:
        first = publish(tmp_path, history, MAY)
    take(tmp_path, "N1", ("T", "0180", 2022, 3.5, ""), last=2022)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", refuse)
    with open_history(tmp_path / "live") as history:
        with pytest.raises(BadInputError) as caught:
            publish(tmp_path, history, JUNE)
        assert history.has_unshown()
    assert caught.value.code == "cannot_write"
    assert "No space left" in str(caught.value.facts["reason"])
    assert read_shown(tmp_path) == first
    assert len(list((tmp_path / "live").glob("*.parquet"))) == 1
