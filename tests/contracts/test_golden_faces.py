"""Golden texts of every face: what pages, documents and commands say of four places, word for word, at one day.

A wording that changes on purpose is renewed by `make golden`, and the difference read in the commit.
"""

import subprocess
import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from ready_tables import lay_tables

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
FILES = sorted(path.name for path in GOLDEN.glob("*.txt"))
SHOWN = 40
MOST_BYTES = 1_100_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts as they are now, made by the very command that renews them, in a process of its own."""
    folder, home = tmp_path_factory.mktemp("golden"), tmp_path_factory.mktemp("home")
    lay_tables(home)
    command = [sys.executable, str(HERE / "renew_golden.py"), str(folder), str(home)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder


def read_faces(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each face of a file with its lines."""
    for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
        name, *lines = part.splitlines()
        yield name, lines


def test_there_is_a_file_for_each_place_and_language_and_no_other(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == FILES
    assert len(FILES) == 10


@pytest.mark.parametrize("name", FILES)
def test_every_face_says_what_it_said(made: Path, name: str) -> None:
    before, now = dict(read_faces(GOLDEN / name)), dict(read_faces(made / name))
    told = [
        "\n".join(list(unified_diff(before.get(face, []), now.get(face, []), face, face, lineterm="", n=1))[:SHOWN])
        for face in {**before, **now}
        if before.get(face) != now.get(face)
    ]
    assert not told, "Changed on purpose? Run make golden.\n" + "\n".join(told)


def test_every_face_says_something_and_no_face_failed() -> None:
    for name in FILES:
        faces = dict(read_faces(GOLDEN / name))
        assert len(faces) == (1 if "example" in name else 20), name
        assert all(lines for lines in faces.values()), name
        failed = {face for face, lines in faces.items() if lines[0].startswith(("Traceback", "Fel:", "Error:"))}
        # A region is neither simulated nor planned for.
        assert failed == ({"terminal simulate", "terminal transition"} if "-21." in name else set()), name


def test_the_files_stay_small() -> None:
    assert sum((GOLDEN / name).stat().st_size for name in FILES) < MOST_BYTES
