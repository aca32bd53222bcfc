"""Days as people and their tools write them."""

import re
from datetime import date

_MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
"""What tools for tables add to a day."""


def read_typed_day(text: str) -> date:
    """A day by year, month and day, with or without a midnight after it. Raises ValueError."""
    return date.fromisoformat(_MIDNIGHT.sub("", text.strip()))
