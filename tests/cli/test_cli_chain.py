"""`samspel chain`: on the screen, as a sheet, as tables, and a format that cannot be written."""

import csv
import io
import json
from pathlib import Path

from cli.program_runs import Run


def test_it_is_told_and_is_json(run: Run) -> None:
    done = run("chain", "Olofström")
    assert done.code == 0
    assert "2. Företag → jobb: ger vika" in done.out
    done = run("chain", "Olofström", "--json", "--lang", "en")
    assert done.code == 0
    plain = json.loads(done.out)
    assert [link["state"] for link in plain["links"]][1] == "gives_way"


def test_it_is_written_as_a_sheet_and_as_tables(tmp_path: Path, run: Run) -> None:
    sheet, links, figures = (tmp_path / name for name in ("kedjan.pdf", "led.csv", "matt.csv"))
    written = run("chain", "Sandviken", "--out", str(sheet))
    assert written.code == 0
    assert str(sheet) in written.out.replace("\n", "")
    assert run("chain", "Sandviken", "--out", str(links)).code == 0
    assert run("chain", "Sandviken", "--out", str(figures), "--figures").code == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    read = [list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) for path in (links, figures)]
    assert len(read[0]) == 6
    assert len(read[1]) > 12


def test_a_format_that_cannot_be_written_is_told_with_those_that_can(tmp_path: Path, run: Run) -> None:
    done = run("chain", "Sandviken", "--out", str(tmp_path / "kedjan.odt"))
    assert done.code == 1
    for part in ("kedjan.odt", ".pdf", ".xlsx"):
        assert part in done.err


def test_figures_are_for_a_table(tmp_path: Path, run: Run) -> None:
    for more in ((), ("--out", str(tmp_path / "kedjan.pdf"))):
        done = run("chain", "Sandviken", "--figures", *more)
        assert done.code == 2
        assert "--figures gäller en tabell" in done.err
    assert not list(tmp_path.iterdir())


def test_another_file_of_the_name_is_told_as_replaced(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "kedjan.pdf"
    assert json.loads(run("chain", "Sandviken", "--out", str(out), "--json").out)["replaced"] == []
    out.write_bytes(b"another")
    assert json.loads(run("chain", "Sandviken", "--out", str(out), "--json").out)["replaced"] == [str(out)]
