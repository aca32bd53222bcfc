"""Every document that is made has a program that makes it, `make docs` runs that, and a test fails when it is stale."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = sorted(path.name for path in (ROOT / "docs").glob("make_*.py"))
OF_THEIR_OWN = {"make_borders.py", "make_figures.py", "make_glyph_table.py"}
"""The first two need the publishers' raw files, which are not in the repository: `make figures`. The third takes
minutes, and is only run when typst brings other fonts, which a test of the PDF sees.
"""


def read_recipe(target: str) -> str:
    """What a target of the Makefile runs."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert found is not None, target
    return found[1]


def test_make_docs_makes_every_document() -> None:
    made = re.findall(r"docs/(make_\w+\.py)", read_recipe("docs"))
    assert sorted(made) == [name for name in PROGRAMS if name not in OF_THEIR_OWN]


def test_every_made_document_is_held_against_its_program_by_a_test() -> None:
    others = [path for path in ROOT.glob("tests/*/test_*.py") if path != Path(__file__)]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in others)
    assert [name for name in PROGRAMS if name not in OF_THEIR_OWN and name not in tests] == []


def test_make_quick_leaves_out_no_folder_that_is_not_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.search(r"QUICK := \$\(addprefix tests/,([\w ]+)\)", makefile)
    assert listed is not None
    assert [name for name in listed[1].split() if not (ROOT / "tests" / name).is_dir()] == []
