"""One broken file per rule: what is changed in a copy of the content, and what the error must say."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from copies import copy_content, copy_file
from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import find_content, load_catalogue
from samspel.observations.building import Observations
from samspel.observations.checking import hold_agreements
from samspel.terms.errors import ContentError

Change = Callable[[Path], None]


@dataclass(frozen=True)
class Breach:
    """A rule in words, the change that breaks it, and the facts of the error.

    `line` is a number, or a text whose line in the broken file is meant. `series` is the
    indicator that has to be asked for before the error shows, with `figures` all of them are held
    against each other; without them, loading is enough.
    """

    rule: str
    change: Change
    file: str
    key: str
    found: str | re.Pattern[str]
    expected: str
    line: int | str = 0
    series: str = ""
    figures: bool = False


Provoke = Callable[[Breach], tuple[ContentError, int]]
"""Breaks a file, and gives the error with the line that it must name."""


def replace(file: str, old: str, new: str) -> Change:
    """Change the first `old` of a file to `new`."""

    def change(content: Path) -> None:
        path = content / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}: the case needs another hook"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def substitute(file: str, pattern: str, new: str) -> Change:
    """Change the first match of a pattern (dot matches line ends, ^ and $ each line) to `new`."""

    def change(content: Path) -> None:
        path = content / file
        text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.S | re.M)
        assert count == 1, f"{file} does not hold {pattern!r}: the case needs another hook"
        path.write_text(text, encoding="utf-8")

    return change


def append(file: str, text: str) -> Change:
    """Add text to the end of a file, or make the file."""

    def change(content: Path) -> None:
        with (content / file).open("a", encoding="utf-8") as opened:
            opened.write(text)

    return change


def write(file: str, content_of_file: bytes) -> Change:
    """Replace a file."""

    def change(content: Path) -> None:
        (content / file).unlink(missing_ok=True)
        (content / file).write_bytes(content_of_file)

    return change


def delete(file: str) -> Change:
    """Take a file away."""
    return lambda content: (content / file).unlink()


def rename(file: str, new: str) -> Change:
    """Give a file another name."""

    def change(content: Path) -> None:
        (content / file).rename(content / new)

    return change


class Copy:
    """A copy of the content that is broken again and again, and mended after each time."""

    def __init__(self, folder: Path) -> None:
        self._folder = copy_content(folder)
        self._whole = self._look()
        self._told: dict[str, tuple[ContentError, int]] = {}

    def provoke(self, breach: Breach) -> tuple[ContentError, int]:
        """The error that a breach raises and the line that it must name; each breach is tried once."""
        if breach.rule not in self._told:
            try:
                breach.change(self._folder)
                line = find_line(breach, self._folder)
                self._told[breach.rule] = self._catch(breach), line
            finally:
                self._mend()
        return self._told[breach.rule]

    def _catch(self, breach: Breach) -> ContentError:
        with pytest.raises(ContentError) as caught:
            use(self._folder, breach.series, figures=breach.figures)
        return caught.value

    def _look(self) -> dict[str, tuple[int, int, bool]]:
        """When each file was written and how large it is, without following links."""
        found = {}
        for path in self._folder.rglob("*"):
            if not path.is_dir():
                name, state = path.relative_to(self._folder).as_posix(), path.lstat()
                found[name] = (0, 0, True) if path.is_symlink() else (state.st_mtime_ns, state.st_size, False)
        return found

    def _mend(self) -> None:
        """Only what was changed, added or taken away is laid right again."""
        now = self._look()
        for name in now.keys() | self._whole.keys():
            if now.get(name) != self._whole.get(name):
                path = self._folder / name
                path.unlink(missing_ok=True)
                if name in self._whole:
                    copy_file(find_content() / name, path)
        assert self._look() == self._whole


def use(content: Path, series: str, *, figures: bool = False) -> None:
    """Load the content and ask for a series, if one is named, or hold the figures against each other."""
    observations = Observations(load_catalogue(content), COMPUTATIONS)
    if series:
        observations.series(series)
    if figures:
        list(hold_agreements(observations))


def find_line(breach: Breach, broken: Path) -> int:
    """The line that the error must name."""
    if isinstance(breach.line, int):
        return breach.line
    path = next(path for path in broken.rglob("*") if path.name == breach.file)
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if breach.line in line)


def check_told(breach: Breach, raised: tuple[ContentError, int]) -> None:
    """Check every fact of the error."""
    error, line = raised
    facts = error.facts
    told = (facts["file"], facts["key"], facts["expected"])
    assert told == (breach.file, breach.key, breach.expected)
    if isinstance(breach.found, re.Pattern):
        assert breach.found.search(str(facts["found"]))
    else:
        assert facts["found"] == breach.found
    assert facts["line"] == line
