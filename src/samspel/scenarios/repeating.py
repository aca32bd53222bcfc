"""The command that gives a simulation again, written so that any shell reads it as it was meant."""

import re
from collections.abc import Iterable

from samspel.scenarios.shocks import Shock

PLAIN = re.compile(r"[\w./:=+@-]+")
"""What no shell reads as anything but itself."""


def write_simulate(
    place: str,
    shocks: Iterable[Shock],
    levers: Iterable[str],
    numbers: Iterable[tuple[str, int]],
    *,
    hypotheses: bool,
    more: Iterable[str] = (),
) -> str:
    """`samspel simulate` of a place with its events, levers and numbers (such as years, draws and seed), and whatever
    more is asked.
    """
    words = ["samspel", "simulate", place]
    words += [word for shock in shocks for word in ("--shock", shock.written)]
    words += [word for lever in levers for word in ("--lever", lever)]
    words += [word for name, number in numbers for word in (f"--{name}", str(number))]
    words += more
    return join_words([*words, *([] if hypotheses else ["--no-hypotheses"])])


def join_words(words: Iterable[str]) -> str:
    """A command line of its words. Double quotes are those that the shells of Windows, macOS and Linux all take."""
    return " ".join(word if PLAIN.fullmatch(word) else f'"{word}"' for word in words)
