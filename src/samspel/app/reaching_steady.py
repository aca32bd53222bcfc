"""How far a shift's reach holds when departures are late or cancelled, as the parameters assume."""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from samspel.app.reach_ground import CANCELLED, LATE, LATE_LEAST, LATE_LONGEST, LATE_MORE, Ground, Question, find_limits
from samspel.catalogue.loading import Catalogue
from samspel.reach.disruption import Assumption
from samspel.reach.report import Steady, TurnReach
from samspel.reach.shifts import MINUTE, ShiftSearch, Turn
from samspel.reach.steadiness import count_days, share_steady
from samspel.terms.arrays import Floats, Longs
from samspel.terms.units import PER_CENT

SHARE, DAYS = "steady_percent", "steady_days"


@dataclass(frozen=True, kw_only=True)
class Steadiness:
    """How the days on which a search's turns hold are counted; the first assumption is the one that is told."""

    search: ShiftSearch
    assumptions: tuple[Assumption, ...]
    limits: tuple[float, ...]
    days: int
    share: float
    threads: int


def prepare_steadiness(
    catalogue: Catalogue, search: ShiftSearch, ground: Ground, question: Question
) -> Steadiness | None:
    """By the settings alone where the user has changed one of them, else also by the ends of their range; None where
    disruptions are not asked for.
    """
    if not question.tries_disruptions:
        return None
    settings = ground.settings
    ranged = [catalogue.parameters[name] for name in (CANCELLED, LATE, LATE_MORE)]
    is_own = any(settings[one.id] != one.value for one in ranged)
    mild = {one.id: one.value if one.low is None else one.low for one in ranged}
    harsh = {one.id: one.value if one.high is None else one.high for one in ranged}
    return Steadiness(
        search=search,
        assumptions=tuple(_assume({**settings, **changed}) for changed in (({},) if is_own else ({}, mild, harsh))),
        limits=find_limits(ground),
        days=round(settings[DAYS]),
        share=settings[SHARE] / PER_CENT,
        threads=question.threads,
    )


def add_steady(
    steadiness: Steadiness, reach: TurnReach, turn: Turn, people: Floats, employees: Floats | None
) -> TurnReach:
    """A turn's record with the shares for whom it holds, by each assumption, and by the first in each locality."""
    search = steadiness.search
    counts = count_days(search, turn, steadiness.assumptions, steadiness.limits, steadiness.days, steadiness.threads)

    def weigh(made: Longs, weights: Floats) -> tuple[float, ...]:
        return share_steady(made, weights, steadiness.days, steadiness.share)

    shares = tuple(
        Steady(people=weigh(made, people), employees=None if employees is None else weigh(made, employees))
        for made in counts
    )
    inside = [(search.origins.locality == one.locality).astype(float) for one in reach.localities]
    localities = tuple(
        replace(one, steady=weigh(counts[0], weights)) for one, weights in zip(reach.localities, inside, strict=True)
    )
    return replace(reach, steady=shares, localities=localities)


def _assume(settings: Mapping[str, float]) -> Assumption:
    return Assumption(
        cancelled=settings[CANCELLED] / PER_CENT,
        late=settings[LATE] / PER_CENT,
        least_seconds=settings[LATE_LEAST] * MINUTE,
        more_seconds=settings[LATE_MORE] * MINUTE,
        latest_seconds=round(settings[LATE_LONGEST] * MINUTE),
    )
