"""Who changed what of that which is kept, and when: a line for each change, a file for each place, in the home.

What an answer said is kept in it only where it is a yes, a no or a number: a text may be removed since it should never
have been kept. No address of a machine is noted.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from samspel.terms.clock import SWEDEN, get_now
from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file, lock_folder, make_private

FOLDER = "changes"
MOST_KEPT = 5_000
"""Lines of a place; when there are more, the oldest go. The guide says so."""
What = Literal[
    "added_kept",
    "added_forgotten",
    "added_restored",
    "answer_kept",
    "answer_changed",
    "answer_forgotten",
    "answer_restored",
    "report_kept",
    "report_forgotten",
    "draft_kept",
    "draft_forgotten",
    "unused_forgotten",
]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change. `subject` is what it is about: demand, question and municipality with strokes between, or the files
    of a report. `by` is the form's answerer; empty for what was done at this machine. `of` is whose draft it is.
    """

    when: str
    what: What
    subject: str = ""
    by: str = ""
    before: str = ""
    after: str = ""
    of: str = ""


class ChangeLog:
    """The changes under a home folder. Several programs may write at once."""

    def __init__(self, home: Path) -> None:
        self._home, self._folder = home, home / FOLDER
        self.missed: BadInputError | None = None
        """Why the latest change that could not be noted was not."""

    def add(self, code: str, changes: Iterable[Change]) -> None:
        """Note changes of a place. Raises BadInputError when that cannot be written."""
        told = [msgspec.json.encode(change) for change in changes]
        if told:
            self._change(code, lambda kept: [*kept, *told])

    def rename(self, code: str, names: Collection[str], stands_for: str) -> None:
        """Put something else in the place of people's names. Raises BadInputError as `add`."""

        def tell(line: bytes) -> bytes:
            try:
                change = msgspec.json.decode(line, type=Change)
            except (msgspec.MsgspecError, ValueError):
                return line
            return msgspec.json.encode(replace(change, by=stands_for)) if change.by in names else line

        self._change(code, lambda kept: list(map(tell, kept)))

    def read(self, code: str, most: int = MOST_KEPT) -> tuple[Change, ...]:
        """The changes of a place, the latest first. A line that cannot be read is passed over."""
        try:
            lines = self._path(code).read_bytes().splitlines()
        except OSError:
            return ()
        found: list[Change] = []
        for line in reversed(lines):
            if len(found) == most:
                break
            try:
                found.append(msgspec.json.decode(line, type=Change))
            except (msgspec.MsgspecError, ValueError):
                continue
        return tuple(found)

    def _change(self, code: str, make: Callable[[list[bytes]], list[bytes]]) -> None:
        """Write the lines that `make` makes of those that there are; nobody else writes between."""
        path = self._path(code)
        try:
            make_private(self._home, self._folder)
            with lock_folder(self._folder):
                kept = path.read_bytes().splitlines() if path.is_file() else []
                made = make(kept)
                if made != kept:
                    keep_file(self._home, path, b"\n".join(made[-MOST_KEPT:]) + b"\n")
        except OSError as error:
            raise BadInputError("cannot_write", file=str(path), reason=str(error.strerror)) from None

    def _path(self, code: str) -> Path:
        return self._folder / f"{code}.jsonl"


def stamp_now() -> str:
    """The clock in Sweden now, to the second, with its zone."""
    return get_now().isoformat(timespec="seconds")


def find_moment(change: Change) -> datetime | None:
    """When a change was made, by the clock in Sweden; nothing where that cannot be read. A stamp without a zone is
    taken for Swedish time.
    """
    try:
        moment = datetime.fromisoformat(change.when)
        return moment.astimezone(SWEDEN) if moment.tzinfo else moment.replace(tzinfo=SWEDEN)
    except (ValueError, OverflowError):
        return None


def order_changes(changes: Iterable[Change]) -> list[Change]:
    """Changes with the latest first, whatever clocks they were stamped by; those without a moment last."""
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(changes, key=lambda change: find_moment(change) or never, reverse=True)
