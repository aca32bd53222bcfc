"""docs/verdicts.md says how the verdicts fall with the content as it is."""

import runpy
from pathlib import Path

from samspel.app.desk import open_desk

ROOT = Path(__file__).parents[2]


def test_the_document_is_current(tmp_path: Path) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_verdict_table.py"))["write_table"](open_desk(home=tmp_path))
    assert (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8") == made, "run `make docs`"
