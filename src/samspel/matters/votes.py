"""What a vote comes to: who wins, whether the numbers add up, and what a minority can ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from samspel.matters.matter import Step, Vote
from samspel.matters.reading import Effect

VoteFlag = Literal[
    "no_direction",
    "seats_differ",
    "present_differ",
    "casting_without_tie",
    "third_too_few",
    "third_outside_council",
    "third_again",
]
THIRDS = 3


@dataclass(frozen=True, slots=True)
class VoteResult:
    """What the side that won says of the matter (None where that cannot be told), and what does not add up."""

    effect: Effect | None
    flags: tuple[VoteFlag, ...] = ()


def judge_vote(vote: Vote) -> VoteResult:
    """Simple majority of the votes cast; what the chair settles at a tie is told by the step alone. A third that sends
    a matter back wins whatever the others say.
    """
    minority = vote.decided_by == "third" and has_third(vote.yes, _count_present(vote))
    means = vote.yes_means if minority or vote.yes > vote.no else vote.no_means if vote.no > vote.yes else None
    return VoteResult(None if vote.yes_means is None else means, tuple(_find_flags(vote)))


def has_third(asking: int, present: int) -> bool:
    """Whether so many are a third of those present, who may put off a matter or send it back."""
    return present > 0 and asking * THIRDS >= present


def find_spent(before: Iterable[Step], step: Step) -> tuple[VoteFlag, ...]:
    """What speaks against a third that put off the matter or sent it back, by the steps before: they may in the council
    alone, and once for the two together.
    """
    if not _is_of_minority(step):
        return ()
    flags: list[VoteFlag] = []
    if step.by != "council":
        flags.append("third_outside_council")
    if any(map(_is_of_minority, before)):
        flags.append("third_again")
    return tuple(flags)


def _is_of_minority(step: Step) -> bool:
    return step.event in ("put_off", "sent_back") and step.vote is not None and step.vote.decided_by == "third"


def _count_present(vote: Vote) -> int:
    return vote.present if vote.present is not None else vote.yes + vote.no + vote.abstained


def _find_flags(vote: Vote) -> list[VoteFlag]:
    cast = vote.yes + vote.no + vote.abstained
    flags: list[VoteFlag] = []
    if vote.yes_means is None:
        flags.append("no_direction")
    if vote.seats is not None and cast + vote.absent != vote.seats:
        flags.append("seats_differ")
    if vote.present is not None and cast != vote.present:
        flags.append("present_differ")
    if vote.decided_by == "casting" and vote.yes != vote.no:
        flags.append("casting_without_tie")
    if vote.decided_by == "third" and not has_third(vote.yes, _count_present(vote)):
        flags.append("third_too_few")
    return flags
