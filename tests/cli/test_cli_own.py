"""Another handbook and own demands on the command line, each command in a program of its own home."""

import json
from pathlib import Path

import pytest

from foreign import NAME, PUBLISHER, TITLE, write_handbook
from samspel.app.handbooks import VARIABLE
from samspel.cli.main import execute

OWN = "Cykelställ under tak vid stationen"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Code, what was printed, and what was told beside."""
    capsys.readouterr()
    code = execute(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_another_handbook_is_listed_and_says_whose_it_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "kust"
    write_handbook(folder)
    code, out, _ = run(capsys, "demands", "101", "--handbook", str(folder))
    assert code == 0
    assert f"101. {TITLE} ({NAME})" in out
    assert PUBLISHER in out
    code, out, _ = run(capsys, "demands", "--handbook", str(folder), "--json")
    rows = json.loads(out)
    assert [row["handbook"] for row in rows if row["handbook"]] == [NAME]
    assert run(capsys, "demands", "101")[0] == 1


def test_a_broken_handbook_is_a_mistake_of_the_command_or_a_warning(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kust"
    path = write_handbook(folder)
    path.write_text(path.read_text(encoding="utf-8").replace("months = 12", "months = 99"), encoding="utf-8")
    code, out, err = run(capsys, "demands", "--handbook", str(folder))
    assert (code, out) == (2, "")
    assert "handbook/101-kust-natt.toml" in err
    assert "months" in err
    code, out, _ = run(capsys, "demands", "--handbook", str(folder), "--json")
    assert (code, json.loads(out)["error"]["code"]) == (2, "handbook")
    monkeypatch.setenv(VARIABLE, str(folder))
    code, out, err = run(capsys, "demands", "2")
    assert code == 0
    assert "handbook/101-kust-natt.toml" in err
    assert "2. " in out


def test_an_own_demand_goes_from_the_template_to_the_needs_and_away(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "krav.toml"
    assert run(capsys, "demands", "--new", str(path))[0] == 0
    assert "krav-2.toml" not in {one.name for one in tmp_path.iterdir()}
    code, out, _ = run(capsys, "demands", "--add", str(path))
    assert code == 0
    assert f"901. {OWN} (eget krav)" in out
    assert len(list((home / "demands").iterdir())) == 1
    code, out, _ = run(capsys, "needs", "Sandviken", "--demand", "901", "--json")
    assert json.loads(out)["needs"][0]["handbook"] == {"own": True, "name": "", "publisher": ""}
    assert OWN in run(capsys, "demands", "--own")[1]
    assert run(capsys, "demands", "--remove", "901")[0] == 0
    assert run(capsys, "demands", "901")[0] == 1
    assert run(capsys, "demands", "--restore", "901")[0] == 0
    assert run(capsys, "demands", "901")[0] == 0
    assert run(capsys, "demands", "--remove", "901", "--json")[0] == 0
    assert run(capsys, "demands", "--erase", "901")[0] == 0
    assert list((home / "demands").iterdir()) == []
    assert json.loads(run(capsys, "demands", "--own", "--json")[1]) == {"used": [], "removed": [], "troubles": []}


def test_mistakes_in_a_file_are_told_together_and_nothing_is_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "krav.toml"
    run(capsys, "demands", "--new", str(path))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('area = "planning-housing"', 'area = "moon"').replace("?", "."), encoding="utf-8")
    code, _, err = run(capsys, "demands", "--add", str(path))
    assert code == 1
    assert err.count("Fel: ") == 2
    assert not (home / "demands").exists()


def test_one_thing_is_done_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "demands", "--own", "--remove", "901")
    assert code == 2
    assert "--restore" in err


def test_check_counts_what_is_not_ours(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "kust"
    write_handbook(folder)
    code, out, _ = run(capsys, "check", "--handbook", str(folder))
    assert code == 0
    assert f"1 i {NAME}, av {PUBLISHER}" in " ".join(out.split())
