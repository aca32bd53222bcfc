"""How the code is kept: small functions and modules, typed speech, no id of the content in code, tests that mirror it.

Tests that mirror no module are listed by name: the list may shrink, and an entry that no longer breaks the rule fails
too. No other rule has an exception.
"""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from inspect import isfunction
from pathlib import Path

import pytest

import samspel
from dealing import LONGEST
from samspel.catalogue.loading import Catalogue
from samspel.scenarios.outcomes import load_outcomes

SOURCE = Path(samspel.__file__).parent
TESTS = Path(__file__).parents[1]
MOST_LINES_OF_A_FUNCTION, MOST_LINES_OF_A_MODULE = 50, 400
LEAST_FIELDS_TO_NAME = 6
LANGUAGE = {"lang", "language"}
CALLED_BY_FACES = [
    [package] for package in ("app", "catalogue", "cli", "rendering", "reports", "terms", "web", "workspace")
]
"""What a face may call; of what lies below it sees records, kinds and limits alone."""
FOLDERS_OF_NO_PACKAGE = {"browser", "contracts", "docs", "fuzz", "live"}
TESTS_OF_SEVERAL_MODULES: set[str] = {
    "app/test_app_each_municipality.py",
    "app/test_app_tabling.py",
    "app/test_app_updating_faults.py",
    "catalogue/test_catalogue_age_groups.py",
    "catalogue/test_catalogue_demo_town.py",
    "catalogue/test_catalogue_every_rule.py",
    "catalogue/test_catalogue_tidy.py",
    "cli/test_cli_brief_scenario.py",
    "cli/test_cli_mistakes.py",
    "cli/test_cli_simulate_all.py",
    "needs/test_needs_condition.py",
    "observations/test_observations_printed.py",
    "observations/test_observations_published_rules.py",
    "reach/test_reach_best_departure.py",
    "reach/test_reach_review.py",
    "reach/test_reach_rivals.py",
    "reports/test_reports_judged.py",
    "sources/test_sources_answer_store.py",
    "sources/test_sources_form_round_trip.py",
    "sources/test_sources_gtfs_as_written.py",
    "sources/test_sources_gtfs_broken.py",
    "sources/test_sources_gtfs_overlap.py",
    "sources/test_sources_gtfs_real.py",
    "sources/test_sources_gtfs_store.py",
    "sources/test_sources_kept.py",
    "web/test_web_english.py",
    "web/test_web_enquiry.py",
    "web/test_web_faces_agree.py",
    "web/test_web_full_disk.py",
    "web/test_web_reach_kept.py",
    "web/test_web_sites.py",
    "web/test_web_texts.py",
}


@cache
def read_modules() -> dict[str, ast.Module]:
    """Every module of the package by its path in it, parsed. What Django has made of the tables is not ours."""
    paths = sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "migrations")
    return {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def list_long_functions(name: str, tree: ast.Module) -> Iterator[str]:
    """Functions of more lines than a function may have, the decorators left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{name}:{node.name}"


def list_positional_records(name: str, tree: ast.Module) -> Iterator[str]:
    """Frozen records of many fields that can be made without naming each."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
        kinds = [ast.unparse(part.annotation) for part in node.body if isinstance(part, ast.AnnAssign)]
        count = sum("ClassVar" not in kind for kind in kinds)
        if "frozen=True" in marks and "kw_only=True" not in marks and count >= LEAST_FIELDS_TO_NAME:
            yield f"{name}:{node.name}"


def list_untyped_speech(name: str, tree: ast.Module) -> Iterator[str]:
    """Calls of getattr with a language."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
            words = {part.id for arg in node.args for part in ast.walk(arg) if isinstance(part, ast.Name)}
            words |= {part.attr for arg in node.args for part in ast.walk(arg) if isinstance(part, ast.Attribute)}
            if words & LANGUAGE:
                yield f"{name}:{node.lineno}"


def list_ids(tree: ast.Module, ids: set[str]) -> Iterator[str]:
    """Ids of the content that stand as strings of their own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in ids:
            yield str(node.value)


def list_borrowed_functions(name: str, tree: ast.Module) -> Iterator[str]:
    """Functions from below what faces may call that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[1:2] not in CALLED_BY_FACES:
            if not str(node.module).startswith("samspel."):
                continue
            module = import_module(str(node.module))
            yield from (f"{name}:{one.name}" for one in node.names if isfunction(getattr(module, one.name)))


def names_a_module(folder: str, stem: str) -> bool:
    """Whether what follows the package in a test file's name is a module of it, or a package or module below."""
    package, named = SOURCE / folder, stem.removeprefix(f"test_{folder}_")
    below = {path.relative_to(package).with_suffix("").as_posix().replace("/", "_") for path in package.rglob("*.py")}
    folders = {path.parent.relative_to(package).as_posix() for path in package.rglob("__init__.py")}
    return named in below | folders


def test_no_function_is_long() -> None:
    found = {long for name, tree in read_modules().items() for long in list_long_functions(name, tree)}
    assert found == set()


def test_no_module_is_long() -> None:
    lengths = {name: len((SOURCE / name).read_text(encoding="utf-8").splitlines()) for name in read_modules()}
    assert {name for name, lines in lengths.items() if lines > MOST_LINES_OF_A_MODULE} == set()


def test_the_fields_of_a_long_record_are_named() -> None:
    found = {record for name, tree in read_modules().items() for record in list_positional_records(name, tree)}
    assert found == set()


def test_what_a_record_says_is_never_asked_for_by_the_name_of_a_language() -> None:
    assert [call for name, tree in read_modules().items() for call in list_untyped_speech(name, tree)] == []


def test_faces_call_nothing_below_the_reports_and_what_the_program_can_do() -> None:
    faces = {name: tree for name, tree in read_modules().items() if name.startswith(("cli/", "web/"))}
    assert [one for name, tree in faces.items() for one in list_borrowed_functions(name, tree)] == []


def test_no_id_of_a_demand_or_an_indicator_stands_in_code(catalogue: Catalogue) -> None:
    ids = {one for one in (*catalogue.indicators, *catalogue.demands) if re.search(r"[_-]", one)}
    assert len(ids) > 400
    # The model knows no catalogue: what it calls its outcomes are names of its own, which outcomes.toml holds it to.
    outcomes = {outcome.id for outcome in load_outcomes(catalogue)}
    found = {
        name: set(list_ids(tree, ids - outcomes if name.startswith("dynamics/") else ids))
        for name, tree in read_modules().items()
    }
    assert {name: named for name, named in found.items() if named} == {}


def test_every_test_file_is_named_after_a_module() -> None:
    found = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.glob("*/test_*.py")
        if path.parent.name not in FOLDERS_OF_NO_PACKAGE and not names_a_module(path.parent.name, path.stem)
    }
    assert found == TESTS_OF_SEVERAL_MODULES


LONG_RECORD = "@dataclass(frozen=True)\nclass Long:\n" + "".join(
    f"    f{n}: int\n" for n in range(LEAST_FIELDS_TO_NAME)
)
LONG = "def long():\n" + "    pass\n" * MOST_LINES_OF_A_FUNCTION


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        (LONG, list_long_functions),
        ("class A:\n    def long(self):\n" + "        pass\n" * MOST_LINES_OF_A_FUNCTION, list_long_functions),
        (LONG_RECORD, list_positional_records),
        (LONG_RECORD.replace("frozen=True", "frozen=True, slots=True"), list_positional_records),
        ("from samspel.reach.findings import find_worst", list_borrowed_functions),
        ("said = getattr(record, lang)", list_untyped_speech),
        ("said = getattr(record, self.texts.lang, None)", list_untyped_speech),
        ("said = getattr(record, str(language))", list_untyped_speech),
    ],
)
def test_what_breaks_a_rule_is_found(source: str, rule: Callable[[str, ast.Module], Iterator[str]]) -> None:
    assert list(rule("module.py", ast.parse(source)))


def test_what_keeps_the_rules_is_not_found() -> None:
    tree = ast.parse("value = getattr(record, name)\ndef short():\n" + "    pass\n" * (MOST_LINES_OF_A_FUNCTION - 1))
    assert [*list_long_functions("module.py", tree), *list_untyped_speech("module.py", tree)] == []
    records = ast.parse("from samspel.reach.report import ReachReport\nfrom samspel.app.finding import find_place")
    assert list(list_borrowed_functions("module.py", records)) == []
    named = ast.parse(LONG_RECORD.replace("frozen=True", "frozen=True, kw_only=True"))
    short = ast.parse(LONG_RECORD.replace("f0: int", "f0: ClassVar[int]"))
    assert [*list_positional_records("module.py", named), *list_positional_records("module.py", short)] == []


def test_an_id_in_code_is_found() -> None:
    assert list(list_ids(ast.parse("series('guest_nights')"), {"guest_nights"}))


def test_a_test_of_no_module_is_found() -> None:
    assert not names_a_module("terms", "test_terms_nothing")
    assert names_a_module("terms", "test_terms_place")
    assert names_a_module("sources", "test_sources_gtfs")
    assert names_a_module("sources", "test_sources_gtfs_reading")


def test_what_is_dealt_out_first_is_there() -> None:
    assert [name for name in LONGEST if not (TESTS / name).exists()] == []
