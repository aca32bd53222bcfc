"""Pages and pictures that were made before, under the one stamp of all that they rest on."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from samspel.app.memory import Memory
from samspel.web.shared import get_desk

KEPT = 2048
"""Pages and pictures that are remembered."""
T = TypeVar("T")
_MEMORY = Memory(KEPT)


def recall(question: Hashable, answer: Callable[[], T]) -> T:
    """What was made before, or is now; forgotten when content or anything that is kept has changed."""
    return _MEMORY.recall(get_desk().stamp, question, answer)
