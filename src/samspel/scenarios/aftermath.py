"""What becomes urgent after an event: content/after_events.toml."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import find_line, read_list
from samspel.catalogue.records.base import Record
from samspel.catalogue.records.needs import Goal
from samspel.needs.measuring import Need
from samspel.scenarios.shocks import KINDS, Kind, Shock
from samspel.terms.errors import ContentError
from samspel.terms.origin import Origin
from samspel.terms.place import Place
from samspel.trials.backtests import Seen
from samspel.trials.cases import Backtest

FILE = "after_events.toml"


class Urgent(Record, frozen=True, kw_only=True):
    """A demand or a goal, by its id, and why it is urgent."""

    id: str
    sv: str
    en: str


class Ask(Record, frozen=True, kw_only=True):
    """What the government is asked, as the end of a sentence."""

    sv: str
    en: str


class UrgentAsk(Urgent, frozen=True, kw_only=True):
    """A goal, and what the government is asked for its sake."""

    asks: Ask


class After(Record, frozen=True, kw_only=True):
    """What some kinds of events make urgent, and the kind of real cases that they are like."""

    id: str
    kinds: list[Kind]
    cases: Literal["closure", "establishment"]
    demands: list[Urgent] = msgspec.field(name="demand")
    goals: list[UrgentAsk] = msgspec.field(name="goal")


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentNeed:
    """A demand with its verdict at the place, and why it is urgent after the event."""

    need: Need
    why: Urgent


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentGoal:
    """A national goal to put to the state, and why."""

    goal: Goal
    why: UrgentAsk


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What an event makes urgent at a place, and real cases of the same kind elsewhere with what was observed and
    whence that comes.
    """

    place: Place
    needs: tuple[UrgentNeed, ...]
    goals: tuple[UrgentGoal, ...]
    cases: tuple[tuple[Backtest, tuple[Seen, ...]], ...]
    origins: Mapping[str, tuple[Origin, ...]]


def load_aftermath(catalogue: Catalogue) -> tuple[After, ...]:
    """Load and check what follows. Raises ContentError for an id that does not exist and for a kind of event that
    stands in no entry or in two.
    """
    path = catalogue.folder / FILE
    entries = read_list(path, "after", After)
    told = [kind for entry in entries for kind in entry.kinds]
    if sorted(told) != sorted(KINDS):
        raise ContentError(FILE, "after.kinds", ", ".join(sorted(told)), f"each once of {', '.join(sorted(KINDS))}")
    for entry in entries:
        _check_ids(path, f"{entry.id}.demand", entry.demands, {*catalogue.demands, *catalogue.replaced})
        _check_ids(path, f"{entry.id}.goal", entry.goals, set(catalogue.goals))
    return entries


def _check_ids(path: Path, where: str, urgent: Iterable[Urgent], known: Set[str]) -> None:
    for one in urgent:
        if one.id not in known:
            raise ContentError(FILE, where, one.id, "an id of the handbook", find_line(path, one.id))


def find_aftermath(entries: Iterable[After], shocks: Iterable[Shock]) -> tuple[After, ...]:
    """The entries that some events belong to, in the order of the content."""
    kinds = {shock.kind for shock in shocks}
    return tuple(entry for entry in entries if kinds & set(entry.kinds))
