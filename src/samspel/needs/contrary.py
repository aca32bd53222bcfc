"""Where what somebody else than the body says of a demand and a published figure point different ways."""

from collections.abc import Iterator
from dataclasses import dataclass

from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.needs.verdict import Strength, Verdict

_NEEDS, _AGAINST = (Verdict.LARGE, Verdict.SOME), (Verdict.SMALL, Verdict.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrary:
    """What is told, and a figure that points the other way; `excludes` where both cannot be true of the same time."""

    inquiry: Inquiry
    measurement: Measurement
    excludes: bool


def find_contrary(need: Need) -> Contrary | None:
    """The figure that what is told is most at odds with; None where the body has answered or nothing is at odds."""
    if need.strength is Strength.ANSWERED:
        return None
    return min(_list_contrary(need), key=lambda one: not one.excludes, default=None)


def counts_existing(measurement: Measurement) -> bool:
    """Whether the figure counts some of what is asked for."""
    return measurement.measure.rule == "expected" and (measurement.observation.value or 0.0) > 0.0


def _list_contrary(need: Need) -> Iterator[Contrary]:
    """That nothing is there is excluded by a count of it; to lack a part of it is not."""
    for inquiry in need.inquiries:
        for one in need.measurements:
            is_denied = inquiry.verdict in _NEEDS
            excludes = is_denied and inquiry.question.under is None and counts_existing(one)
            other = _AGAINST if is_denied else _NEEDS if inquiry.verdict in _AGAINST else ()
            is_known = one.observation.value is not None
            if inquiry.is_own and is_known and (excludes or one.verdict in other):
                yield Contrary(inquiry=inquiry, measurement=one, excludes=excludes)
