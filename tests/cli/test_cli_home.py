"""A home that is none, or not whole: said in words, and nothing that was given is lost without a word."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from program_runs import Run

from samspel.app.desk import find_home

FORM = "organ;krav;post;typ;svar;besvarat av;datum\n2181;childcare-odd-hours;offered;fråga;ja;registrator;2026-11-20\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "svar.csv"
    path.write_text(FORM, encoding="utf-8")
    return path


def start(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, as a user starts it."""
    return subprocess.run(
        [sys.executable, "-m", "samspel", *words],
        env=os.environ | {"SAMSPEL_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_an_answer_whose_change_cannot_be_noted_is_kept_and_that_is_told(run: Run, home: Path, form: Path) -> None:
    (home / "changes" / "2181.jsonl").mkdir(parents=True)
    outcome = run("answer", "Sandviken", str(form))
    assert outcome.code == 0
    assert (home / "answers" / "2181.csv").is_file()
    assert outcome.err.startswith("Observera: Ändringen är gjord")


def test_no_traceback_is_printed_for_it(home: Path, form: Path) -> None:
    (home / "changes" / "2181.jsonl").mkdir(parents=True)
    done = start(home, "answer", "Sandviken", str(form))
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)


def test_check_tells_a_home_that_is_no_folder(run: Run, home: Path) -> None:
    home.touch()
    told = run("check").out
    assert "går inte att öppna" in told
    assert "Alla sparade filer går att läsa" not in told


def test_what_the_system_refuses_is_told_for_what_it_is(tmp_path: Path) -> None:
    """Never as an answer that could not be printed."""
    done = start(tmp_path / ("å" * 200), "needs", "Sandviken")
    assert done.returncode == 1
    assert "skrivas ut" not in done.stderr
    assert "Traceback" not in done.stderr
    assert os.strerror(errno.ENAMETOOLONG) in done.stderr


def test_a_home_may_be_named_from_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SAMSPEL_HOME", "~/samspel")
    assert find_home() == tmp_path / "samspel"
