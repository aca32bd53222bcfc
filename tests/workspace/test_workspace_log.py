"""The chain of the log."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from samspel.workspace.log import find_break, find_recent_break, note
from samspel.workspace.models import LogEntry, Unit


def test_a_log_that_nobody_has_touched_is_whole(branch: Unit) -> None:
    for number in range(5):
        note("voice.read", branch, account=None, unit=branch, count=number)

    assert find_break(LogEntry.objects.all()) is None


def test_an_entry_that_is_changed_or_taken_away_breaks_the_chain_there(branch: Unit) -> None:
    for _ in range(5):
        note("voice.read", branch, account=None, unit=branch)

    LogEntry.objects.filter(number=3).update(action="nothing")
    assert find_break(LogEntry.objects.all()) == 3

    LogEntry.objects.filter(number=2).delete()
    assert find_break(LogEntry.objects.all()) == 2


def test_the_latest_entries_can_be_looked_at_by_themselves(branch: Unit) -> None:
    for _ in range(6):
        note("voice.read", branch, account=None, unit=branch)
    assert find_recent_break(3) is None

    LogEntry.objects.filter(number=2).update(action="nothing")
    assert (find_recent_break(3), find_break(LogEntry.objects.all())) == (None, 2)
    LogEntry.objects.filter(number=5).update(action="nothing")
    assert find_recent_break(3) == 5


def test_those_who_add_at_once_add_one_after_another(own_database: str) -> None:
    def add(_: int) -> None:
        try:
            for _ in range(15):
                note("voice.read", "workspace", account=None, unit=None)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(add, range(6)))
    entries = list(LogEntry.objects.all())
    assert len(entries) == 90
    assert find_break(entries) is None
