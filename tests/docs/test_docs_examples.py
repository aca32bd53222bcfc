"""The example motions are what make_examples.py makes of their stories, and say that these are made up."""

import runpy
from pathlib import Path

from samspel.app.briefing import render
from samspel.app.desk import Desk

PROGRAM = Path(__file__).parents[2] / "docs" / "make_examples.py"


def test_each_example_is_current_finished_and_said_to_be_made_up(still_desk: Desk) -> None:
    made = runpy.run_path(str(PROGRAM))
    folder, examples = made["FOLDER"], list(made["write_examples"](still_desk))
    assert len(examples) == 5
    for written in examples:
        ((name, data),) = render(written.document, ("txt",)).items()
        told = data.decode()
        assert written.remarks == (), name
        assert "Påhittat exempel" in told, name
        assert (folder / name).read_text(encoding="utf-8") == told, "run make docs"
        assert (folder / Path(name).with_suffix(".pdf")).read_bytes().startswith(b"%PDF")
