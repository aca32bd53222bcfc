"""Where what is said of a demand and a published figure point different ways: what somebody else than the body says,
whichever way; what the body itself answers, where a count of what it denies excludes it.
"""

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
    """The figure that what is told is most at odds with; None where nothing is, and where a body's answer is only
    pointed away from, since the answer decides.
    """
    found = min(_list_contrary(need), key=lambda one: not one.excludes, default=None)
    return None if found is None or (need.strength is Strength.ANSWERED and not found.excludes) else found


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
            points = inquiry.is_own and one.verdict in other
            if is_known and inquiry.answer is not None and (excludes or points):
                yield Contrary(inquiry=inquiry, measurement=one, excludes=excludes)
