"""The log of who saw and changed what: entries are only added, and each holds the digest of the one before."""

import hashlib
import json
from collections.abc import Iterable
from typing import Literal

from django.db import connection, transaction
from django.utils import timezone

from samspel.workspace.models import Account, LogEntry, Unit

START = "0" * 64
LOCK = 7_267_726
"""What those who add to the log of one database wait for; any number that nothing else there locks."""
Logged = Literal[
    "account.accepted",
    "account.closed",
    "account.invited",
    "account.made",
    "account.opened",
    "account.steps_reset",
    "assignment.add",
    "body.change",
    "campaign.begin",
    "campaign.change",
    "campaign.end",
    "campaign.resume",
    "campaign.share",
    "campaign.unshare",
    "decision.add",
    "decision.change",
    "decision.remove",
    "digest.choose",
    "digest.sent",
    "example.made",
    "example.removed",
    "export.take",
    "import.put",
    "invitation.removed",
    "item.add",
    "item.change",
    "item.done",
    "item.remove",
    "item.undone",
    "keys.rotated",
    "mandate.add",
    "mandate.change",
    "mandate.count",
    "mandate.export",
    "mandate.import",
    "mandate.post_add",
    "mandate.post_change",
    "mandate.post_remove",
    "mandate.read",
    "mandate.settings",
    "mandate.undo",
    "matter.add",
    "matter.change",
    "meeting.add",
    "meeting.change",
    "meeting.remove",
    "need.measure",
    "network.code",
    "network.join",
    "network.leave",
    "network.name",
    "network.reuse",
    "paper.freeze",
    "person.erase",
    "person.export",
    "reply.came",
    "reply.noted",
    "reply.taken",
    "reply.used",
    "request.begin",
    "request.change",
    "request.closed",
    "request.ended",
    "request.link",
    "request.names_gone",
    "request.reminded",
    "request.remove",
    "request.resumed",
    "request.sent",
    "retention.ran",
    "seat.changed",
    "seat.removed",
    "step.add",
    "step.undo",
    "unit.changed",
    "unit.made",
    "voice.handle",
    "voice.read",
    "workplace.change",
]
"""All that the log knows to have been done; each has its words in content/texts/exchange_….toml."""


def note(action: Logged, thing: object, *, account: Account | None, unit: Unit | None, **facts: str | int) -> LogEntry:
    """Add an entry. `thing` is a model's record, told by its kind and number, or a word. Facts never hold a name, a
    contact or what somebody said.
    """
    pk = getattr(thing, "pk", None)
    told = f"{type(thing).__name__}:{pk}" if pk is not None else str(thing)
    with transaction.atomic():
        _wait_for_others()
        last = LogEntry.objects.select_for_update().order_by("-number").first()
        entry = LogEntry(
            number=last.number + 1 if last else 1,
            at=timezone.now(),
            unit=unit.pk if unit else None,
            account=account.pk if account else None,
            action=action,
            thing=told,
            facts=facts,
        )
        entry.digest = digest(entry, last.digest if last else START)
        entry.save(force_insert=True)
    return entry


def _wait_for_others() -> None:
    """Let one after another add an entry, each after the one that it has seen, until the transaction ends. SQLite has
    one writer at a time; PostgreSQL would give two who wait for the same last entry the same number.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def find_recent_break(count: int) -> int | None:
    """The same of the latest entries alone, as many as that and fewer than there are."""
    entries = list(LogEntry.objects.order_by("-number")[: count + 1])[::-1]
    return find_break(entries[1:], entries[0])


def digest(entry: LogEntry, before: str) -> str:
    """What seals an entry to the one before it."""
    told = [entry.number, entry.at.isoformat(), entry.unit, entry.account, entry.action, entry.thing, entry.facts]
    return hashlib.sha256(f"{before}\n{json.dumps(told, sort_keys=True, ensure_ascii=False)}".encode()).hexdigest()


def find_break(entries: Iterable[LogEntry], after: LogEntry | None = None) -> int | None:
    """The number of the first entry that does not follow from the one before it; None where the chain is whole. The
    entries are all there are, or those `after` one.
    """
    before, first = (START, 1) if after is None else (after.digest, after.number + 1)
    for number, entry in enumerate(entries, first):
        if entry.number != number or entry.digest != digest(entry, before):
            return number
        before = entry.digest
    return None
