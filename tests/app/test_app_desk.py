"""The desk: what is kept here is laid over the tables by one thread at a time."""

from collections.abc import Mapping
from threading import Barrier, BrokenBarrierError, Thread

import pytest

from samspel.app.desk import Desk
from samspel.observations.building import Mark
from samspel.store.hospitals import HospitalStore

MOMENT = 0.3
"""Seconds that one thread waits for another to do what it must not."""


def test_two_threads_never_lay_what_is_kept_at_the_same_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else one could put what it read before a change over what the other read after it, and call it new."""
    meeting, met, load = Barrier(2), list[int](), HospitalStore.load

    def load_together(store: HospitalStore) -> Mapping[str, Mark]:
        try:
            met.append(meeting.wait(MOMENT))
        except BrokenBarrierError:
            meeting.reset()
        return load(store)

    monkeypatch.setattr(HospitalStore, "load", load_together)
    threads = [Thread(target=lambda: desk.observations) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == []
    assert desk.base.laid == desk.stamp
