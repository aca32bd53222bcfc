"""Where a value comes from, and how it came about."""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """How a value came about; stands beside every figure that Samspel shows.

    Measured is what a publisher reports; calculated is what Samspel works out from such values by a formula that adds
    no assumption, such as a share times a number. Law is what a law or an ordinance sets, and nobody measures. Answered
    is what a body says or somebody has looked up; stated what somebody here has added of their own.
    """

    MEASURED = "measured"
    CALCULATED = "calculated"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"
    ANSWERED = "answered"
    STATED = "stated"
    LAW = "law"


WEAKNESS = (Basis.LAW, Basis.MEASURED, Basis.CALCULATED, Basis.ANSWERED, Basis.ESTIMATED, Basis.STATED, Basis.ASSUMED)


def weakest(*bases: Basis) -> Basis:
    """Return the weakest basis: a value worked out from an estimate is an estimate at best."""
    return max(bases, key=WEAKNESS.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One source table behind a value: ids in content/sources.toml and content/figures/tables.toml, and the day it
    was read in; `copied` is the year of the publisher's figures that a copy of an older state shows, and `fetched` says
    that it was asked for at the publisher's since the program was built.

    For a value reckoned here from a user's own file there is no table: `file` names it and `publisher` who made it. In
    a table that gathers other publishers' measures, `measure` is the publisher's id and `publisher` who made it. For a
    value that somebody looked up `by` is who did and `said` where, in their own words, and `read` the day they did.
    """

    source: str
    table: str
    read: str
    file: str = ""
    publisher: str = ""
    measure: str = ""
    by: str = ""
    said: str = ""
    copied: int | None = None
    fetched: bool = False
