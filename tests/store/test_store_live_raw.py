"""Answers as they came, and the list of what was asked."""

import gzip
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samspel.sources.live.answers import Answer
from samspel.sources.live.errors import FetchError
from samspel.store.live.raw import LIST, RawStore

ADDRESS = "https://api.kolada.se/v3/data/kpi/N00945/year/2023"
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def make_answer(body: bytes, moment: datetime = NOON, address: str = ADDRESS) -> Answer:
    digest = hashlib.sha256(body).hexdigest()
    return Answer(address=address, status=200, kind="application/json", fetched=moment, digest=digest, body=body)


def test_an_answer_is_kept_to_the_byte_with_what_was_asked(tmp_path: Path) -> None:
    body = '{"title": "Åldrar"}'.encode()
    store = RawStore(tmp_path, "kolada")
    store.keep(make_answer(body), "CC0")
    found = RawStore(tmp_path, "kolada").find(ADDRESS, NOON - timedelta(hours=1))
    assert found is not None
    asked, kept = found
    assert kept == body
    assert (asked.address, asked.when, asked.status, asked.licence) == (ADDRESS, NOON.isoformat(), 200, "CC0")
    assert (asked.size, asked.digest) == (len(body), hashlib.sha256(body).hexdigest())


def test_an_older_answer_is_asked_for_again_and_stays(tmp_path: Path) -> None:
    store = RawStore(tmp_path, "kolada")
    store.keep(make_answer(b"one"), "")
    assert store.find(ADDRESS, NOON + timedelta(seconds=1)) is None
    store.keep(make_answer(b"two", NOON + timedelta(days=1)), "")
    found = store.find(ADDRESS, NOON)
    assert found is not None
    assert found[1] == b"two"
    kept = {gzip.decompress(path.read_bytes()) for path in tmp_path.rglob("*.gz")}
    assert kept == {b"one", b"two"}
    assert [asked.size for asked in store.list_asked()] == [3, 3]


def test_what_was_changed_since_is_not_trusted(tmp_path: Path) -> None:
    store = RawStore(tmp_path, "kolada")
    store.keep(make_answer(b"one"), "")
    (path,) = tmp_path.rglob("*.gz")
    path.write_bytes(gzip.compress(b"other"))
    assert store.find(ADDRESS, NOON) is None
    path.write_bytes(b"half")
    assert store.find(ADDRESS, NOON) is None


def test_a_line_that_was_cut_off_hides_no_other(tmp_path: Path) -> None:
    store = RawStore(tmp_path, "kolada")
    store.keep(make_answer(b"one"), "")
    (path,) = tmp_path.rglob(LIST)
    path.write_bytes(path.read_bytes()[:-30])
    later = RawStore(tmp_path, "kolada")
    later.keep(make_answer(b"two", address=f"{ADDRESS},2024"), "")
    assert [asked.address for asked in RawStore(tmp_path, "kolada").list_asked()] == [f"{ADDRESS},2024"]


def test_calls_of_a_month_are_counted_and_end(tmp_path: Path) -> None:
    store = RawStore(tmp_path, "trafiklab")
    for _ in range(3):
        store.spend("2026-11", 3, "https://example.org")
    with pytest.raises(FetchError) as caught:
        RawStore(tmp_path, "trafiklab").spend("2026-11", 3, "https://example.org")
    assert caught.value.code == "fetch_spent"
    assert store.count_calls("2026-11") == 3
    store.spend("2026-12", 3, "https://example.org")
    assert store.count_calls("2026-12") == 1
