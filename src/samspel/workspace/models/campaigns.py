"""What is driven, and how its matters move."""

from typing import ClassVar

from django.db import models

from samspel.workspace.fields import SealedTextField
from samspel.workspace.models.units import Account, Unit
from samspel.workspace.models.voices import Voice


class Campaign(models.Model):
    """A demand that a unit drives in one or several places, with a goal in figures."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="campaigns")
    owner = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="campaigns")
    title = models.CharField(max_length=200)
    demands = models.JSONField(default=list)
    places = models.JSONField(default=list)
    plan = models.TextField(default="", blank=True)
    measure = models.CharField(max_length=80, default="", blank=True)
    goal_from = models.FloatField(null=True, blank=True)
    goal_to = models.FloatField(null=True, blank=True)
    goal_by = models.DateField(null=True, blank=True)
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    is_shared = models.BooleanField(default=False)
    voices = models.ManyToManyField(Voice, related_name="campaigns", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-begun_on", "-pk"]


class Item(models.Model):
    """Something of a campaign beside its matters: a thing to do, an argument, a meeting, a contact."""

    class Kind(models.TextChoices):
        """What it is."""

        TASK = "task"
        ARGUMENT = "argument"
        MEETING = "meeting"
        CONTACT = "contact"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = SealedTextField()
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["due", "pk"]


class FrozenPaper(models.Model):
    """A paper as it was when somebody took it, with what it rests on (`inputs`: address, versions, figures)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    taken_on = models.DateField()
    file_kind = models.CharField(max_length=10)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    inputs = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-taken_on", "-pk"]


class Measured(models.Model):
    """The need of one demand in one place on one day: frozen at a decision, and taken again."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="measured")
    demand = models.CharField(max_length=80)
    place = models.CharField(max_length=4)
    taken_on = models.DateField()
    occasion = models.CharField(max_length=20)
    found = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["taken_on", "pk"]


class Matter(models.Model):
    """A matter with a body, which `decider` says what it is. Where it is follows from its steps, which are only ever
    added to. `hangs_on` is the number of the point (att-sats) that the demand hangs on, if it is one alone.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="matters")
    kind = models.CharField(max_length=40)
    place = models.CharField(max_length=4)
    body = models.CharField(max_length=120)
    decider = models.CharField(max_length=20, default="council")
    reference = models.CharField(max_length=60, default="", blank=True)
    title = models.CharField(max_length=200)
    demands = models.JSONField(default=list)
    direction = models.CharField(max_length=20, default="do")
    points = models.JSONField(default=list)
    hangs_on = models.PositiveSmallIntegerField(null=True, blank=True)
    successor_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="successors")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["pk"]


class Step(models.Model):
    """One thing that happened to a matter: never changed, only taken back by another."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=60)
    on = models.DateField()
    body = models.CharField(max_length=120, default="", blank=True)
    role = models.CharField(max_length=20, default="", blank=True)
    paragraph = models.CharField(max_length=40, default="", blank=True)
    source = models.CharField(max_length=500, default="", blank=True)
    sentence = models.TextField(default="", blank=True)
    read_by = models.CharField(max_length=20, default="person")
    found = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "number"], name="one_step_a_number")]


class Assignment(models.Model):
    """A task (uppdrag) that a body was given, with what it has reported and what we have seen ourselves."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="assignments")
    body = models.CharField(max_length=120)
    what = models.TextField()
    assigned_on = models.DateField()
    due = models.DateField(null=True, blank=True)
    money = models.CharField(max_length=120, default="", blank=True)
    signs = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["due", "pk"]


class BodySettings(models.Model):
    """A body's own rules as a unit knows them: meeting days, months of its lists, hand-in days, with source."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="bodies")
    place = models.CharField(max_length=4)
    body = models.CharField(max_length=120)
    rules = models.JSONField(default=dict)
    source = models.CharField(max_length=500, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "place", "body"], name="one_rule_a_body")]
