"""What has been worked out before is kept while its stamp stands."""

import pytest

from samspel.app.memory import Memory


def test_an_answer_is_found_once_while_the_stamp_stands() -> None:
    memory, answers = Memory(2), iter((1, 2))
    assert [memory.recall("a", "question", lambda: next(answers)) for _ in range(2)] == [1, 1]


def test_another_stamp_forgets_every_answer() -> None:
    memory = Memory(2)
    assert memory.recall("a", "question", lambda: 1) == 1
    assert memory.recall("b", "other", lambda: 2) == 2
    assert memory.recall("b", "question", lambda: 3) == 3
    assert memory.recall("a", "question", lambda: 4) == 4


def test_the_one_unused_for_longest_makes_room() -> None:
    memory = Memory(2)
    for question in ("first", "second", "first", "third"):
        memory.recall("a", question, lambda: 1)
    assert memory.recall("a", "first", lambda: 2) == 1
    assert memory.recall("a", "second", lambda: 2) == 2


def test_nothing_is_kept_of_what_failed_or_of_what_changed_while_it_was_found() -> None:
    memory = Memory(2)

    def fail() -> int:
        raise ValueError("lost")

    with pytest.raises(ValueError, match="lost"):
        memory.recall("a", "question", fail)
    assert memory.recall("a", "question", lambda: memory.recall("b", "other", lambda: 1)) == 1
    assert memory.recall("b", "question", lambda: 2) == 2
