"""Shows on the error stream how far long work has come."""

from collections.abc import Iterable
from typing import TypeVar

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
