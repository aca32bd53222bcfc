"""Periods: a calendar year, or a year that the compiler of the table did not state."""

from dataclasses import dataclass

NOT_STATED = 0
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As the texts call them, in the order of `date.weekday`."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year; `year == 0` means that the source does not state it."""

    year: int

    @property
    def is_stated(self) -> bool:
        """Whether the source says which year the value belongs to."""
        return self.year != NOT_STATED
