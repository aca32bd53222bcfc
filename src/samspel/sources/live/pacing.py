"""How often a server is asked: a bucket of calls that fills at an even pace. The clock and the sleep are given in."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

MINUTE = 60.0


@dataclass(kw_only=True)
class Pace:
    """At most `burst` calls at once, and then `per_minute` of them."""

    per_minute: float
    burst: int
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _left: float = field(init=False)
    _seen: float = field(init=False)

    def __post_init__(self) -> None:
        self._left, self._seen = float(self.burst), self.clock()

    def wait(self) -> float:
        """Wait until a call may be made, and count it; returns the seconds waited."""
        now = self.clock()
        self._left = min(float(self.burst), self._left + (now - self._seen) * self.per_minute / MINUTE)
        self._seen = now
        seconds = max(0.0, (1.0 - self._left) * MINUTE / self.per_minute)
        if seconds > 0.0:
            self.sleep(seconds)
            self._seen = self.clock()
            self._left = 1.0
        self._left -= 1.0
        return seconds


def estimate_seconds(per_minute: float, burst: int, calls: int, each: float) -> float:
    """The least time that so many calls take, when an answer takes `each` seconds."""
    return max(max(0, calls - burst) * MINUTE / per_minute, calls * each)
