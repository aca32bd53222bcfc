"""What a vote comes to: who wins, whether the numbers add up, and what a minority can ask for."""

from dataclasses import dataclass
from typing import Literal

from samspel.matters.matter import Matter, Vote
from samspel.matters.reading import Effect

Winner = Literal["yes", "no", "tie", "unreadable"]
VoteFlag = Literal["no_direction", "seats_differ", "present_differ", "casting_without_tie", "third_too_few"]
THIRDS = 3


@dataclass(frozen=True, slots=True)
class VoteResult:
    """Which side won, what that says of the matter (None where it cannot be told), and what does not add up."""

    winner: Winner
    effect: Effect | None
    flags: tuple[VoteFlag, ...] = ()


def judge_vote(vote: Vote, chair_says: Literal["yes", "no"] | None = None) -> VoteResult:
    """Simple majority of the votes cast; a tie is settled by the chair where it is told how. A third that sends a
    matter back wins whatever the others say.
    """
    found = tuple(_find_flags(vote))
    winner: Winner = "yes" if vote.yes > vote.no else "no" if vote.no > vote.yes else "tie"
    if vote.decided_by == "third" and has_third(vote.yes, _count_present(vote)):
        winner = "yes"
    if winner == "tie" and vote.decided_by == "casting" and chair_says is not None:
        winner = chair_says
    if vote.yes_means is None:
        return VoteResult("unreadable", None, found)
    effect = {"yes": vote.yes_means, "no": vote.no_means}.get(winner)
    return VoteResult(winner, effect, found)


def has_third(asking: int, present: int) -> bool:
    """Whether so many are a third of those present, who may put off a matter or send it back."""
    return present > 0 and asking * THIRDS >= present


def may_minority(matter: Matter, asking: int, present: int, *, is_council: bool) -> bool:
    """Whether a minority can put off the matter or send it back: in the council alone, once for the two together."""
    return is_council and not matter.minority_spent and has_third(asking, present)


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
