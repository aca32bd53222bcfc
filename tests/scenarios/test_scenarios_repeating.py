"""A command to repeat a result is one that a shell reads word for word, and there is one writer of it."""

import shlex
from pathlib import Path

import pytest

import samspel
from samspel.scenarios.repeating import join_words


@pytest.mark.parametrize(
    "words",
    [
        ["samspel", "simulate", "Upplands Väsby", "--shock", "2027:100:industry"],
        ["samspel", "simulate", "Malmö", "--shock", "2027-2030:2.5%:industry", "--lever", "matching@2029"],
        ["a", "b,c", "d;e", "f(g)", "h&i", "j*", "k~l", "", "m|n", "o<p>q", "#r", "s't"],
    ],
)
def test_a_shell_reads_back_the_words_as_they_were(words: list[str]) -> None:
    assert shlex.split(join_words(words)) == words


def test_only_double_quotes_are_used_since_not_every_shell_takes_single_ones() -> None:
    assert join_words(["simulate", "Upplands Väsby"]) == 'simulate "Upplands Väsby"'


def test_nothing_else_in_the_program_quotes_a_command() -> None:
    root = Path(samspel.__file__).parent
    assert [str(path) for path in root.rglob("*.py") if "shlex" in path.read_text(encoding="utf-8")] == []
