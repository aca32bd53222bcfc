"""Networks: who is a member, what a meeting was about and what came of it, and which digests have been sent."""

from typing import ClassVar

from django.db import models

from samspel.workspace.fields import SealedTextField
from samspel.workspace.models.units import Account, Unit


class Membership(models.Model):
    """A member of a network: a unit that is kept here, or one that is only named, with its places. What a member shares
    is seen while it has not left; its name and places stay, since meetings were held with it.
    """

    network = models.ForeignKey(Unit, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="networks")
    name = models.CharField(max_length=120)
    places = models.JSONField(default=list)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "unit"], condition=models.Q(left_on=None), name="one_membership_a_unit"
            )
        ]


class NetworkCode(models.Model):
    """A code by which a unit joins a network, once. Only its digest is kept."""

    network = models.ForeignKey(Unit, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")


class Meeting(models.Model):
    """A meeting of a network: its agenda, a point a line, and the members and measures that it sets side by side."""

    network = models.ForeignKey(Unit, models.CASCADE, related_name="meetings")
    name = models.CharField(max_length=120)
    held_on = models.DateField()
    agenda = SealedTextField(default="", blank=True)
    measures = models.JSONField(default=list)
    members = models.ManyToManyField(Membership, related_name="meetings", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-held_on", "-pk"]


class MeetingDecision(models.Model):
    """What a meeting decided, who does it and by when, and what became of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    text = SealedTextField()
    who = SealedTextField(default="", blank=True)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = SealedTextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["pk"]


class Digest(models.Model):
    """That an account's digest of a period was begun, and when the mail server took it; one that was begun and never
    taken is not sent again, since nobody knows whether it went.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="digests")
    period = models.CharField(max_length=10)
    begun = models.DateTimeField()
    sent = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "period"], name="one_digest_a_period")]
