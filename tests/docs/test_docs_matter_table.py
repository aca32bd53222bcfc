"""The tables of how matters move are made from the content."""

import runpy
from pathlib import Path

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.matters import load_rules

DOCS = Path(__file__).parents[2] / "docs"


def test_the_tables_are_current(catalogue: Catalogue) -> None:
    made = runpy.run_path(str(DOCS / "make_matter_table.py"))["write_table"](catalogue)
    assert (DOCS / "matter_rules.md").read_text("utf-8") == made, "run make docs"


def test_every_state_and_event_has_a_row(catalogue: Catalogue) -> None:
    written = (DOCS / "matter_rules.md").read_text("utf-8")
    rules = load_rules(catalogue.folder)
    ids = [one.id for one in rules.states] + [one.id for one in rules.events] + [one.id for one in rules.clocks]
    assert [name for name in ids if f"| `{name}` |" not in written] == []
