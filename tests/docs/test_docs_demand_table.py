"""Documents that are made from the content, and texts that are named in the code."""

import ast
import re
import runpy
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import samspel
from samspel.catalogue.loading import Catalogue
from samspel.cli.main import COMMANDS
from samspel.terms import errors

ROOT = Path(__file__).parents[2]
SOURCE = Path(samspel.__file__).parent
ERRORS = {name for name, thing in vars(errors).items() if isinstance(thing, type) and name.endswith("Error")}
ANYTHING = "**"
PARTS = ("what", "where", "why", "do")
TEXTS = {"texts", "told", "_", "get_texts"}


@cache
def read_trees() -> Mapping[Path, ast.Module]:
    """Every module of the package, parsed."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


@cache
def list_calls() -> tuple[tuple[str, ast.Call], ...]:
    """Every call with file and line."""
    return tuple(
        (f"{path.relative_to(SOURCE)}:{node.lineno}", node)
        for path, tree in read_trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )


def name_of(function: ast.expr) -> str:
    """The last name of what is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def first_text(call: ast.Call) -> str | None:
    """The first argument where it is a literal text."""
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


@cache
def find_codes() -> dict[str, tuple[str, set[str]]]:
    """Every code of an error that is made, with where, and the facts that are given; `**` in a call gives any."""
    found: dict[str, tuple[str, set[str]]] = {
        "content": ("terms/errors.py", {"file", "line", "key", "found", "expected"})
    }
    for where, call in list_calls():
        name, code = name_of(call.func), first_text(call)
        if code is None or name not in ERRORS - {"ContentError"} | {"problem"}:
            continue
        given = {keyword.arg for keyword in call.keywords if keyword.arg}
        if name == "problem":
            given |= {"file", "line"}
        known = found.get(code, (where, given))[1]
        spread = any(keyword.arg is None for keyword in call.keywords)
        found[code] = (where, known | {ANYTHING} if spread else known & given)
    return found


@cache
def list_texts() -> tuple[frozenset[str], frozenset[str]]:
    """Every text in the source, and every text with a part filled in as a regular expression."""
    plain, filled = set(), set()
    for tree in read_trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            if isinstance(node, ast.JoinedStr) and len(node.values) > 1 and isinstance(node.values[0], ast.Constant):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w-]+" for p in node.values]
                if len(str(node.values[0].value)) > 3:
                    filled.add("".join(parts))
    return frozenset(plain), frozenset(filled)


def is_named(code: str) -> bool:
    """Whether a code stands in the source as a text of its own, or is made of a text with a part filled in."""
    plain, filled = list_texts()
    return code in plain or any(re.fullmatch(pattern, code) for pattern in filled)


def is_texts(function: ast.expr) -> bool:
    """Whether a call looks a text up: texts(…), self.texts(…), catalogue.texts["sv"](…)."""
    if isinstance(function, ast.Subscript):
        return is_texts(function.value)
    if isinstance(function, ast.Call):
        return name_of(function.func) == "get_texts"
    return name_of(function) in TEXTS


def find_keys() -> dict[str, str]:
    """Every literal key that a text is looked up by, with where."""
    return {
        key: where
        for where, call in list_calls()
        if is_texts(call.func) and (key := first_text(call)) is not None and "." in key
    }


ANY = r"[\w.-]+"
"""A part of a key that is worked out, which may have parts itself."""


def find_key_patterns() -> dict[str, str]:
    """Keys with a part that is worked out, as regular expressions, with where."""
    found: dict[str, str] = {}
    for where, call in list_calls():
        first = call.args[0] if call.args else None
        if is_texts(call.func) and isinstance(first, ast.JoinedStr):
            parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else ANY for p in first.values]
            found["".join(parts)] = where
    return found


def find_links(path: Path) -> list[str]:
    """What a document links to in this repository."""
    return re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))


def test_the_table_of_demands_is_current(catalogue: Catalogue) -> None:
    written = (ROOT / "docs" / "demands.md").read_text(encoding="utf-8")
    made = runpy.run_path(str(ROOT / "docs" / "make_demand_table.py"))["write_table"](catalogue)
    assert written == made, "run make docs"


def test_the_table_has_a_row_with_six_cells_for_every_demand(catalogue: Catalogue) -> None:
    rows = [line for line in (ROOT / "docs" / "demands.md").read_text("utf-8").splitlines() if re.match(r"\| \d", line)]
    assert [int(row.split("|")[1]) for row in rows] == sorted(catalogue.demands_by_number)
    assert {row.count("|") for row in rows} == {7}


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])
def test_every_command_that_a_document_names_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"(?:^|`)samspel ([a-z]\w*)", text, re.MULTILINE)
    assert [command for command in named if command not in COMMANDS] == []


def test_the_readme_names_most_commands() -> None:
    named = set(re.findall(r"(?:^|`)samspel ([a-z]\w*)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert named >= {"place", "needs", "ask", "answer", "brief", "compare", "goals", "sources"}


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])
def test_every_file_that_a_document_links_to_exists(name: str) -> None:
    path = ROOT / name
    assert [link for link in find_links(path) if not (path.parent / link).exists()] == []


def test_the_code_makes_errors_that_are_found() -> None:
    assert set(find_codes()) >= {"unknown_place", "form_yes_no", "cannot_write", "usage", "not_for_country"}


def find_unsaid(catalogue: Catalogue, lang: str) -> list[str]:
    """Errors that lack a part of their sentence, with where they are made."""
    entries = catalogue.texts[lang].entries  # type: ignore[index]
    return [
        f"{where} {code}.{part}"
        for code, (where, _) in find_codes().items()
        for part in PARTS
        if f"errors.{code}.{part}" not in entries or (part in ("what", "do") and not entries[f"errors.{code}.{part}"])
    ]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_error_has_its_sentence(catalogue: Catalogue, lang: str) -> None:
    assert find_unsaid(catalogue, lang) == []


def test_every_fact_that_a_sentence_tells_is_given(catalogue: Catalogue) -> None:
    entries = catalogue.texts["sv"].entries
    wanted = {
        code: set(re.findall(r"\{(\w+)\}", " ".join(entries.get(f"errors.{code}.{part}", "") for part in PARTS)))
        for code in find_codes()
    }
    lacking = {
        code: wanted[code] - given
        for code, (_, given) in find_codes().items()
        if ANYTHING not in given and wanted[code] - given
    }
    assert lacking == {}


def test_no_sentence_belongs_to_an_error_that_nobody_makes(catalogue: Catalogue) -> None:
    told = {key.split(".")[1] for key in catalogue.texts["sv"].entries if key.startswith("errors.")}
    assert {code for code in told - set(find_codes()) if not is_named(code)} == set()


def test_keys_are_found_in_the_code() -> None:
    assert len(find_keys()) > 80
    assert len(find_key_patterns()) > 10


def test_every_text_that_the_code_names_exists(catalogue: Catalogue) -> None:
    entries = catalogue.texts["sv"].entries
    assert {key: where for key, where in find_keys().items() if key not in entries} == {}


def test_every_text_whose_name_is_worked_out_has_a_candidate(catalogue: Catalogue) -> None:
    entries = catalogue.texts["sv"].entries
    lacking = {
        pattern: where
        for pattern, where in find_key_patterns().items()
        if pattern.replace(ANY, "") and not any(re.fullmatch(pattern, key) for key in entries)
    }
    assert lacking == {}
