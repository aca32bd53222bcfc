"""What a function imports when it runs is there: a name that has moved is found by a test and not by a user."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import ready_django  # noqa: F401 - models need the settings
import samspel

SOURCE = Path(samspel.__file__).parent


def list_inner(tree: ast.AST) -> Iterator[ast.ImportFrom | ast.Import]:
    """The imports of our own that stand in functions."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                match node:
                    case ast.ImportFrom(module=name) if (name or "").split(".")[0] == "samspel":
                        yield node
                    case ast.Import(names=[ast.alias(name=name), *_]) if name.startswith("samspel"):
                        yield node


def find_missing(tree: ast.AST) -> list[str]:
    """Every module and name that is imported in a function and is not there."""
    found = []
    for node in list_inner(tree):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        for name in names:
            try:
                module = importlib.import_module(name)
            except ModuleNotFoundError as error:
                found.append(f"{node.lineno}: {error}")
                continue
            if isinstance(node, ast.ImportFrom):
                found += [f"{node.lineno}: {name}.{alias.name}" for alias in node.names if not has(module, alias.name)]
    return found


def has(module: object, name: str) -> bool:
    """Whether the module has the name, or a module under it is called so."""
    if hasattr(module, name):
        return True
    try:
        importlib.import_module(f"{getattr(module, '__name__', '')}.{name}")
    except ModuleNotFoundError:
        return False
    return True


def test_all_that_functions_import_is_there() -> None:
    missing, seen = list[str](), 0
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        seen += sum(1 for _ in list_inner(tree))
        missing += [f"{path.relative_to(SOURCE)}:{one}" for one in find_missing(tree)]
    assert missing == []
    assert seen > 50  # the test looks where it should


@pytest.mark.parametrize(
    "line",
    [
        "from samspel.workspace.campaigns import find_unit",
        "from samspel.nowhere import thing",
        "import samspel.nowhere",
    ],
)
def test_a_name_that_has_moved_is_found(line: str) -> None:
    assert len(find_missing(ast.parse(f"def run():\n    if True:\n        {line}\n"))) == 1


def test_a_module_may_be_imported_as_a_name() -> None:
    assert find_missing(ast.parse("def run():\n    from samspel.terms import clock\n")) == []
