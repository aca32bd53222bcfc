"""What somebody says of a hospital, kept on this machine: whole, private, and never a reason to stop."""

from pathlib import Path

import msgspec
import pytest

from samspel.observations.building import Mark
from samspel.store.hospitals import HospitalStore
from samspel.terms.errors import BadInputError

ARVIKA, KIRUNA = Mark("no", "Anna Ek", "2026-11-28", "brev"), Mark("stated", "Bo Ek", "2026-11-29")


def test_marks_are_kept_replaced_and_taken_away_one_by_one(tmp_path: Path) -> None:
    store = HospitalStore(tmp_path / "home")
    assert (dict(store.load()), store.stamp()) == ({}, None)
    store.save("Arvika", ARVIKA)
    store.save("Kiruna", KIRUNA)
    store.save("Arvika", KIRUNA)
    assert HospitalStore(tmp_path / "home").load() == {"Arvika": KIRUNA, "Kiruna": KIRUNA}
    store.save("Arvika", None)
    assert store.load() == {"Kiruna": KIRUNA}


def test_the_stamp_changes_with_the_marks(tmp_path: Path) -> None:
    store = HospitalStore(tmp_path)
    store.save("Arvika", ARVIKA)
    before = store.stamp()
    store.save("Kiruna", KIRUNA)
    assert store.stamp() != before


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"format":"samspel-hospitals-1","count":2,"marks":{}}', "older"])
def test_a_file_that_cannot_be_read_is_set_aside_and_nothing_stops(damage: str, tmp_path: Path) -> None:
    store = HospitalStore(tmp_path)
    store.save("Arvika", ARVIKA)
    path = tmp_path / "hospitals" / "marks.json"
    whole = path.read_text()
    path.write_text(whole.replace("hospitals-1", "hospitals-0") if damage == "older" else damage)
    assert store.load() == {}
    assert len(store.list_aside()) == 1
    store.save("Kiruna", KIRUNA)
    assert (store.load(), len(store.list_aside())) == ({"Kiruna": KIRUNA}, 1)


def test_one_mark_too_few_is_no_half_truth(tmp_path: Path) -> None:
    store = HospitalStore(tmp_path)
    store.save("Arvika", ARVIKA)
    store.save("Kiruna", KIRUNA)
    path = tmp_path / "hospitals" / "marks.json"
    kept = msgspec.json.decode(path.read_bytes())
    del kept["marks"]["Kiruna"]
    path.write_bytes(msgspec.json.encode(kept))
    assert store.load() == {}


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(BadInputError) as caught:
        HospitalStore(tmp_path / "home").save("Arvika", ARVIKA)
    assert caught.value.code == "cannot_write"
