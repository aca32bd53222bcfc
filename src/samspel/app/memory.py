"""What has been worked out before: kept while what it rests on stands, and forgotten all at once when that changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")


class Memory:
    """Answers by their question, `most` of them; those unused for longest make room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._stamp: object = None
        self._found: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def knows(self, stamp: object, question: Hashable) -> bool:
        """Whether the answer would be recalled: for who finds many at once what they lack."""
        with self._lock:
            return stamp == self._stamp and question in self._found

    def recall(self, stamp: object, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question, found anew when `stamp` is another than last time. Threads that ask at once may
        each find it, and then keep the last.
        """
        with self._lock:
            if stamp != self._stamp:
                self._found.clear()
                self._stamp = stamp
            if question in self._found:
                self._found.move_to_end(question)
                return cast("T", self._found[question])
        found = answer()
        with self._lock:
            if stamp == self._stamp:
                self._found[question] = found
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
        return found
