"""What is kept ends when it has been kept long enough: nobody has to think of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from samspel.app.desk import Desk
from samspel.catalogue.mandates import PostRules, load_post_rules
from samspel.mandates.watching import list_due
from samspel.terms.clock import add_months
from samspel.workspace.erasing import erase_holder
from samspel.workspace.forgetting import strip_names
from samspel.workspace.log import note
from samspel.workspace.mandates import read_people
from samspel.workspace.models import Digest, Holder, Invitation, NetworkCode, Request, Unit, Voice
from samspel.workspace.requests import get_rules as get_request_rules
from samspel.workspace.voices import get_rules

REMEMBERED = timedelta(weeks=8)
"""How long it is known which digests were sent: a week would do, and who looks for a fault wants a few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """How much was taken away of each."""

    voices: int
    people: int
    invitations: int
    sessions: int
    names: int


def tidy(desk: Desk, today: date) -> Tidied:
    """Take away the text of remarks that are old enough and that nothing is driven for (their week and demands are
    left, so that counts stay), people whose time in a list of posts is over, invitations and codes that have ended,
    what digests were sent long ago, sessions, and in old requests to bodies the names of who answered and got them.
    """
    old = today - timedelta(weeks=get_rules().kept_weeks)
    told = Voice.objects.filter(week__lt=old, campaigns=None).exclude(text="")
    voices = Voice.objects.filter(pk__in=list(told.values_list("pk", flat=True))).update(text="")
    rules = load_post_rules()
    people = sum(_erase_people(unit, today, rules) for unit in Unit.objects.all())
    invitations, _ = Invitation.objects.filter(expires__lt=timezone.now()).delete()
    NetworkCode.objects.filter(expires__lt=timezone.now()).delete()
    Digest.objects.filter(begun__lt=timezone.now() - REMEMBERED).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    names = _forget_names(desk, today)
    if voices or invitations or names:
        counts = {"voices": voices, "invitations": invitations, "names": names}
        note("retention.ran", "workspace", account=None, unit=None, **counts)
    return Tidied(voices=voices, people=people, invitations=invitations, sessions=sessions, names=names)


def _forget_names(desk: Desk, today: date) -> int:
    """In how many old requests to bodies names were taken away, and links that have ended with them."""
    ended = Request.objects.filter(expires__lt=timezone.now()).exclude(digest=None)
    ended.update(digest=None, salt="", expires=None)
    old = add_months(today, -get_request_rules().kept_months)
    asked = Request.objects.filter(sent_on__lt=old).prefetch_related("replies")
    return sum(strip_names(desk, request) for request in asked)


def _erase_people(unit: Unit, today: date, rules: PostRules) -> int:
    """Erase those whose time is over. Somebody who has just been entered, without a post or consent, is left to whoever
    is entering them: the page of posts says that they are due.
    """
    found = list_due(read_people(unit), today, rules)
    due = [person.number for person, why in found if why != "consent"]
    for holder in Holder.objects.filter(pk__in=due).select_related("unit"):
        erase_holder(holder, None)
    return len(due)
