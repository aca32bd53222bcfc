"""Elected posts that members hold."""

from typing import ClassVar

from django.db import models

from samspel.workspace.fields import SealedTextField
from samspel.workspace.models.units import Unit


class Holder(models.Model):
    """Somebody who holds a post or may be asked to: an alias or name as the unit chooses. Never a personal number, a
    party, a health or an opinion; there is no field for notes.
    """

    class Again(models.TextChoices):
        """Whether they stand at the next election."""

        YES = "yes"
        NO = "no"
        UNKNOWN = "unknown"

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="holders")
    name = SealedTextField(default="", blank=True)
    contact = SealedTextField(default="", blank=True)
    place = models.CharField(max_length=4, default="", blank=True)
    stands_again = models.CharField(max_length=10, choices=Again.choices, default=Again.UNKNOWN)
    may_be_asked = models.BooleanField(default=False)
    courses = models.JSONField(default=list)
    wishes = models.JSONField(default=list)
    consented_on = models.DateField(null=True, blank=True)
    member_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["pk"]


class Post(models.Model):
    """A post: its body, from and to (empty: running), ordinary or substitute by its kind, chair by `role`."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=40)
    place = models.CharField(max_length=4)
    body = models.CharField(max_length=120, default="", blank=True)
    role = models.CharField(max_length=40, default="", blank=True)
    party = SealedTextField(default="", blank=True)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, default="held")
    source = models.CharField(max_length=500, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["begins", "pk"]


class Count(models.Model):
    """A count as it was taken, so that erasing a person never changes history."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="counts")
    place = models.CharField(max_length=4, default="", blank=True)
    taken_on = models.DateField()
    found = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["taken_on", "place"]
