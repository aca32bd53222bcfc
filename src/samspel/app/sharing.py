"""How the verdicts of the built-in figures fall over all places, without anybody's answers."""

from dataclasses import dataclass

from samspel.app.computed import COMPUTATIONS
from samspel.app.desk import Desk
from samspel.needs.answers import Answers
from samspel.needs.measuring import NeedsAssessor
from samspel.needs.sharing import DemandShares, MeasureShares, Unknown, count_unknown, share_demands, share_measures
from samspel.observations.building import Observations


@dataclass(frozen=True)
class Fall:
    """How the verdicts fall: by demand, by measure, and how many are unknown on a page."""

    demands: tuple[DemandShares, ...]
    measures: tuple[MeasureShares, ...]
    unknown: Unknown


def show_shares(desk: Desk) -> Fall:
    """The shares of the content alone: what is kept on this machine plays no part."""
    assessor = NeedsAssessor(Observations(desk.catalogue, COMPUTATIONS), Answers())
    return Fall(
        share_demands(assessor, desk.catalogue),
        share_measures(assessor.judge, desk.catalogue),
        count_unknown(assessor, desk.catalogue),
    )
