"""Shows on the error stream how far long work has come."""

from collections.abc import Callable, Iterable
from typing import Any, Self, TypeVar

PROGRESS_AFTER_SECONDS = 1.0

T = TypeVar("T")


def show_progress(work: Iterable[T], text: str = "", total: int | None = None) -> Iterable[T]:
    """The work, one by one, with a bar on a terminal when it takes more than a second. The library is imported here, so
    that a command without long work starts without it.
    """
    from tqdm import tqdm

    shown: Iterable[T] = tqdm(
        work, desc=text or None, total=total, delay=PROGRESS_AFTER_SECONDS, leave=False, disable=None
    )
    return shown


class Bars:
    """A bar for each of several works, one after the other, told how far each has come."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name, self._shown = name, ""
        self._bar: Any = None

    def show(self, work: str, number: int, total: int) -> None:
        """Show that a work has come to so much of so much."""
        from tqdm import tqdm

        if work != self._shown:
            self._close()
            delay = PROGRESS_AFTER_SECONDS
            self._bar = tqdm(desc=self._name(work), total=total, delay=delay, leave=False, disable=None)
            self._shown = work
        self._bar.update(number - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
