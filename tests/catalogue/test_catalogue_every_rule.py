"""No rule without a broken file: every line that raises a ContentError is reached by some case."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import samspel
from catalogue import (
    test_catalogue_age_groups,
    test_catalogue_chain_checks,
    test_catalogue_checks,
    test_catalogue_loading,
    test_catalogue_papers,
    test_catalogue_places,
    test_catalogue_proposal_checks,
    test_catalogue_reading,
    test_catalogue_tables,
    test_catalogue_texts,
    test_catalogue_tidy,
)
from catalogue.breaches import Breach, Provoke
from samspel.terms.errors import ContentError

PACKAGE = Path(samspel.__file__).parent
LAYERS = ("catalogue", "observations", "reach")
MODULES = (
    test_catalogue_age_groups,
    test_catalogue_chain_checks,
    test_catalogue_checks,
    test_catalogue_loading,
    test_catalogue_papers,
    test_catalogue_places,
    test_catalogue_proposal_checks,
    test_catalogue_reading,
    test_catalogue_tables,
    test_catalogue_texts,
    test_catalogue_tidy,
)
CASES: list[Breach] = [breach for module in MODULES for breach in module.CASES]
ELSEWHERE = {
    ("added.py", "raise"),
    ("fetching.py", "raise"),
    ("building.py", '"one of figure, derived, computed and missing"'),
    ("register.py", "raise"),
    ("borders.py", "raise"),
    ("proposal_checks.py", "a comparison with the law in the twelve months before"),
    ("digest.py", "raise"),
    ("handbooks.py", "raise"),
    ("own.py", "raise"),
    ("loading.py", '"an address with https or mailto, or none"'),
    ("searching.py", "raise"),
    ("mandates.py", "raise"),
    ("matters.py", "raise"),
    ("permissions.py", "raise"),
    ("requests.py", "raise"),
    ("sharing.py", "raise"),
    ("voices.py", "raise"),
}
"""Only for an indicator that no content can have, for the register and the borders, which no series reads, for the age
of a law text, which is no matter of loading, for demands that are not in our content, and for the help and the words of
the search, of the workspace, of fetching and of own figures, which are read when somebody asks; see
tests/observations/test_observations_building, test_observations_register, test_observations_borders,
test_catalogue_proposal_checks, test_catalogue_handbooks, test_catalogue_own, test_catalogue_glossary,
test_catalogue_searching, test_catalogue_mandates, test_catalogue_matters, test_catalogue_requests,
test_catalogue_voices, test_catalogue_fetching, test_catalogue_added and tests/workspace/test_workspace_permissions.
"""


def find_raises() -> Iterator[tuple[str, int, int, str]]:
    """File, first and last line, and source of each `raise ContentError(...)` or `raise _explain(...)`."""
    for layer in LAYERS:
        for path in sorted((PACKAGE / layer).glob("*.py")):
            source = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                    name = getattr(node.exc.func, "id", "")
                    if name in {"ContentError", "_explain"}:
                        yield (
                            path.name,
                            node.lineno,
                            node.end_lineno or node.lineno,
                            ast.get_source_segment(source, node) or "",
                        )


def raised_at(error: ContentError) -> tuple[str, int]:
    """File and line where the error was raised."""
    step = error.__traceback__
    assert step is not None
    while step.tb_next is not None:
        step = step.tb_next
    return Path(step.tb_frame.f_code.co_filename).name, step.tb_lineno


def test_every_rule_has_its_own_name() -> None:
    rules = [breach.rule for breach in CASES]
    assert len(set(rules)) == len(rules)


def test_every_raise_is_reached_by_a_broken_file(provoked: Provoke) -> None:
    reached = {raised_at(provoked(breach)[0]) for breach in CASES}
    missed = [
        f"{file}:{first} {source}"
        for file, first, last, source in find_raises()
        if not any(name == file and first <= line <= last for name, line in reached)
        and not any(name == file and words in source for name, words in ELSEWHERE)
    ]
    assert missed == []


@pytest.mark.parametrize("layer", ["catalogue", "observations"])
def test_the_search_for_raises_finds_some(layer: str) -> None:
    files = {path.name for path in (PACKAGE / layer).glob("*.py")}
    assert any(file in files for file, *_ in find_raises())
