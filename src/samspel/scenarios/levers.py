"""What each demand changes: the levers of content/levers.toml, each tied to parameters with range and grade, or openly
to none.

A demand's levers come from the handbook. A lever counts once, from the earliest year, however many demands pull it:
nobody knows what two measures on the same thing give together, and adding them up would promise too much. A range
of grade D or E is symmetric about zero; others include zero unless a study gives otherwise.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import Record
from samspel.catalogue.records.needs import Demand
from samspel.dynamics.town import MOVABLE, Lever
from samspel.scenarios.parameters import Grade, Parameters, Spread, check_spread
from samspel.scenarios.sampling import sample_spread
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.likeness import plain_word

LONGEST_NUMBER = 4
EXACT = 1e-12
DIRECTED: tuple[Grade, ...] = ("A", "B", "C")
"""The grades of levers that a study has found a direction for."""
_FORM = re.compile(r"([^@]+)(?:@([0-9]{4}))?")


class Move(Record, frozen=True, kw_only=True):
    """A parameter that a lever moves: `times` gives a relative change, `plus` an addition in the parameter's unit."""

    parameter: str
    how: Literal["times", "plus"]
    spread: Spread


class EffectText(Record, frozen=True, kw_only=True):
    """Why the lever is thought to work so, or why no effect is known."""

    why: str


class Effect(Record, frozen=True, kw_only=True):
    """What is known of a lever; no `move` means that no effect in the model is known. `delay` and `ramp` are years."""

    lever: str
    grade: Grade
    delay: int
    ramp: int
    studies: list[str]
    moves: list[Move] = msgspec.field(default_factory=list, name="move")
    sv: EffectText
    en: EffectText

    @property
    def id(self) -> str:
        """The lever's id, so that each stands once."""
        return self.lever

    @property
    def has_direction(self) -> bool:
        """Whether studies say which way the lever works: only then do shares of draws mean anything."""
        return self.grade in DIRECTED


@dataclass(frozen=True)
class Pulled:
    """A lever that is pulled, from a year, by some demands (none when it was named by itself)."""

    effect: Effect
    year: int
    demands: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What the user asked for: levers with a known effect, levers without one, and demands that have no lever."""

    pulled: tuple[Pulled, ...]
    without_effect: tuple[Pulled, ...]
    without_lever: tuple[str, ...]
    demands: tuple[str, ...]


def load_effects(catalogue: Catalogue, parameters: Parameters) -> dict[str, Effect]:
    """Load and check content/lever_effects.toml. Raises ContentError unless every lever stands there once."""
    path = catalogue.folder / "lever_effects.toml"
    effects = {effect.lever: effect for effect in read_list(path, "effect", Effect)}
    for name in catalogue.levers:
        if name not in effects:
            raise ContentError(path.name, name, "nothing", "an effect of every lever, if only that none is known")
    for effect in effects.values():
        _check(catalogue, parameters, effect)
    return effects


def choose_levers(
    catalogue: Catalogue, effects: Mapping[str, Effect], asked: Iterable[str], year: int, span: range
) -> Choice:
    """Read `ID[@YEAR]`: a demand (number or id) or a lever; `year` where none is given. Raises BadInputError."""
    starts: dict[str, int] = {}
    pullers: dict[str, list[str]] = {}
    demands: list[str] = []
    bare: list[str] = []
    for text in asked:
        name, start = _read(text, year, span)
        demand = _find_demand(catalogue, name)
        if demand is None and name not in effects:
            raise BadInputError("unknown_lever", lever=name[:80], known=", ".join(effects))
        if demand is not None:
            demands.append(demand.id)
        names = [name] if demand is None else demand.levers
        if demand is not None and not names:
            bare.append(demand.id)
        for lever in names:
            starts[lever] = min(start, starts.get(lever, start))
            pullers.setdefault(lever, []).extend([] if demand is None else [demand.id])
    chosen = [Pulled(effects[name], start, tuple(dict.fromkeys(pullers[name]))) for name, start in starts.items()]
    return Choice(
        tuple(one for one in chosen if one.effect.moves),
        tuple(one for one in chosen if not one.effect.moves),
        tuple(bare),
        tuple(dict.fromkeys(demands)),
    )


def draw_levers(pulled: Iterable[Pulled], draws: int, seed: int, first: int, years: int) -> tuple[Lever, ...]:
    """The levers with their draws and how far each has come in each year."""
    levers = []
    for one in pulled:
        found: dict[str, dict[str, Floats]] = {"times": {}, "plus": {}}
        for move in one.effect.moves:
            name = f"lever:{one.effect.lever}:{move.parameter}"
            found[move.how][move.parameter] = sample_spread(move.spread, name, draws, seed)
        levers.append(Lever(found["times"], found["plus"], reach_out(one, first, years)))
    return tuple(levers)


def reach_out(pulled: Pulled, first: int, years: int) -> Floats:
    """How far a lever has come each year, 0 to 1, shape (years,): nothing in the delay, then evenly over the ramp."""
    since = np.arange(first, first + years) - pulled.year - pulled.effect.delay + 1.0
    return np.clip(since / max(pulled.effect.ramp, 1), 0.0, 1.0)


def _read(text: str, year: int, span: range) -> tuple[str, int]:
    found = _FORM.fullmatch(plain_word(text))
    start = int(found[2]) if found and found[2] else year
    if found is None or start not in span:
        raise BadInputError("lever_year", lever=text[:80], first=span.start, last=span.stop - 1)
    return found[1].strip(), start


def _find_demand(catalogue: Catalogue, name: str) -> Demand | None:
    if name.isascii() and name.isdecimal() and len(name) <= LONGEST_NUMBER:
        return catalogue.demands_by_number.get(int(name))
    return catalogue.demands.get(name)


def _check(catalogue: Catalogue, parameters: Parameters, effect: Effect) -> None:
    path = catalogue.folder / "lever_effects.toml"
    if effect.lever not in catalogue.levers:
        raise ContentError(path.name, effect.lever, "an unknown lever", "an id of levers.toml")
    for study in effect.studies:
        if study not in catalogue.studies:
            raise ContentError(path.name, f"{effect.lever}.studies", study, "an id of evidence.toml")
    for move in effect.moves:
        if move.parameter not in parameters or move.parameter not in MOVABLE:
            raise ContentError(path.name, f"{effect.lever}.move", move.parameter, "one of " + ", ".join(MOVABLE))
        check_spread(path, f"{effect.lever}.move", move.spread)
        if not effect.has_direction:
            _check_symmetry(path, effect.lever, move.spread.marks)


def _check_symmetry(path: Path, lever: str, marks: tuple[float, ...]) -> None:
    """Without a study that gives a direction a range is as wide on both sides of zero, its median."""
    if any(abs(low + high) > EXACT for low, high in zip(marks, reversed(marks), strict=True)):
        raise ContentError(path.name, f"{lever}.move", f"{marks[0]} to {marks[-1]}", "as much below zero as above")
