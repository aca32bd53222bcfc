"""Who saw and changed what: only ever added to, each entry sealed to the one before it."""

from typing import ClassVar

from django.db import models


class LogEntry(models.Model):
    """One entry. `account` is a number, not a name; `thing` what it was done to; `digest` covers the entry and
    the digest before it.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    unit = models.PositiveBigIntegerField(null=True)
    account = models.PositiveBigIntegerField(null=True)
    action = models.CharField(max_length=60)
    thing = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["unit", "number"], name="log_of_unit")]
