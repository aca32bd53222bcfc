"""What becomes urgent after an event: content/after_events.toml."""

import math
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import check_unique, find_line, read_record
from samspel.catalogue.records.base import Record
from samspel.catalogue.records.needs import Goal, Study
from samspel.needs.measuring import Need
from samspel.scenarios.shocks import KINDS, Kind, Shock
from samspel.terms.errors import ContentError
from samspel.terms.origin import Origin
from samspel.terms.place import Place
from samspel.trials.cases import Backtest
from samspel.trials.observed import Seen, SeenKind

FILE = "after_events.toml"
Asked = Literal["authorities", "goals"]
"""Of whom something is asked after an event: authorities of the state, or the Government for the sake of a goal."""


class Urgent(Record, frozen=True, kw_only=True):
    """A demand or a goal, by its id, and why it is urgent."""

    id: str
    sv: str
    en: str


class AskText(Record, frozen=True, kw_only=True):
    """Why a goal is put to the state, what the government is asked, as the end of a sentence, the ministry that a
    letter goes to, and the rules that it concerns.
    """

    why: str
    asks: str
    to: str
    law: str


class Ask(Record, frozen=True, kw_only=True):
    """What the government is asked for the sake of a goal, by the goal's id."""

    id: str
    sv: AskText
    en: AskText


class AuthorityText(Record, frozen=True, kw_only=True):
    """Who is asked, why now, what, as the end of a sentence, by what rules, and who decides it."""

    name: str
    why: str
    asks: str
    law: str
    decides: str


class Authority(Record, frozen=True, kw_only=True):
    """What an authority is asked, where at least `least_jobs` go or come; its rules were read as of `law_of`."""

    id: str
    least_jobs: float = 0.0
    law_of: date
    sv: AuthorityText
    en: AuthorityText


class After(Record, frozen=True, kw_only=True):
    """What some kinds of events make urgent, the kind of real cases that they are like, and studies of what was done or
    came of such ones.
    """

    id: str
    kinds: list[Kind]
    cases: Literal["closure", "establishment"]
    goals: list[str]
    authorities: list[str]
    studies: list[str]
    demands: list[Urgent] = msgspec.field(name="demand")


class AfterEvents(Record, frozen=True, kw_only=True):
    """content/after_events.toml; `asked` is in which order the two are told, those who can act soonest first."""

    asked: tuple[Asked, Asked]
    after: list[After]
    ask: list[Ask]
    authority: list[Authority]


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentNeed:
    """A demand with its verdict at the place, and why it is urgent after the event."""

    need: Need
    why: Urgent


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentGoal:
    """A national goal to put to the state, why, and what is asked."""

    goal: Goal
    ask: Ask


@dataclass(frozen=True, slots=True)
class Setting:
    """What an event is like where it happens: its sectors, its share of all jobs in the municipality today, and the
    share of those jobs that people from elsewhere hold; None where that is not known.
    """

    sectors: frozenset[str]
    share: float | None
    commuting: float | None

    def measure_to(self, other: "Setting") -> tuple[bool, float, float]:
        """How unlike another is: in sector first, then in size beside the town's jobs, then in commuting."""
        sizes = math.inf if not self.share or not other.share else abs(math.log(other.share / self.share))
        known = self.commuting is not None and other.commuting is not None
        apart = abs((self.commuting or 0.0) - (other.commuting or 0.0)) if known else math.inf
        return self.sectors.isdisjoint(other.sectors), sizes, apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What an event makes urgent at a place, and real cases of the same kind elsewhere, the likest first, with what was
    observed and whence that comes; `here` is what the event is like at the place, `there` each case by its id.
    """

    place: Place
    asked: tuple[Asked, Asked]
    needs: tuple[UrgentNeed, ...]
    goals: tuple[UrgentGoal, ...]
    authorities: tuple[Authority, ...]
    cases: tuple[tuple[Backtest, tuple[Seen, ...]], ...]
    studies: tuple[Study, ...]
    origins: Mapping[SeenKind, tuple[Origin, ...]]
    here: Setting
    there: Mapping[str, Setting]


def load_aftermath(catalogue: Catalogue) -> AfterEvents:
    """Load and check what follows. Raises ContentError for an id that does not exist and for a kind of event that
    stands in no entry or in two.
    """
    path = catalogue.folder / FILE
    events = read_record(path, AfterEvents)
    check_unique(path, events.after)
    check_unique(path, events.ask)
    check_unique(path, events.authority)
    if set(events.asked) != set(get_args(Asked)):
        raise ContentError(FILE, "asked", ", ".join(events.asked), f"each once of {', '.join(get_args(Asked))}")
    told = [kind for entry in events.after for kind in entry.kinds]
    if sorted(told) != sorted(KINDS):
        raise ContentError(FILE, "after.kinds", ", ".join(sorted(told)), f"each once of {', '.join(sorted(KINDS))}")
    _check_ids(path, "ask", [ask.id for ask in events.ask], set(catalogue.goals))
    for entry in events.after:
        demands = [one.id for one in entry.demands]
        _check_ids(path, f"{entry.id}.demand", demands, {*catalogue.demands, *catalogue.replaced})
        _check_ids(path, f"{entry.id}.studies", entry.studies, set(catalogue.studies))
        _check_ids(path, f"{entry.id}.goals", entry.goals, {ask.id for ask in events.ask})
        _check_ids(path, f"{entry.id}.authorities", entry.authorities, {one.id for one in events.authority})
    return events


def _check_ids(path: Path, where: str, ids: Iterable[str], known: Set[str]) -> None:
    for one in ids:
        if one not in known:
            raise ContentError(FILE, where, one, "an id of the handbook or its studies", find_line(path, one))


def find_aftermath(events: AfterEvents, shocks: Iterable[Shock]) -> tuple[After, ...]:
    """The entries that some events belong to, in the order of the content."""
    kinds = {shock.kind for shock in shocks}
    return tuple(entry for entry in events.after if kinds & set(entry.kinds))


def find_authorities(events: AfterEvents, entries: Iterable[After], shocks: Iterable[Shock]) -> tuple[Authority, ...]:
    """Whom else to ask after some events, each once: those that are asked from so many jobs in one event."""
    most = max((shock.jobs for shock in shocks), default=0.0)
    known = {one.id: one for one in events.authority}
    asked = dict.fromkeys(name for entry in entries for name in entry.authorities)
    return tuple(known[name] for name in asked if known[name].least_jobs <= most)
