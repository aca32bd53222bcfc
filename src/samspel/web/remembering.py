"""Pages and pictures that were made before, under the one stamp of all that they rest on."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from samspel.app.memory import Memory
from samspel.web.shared import get_desk

KEPT = 2048
"""Pages and pictures that are remembered."""
T = TypeVar("T")
_MEMORY, _PUBLIC = Memory(KEPT), Memory(KEPT)
"""Of those who see what is kept here, and of those who do not, under another stamp."""


def recall(question: Hashable, answer: Callable[[], T]) -> T:
    """What was made before, or is now; forgotten when content or anything that is kept has changed."""
    desk = get_desk()
    return (_PUBLIC if desk.hides_kept else _MEMORY).recall(desk.stamp, question, answer)
