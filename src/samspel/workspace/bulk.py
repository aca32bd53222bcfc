"""Several things changed at once: all of them as they were when somebody looked at what would change, or none."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, Q

from samspel.terms.errors import BadInputError, SamspelError
from samspel.workspace.campaigns import list_owners
from samspel.workspace.log import note
from samspel.workspace.models import Account, Campaign, Item, Post, Unit, Voice
from samspel.workspace.permissions import demand
from samspel.workspace.sharing import share
from samspel.workspace.versions import ChangedMeanwhileError, change
from samspel.workspace.voices import confirm, list_voices, set_aside
from samspel.workspace.within import list_within

MOST = 500
"""So many are changed at once."""
NOBODY = 0
"""The owner of what nobody owns."""
M = TypeVar("M", bound=Model)
Chosen = Mapping[int, int]
"""The numbers of what was chosen, each with the version that was looked at."""


class BulkChangedError(SamspelError):
    """Some of those that were chosen have been changed or taken away by somebody else: none is changed."""

    def __init__(self, count: int) -> None:
        super().__init__("bulk_changed", count=count)


def list_tasks(unit: Unit) -> list[Item]:
    """What is to be done and is not, in campaigns of the unit that run."""
    found = Item.objects.filter(
        campaign__unit=unit, campaign__ended_on=None, done_on=None, kind__in=[Item.Kind.TASK, Item.Kind.MEETING]
    )
    return list(found.select_related("campaign__unit", "owner")[:MOST])


def list_running(unit: Unit) -> list[Campaign]:
    """The campaigns of the unit that run."""
    return list(Campaign.objects.filter(unit=unit, ended_on=None).select_related("unit")[:MOST])


def list_held(unit: Unit, today: date) -> list[Post]:
    """The posts of the unit and its parts that are held, or are still to begin."""
    found = Post.objects.filter(Q(ends=None) | Q(ends__gte=today), holder__unit__in=list_within(unit))
    return list(found.select_related("holder__unit").order_by("begins", "pk")[:MOST])


def change_tasks(
    unit: Unit, account: Account, chosen: Chosen, *, due: date | None = None, owner: int | None = None
) -> int:
    """Give things to do another day, another owner, or both; what is None stays as it is. Raises ForbiddenError,
    BulkChangedError, and BadInputError where nothing is to change or nobody of the unit is the owner.
    """
    demand(account, "campaign.change", unit)
    if due is None and owner is None:
        raise BadInputError("bulk_nothing")
    if owner and owner not in {one.pk for one in list_owners(unit)}:
        raise BadInputError("work_choice", field="owner")
    typed = {} if due is None else {"due": due}
    typed |= {} if owner is None else {"owner_id": owner or None}  # type: ignore[dict-item]

    def act(item: Item, version: int) -> None:
        change(item, version, **typed)
        note("item.change", item, account=account, unit=item.campaign.unit)

    return _each(list_tasks(unit), chosen, act)


def end_campaigns(unit: Unit, account: Account, chosen: Chosen, day: date) -> int:
    """End campaigns on a day. Raises ForbiddenError, BulkChangedError, and BadInputError for none."""
    demand(account, "campaign.change", unit)

    def act(campaign: Campaign, version: int) -> None:
        change(campaign, version, ended_on=day)
        note("campaign.end", campaign, account=account, unit=unit)

    return _each(list_running(unit), chosen, act)


def share_campaigns(unit: Unit, account: Account, chosen: Chosen, *, is_shared: bool) -> int:
    """Show campaigns to the unit's networks, or no more. Raises as `end_campaigns`, and where there is no network."""
    demand(account, "campaign.share", unit)
    return _each(list_running(unit), chosen, lambda one, version: share(one, version, account, is_shared=is_shared))


def end_posts(unit: Unit, account: Account, chosen: Chosen, day: date, today: date) -> int:
    """End posts on a day, as after an election. Raises ForbiddenError, BulkChangedError, and BadInputError for none and
    for a post that begins later.
    """
    demand(account, "mandate.change", unit)

    def act(post: Post, version: int) -> None:
        if post.begins > day:
            raise BadInputError("bulk_before", day=post.begins.isoformat())
        change(post, version, ends=day)
        note("mandate.post_change", post, account=account, unit=post.holder.unit)

    return _each(list_held(unit, today), chosen, act)


def handle_voices(unit: Unit, account: Account, chosen: Chosen, demands: Mapping[int, Sequence[str]] | None) -> int:
    """Confirm remarks with the demands of each, or set them aside where there are none. Raises as `end_campaigns`."""
    demand(account, "voice.handle", unit)
    new = list(list_voices(unit).filter(pk__in=list(chosen), state=Voice.State.NEW))

    def act(voice: Voice, version: int) -> None:
        if demands is None:
            set_aside(voice, version, account)
        else:
            confirm(voice, version, demands.get(voice.pk, ()), account)

    return _each(new, chosen, act)


def _each(records: Sequence[M], chosen: Chosen, act: Callable[[M, int], Any]) -> int:
    """Do it to each that was chosen, all or none; how many."""
    if not chosen or len(chosen) > MOST:
        raise BadInputError("bulk_none", limit=MOST)
    known = {record.pk: record for record in records}
    changed = [number for number in chosen if number not in known]
    with transaction.atomic():
        for number, version in chosen.items():
            if number not in known:
                continue
            try:
                act(known[number], version)
            except ChangedMeanwhileError:
                changed.append(number)
        if changed:
            raise BulkChangedError(len(changed))
    return len(chosen)
