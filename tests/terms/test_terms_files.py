"""Files out: whole or not at all, shut to others in the home, open as the umask says elsewhere, with names that fit."""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.terms.aside import find_aside, set_aside
from samspel.terms.errors import BadInputError
from samspel.terms.files import HALF, NAME_BYTES, cut_name, find_folder_trouble, keep_file, write_file


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def with_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_file_is_written_whole_with_the_folders_it_needs(tmp_path: Path) -> None:
    path = write_file(tmp_path / "a" / "b" / "c.bin", b"\0" * 100_000)
    assert path.read_bytes() == b"\0" * 100_000
    assert [file.name for file in path.parent.iterdir()] == ["c.bin"]


def test_what_is_no_file_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(pipe, b"words")
        assert os.read(reading, 100) == b"words"
    finally:
        os.close(reading)
    assert pipe.is_fifo()


@pytest.mark.parametrize("folder", ["answers", "changes", "networks", "maps", "reach", "hospitals"])
def test_what_a_killed_program_left_half_written_is_removed_at_the_next_write(tmp_path: Path, folder: str) -> None:
    home = tmp_path / "home"
    kept = keep_file(home, home / folder / "one", b"x")
    (kept.parent / f"{HALF}0123456789abcdef").write_bytes(b"half a")
    keep_file(home, home / folder / "two", b"y")
    assert sorted(file.name for file in kept.parent.iterdir()) == ["one", "two"]


def test_what_another_program_is_writing_is_left_to_it(tmp_path: Path) -> None:
    half = tmp_path / f"{HALF}0123456789abcdef"
    with half.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        keep_file(tmp_path, tmp_path / "one", b"x")
        assert half.exists()


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "table.csv").symlink_to(tmp_path / "real" / "table.csv")
    write_file(tmp_path / "table.csv", b"x")
    assert (tmp_path / "table.csv").is_symlink()
    assert (tmp_path / "real" / "table.csv").read_bytes() == b"x"


def test_links_that_lead_to_each_other_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(BadInputError) as caught:
        write_file(tmp_path / "a", b"x")
    assert caught.value.code == "cannot_write"


@pytest.mark.parametrize(
    "make", [Path.touch, lambda path: path.symlink_to("/nowhere"), lambda path: path.symlink_to(path)]
)
def test_a_home_that_is_no_folder_is_told_for_that(tmp_path: Path, make: Callable[[Path], None]) -> None:
    home = tmp_path / "home"
    assert find_folder_trouble(home) is None
    make(home)
    trouble = find_folder_trouble(home)
    assert trouble is not None
    assert (trouble.code, trouble.facts["file"]) == ("home_folder", str(home))
    with pytest.raises(BadInputError) as caught:
        keep_file(home, home / "answers" / "2181.csv", b"x")
    assert (caught.value.code, caught.value.facts["reason"]) == ("cannot_write", os.strerror(errno.ENOTDIR))


@pytest.mark.usefixtures("with_umask")
@pytest.mark.parametrize("umask", [0o022, 0o027, 0o077, 0o002])
def test_what_a_person_asked_for_follows_the_umask(tmp_path: Path, umask: int) -> None:
    os.umask(umask)
    assert mode_of(write_file(tmp_path / "tabell.csv", b"x")) == 0o666 & ~umask


@pytest.mark.usefixtures("with_umask")
def test_what_is_kept_is_its_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    os.umask(0)
    home = tmp_path / "home"
    path = keep_file(home, home / "answers" / "2181.csv", b"x")
    assert [mode_of(one) for one in (home, path.parent, path)] == [0o700, 0o700, 0o600]


@pytest.mark.usefixtures("with_umask")
def test_a_home_that_was_open_is_shut_when_something_is_written_to_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for name in ("answers/0180.csv", "reach/2181.json", "secret-key", "annat/brev.txt"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("x", encoding="utf-8")
    keep_file(home, home / "reach" / "0180.json", b"x")
    assert {mode_of(home / name) for name in ("", "answers", "reach")} == {0o700}
    assert {mode_of(home / name) for name in ("answers/0180.csv", "reach/2181.json", "secret-key")} == {0o600}
    assert mode_of(home / "annat" / "brev.txt") == 0o644


def test_a_folder_that_is_shared_by_intent_stays_open(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o1777)
    keep_file(home, home / "answers" / "2181.csv", b"x")
    assert (mode_of(home), mode_of(home / "answers")) == (0o777, 0o700)


def test_a_link_in_the_home_leads_to_no_change_elsewhere(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "annan.csv"
    other.write_text("x", encoding="utf-8")
    other.chmod(0o644)
    (home / "answers").mkdir(parents=True)
    (home / "answers" / "0180.csv").symlink_to(other)
    keep_file(home, home / "answers" / "2181.csv", b"x")
    assert mode_of(other) == 0o644


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(BadInputError) as caught:
        keep_file(tmp_path / "home", tmp_path / "home" / "answers" / "2181.csv", b"x")
    assert caught.value.code == "cannot_write"


@pytest.mark.parametrize(
    ("name", "room", "kept"),
    [
        ("kort.csv", 255, "kort.csv"),
        ("å" * 200 + ".csv", 255, "å" * 125 + ".csv"),
        ("a" + "ö" * 200 + ".xlsx", 255, "a" + "ö" * 124 + ".xlsx"),
        ("漢" * 100 + ".zip", 80, "漢" * 25 + ".zip"),
        ("a" * 300, 255, "a" * 255),
        ("kort." + "ä" * 200, 255, "kort." + "ä" * 125),
        ("a\u030a.csv", 255, "å.csv"),
    ],
)
def test_a_name_is_cut_by_bytes_and_keeps_its_ending(name: str, room: int, kept: str) -> None:
    assert cut_name(name, room) == kept


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), max_size=400))
def test_no_name_is_longer_than_the_file_system_takes(name: str) -> None:
    assert len(cut_name(name).encode()) <= NAME_BYTES


def test_what_is_set_aside_never_covers_what_was_set_aside_before(tmp_path: Path) -> None:
    path = tmp_path / "2181.json"
    for told in ("ett", "två", "tre"):
        path.write_text(told, encoding="utf-8")
        set_aside(path)
    (tmp_path / "2180.json.aside-1").touch()
    assert [one.read_text(encoding="utf-8") for one in find_aside(tmp_path, "2181.json")] == ["ett", "två", "tre"]
    assert len(list(find_aside(tmp_path))) == 4
    assert not path.exists()


def test_what_may_not_be_moved_stays(tmp_path: Path) -> None:
    assert set_aside(tmp_path / "finns-inte.json") is None
