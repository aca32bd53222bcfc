"""What all threads share is made once."""

from threading import Barrier, BrokenBarrierError, Thread

from samspel.web.shared import name_places, once

MOMENT = 0.3
"""Seconds that one thread waits for another to do what it must not."""


def test_two_first_callers_get_the_same_thing() -> None:
    """Two queues of reckonings would forget half of what was sent in."""
    meeting, got = Barrier(2), list[object]()

    @once
    def make() -> object:
        try:
            meeting.wait(MOMENT)
        except BrokenBarrierError:
            meeting.reset()
        return object()

    threads = [Thread(target=lambda: got.append(make())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = got
    assert first is second is make()


def test_a_field_of_places_shows_names_and_what_was_written() -> None:
    assert name_places(["2181", " Gävle ", "län:Gävleborg", "9999"]) == "Sandviken, Gävle, län:Gävleborg, 9999"
