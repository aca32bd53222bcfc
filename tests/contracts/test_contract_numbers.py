"""No way into the program reads numbers by itself: not an option, and not a field of a form."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.cli.main import COMMANDS, build
from samspel.cli.numbers import BadNumber, NumberType
from shipped import load_shipped

SOURCE = Path(__file__).parents[2] / "src" / "samspel"
HOSTILE = ("nan", "NaN", "inf", "-inf", "Infinity", "1e400", "1e3", "0x10", "1_0", "٣", "", "9" * 400)
TEXTS = load_shipped().texts["sv"]


def find_options() -> Iterator[tuple[str, click.Option]]:
    group = build(TEXTS)
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield f"{name} {parameter.opts[0]}", parameter


OPTIONS = dict(find_options())
NUMBERS = {name: option for name, option in OPTIONS.items() if isinstance(option.type, NumberType)}


def test_every_number_option_is_of_our_own_type() -> None:
    of_click = (click.types.IntParamType, click.types.FloatParamType, click.types.FuncParamType)
    assert [name for name, option in OPTIONS.items() if isinstance(option.type, of_click)] == []
    assert {"reach --limit", "reach --walk-speed", "savings --use", "simulate --draws", "serve --port"} <= set(NUMBERS)


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("name", NUMBERS)
def test_no_option_takes_what_is_no_number(name: str, word: str) -> None:
    option = NUMBERS[name]
    with pytest.raises(BadNumber) as caught:
        option.type.convert(word, option, click.Context(click.Command("x")))
    assert caught.value.reason.code in ("number_form", "number_long")


@pytest.mark.parametrize("name", [name for name, option in NUMBERS.items() if option.type.least == 0.0])  # type: ignore[attr-defined]
def test_no_option_that_counts_takes_less_than_none(name: str) -> None:
    option = NUMBERS[name]
    with pytest.raises(BadNumber):
        option.type.convert("-1", option, click.Context(click.Command("x")))


def test_no_type_of_click_or_of_another_framework_reads_numbers_in_the_source() -> None:
    pattern = re.compile(
        r"click\.(INT|FLOAT|IntRange|FloatRange)|\btype=(int|float)\b|(?<!models\.)\b(IntegerField|FloatField|DecimalField)\b"
    )
    found = [str(path) for path in SOURCE.rglob("*.py") if pattern.search(path.read_text("utf-8"))]
    assert found == []


def test_the_catalogue_says_which_units_can_be_below_nought(catalogue: Catalogue) -> None:
    assert {unit.id for unit in catalogue.units.values() if unit.below_zero} == {
        "sek",
        "sek_per_inhabitant",
        "tsek",
        "index",
        "as_titled",
    }
