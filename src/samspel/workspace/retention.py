"""What is kept ends when it has been kept long enough: nobody has to think of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from samspel.workspace.log import note
from samspel.workspace.models import Invitation, Voice
from samspel.workspace.voices import get_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """How much was taken away of each."""

    voices: int
    invitations: int
    sessions: int


def tidy(today: date) -> Tidied:
    """Take away the text of remarks that are old enough and that nothing is driven for (their week and demands are
    left, so that counts stay), invitations that have ended, and sessions.
    """
    old = today - timedelta(weeks=get_rules().kept_weeks)
    told = Voice.objects.filter(week__lt=old, campaigns=None).exclude(text="")
    voices = Voice.objects.filter(pk__in=list(told.values_list("pk", flat=True))).update(text="")
    invitations, _ = Invitation.objects.filter(expires__lt=timezone.now()).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    if voices or invitations:
        note("retention.ran", "workspace", account=None, unit=None, voices=voices, invitations=invitations)
    return Tidied(voices=voices, invitations=invitations, sessions=sessions)
