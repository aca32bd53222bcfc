"""`samspel chain`: on the screen, as a sheet, as tables, and a format that cannot be written."""

import csv
import io
import json
from pathlib import Path

import pytest

from samspel.cli.main import execute


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPEL_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SAMSPEL_LANG", raising=False)


def test_it_is_told_and_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["chain", "Olofström"]) == 0
    assert "2. Företag → jobb: ger vika" in capsys.readouterr().out
    assert execute(["chain", "Olofström", "--json", "--lang", "en"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert [link["state"] for link in plain["links"]][1] == "gives_way"


def test_it_is_written_as_a_sheet_and_as_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, links, figures = (tmp_path / name for name in ("kedjan.pdf", "led.csv", "matt.csv"))
    assert execute(["chain", "Sandviken", "--out", str(sheet)]) == 0
    assert execute(["chain", "Sandviken", "--out", str(links)]) == 0
    assert execute(["chain", "Sandviken", "--out", str(figures), "--figures"]) == 0
    assert str(sheet) in capsys.readouterr().out.replace("\n", "")
    assert sheet.read_bytes().startswith(b"%PDF")
    read = [list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) for path in (links, figures)]
    assert len(read[0]) == 6
    assert len(read[1]) > 12


def test_a_format_that_cannot_be_written_is_told_with_those_that_can(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(["chain", "Sandviken", "--out", str(tmp_path / "kedjan.odt")]) == 1
    told = capsys.readouterr().err
    assert "kedjan.odt" in told
    assert ".pdf" in told
    assert ".xlsx" in told
