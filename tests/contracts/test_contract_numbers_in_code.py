"""No number of the world, and no judgement that a reader could question, stands in a module that reckons or tells.

Every number at the top of such a module is listed by name in numbers_in_code.toml, under why it is not content. A new
one fails until it is moved to content or given a reason, and so does an entry without its number.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli

import samspel

SOURCE = Path(samspel.__file__).parent
ROOMS = (
    "drawing",
    "dynamics",
    "economy",
    "mandates",
    "matters",
    "needs",
    "observations",
    "reach",
    "rendering",
    "reports",
    "scenarios",
    "search",
    "sources",
    "transition",
    "trials",
    "web",
)
"""Where answers are read, worked out, told and shown."""
DRAWN = ("drawing", "rendering")
"""Where a function may hold any number: what it draws has sizes everywhere."""
PLAIN = {0.0, 0.5, 1.0, 2.0, 10.0, 60.0, 100.0, 1000.0}
"""What a number with decimals may be in a function: none, half, whole, and steps between units."""
LISTED = tomli.loads(Path(__file__).with_name("numbers_in_code.toml").read_text(encoding="utf-8"))
LEAST_WORDS = 5
IN_FUNCTIONS = {
    "dynamics/cohorts.py:15.0": "a bound of the search for a risk, as a logarithm",
    "economy/equalisation_check.py:0.9": "the ninth decile, by its name",
    "reach/steadiness.py:1e-09": "rounding",
    "reports/tracks.py:0.4": "the width of a small curve, as a share of the text",
    "search/learning.py:1e-09": "rounding",
    "search/learning.py:1e-30": "nothing, so that nothing is divided by it",
    "search/word_index.py:0.25": "a root of how many words a text has, by which each counts less in a longer one",
    "search/word_index.py:1e-09": "rounding",
    "reach/walking.py:1e-06": "rounding",
    "scenarios/population.py:20.0": "a bound of the search for a risk, as a logarithm",
    "transition/savings.py:0.1": "the lowest price that may be typed, öre per kWh",
    "transition/savings.py:1e-09": "rounding",
}


def has_number(node: ast.AST) -> bool:
    """Whether a number stands in it; True and False are none."""
    numbers = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return any(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers)


def list_numbers(name: str, tree: ast.Module) -> Iterator[str]:
    """The names at the top of a module that a number is given to."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and has_number(node.value):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield from (f"{name}:{one.id}" for one in ast.walk(target) if isinstance(one, ast.Name))


def list_inner(name: str, tree: ast.Module) -> Iterator[str]:
    """Numbers with decimals in functions, but for the plain ones and those of drawings."""
    if name.startswith(DRAWN):
        return
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for one in ast.walk(function):
                if isinstance(one, ast.Constant) and isinstance(one.value, float) and one.value not in PLAIN:
                    yield f"{name}:{one.value}"


def read_rooms() -> dict[str, ast.Module]:
    """The modules that reckon, parsed."""
    paths = [path for room in ROOMS for path in sorted((SOURCE / room).rglob("*.py"))]
    return {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def test_every_number_has_a_reason_not_to_be_content() -> None:
    found = {number for name, tree in read_rooms().items() for number in list_numbers(name, tree)}
    assert len(found) > 100
    assert found == {name for group in LISTED.values() for name in group["names"]}


def test_numbers_with_decimals_do_not_stand_in_functions() -> None:
    assert {number for name, tree in read_rooms().items() for number in list_inner(name, tree)} == set(IN_FUNCTIONS)


def test_each_stands_under_one_reason_in_a_sentence() -> None:
    times = Counter(name for group in LISTED.values() for name in group["names"])
    assert [name for name, count in times.items() if count > 1] == []
    assert all(set(group) == {"why", "names"} for group in LISTED.values())
    assert [name for name, group in LISTED.items() if len(group["why"].split()) < LEAST_WORDS] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("RATE = 29.08", ["m.py:RATE"]),
        ("RATE: float = -29.08", ["m.py:RATE"]),
        ("LOW, HIGH = 0.8, 1.2", ["m.py:LOW", "m.py:HIGH"]),
        ("LIMITS = {'a': Limits('b', 0.0, 1.0)}", ["m.py:LIMITS"]),
        ("IS = True\nNAME = 'a'\nBOTH = IS", []),
        ("def f():\n    rate = 3", []),
    ],
)
def test_a_number_is_found_by_its_name(source: str, found: list[str]) -> None:
    assert list(list_numbers("m.py", ast.parse(source))) == found


def test_a_number_in_a_function_is_found() -> None:
    assert list(list_inner("m.py", ast.parse("def f(a):\n    return 0.5 * a > 29.08"))) == ["m.py:29.08"]
