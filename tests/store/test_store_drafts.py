"""Somebody's own words for papers: kept one file a place, readable by the owner alone, and set aside where damaged."""

from pathlib import Path

import msgspec
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.needs.drafts import Draft
from samspel.store.drafts import FOLDER, DraftStore

CODE = "2181"
DRAFT = Draft(subject="childcare-odd-hours", when="2026-11-22T10:00:00+01:00", words={"story": "Två tackade nej."})
OTHER = Draft(subject="shift-transit", words={"story": "Bussen gick kvart över."})


def save(store: DraftStore, draft: Draft, home: Path | None = None) -> Path:
    """Keep a draft whatever was there before; where its file lies."""
    store.change(CODE, draft.subject, lambda _: draft)
    return (home or Path()) / FOLDER / f"{CODE}.json"


@pytest.fixture
def store(tmp_path: Path, catalogue: Catalogue) -> DraftStore:
    return DraftStore(tmp_path, catalogue.places)


def test_drafts_are_kept_by_place_and_subject_and_a_new_one_replaces_the_old(store: DraftStore) -> None:
    for draft in (OTHER, DRAFT, Draft(subject=OTHER.subject, words={"story": "Bussen går inte."})):
        save(store, draft)
    assert [draft.subject for draft in store.read(CODE)] == [DRAFT.subject, OTHER.subject]
    assert store.find(CODE, OTHER.subject) == Draft(subject=OTHER.subject, words={"story": "Bussen går inte."})
    assert store.read("2180") == ()


def test_only_the_owner_may_read_them(store: DraftStore, tmp_path: Path) -> None:
    path = save(store, DRAFT, tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_draft_is_made_of_what_is_there_when_nobody_else_writes(
    store: DraftStore, tmp_path: Path, catalogue: Catalogue
) -> None:
    save(store, DRAFT)
    other = DraftStore(tmp_path, catalogue.places)
    seen: list[Draft | None] = []

    def add(old: Draft | None) -> Draft | None:
        seen.append(old)
        return DRAFT

    assert store.find(CODE, DRAFT.subject) == DRAFT
    newer = Draft(subject=DRAFT.subject, words={"story": "Sedan dess."})
    save(other, newer)
    store.change(CODE, DRAFT.subject, add)
    assert seen == [newer]


def test_a_draft_is_removed_and_with_the_last_one_the_file(store: DraftStore, tmp_path: Path) -> None:
    path = save(store, DRAFT, tmp_path)
    save(store, OTHER)
    before = store.stamp()
    assert store.forget(CODE, DRAFT.subject)
    assert store.stamp() != before
    assert b"tackade" not in path.read_bytes()
    assert not store.forget(CODE, DRAFT.subject)
    assert store.forget(CODE, OTHER.subject)
    assert not path.exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "kept_empty"),
        (b"{", "kept_damaged"),
        (b'{"format": 1, "count": 2, "drafts": [{"subject": "a"}]}', "kept_damaged"),
        (b'{"format": 99, "count": 0, "drafts": []}', "kept_newer"),
        (b'{"format": 1, "count": 1, "drafts": [{"subject": "a", "party": "S"}]}', "kept_damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_set_aside_and_told(
    store: DraftStore, tmp_path: Path, data: bytes, code: str
) -> None:
    save(store, DRAFT, tmp_path).write_bytes(data)
    assert store.read(CODE) == ()
    assert [trouble.code for trouble in store.find_troubles(CODE)] == [code]
    assert store.forget_aside(CODE)
    assert store.find_troubles(CODE) == ()


@pytest.mark.parametrize(
    ("draft", "made"),
    [
        (DRAFT, 1),
        (msgspec.structs.replace(DRAFT, came_from="En annans."), 2),
        (msgspec.structs.replace(DRAFT, event="2027:400:industri"), 3),
    ],
)
def test_a_file_has_the_oldest_format_that_holds_it(store: DraftStore, tmp_path: Path, draft: Draft, made: int) -> None:
    assert msgspec.json.decode(save(store, draft, tmp_path).read_bytes())["format"] == made
    assert store.read(CODE) == (draft,)
