"""Remarks from workplaces, without a name."""

from typing import ClassVar

from django.db import models

from samspel.workspace.fields import SealedTextField
from samspel.workspace.models.units import Unit


class Workplace(models.Model):
    """Where remarks come from, by a link or a QR code that `code` is part of."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="workplaces")
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=4, default="", blank=True)
    code = models.CharField(max_length=40, unique=True)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]


class Voice(models.Model):
    """A remark. `week` is the Monday of the week in which it came, and nothing more exact is kept; `digest` that of the
    code by which whoever wrote it follows it. `names_workplace` is the writer's own choice.
    """

    class State(models.TextChoices):
        """What the officers have made of it."""

        NEW = "new"
        CONFIRMED = "confirmed"
        MERGED = "merged"
        SPLIT = "split"
        SET_ASIDE = "set_aside"

    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="voices")
    text = SealedTextField()
    week = models.DateField()
    place = models.CharField(max_length=4, default="", blank=True)
    names_workplace = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.NEW)
    into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    demands = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-week", "-pk"]
