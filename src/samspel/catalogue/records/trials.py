"""Records of content/circle/trials.toml: the rules that the model is tried by."""

from collections.abc import Mapping
from typing import Annotated

import msgspec

from samspel.catalogue.records.base import Record

Count = Annotated[int, msgspec.Meta(ge=1)]
Year = Annotated[int, msgspec.Meta(ge=1000, le=9999)]
Part = Annotated[float, msgspec.Meta(gt=0, lt=1)]
Years = Annotated[tuple[Count, ...], msgspec.Meta(min_length=1)]
LAST = 9999
"""No year is later."""


class CaseRules(Record, frozen=True, kw_only=True):
    """How real closures and openings are tried: the years `after` that are compared, the first and last age that
    unemployment is told of, the share of observed values that has to lie in the band, and the years of the trend that
    'nothing happens' goes on with.
    """

    after: Years
    unemployed_ages: tuple[Count, Count]
    inside_needed: Part
    trend_years: Count
    trend_fewest: Count


class OriginRules(Record, frozen=True, kw_only=True):
    """How the course without events is tried: from which year, where the eras part, years ahead, at which of them the
    groups are compared and what share each needs, how close to its promise a band has to be, and the rivals' years.
    """

    first: Year
    parted: Year
    ahead: Years
    groups_ahead: Count
    least_group: Part
    close: Part
    trend_years: Count
    short_trend: Count
    latest_flows: Count

    @property
    def eras(self) -> Mapping[str, tuple[int, int]]:
        """First and last year that is forecast, by era."""
        return {"before": (self.first, self.parted - 1), "after": (self.parted, LAST), "all": (self.first, LAST)}


class SlopeRules(Record, frozen=True, kw_only=True):
    """How the shock's slope is estimated: significance, power, what is `asked` for, the fewest municipalities, and the
    sets of municipalities without events.
    """

    level: Part
    power: Part
    asked: tuple[float, float]
    fewest: Annotated[int, msgspec.Meta(ge=2)]
    lookalikes: Count
    placebos: Count
    seed: int


class TrialRules(Record, frozen=True, kw_only=True):
    """All rules; `look_back` is the year that the look back starts from, and a band that held in less than the share
    `seldom` of the years after it is told to have seldom held.
    """

    look_back: Year
    seldom: Part
    cases: CaseRules
    origins: OriginRules
    slopes: SlopeRules
