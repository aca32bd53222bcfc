"""A political matter and the steps that it takes. Records only; no person has a name in any of them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from samspel.catalogue.records.matters import Direction, Event, Kind, Role, Sign, Who
from samspel.matters.reading import Effect, PointVerdict

ReadBy = Literal["rule", "person"]
DecidedBy = Literal["acclamation", "majority", "casting", "third", "lot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A count as the minutes have it: what yes meant, the numbers, and how it was settled."""

    yes_means: Effect | None
    no_means: Effect | None = None
    yes: int
    no: int
    abstained: int = 0
    absent: int = 0
    present: int | None = None
    seats: int | None = None
    decided_by: DecidedBy = "majority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happened with a matter: what, when, by whom and where it stands. What an event needs besides
    (`tabled_to`, `purpose`, `reason` …) is told in its own field.
    """

    event: Event
    on: date
    by: Who
    body: str = ""
    section: str = ""
    source: str = ""
    sentence: str = ""
    read_by: ReadBy = "person"
    effect: Effect | None = None
    verdicts: tuple[PointVerdict, ...] = ()
    reason: str = ""
    condition: str = ""
    purpose: str = ""
    tabled_to: date | None = None
    deciding_body: str = ""
    deciding_role: Role | None = None
    owner: str = ""
    task: str = ""
    money: str = ""
    due: date | None = None
    sign: Sign | None = None
    evidence: str = ""
    vote: Vote | None = None
    is_inferred: bool = False
    """Whether it only follows from a later decision: `on` is then the decision's day, since its own is not known."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point (att-sats): its number from 1, and whether it asks to do, to stop or to investigate."""

    number: int
    text: str = ""
    direction: Direction = "do"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter with its steps in their order. Its state is worked out from them and never kept. `hangs_on` is the point
    that the demand hangs on, if it is one alone.
    """

    kind: Kind
    deciding_body: str
    deciding_role: Role
    dnr: str = ""
    title: str = ""
    demands: tuple[int, ...] = ()
    direction: Direction = "do"
    points: tuple[Point, ...] = ()
    hangs_on: int | None = None
    steps: tuple[Step, ...] = ()
    successor_of: str = ""

    def last(self, *events: Event) -> Step | None:
        """The latest step of one of the events."""
        return next((step for step in reversed(self.steps) if step.event in events), None)

    @property
    def decider(self) -> tuple[str, Role]:
        """The body that decides now, by code and role: the one that the matter was handed over to, if it was."""
        handed = self.last("handed_over")
        if handed is None or handed.deciding_role is None:
            return self.deciding_body, self.deciding_role
        return handed.deciding_body, handed.deciding_role

    @property
    def is_appealed(self) -> bool:
        """Whether an appeal waits for the court."""
        latest = self.last("appealed", "appeal_dismissed", "set_aside")
        return latest is not None and latest.event == "appealed"

    @property
    def waits_for_us(self) -> bool:
        """Whether the body has asked those who follow the matter for something."""
        latest = self.last("asks_us", "we_answered")
        return latest is not None and latest.event == "asks_us"
