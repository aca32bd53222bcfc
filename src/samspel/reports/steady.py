"""How a shift holds when departures are late or cancelled, in sentences."""

from samspel.catalogue.texts import Texts
from samspel.reach.findings import find_steady
from samspel.reach.report import ReachReport, TurnReach
from samspel.reports.shifts import format_share, is_steady_reckoned, label_whom

WITH_RANGE = 3
"""Shares by the assumption itself and by the two ends of its range."""


def describe_steady(texts: Texts, report: ReachReport, turn: TurnReach) -> str:
    """For how many a shift holds, with the assumption in figures and the ends of its range; empty where that was not
    reckoned, or nobody makes the shift whatever is assumed.
    """
    shares = [one[-1] for one in find_steady(turn)]
    if not any(share > 0.0 for share in shares):
        return ""
    settings = dict(report.settings)
    told = texts(
        f"reach.steady.{'some' if shares[0] > 0.0 else 'none'}",
        late=texts.exact(settings["late_percent"]),
        cancelled=texts.exact(settings["cancelled_percent"]),
        days=texts.exact(settings["steady_percent"]),
        limit=texts.number(report.limits[-1]),
        whom=label_whom(texts, turn),
        share=format_share(texts, shares[0]),
    )
    if len(shares) < WITH_RANGE:
        return f"{told} {texts('reach.steady.own')}"
    mild, harsh = (format_share(texts, share) for share in shares[1:])
    return f"{told} {texts('reach.steady.range', mild=mild, harsh=harsh)}"


def describe_assumption(texts: Texts, report: ReachReport) -> list[str]:
    """What was assumed of late and cancelled departures; nothing where that was not reckoned."""
    if not is_steady_reckoned(report):
        return []
    return [texts("reach.how.steady", **{name: texts.exact(value) for name, value in report.settings})]
