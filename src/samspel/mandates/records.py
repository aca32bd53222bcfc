"""People who hold posts, as the rules see them: no name, no party, no opinion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspel.catalogue.mandates import Counting

Chosen = Mapping[str, Counting]
"""What a unit has chosen, by the id of the choice; the usual way where it has chosen nothing."""


class Status(StrEnum):
    """How a post is held. One who resigns holds it until the decision; one that is vacant is empty after its end until
    somebody is appointed.
    """

    HELD = "held"
    RESIGNING = "resigning"
    VACANT = "vacant"


class Again(StrEnum):
    """Whether somebody stands at the next election."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post from its first to its last day; without a last day it goes on. `place` is a code, `role` chair or the
    like, which is no post of its own. One that `is_empty` has been held by nobody: a vacancy without a name.
    """

    kind: str
    place: str
    begins: date
    ends: date | None = None
    body: str = ""
    role: str = ""
    status: str = Status.HELD
    number: int = 0
    is_empty: bool = False

    def is_held(self, day: date) -> bool:
        """Whether it is held on a day."""
        return not self.is_empty and self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the unit. `member_until` is the last day as a member, `consented_on` the day of the consent to be
    asked.
    """

    number: int
    posts: tuple[Post, ...] = ()
    place: str = ""
    stands_again: str = Again.UNKNOWN
    may_be_asked: bool = False
    courses: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    consented_on: date | None = None
    member_until: date | None = None

    def is_member(self, day: date) -> bool:
        """Whether it is a member on a day."""
        return self.member_until is None or day <= self.member_until
