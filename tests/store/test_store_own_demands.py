"""Own demands are kept sealed and private; what is damaged is set aside and told, and stops no other."""

from pathlib import Path
from stat import S_IMODE

import pytest

from samspel.store.own_demands import FORMAT, MOST_KEPT, OwnDemandStore
from samspel.terms.errors import BadInputError

FIRST = 901


@pytest.fixture
def store(tmp_path: Path) -> OwnDemandStore:
    return OwnDemandStore(tmp_path / "home", FIRST)


def list_ids(store: OwnDemandStore) -> list[tuple[int, str, bool]]:
    return [(one.number, one.id, one.is_removed) for one in store.list_kept()]


def test_a_demand_is_kept_for_its_owner_alone_and_its_number_stays(store: OwnDemandStore) -> None:
    assert store.list_kept() == ()
    first, second = store.save("ett", b"a = 1\n"), store.save("annat", b"a = 2\n")
    assert (first.number, second.number) == (FIRST, FIRST + 1)
    assert store.save("ett", b"a = 3\n").number == FIRST
    assert first.path.read_bytes().startswith(b"a = 3\n")
    assert S_IMODE(first.path.stat().st_mode) == 0o600
    assert {S_IMODE(folder.stat().st_mode) for folder in (store.folder, store.folder.parent)} == {0o700}
    assert list_ids(store) == [(FIRST, "ett", False), (FIRST + 1, "annat", False)]


def test_a_removed_demand_can_be_put_back_until_it_is_erased(store: OwnDemandStore) -> None:
    store.save("ett", b"a = 1\n")
    before = store.stamp()
    assert store.remove(str(FIRST)).is_removed
    assert store.stamp() != before
    assert list_ids(store) == [(FIRST, "ett", True)]
    assert store.save("annat", b"a = 2\n").number == FIRST + 1
    store.restore("ett")
    assert list_ids(store)[0] == (FIRST, "ett", False)
    store.remove("ett")
    gone = store.erase("ett").path
    assert not gone.exists()
    assert list_ids(store) == [(FIRST + 1, "annat", False)]


def test_only_what_is_removed_is_put_back_or_erased(store: OwnDemandStore) -> None:
    store.save("ett", b"a = 1\n")
    for change in (store.restore, store.erase):
        with pytest.raises(BadInputError, match="own no removed"):
            change("ett")
    with pytest.raises(BadInputError, match="own none"):
        store.remove("annat")
    store.remove("ett")
    store.save("ett", b"a = 2\n")
    with pytest.raises(BadInputError, match="own in use"):
        store.restore("ett")


def test_there_is_an_end_to_how_many_are_kept(store: OwnDemandStore) -> None:
    for number in range(MOST_KEPT):
        store.save(f"nr-{number}", b"a = 1\n")
    with pytest.raises(BadInputError, match="own full"):
        store.save("en-till", b"a = 1\n")
    store.save("nr-1", b"a = 2\n")  # one that is there may be changed


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "own_damaged"),
        (b"a = 1\n", "own_damaged"),
        (b"a = 1\n#samspel;1;00\n", "own_damaged"),
        (b"a = 1\n#samspel;1\n", "own_damaged"),
        (b"a = 1\n#samspel;x;00\n", "own_damaged"),
        (b"a = 1\n#samspel;%d;00\n" % (FORMAT + 1), "own_newer"),
        (b"a" * 200_001, "own_damaged"),
    ],
)
def test_a_damaged_file_is_set_aside_and_told_and_stops_no_other(store: OwnDemandStore, data: bytes, code: str) -> None:
    bad, good = store.save("ett", b"a = 1\n"), store.save("annat", b"a = 2\n")
    bad.path.write_bytes(data)
    assert list_ids(store) == [(good.number, "annat", False)]
    assert not bad.path.exists()
    told = store.find_troubles()
    assert [error.code for error in told] == [code]
    assert told[0].facts["file"] == f"demands/{bad.path.name}.aside-1"
    assert store.erase_aside() == (f"{bad.path.name}.aside-1",)
    assert store.find_troubles() == ()


def test_a_changed_letter_is_found_also_when_the_file_was_read_before(store: OwnDemandStore) -> None:
    kept = store.save("ett", b"a = 1\n")
    assert list_ids(store)
    kept.path.write_bytes(kept.path.read_bytes().replace(b"a = 1", b"a = 2"))
    assert list_ids(store) == []


def test_a_whole_file_that_lies_aside_is_told_as_such(store: OwnDemandStore) -> None:
    kept = store.save("ett", b"a = 1\n")
    kept.path.rename(kept.path.with_name(f"{kept.path.name}.aside-1"))
    assert [error.code for error in store.find_troubles()] == ["own_again"]


def test_other_files_in_the_folder_are_left_alone(store: OwnDemandStore) -> None:
    store.save("ett", b"a = 1\n")
    other = store.folder / "anteckningar.txt"
    other.write_text("hej", encoding="utf-8")
    assert list_ids(store) == [(FIRST, "ett", False)]
    assert other.exists()


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("", encoding="utf-8")
    with pytest.raises(BadInputError, match="cannot write"):
        OwnDemandStore(tmp_path / "home", FIRST).save("ett", b"a = 1\n")
