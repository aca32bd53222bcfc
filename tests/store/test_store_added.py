"""Lists of own figures: kept one file a place, each with its number, taken away and put back where they stood."""

from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.observations.added import Added
from samspel.store.added import FOLDER, AddedStore

CODE = "2181"


def make(by: str) -> Added:
    return Added(number=0, kind="figures", by=by, file="a.csv", at="2026-11-30T10:00:00+01:00", rows=({"value": 1.5},))


@pytest.fixture
def store(tmp_path: Path, catalogue: Catalogue) -> AddedStore:
    return AddedStore(tmp_path, catalogue.places)


def test_each_list_stays_under_its_own_number(store: AddedStore) -> None:
    for by in ("A", "B", "C"):
        store.add(CODE, make(by))
    gone = store.forget(CODE, 2)
    assert gone is not None
    assert [(one.number, one.by) for one in store.read(CODE)] == [(1, "A"), (3, "C")]
    assert store.forget(CODE, 2) is None
    store.restore(CODE, gone)
    assert [(one.number, one.by) for one in store.read(CODE)] == [(1, "A"), (2, "B"), (3, "C")]
    assert store.load_all().keys() == {CODE}


def test_only_the_owner_reads_them_and_nothing_is_left_of_the_last(store: AddedStore, tmp_path: Path) -> None:
    store.add(CODE, make("A"))
    path = tmp_path / FOLDER / f"{CODE}.json"
    assert path.stat().st_mode & 0o077 == 0
    store.forget(CODE, 1)
    assert not path.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format": 2, "count": 0, "lists": []}', None])
def test_what_cannot_be_read_is_set_aside_and_told(damage: bytes | None, store: AddedStore, tmp_path: Path) -> None:
    store.add(CODE, make("A"))
    path = tmp_path / FOLDER / f"{CODE}.json"
    path.write_bytes(path.read_bytes().replace(b'"count": 1', b'"count": 2') if damage is None else damage)
    before = store.stamp()
    assert store.read(CODE) == ()
    assert store.find_troubles(CODE)
    assert store.stamp() != before
    store.add(CODE, make("B"))
    assert [one.by for one in store.read(CODE)] == ["B"]
    assert store.forget_aside(CODE)
    assert not store.find_troubles(CODE)
