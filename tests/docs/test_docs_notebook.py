"""The notebook of docs/python.md gives what it shows, run anew in a process of its own by docs/make_notebook.py."""

import json
import re
import subprocess
import sys
from pathlib import Path

from samspel.library import Samspel

ROOT = Path(__file__).parents[2]
NOTEBOOK, GUIDE = ROOT / "docs" / "python.ipynb", ROOT / "docs" / "python.md"


def test_every_cell_gives_what_stands_under_it(tmp_path: Path) -> None:
    out = tmp_path / "run.ipynb"
    program = ROOT / "docs" / "make_notebook.py"
    subprocess.run([sys.executable, str(program), str(out)], check=True, capture_output=True, timeout=300)
    made, kept = (json.loads(path.read_text(encoding="utf-8")) for path in (out, NOTEBOOK))
    cells = [cell for cell in kept["cells"] if cell["cell_type"] == "code"]
    assert len(cells) > 5
    assert made == kept, "run make docs"
    assert all(cell["outputs"] for cell in cells[1:])


def test_the_notebook_is_of_the_format_that_it_says() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    for cell in notebook["cells"]:
        needed = {"cell_type", "id", "metadata", "source"}
        assert cell.keys() == (needed | {"execution_count", "outputs"} if cell["cell_type"] == "code" else needed)


def test_the_guide_names_every_method() -> None:
    told = set(re.findall(r"`(\w+)\(", GUIDE.read_text(encoding="utf-8")))
    methods = {name for name, value in vars(Samspel).items() if callable(value) and not name.startswith("_")}
    assert methods <= told
