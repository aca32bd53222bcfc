"""What becomes of the output: closed pipes, full disks, streams that were never open, and what others wrote in it."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from cli.program_runs import Run
from samspel.app.desk import find_home
from samspel.cli.framing import NOT_DONE, PIPE_CLOSED
from samspel.terms.harmless import is_control

PROGRAM = Path(sys.executable).with_name("samspel")
FULL = Path("/dev/full")
SAID = "kunde inte skrivas ut"
FORMS = (
    ("place", "Xyzzy", "--json"),
    ("place", "Sandviken"),
    ("place", "Sandviken", "--json"),
    ("needs", "Sandviken"),
    ("sources",),
    ("demands", "--json"),
    ("savings", "--use", "250000", "--price", "120"),
    ("--help",),
    ("serve", "--help"),
    ("--version",),
    (),
)


REAL = (("place", "Xyzzy", "--json"), ("demands", "--json"), ("--version",))
"""A mistake, much and little: in a program of its own, where Python too has something to say at the end."""


def start(words: tuple[str, ...], home: Path, **streams: object) -> "subprocess.CompletedProcess[bytes]":
    env = os.environ | {"SAMSPEL_HOME": str(home)}
    return subprocess.run([PROGRAM, *words], env=env, check=False, timeout=120, **streams)  # type: ignore[call-overload, no-any-return]


@contextmanager
def print_to(file: int | Path, names: tuple[str, ...] = ("stdout",)) -> Iterator[None]:
    """What this process prints goes there. Leaving the streams may fail no more than leaving the program."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as opened:
        for name in names:
            patch.setattr(sys, name, opened.enter_context(open(file, "w", encoding="utf-8")))  # noqa: PTH123
        yield


@pytest.mark.parametrize("words", REAL, ids=" ".join)
def test_a_program_whose_reader_has_gone_ends_in_order(home: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = start(words, home, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (PIPE_CLOSED, b"")


@pytest.mark.parametrize("words", FORMS, ids=" ".join)
def test_a_reader_that_has_gone_is_no_error_of_ours(run: Run, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with print_to(writing):
        done = run(*words)
    assert (done.code, done.err) == (PIPE_CLOSED, "")


@pytest.mark.skipif(not FULL.exists(), reason="no disk that is always full")
@pytest.mark.parametrize("words", REAL, ids=" ".join)
def test_a_program_with_a_full_disk_says_so_and_ends(home: Path, words: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        done = start(words, home, stdout=full, stderr=subprocess.PIPE)
    told = done.stderr.decode()
    assert (done.returncode, told.count("\n")) == (NOT_DONE, 1)
    assert SAID in told


@pytest.mark.skipif(not FULL.exists(), reason="no disk that is always full")
@pytest.mark.parametrize("words", FORMS, ids=" ".join)
def test_a_full_disk_is_said_in_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    with print_to(FULL):
        done = run(*words)
    assert (done.code, done.err.count("\n")) == (NOT_DONE, 1)
    assert SAID in done.err


@pytest.mark.skipif(not FULL.exists(), reason="no disk that is always full")
def test_a_program_whose_error_cannot_be_told_still_ends_in_order(home: Path) -> None:
    with FULL.open("wb") as full:
        assert start(("place", "Xyzzy"), home, stdout=full, stderr=full).returncode == NOT_DONE


@pytest.mark.skipif(not FULL.exists(), reason="no disk that is always full")
@pytest.mark.parametrize("words", [("place", "Xyzzy"), ("place",), ("sources",)], ids=" ".join)
def test_an_error_that_cannot_be_told_is_none_of_its_own(run: Run, words: tuple[str, ...]) -> None:
    with print_to(FULL, ("stdout", "stderr")):
        assert run(*words).code == NOT_DONE


@pytest.mark.parametrize(
    ("closed", "code"),
    [(">&-", NOT_DONE), (">&- 2>&-", NOT_DONE), ("<&-", 0), ("2>&-", 0)],
    ids=("out", "both", "in", "err"),
)
def test_streams_closed_from_the_beginning_bring_nothing_down(
    home: Path, tmp_path: Path, closed: str, code: int
) -> None:
    out = tmp_path / "a.csv"
    env = os.environ | {"SAMSPEL_HOME": str(home)}
    line = f'"{PROGRAM}" sources --out "{out}" {closed}'
    done = subprocess.run(line, shell=True, env=env, check=False, capture_output=True, timeout=120)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert out.read_bytes().startswith(b"table,")


@pytest.mark.parametrize(
    "words", [("place", "\x1b[31mX\u202e"), ("place", "a\x9bb", "--json"), ("sjung\x1b",)], ids=repr
)
def test_what_somebody_typed_never_commands_the_terminal(run: Run, words: tuple[str, ...]) -> None:
    outcome = run(*words)
    assert outcome.code in (1, 2)
    assert not any(map(is_control, outcome.out + outcome.err))


def test_json_keeps_what_somebody_typed(run: Run) -> None:
    assert "a\ufffdb" in json.loads(run("place", "a\x9bb", "--json").out)["error"]["what"]


@pytest.mark.parametrize("module", ["samspel", "samspel.cli.main"])
def test_the_program_runs_as_a_module_too(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("samspel ")


# A home that is none, or not whole

FORM = "organ;krav;post;typ;svar;besvarat av;datum\n2181;childcare-odd-hours;offered;fråga;ja;registrator;2026-11-20\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "svar.csv"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_an_answer_whose_change_cannot_be_noted_is_kept_and_that_is_told(run: Run, home: Path, form: Path) -> None:
    (home / "changes" / "2181.jsonl").mkdir(parents=True)
    outcome = run("answer", "Sandviken", str(form))
    assert outcome.code == 0
    assert (home / "answers" / "2181.csv").is_file()
    assert outcome.err.startswith("Observera: Ändringen är gjord")


def test_no_traceback_is_printed_for_it(home: Path, form: Path) -> None:
    (home / "changes" / "2181.jsonl").mkdir(parents=True)
    done = start(("answer", "Sandviken", str(form)), home, capture_output=True)
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 1)


def test_check_tells_a_home_that_is_no_folder(run: Run, home: Path) -> None:
    home.touch()
    told = run("check").out
    assert "går inte att öppna" in told
    assert "Alla sparade filer går att läsa" not in told


def test_what_the_system_refuses_is_told_for_what_it_is(tmp_path: Path) -> None:
    """Never as an answer that could not be printed."""
    done = start(("needs", "Sandviken"), tmp_path / ("å" * 200), capture_output=True)
    assert done.returncode == 1
    assert b"skrivas ut" not in done.stderr
    assert b"Traceback" not in done.stderr
    assert os.strerror(errno.ENAMETOOLONG).encode() in done.stderr


def test_a_home_may_be_named_from_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SAMSPEL_HOME", "~/samspel")
    assert find_home() == tmp_path / "samspel"
