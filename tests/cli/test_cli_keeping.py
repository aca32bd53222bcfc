"""`samspel answer --kept`, `--forget`, `--forget-unused`, and `samspel reach --forget`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Told = Callable[..., str]


@pytest.fixture
def answered(run: Run, tmp_path: Path) -> Path:
    """Sandviken has answered one question."""
    run("ask", "Sandviken", "--demand", "2", "--out", str(tmp_path))
    form = tmp_path / "svar-2181.csv"
    lines = [line.split(";") for line in form.read_text(encoding="utf-8-sig").splitlines()]
    for line in lines:
        if line[2] == "offered":
            line[6], line[8], line[9] = "nej", "Registrator Ek", "2026-01-02"
    form.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    assert run("answer", "Sandviken", str(form)).code == 0
    return form


@pytest.mark.usefixtures("answered")
def test_what_is_kept_is_shown_removed_and_noted(run: Run, told: Told) -> None:
    shown = run("answer", "Sandviken", "--kept")
    assert shown.code == 0
    assert "childcare-odd-hours/offered" in shown.out
    assert "Registrator Ek" in shown.out
    gone = run("answer", "Sandviken", "--forget", "2/offered")
    assert (gone.code, gone.out.strip()) == (
        0,
        told("sv", "cli.answer.forgotten").replace("{subject}", "childcare-odd-hours/offered"),
    )
    plain = json.loads(run("answer", "Sandviken", "--kept", "--json").out)
    assert plain["answers"] == []
    assert [one["what"] for one in plain["changes"]] == ["answer_forgotten", "answer_kept"]
    assert run("answer", "Sandviken", "--forget", "2/offered").code == 1


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("other", ["2/ofered", "99/offered", "1/plan"])
def test_a_misspelt_name_removes_nothing_of_the_others(run: Run, other: str) -> None:
    assert run("answer", "Sandviken", "--forget", "2/offered", "--forget", other).code == 1
    assert len(json.loads(run("answer", "Sandviken", "--kept", "--json").out)["answers"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("answer", "Sandviken"),
        ("answer", "Sandviken", "--kept", "--forget", "2/offered"),
        ("answer", "Sandviken", "form.csv", "--kept"),
        ("reach", "--forget"),
        ("reach", "Sandviken", "--forget", "--out", "x.csv"),
        ("reach", "--demo", "--forget"),
    ],
)
def test_options_that_do_not_go_together(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


def test_a_report_is_removed(run: Run, home: Path) -> None:
    (home / "reach").mkdir(parents=True)
    (home / "reach" / "2181.json").write_bytes(b"{")
    assert run("reach", "Sandviken", "--forget").code == 0
    assert list((home / "reach").iterdir()) == []
    assert run("reach", "Sandviken", "--forget").code == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b'{"\xff": 1}', b"[" * 100_000])
def test_a_damaged_list_of_hospitals_or_secret_is_told_by_check_and_stops_nothing(
    run: Run, home: Path, damage: bytes
) -> None:
    (home / "hospitals").mkdir(parents=True)
    (home / "hospitals" / "marks.json").write_bytes(damage)
    (home / "secret-key.aside-1").write_bytes(damage)
    assert run("needs", "Malmö").code == 0
    told = run("check")
    assert told.code == 0
    assert "hospitals/marks.json.aside-1" in told.out
    assert "secret-key.aside-1" in told.out


@pytest.mark.usefixtures("answered")
def test_files_that_cannot_be_read_are_removed_when_asked(run: Run, home: Path) -> None:
    (home / "answers" / "2181.csv").write_bytes(b"damaged")
    assert "aside-1" in run("needs", "Sandviken").err
    assert run("answer", "Sandviken", "--forget-unused").code == 0
    assert run("needs", "Sandviken").err == ""
    assert run("answer", "Sandviken", "--forget-unused").code == 1
