"""What an update plans and reports, and what is known of each service."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from samspel.catalogue.fetching import Wanted
from samspel.catalogue.records.fetching import Service
from samspel.store.live.states import ServiceState
from samspel.terms.errors import SamspelError


class Renewed(NamedTuple):
    """What the renewal of one measure added, changed and no longer has."""

    table: str
    measure: str
    added: int
    changed: int
    gone: int


class Stopped(NamedTuple):
    """A measure that was left as it was, and why."""

    table: str
    measure: str
    error: SamspelError


@dataclass(kw_only=True)
class ServiceReport:
    """How one service's update went: what was renewed, what was stopped, and what stopped all of it, if anything."""

    service: Service
    due: int
    calls: int = 0
    renewed: list[Renewed] = field(default_factory=list)
    stopped: list[Stopped] = field(default_factory=list)
    failed: SamspelError | None = None


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What an update would ask one service: measures in all and those that are due, the least number of calls and the
    least seconds; calls left this month where they are counted, and whether the user's key is missing.
    """

    service: Service
    measures: int
    due: tuple[Wanted, ...]
    calls: int
    seconds: float
    left: int | None
    lacks_key: bool


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one service: how it went last, how many of its measures have been renewed and which days they
    are from, the latest first and last shown years, and when the next renewal is due (None for now).
    """

    service: Service
    state: ServiceState
    measures: int
    renewed: int
    days: tuple[str, str] | None
    newest: int
    next_due: date | None
