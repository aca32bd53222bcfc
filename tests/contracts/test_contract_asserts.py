"""No assert that may never run: none under an `if` whose other way asserts nothing, and none in a loop over what may be
empty without a word about how much there is.

Such a test is green when the branch is never taken and when nothing is found, which is when it ought to be red.
Instead choose what the branch is taken for first, say that it is not empty, and go through all of it; or let the assert
hold the condition: `assert not is_small or told == "…"`.
"""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FINDERS = {"filter", "findall", "finditer", "glob", "rglob"}
"""What gives an empty answer where nothing is found."""
LEAVES = ast.Return | ast.Continue | ast.Break | ast.Raise
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def read_tests() -> dict[str, ast.Module]:
    """Every module of the tests by its path in them, parsed."""
    paths = sorted(TESTS.rglob("*.py"))
    return {path.relative_to(TESTS).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def is_assert(node: ast.AST) -> bool:
    """Whether it fails a test by itself: the statement, numpy's functions, and what must raise."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rpartition(".")[2]
        return name.startswith("assert_") or name in {"raises", "warns", "fail"}
    return isinstance(node, ast.Assert)


def asserts(nodes: Sequence[ast.AST]) -> bool:
    """Whether one stands anywhere in them."""
    return any(is_assert(inner) for node in nodes for inner in ast.walk(node))


def list_bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements that stand directly in it."""
    for field in ("body", "orelse", "finalbody", "handlers", "cases"):
        inner = getattr(node, field, None)
        if isinstance(inner, list) and inner:
            yield inner


def list_conditional(name: str, tree: ast.AST) -> Iterator[str]:
    """Each `if` by its line of which one way alone asserts. A way that leaves has what follows as the other."""
    for body in list_bodies(tree):
        for at, node in enumerate(body):
            if isinstance(node, ast.If):
                leaves = isinstance(node.body[-1], LEAVES)
                other = [*node.orelse, *(body[at + 1 :] if leaves else [])]
                if asserts(node.body) != asserts(other) and (asserts(node.body) or not leaves):
                    yield f"{name}:{node.lineno}"
            yield from list_conditional(name, node)


def may_be_empty(node: ast.expr) -> bool:
    """Whether it holds only what a condition lets through or a search finds."""
    match node:
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            return any(part.ifs or may_be_empty(part.iter) for part in node.generators)
        case ast.Call(func=ast.Attribute(value=inner, attr="items" | "values" | "keys"), args=[]):
            return may_be_empty(inner)
        case ast.Call(func=ast.Name(id="sorted" | "list" | "set" | "enumerate"), args=[inner, *_]):
            return may_be_empty(inner)
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
            return called in FINDERS
    return False


def find_names(node: ast.AST) -> set[str]:
    """The names in it."""
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def find_name(node: ast.expr) -> str:
    """The name that a loop goes through, itself or its rows; empty where it goes through something else."""
    match node:
        case ast.Name(id=name) | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="items" | "values")):
            return name
    return ""


def list_empty_loops(name: str, tree: ast.AST) -> Iterator[str]:
    """Each loop by its line that asserts something of each of what may be none, where nothing is said of them all."""
    for function in (node for node in ast.walk(tree) if isinstance(node, Function)):
        loops = [node for node in ast.walk(function) if isinstance(node, ast.For) and asserts(node.body)]
        given = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for loop in loops:
            inner = {id(node) for node in ast.walk(loop)}
            said = {
                named
                for node in ast.walk(function)
                if isinstance(node, ast.Assert) and id(node) not in inner
                for named in find_names(node)
            }
            named = find_name(loop.iter)
            if may_be_empty(loop.iter) or (named in given and may_be_empty(given[named]) and named not in said):
                yield f"{name}:{loop.lineno}"


def test_no_assert_stands_under_a_condition_alone() -> None:
    assert [one for name, tree in read_tests().items() for one in list_conditional(name, tree)] == []


def test_no_loop_asserts_of_what_may_be_none() -> None:
    assert [one for name, tree in read_tests().items() for one in list_empty_loops(name, tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "def test_a(a):\n    if a:\n        assert a > 1",
        "def test_a(a):\n    for b in a:\n        if b:\n            assert b > 1",
        "def test_a(a):\n    if a:\n        pass\n    else:\n        assert a > 1",
        "def test_a(a):\n    if a > 2:\n        assert a\n    elif a > 1:\n        pass",
        "def test_a(a):\n    if a:\n        with pytest.raises(ValueError):\n            a()",
        "def test_a(a):\n    with a:\n        if a:\n            np.testing.assert_allclose(a, 1)",
    ],
)
def test_an_assert_under_a_condition_is_found(source: str) -> None:
    assert list(list_conditional("m.py", ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "def test_a(a):\n    if a:\n        assert a > 1\n    else:\n        assert a < 1",
        "def test_a(a):\n    if a:\n        assert a > 1\n        return\n    assert a < 1",
        "def test_a(a):\n    assert not a or a > 1\n    if a:\n        a()",
    ],
)
def test_an_assert_on_either_way_is_not_found(source: str) -> None:
    assert list(list_conditional("m.py", ast.parse(source))) == []


@pytest.mark.parametrize(
    "source",
    [
        "def test_a(a):\n    for b in [c for c in a if c]:\n        assert b",
        "def test_a(a):\n    d = {c: c for c in a if c}\n    for b in d.values():\n        assert b",
        "def test_a(a):\n    for b in re.findall('b', a):\n        assert b",
        "def test_a(a):\n    d = a.glob('*.md')\n    for b in d:\n        assert b in d",
        "def test_a(a):\n    for b in sorted(a.rglob('*.md')):\n        assert b",
    ],
)
def test_a_loop_over_what_may_be_none_is_found(source: str) -> None:
    assert list(list_empty_loops("m.py", ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "def test_a(a):\n    d = [c for c in a if c]\n    assert len(d) > 3\n    for b in d:\n        assert b",
        "def test_a(a):\n    for b in ('c', 'd'):\n        assert b in a",
        "def test_a(a):\n    for b in [c for c in a if c]:\n        b()",
    ],
)
def test_a_loop_over_what_is_said_to_be_some_is_not_found(source: str) -> None:
    assert list(list_empty_loops("m.py", ast.parse(source))) == []
