"""What a page lets choose from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with its words."""

    value: str
    label: str
    is_chosen: bool = False
