"""Records of content/figure_checks.toml: what must hold between the built-in figures, and where it is known not to."""

from typing import Literal

import msgspec

from samspel.catalogue.records.base import Record

AgreementRule = Literal["same", "sum", "members"]


class Excepted(Record, frozen=True, kw_only=True):
    """The places (codes; none means all) and years, both inclusive, for which it is known not to hold, and why."""

    places: list[str] = msgspec.field(default_factory=list)
    first: int | None = None
    until: int | None = None
    sv: str
    en: str


class Agreement(Record, frozen=True, kw_only=True):
    """Measures that tell the same (`same`, of two), that add up to another or to a number (`sum`), or whose value for
    a region and the country is the sum of the municipalities' (`members`). They may differ by the larger of `units` and
    `share` of what they are held against. A measure is an indicator's id or the publisher's.
    """

    id: str
    rule: AgreementRule
    measures: list[str]
    whole: str | None = None
    total: float | None = None
    units: float = 0.0
    share: float = 0.0
    excepted: list[Excepted] = msgspec.field(default_factory=list)
    sv: str
    en: str


class Bounds(Record, frozen=True, kw_only=True):
    """Between what, both inclusive, a value in a unit lies."""

    unit: str
    least: float
    most: float


class Outside(Record, frozen=True, kw_only=True):
    """Indicators whose values may lie outside the bounds of their unit, and why."""

    measures: list[str]
    sv: str
    en: str


class Jump(Record, frozen=True, kw_only=True):
    """A year in which an indicator moved in most places at once: because it was measured in another way (`method`),
    because of what happened (`event`), or for a reason that nobody here has read (`unknown`).
    """

    measure: str
    year: int
    kind: Literal["method", "event", "unknown"]
    sv: str
    en: str


class FigureChecks(Record, frozen=True, kw_only=True):
    """All of content/figure_checks.toml."""

    agreement: list[Agreement]
    bounds: list[Bounds]
    outside: list[Outside]
    jump: list[Jump]

    def find_jumps(self, measure: str) -> tuple[Jump, ...]:
        """The jumps of an indicator, in the order of the file."""
        return tuple(jump for jump in self.jump if jump.measure == measure)
