"""The day that documents are dated."""

from datetime import date

from django.utils import timezone


def get_today() -> date:
    """Today in Sweden."""
    return timezone.localdate()
