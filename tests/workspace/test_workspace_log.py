"""The chain of the log."""

from samspel.workspace.log import find_break, note
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
