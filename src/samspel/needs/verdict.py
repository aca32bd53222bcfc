"""The verdicts and the rules that lead to them. Every rule can be told in one sentence; there is no index."""

from collections.abc import Iterable
from enum import StrEnum

from samspel.catalogue.records import Condition, Question


class Verdict(StrEnum):
    """How large the need is, most serious first; unknown stands before met since a question remains. Last a demand that
    does not apply at the place, which is no need and is not met either.
    """

    LARGE = "large"
    SOME = "some"
    UNKNOWN = "unknown"
    MET = "met"
    NOT_HERE = "not_here"


SEVERITY = tuple(Verdict)
NOT_APPLICABLE = "not_applicable"


def judge_threshold(value: float, met: float, large: float) -> Verdict:
    """Judge by a threshold: at least as good as `met` is met, at least as bad as `large` is a large need, between is
    some need.

    Higher is better when `met` is above `large`, otherwise lower is.
    """
    sign = 1.0 if met >= large else -1.0
    if sign * value >= sign * met:
        return Verdict.MET
    return Verdict.LARGE if sign * value <= sign * large else Verdict.SOME


def judge_against_one(value: float, other: float, direction: str) -> Verdict:
    """Judge against a single figure for the country, where nothing is known of other places: worse is some need, else
    met.
    """
    is_worse = value < other if direction == "higher" else value > other
    return Verdict.SOME if is_worse else Verdict.MET


def is_within(condition: Condition, value: float) -> bool:
    """Whether a demand's condition holds for a value: strictly above or below its limit."""
    return (condition.above is None or value > condition.above) and (condition.below is None or value < condition.below)


def judge_answer(question: Question, answer: str | float) -> Verdict:
    """Judge an answer to a question that decides; a question that is not applicable to the body is no need."""
    if answer == NOT_APPLICABLE:
        return Verdict.NOT_HERE
    if question.answer == "yes_no":
        return Verdict.MET if answer == question.met_when else Verdict(question.unmet or Verdict.LARGE)
    if question.met is None or question.large is None:
        return Verdict.UNKNOWN
    return judge_threshold(float(answer), question.met, question.large)


def combine(parts: Iterable[Verdict]) -> Verdict:
    """The verdict of a demand from its deciding parts: the most serious of them, where unknown weighs less than a
    need and more than met.
    """
    return min(parts, key=SEVERITY.index, default=Verdict.UNKNOWN)


def judge_each(towns: Iterable[Verdict | None]) -> Verdict:
    """The verdict of a region on a question that is answered for each of its municipalities: unknown until all are
    answered, and some need where they differ, since one town's need is not the county's.
    """
    found = set(towns)
    if not found or found & {None, Verdict.UNKNOWN}:
        return Verdict.UNKNOWN
    return found.pop() or Verdict.UNKNOWN if len(found) == 1 else Verdict.SOME
