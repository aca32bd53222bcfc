"""The tables of the simulation's numbers are made from the content, and the document on it names what there is."""

import re
import runpy
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.scenarios.costs import load_costs
from samspel.scenarios.levers import load_effects
from samspel.scenarios.parameters import load_parameters

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def written() -> str:
    return (DOCS / "parameters.md").read_text("utf-8")


def test_the_tables_are_current(catalogue: Catalogue, written: str) -> None:
    made = runpy.run_path(str(DOCS / "make_parameter_table.py"))["write_table"](catalogue)
    assert written == made, "run make docs"


def test_every_parameter_lever_and_cost_has_a_row(catalogue: Catalogue, written: str) -> None:
    parameters = load_parameters(catalogue)
    rows = [line for line in written.splitlines() if line.startswith("| ")]
    effects = load_effects(catalogue, parameters).values()
    moves = sum(max(len(effect.moves), 1) for effect in effects)
    assert len(rows) == 2 * 3 + len(parameters) + moves + len(load_costs(catalogue))
    assert {row.count(" | ") for row in rows} == {8, 9}


def test_every_parameter_is_used_by_name_in_the_document_on_the_simulation(catalogue: Catalogue) -> None:
    told = set(re.findall(r"[a-z_]+", (DOCS / "simulation.md").read_text("utf-8")))
    assert set(load_parameters(catalogue)) - told == set()
