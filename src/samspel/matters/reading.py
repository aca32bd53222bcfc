"""What was read out of a decision: records without words."""

from dataclasses import dataclass
from typing import Literal

from samspel.catalogue.records.matters import State

Effect = Literal[
    "yes", "partly", "no", "answered", "returned", "tabled", "referred", "none", "lapsed", "withdrawn", "unclear"
]
"""What a decision says about the demand; `none` decides nothing about it, and `unclear` asks a person."""
Rule = Literal[
    "direct",
    "proposal_composed",
    "proposal_unquoted",
    "negated",
    "hedged",
    "suspensive",
    "points",
    "limited",
    "task",
    "task_alone",
    "intention",
    "followed",
    "two_readings",
    "vote",
    "vote_conflict",
    "count_unreadable",
    "preparatory",
    "proposal",
    "opinion",
    "list",
    "noted",
    "permission",
    "never_granted",
    "not_deciding",
    "formal_refused",
    "nothing_found",
    "court",
    "court_upholds",
    "court_hands_out",
    "document_given",
    "document_in_part",
    "document_refused",
    "document_missing",
    "plan_with",
    "plan_without",
    "plan_in_part",
    "plan_unknown",
    "opinion_met",
    "vote_refused",
    "others_refused",
    "task_given",
    "task_reported",
    "task_undone",
    "task_taken_back",
]
"""By which rule a text was read."""
Flag = Literal["not_deciding", "points_unknown", "points_open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of votes as a text tells it: what yes and no meant, as effects (empty when not told), and the numbers."""

    yes_means: str
    no_means: str
    yes: int | None
    no: int | None
    abstained: int | None = None
    is_cast: bool = False
    """Whether the chair's casting vote is told."""


@dataclass(frozen=True, slots=True)
class PointVerdict:
    """What is said of one point (att-sats): its number, `some` or `rest`."""

    point: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence that a reading rests on, and the rule that it was read by."""

    sentence: str
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text says of a matter. `rule` is the rule that it was read by, `sentence` the first that it rests on and
    `grounds` all of them; `flags` tell what a person should look at.
    """

    effect: Effect
    next_state: State
    rule: Rule
    sentence: str = ""
    reason: str = ""
    condition: str = ""
    points: tuple[PointVerdict, ...] = ()
    body: str = ""
    until: str = ""
    """When a tabled matter comes back, in the words of the text."""
    purpose: str = ""
    """What a matter was sent back for, in the words of the text."""
    count: Count | None = None
    flags: tuple[Flag, ...] = ()
    grounds: tuple[Ground, ...] = ()
