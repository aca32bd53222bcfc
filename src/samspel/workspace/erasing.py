"""One person: everything that is kept of them as a file, and everything of them erased, each in one action.

Copies that were taken before still hold them until the copies' own time has run out (docs/personuppgifter.md).
"""

import json
from typing import Any

from django.apps import apps
from django.db import transaction

from samspel.workspace.log import note
from samspel.workspace.models import Account, Holder, Item, LogEntry, Unit


def export_account(account: Account) -> bytes:
    """All that is kept of somebody who signs in, as JSON."""
    told = {
        "username": account.username,
        "shown_as": account.shown_as,
        "contact": account.contact,
        "wants_digest": account.wants_digest,
        "figures_seen": account.figures_seen,
        "is_active": account.is_active,
        "last_login": account.last_login.isoformat() if account.last_login else None,
        "seats": [{"unit": seat.unit.name, "role": seat.role} for seat in account.seats.select_related("unit")],
        "owns": [campaign.title for campaign in account.campaigns.all()],
        "items": [item.text for item in Item.objects.filter(owner=account).order_by("pk")],
        "second_steps": sorted(_list_steps(account)),
        "log": [
            {"at": entry.at.isoformat(), "action": entry.action, "thing": entry.thing}
            for entry in LogEntry.objects.filter(account=account.pk).order_by("number")
        ],
        "digests": [one.period for one in account.digests.order_by("period")],
        "answers_noted": [reply.came_at.isoformat() for reply in account.noted_replies.all()],
        "answers_used": [reply.used_on.isoformat() for reply in account.used_replies.all() if reply.used_on],
    }
    return _write(told)


def _list_steps(account: Account) -> list[str]:
    """The kinds of second steps that an account has; never what they hold."""
    steps = apps.get_model("mfa", "Authenticator")._default_manager.filter(user=account)
    return [str(one.type) for one in steps]


def export_holder(holder: Holder) -> bytes:
    """All that is kept of somebody who holds a post, as JSON."""
    names = ("name", "contact", "place", "stands_again", "may_be_asked", "courses", "wishes")
    days = ("consented_on", "member_until")
    told: dict[str, Any] = {name: getattr(holder, name) for name in names}
    told |= {name: day.isoformat() if (day := getattr(holder, name)) else None for name in days}
    told["posts"] = [
        {
            "kind": post.kind,
            "place": post.place,
            "body": post.body,
            "begins": post.begins.isoformat(),
            "ends": post.ends.isoformat() if post.ends else None,
        }
        for post in holder.posts.all()
    ]
    return _write(told)


def erase_account(account: Account, by: Account | None, unit: Unit) -> None:
    """Erase somebody who signs in: what they own stays without an owner, their sessions end with their account."""
    with transaction.atomic():
        note("person.erase", account, account=by, unit=unit)
        account.delete()


def erase_holder(holder: Holder, by: Account | None) -> None:
    """Erase somebody who holds a post, with the posts. Counts that were taken stay: nobody is in them."""
    with transaction.atomic():
        note("person.erase", holder, account=by, unit=holder.unit)
        holder.delete()


def _write(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
