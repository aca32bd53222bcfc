"""What renewals changed, as it is kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samspel.needs.news import ChangedValues, Changes
from samspel.store.live.news import KEPT, find_moment, keep_changes, list_keys, make_key, read_changes

FIRST = datetime(2026, 1, 5, 4, 10, tzinfo=UTC)


def make(moment: datetime) -> Changes:
    values = ChangedValues(
        indicator="x", before_year=2022, year=2023, places=["2181", "00"], before=[1.5, None], now=[None, 2.25]
    )
    return Changes(made=moment.isoformat(), figures=[values], verdicts=[], here=[])


def test_what_was_kept_is_read_as_it_was(tmp_path: Path) -> None:
    keep_changes(tmp_path, make(FIRST))
    (key,) = list_keys(tmp_path)
    assert key == make_key(FIRST.isoformat())
    assert find_moment(key) == FIRST
    assert read_changes(tmp_path, key) == make(FIRST)


def test_the_latest_stand_first_and_those_of_long_ago_are_removed(tmp_path: Path) -> None:
    moments = [FIRST + timedelta(days=30 * number, microseconds=number) for number in range(KEPT + 3)]
    for moment in moments:
        keep_changes(tmp_path, make(moment))
    assert [find_moment(key) for key in list_keys(tmp_path)] == moments[::-1][:KEPT]


@pytest.mark.parametrize("content", [b"", b"{", b'{"format":"samspel-news-9","changes":{}}'])
def test_a_file_that_cannot_be_read_is_as_none(tmp_path: Path, content: bytes) -> None:
    keep_changes(tmp_path, make(FIRST))
    (key,) = list_keys(tmp_path)
    (tmp_path / "live" / "news" / f"{key}.json").write_bytes(content)
    assert read_changes(tmp_path, key) is None


def test_other_files_are_no_renewals(tmp_path: Path) -> None:
    keep_changes(tmp_path, make(FIRST))
    (tmp_path / "live" / "news" / "list.json").write_bytes(b"[]")
    assert len(list_keys(tmp_path)) == 1
    assert list_keys(tmp_path / "nowhere") == ()
