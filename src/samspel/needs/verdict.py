"""The verdicts, how strongly they are known, and the rules that lead to them. Every rule can be told in one sentence;
there is no index.
"""

from collections.abc import Iterable
from enum import StrEnum

from samspel.catalogue.records.needs import Condition, Question


class Verdict(StrEnum):
    """How large the need is, most serious first; unknown stands before what is no need since a question remains.
    Similar is neither a need nor none: the place is as those like it. Last a demand that does not apply at the place,
    which is no need and is not met either.
    """

    LARGE = "large"
    SOME = "some"
    UNKNOWN = "unknown"
    SIMILAR = "similar"
    SMALL = "small"
    MET = "met"
    NOT_HERE = "not_here"


class Strength(StrEnum):
    """How strongly a verdict is known, strongest first: the body has answered, a figure measures what the demand asks,
    or a figure bears on it without measuring it.
    """

    ANSWERED = "answered"
    MEASURED = "measured"
    INDICATED = "indicated"


SEVERITY = tuple(Verdict)
STRENGTHS = tuple(Strength)
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


def judge_exposure(value: float, small: float, some: float) -> Verdict:
    """Judge how much a demand concerns a place: some need at least from `some`, small below `small`, else as others."""
    if value >= some:
        return Verdict.SOME
    return Verdict.SMALL if value < small else Verdict.SIMILAR


def judge_against_one(value: float, other: float, *, high_is_need: bool) -> Verdict:
    """Judge against a single figure for the country, where nothing is known of other places: worse is some need, else
    as others.
    """
    is_worse = value > other if high_is_need else value < other
    return Verdict.SOME if is_worse else Verdict.SIMILAR


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


def soften(verdict: Verdict, *, most: Verdict, strength: Strength) -> Verdict:
    """A verdict within what its measure can show: at most the need `most`, and what only bears on a demand never shows
    that it is met, but that the need is small.
    """
    if verdict is Verdict.MET and strength is Strength.INDICATED:
        return Verdict.SMALL
    return max(verdict, most, key=SEVERITY.index) if verdict in (Verdict.LARGE, Verdict.SOME) else verdict


def combine(parts: Iterable[Verdict]) -> Verdict:
    """The verdict of several deciding parts of one strength: the most serious of them, where unknown weighs less than
    a need and more than met.
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
