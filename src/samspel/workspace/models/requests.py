"""Questions that are sent to bodies, the letters, and every version of every answer."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from samspel.workspace.fields import SealedTextField
from samspel.workspace.models.campaigns import Campaign
from samspel.workspace.models.units import Account, Unit


class Request(models.Model):
    """Questions to a body (`place`), or to a part of it that `body` names. `asked` holds them as
    DEMAND/QUESTION/MUNICIPALITY. The body may answer through a link that ends, of which only the digest is kept: `salt`
    makes it anew with a key that lies outside the database.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="requests")
    campaign = models.ForeignKey(Campaign, models.SET_NULL, null=True, blank=True, related_name="requests")
    place = models.CharField(max_length=4)
    body = models.CharField(max_length=120, default="", blank=True)
    demands = models.JSONField(default=list)
    asked = models.JSONField(default=list)
    ground = models.CharField(max_length=20, default="documents")
    made_on = models.DateField(default=timezone.localdate)
    sent_on = models.DateField(null=True, blank=True)
    sent_to = SealedTextField(default="", blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    salt = models.CharField(max_length=64, default="", blank=True)
    digest = models.CharField(max_length=64, unique=True, null=True)
    expires = models.DateTimeField(null=True, blank=True)
    is_shared = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-made_on", "-pk"]


class Letter(models.Model):
    """A letter or a reminder as it was when it was sent, but for the link, which is kept nowhere."""

    class Kind(models.TextChoices):
        """What it is."""

        LETTER = "letter"
        REMINDER = "reminder"

    request = models.ForeignKey(Request, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    taken_on = models.DateField()
    file = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["pk"]


class Reply(models.Model):
    """One version of an answer to one question of a request: who says it, when, by what source, and how it came. Only
    ever added to, but for the names that go with time and for `used_on`, when an officer let it count for the place.
    """

    class Came(models.TextChoices):
        """How it came."""

        OFFICER = "officer"
        FILE = "file"
        BODY = "body"
        SHARED = "shared"

    request = models.ForeignKey(Request, models.CASCADE, related_name="replies")
    demand = models.CharField(max_length=80)
    question = models.CharField(max_length=80)
    about = models.CharField(max_length=4, default="", blank=True)
    value = SealedTextField(default="", blank=True)
    is_unknown = models.BooleanField(default=False)
    said_by = SealedTextField(default="", blank=True)
    said_on = models.DateField()
    source = SealedTextField(default="", blank=True)
    came = models.CharField(max_length=20, choices=Came.choices)
    came_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="noted_replies")
    taken_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="taken")
    used_on = models.DateField(null=True, blank=True)
    used_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="used_replies")

    class Meta:
        ordering: ClassVar = ["pk"]

    @property
    def key(self) -> str:
        """What it is an answer to, as `Request.asked` names it."""
        return f"{self.demand}/{self.question}/{self.about}"
