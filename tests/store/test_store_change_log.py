"""Who changed what: lines that outlive damage, shut to others, with a bound."""

import threading
from pathlib import Path

import pytest

from samspel.store import change_log
from samspel.store.change_log import Change, ChangeLog


def make_change(number: int) -> Change:
    return Change(when=f"2026-11-22T10:00:{number:02d}+01:00", what="answer_kept", subject=f"a/{number}", by="x")


def test_the_latest_change_stands_first_and_places_are_apart(tmp_path: Path) -> None:
    log = ChangeLog(tmp_path)
    log.add("2181", [make_change(1), make_change(2)])
    log.add("2181", [make_change(3)])
    log.add("0180", [make_change(4)])
    assert [one.subject for one in log.read("2181")] == ["a/3", "a/2", "a/1"]
    assert [one.subject for one in log.read("2181", 2)] == ["a/3", "a/2"]
    assert [one.subject for one in log.read("0180")] == ["a/4"]
    assert log.read("1280") == ()
    assert (tmp_path / "changes" / "2181.jsonl").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", [b"{", b"\xff\xfe", b"[]", b'{"when":"x"}', b'{"when":"x","what":"flown"}', b""])
def test_a_line_that_cannot_be_read_stops_no_other(tmp_path: Path, damage: bytes) -> None:
    log = ChangeLog(tmp_path)
    log.add("2181", [make_change(1)])
    path = tmp_path / "changes" / "2181.jsonl"
    path.write_bytes(path.read_bytes() + damage + b"\n")
    log.add("2181", [make_change(2)])
    assert [one.subject for one in log.read("2181")] == ["a/2", "a/1"]


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_log, "MOST_KEPT", 3)
    log = ChangeLog(tmp_path)
    for number in range(5):
        log.add("2181", [make_change(number)])
    assert [one.subject for one in log.read("2181")] == ["a/4", "a/3", "a/2"]


def test_writers_at_once_lose_no_line(tmp_path: Path) -> None:
    def write(first: int) -> None:
        for number in range(first, 20, 2):
            ChangeLog(tmp_path).add("2181", [make_change(number)])

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.subject for one in ChangeLog(tmp_path).read("2181")} == {f"a/{number}" for number in range(20)}
