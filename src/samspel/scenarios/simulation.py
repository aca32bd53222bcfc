"""A simulation: what is asked, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from samspel.catalogue.records.needs import Study
from samspel.dynamics.town import Town
from samspel.scenarios.alone import Alone
from samspel.scenarios.area_sizes import Area, find_large
from samspel.scenarios.comparison import Difference
from samspel.scenarios.convergence import Convergence
from samspel.scenarios.drivers import Driver, Loop
from samspel.scenarios.ensembles import Ensemble
from samspel.scenarios.levers import Choice, Pulled
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_SEED, DEFAULT_YEARS, Model
from samspel.scenarios.outcomes import Outcome
from samspel.scenarios.repeating import write_simulate
from samspel.scenarios.shocks import Shock
from samspel.terms.place import Place


@dataclass(frozen=True, kw_only=True)
class Request:
    """What somebody asks: events, levers as `ID[@YEAR]`, years, draws, seed, and whether the hypotheses count."""

    shocks: tuple[Shock, ...] = ()
    levers: tuple[str, ...] = ()
    years: int = DEFAULT_YEARS
    draws: int = DEFAULT_DRAWS
    seed: int = DEFAULT_SEED
    with_hypotheses: bool = True

    def command(self, place: Place) -> str:
        """The command that gives the simulation of a place again."""
        numbers = (("years", self.years), ("draws", self.draws), ("seed", self.seed))
        return write_simulate(place.name, self.shocks, self.levers, numbers, hypotheses=self.with_hypotheses)


@dataclass(frozen=True)
class Variant:
    """One treatment of the hypotheses: without events, with events, and with events and levers (the same when there are
    no levers).
    """

    baseline: Ensemble
    events: Ensemble
    scenario: Ensemble

    @cached_property
    def effect(self) -> Difference:
        """What events and levers change together."""
        return Difference(self.baseline, self.scenario)

    @cached_property
    def of_levers(self) -> Difference:
        """What the levers change, with the events in both."""
        return Difference(self.events, self.scenario)


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """The answer: the main variant, and beside it the one with every hypothesis at zero. Where several levers are
    pulled `alone` may hold each by itself.
    """

    model: Model
    place: Place
    town: Town
    request: Request
    choice: Choice
    hypotheses: tuple[str, ...]
    main: Variant
    zero: Variant
    studies: tuple[Study, ...]
    alone: tuple[Alone, ...] = ()

    @property
    def area(self) -> Area:
        """The labour-market area of the place with all its jobs."""
        return self.model.calibration.area(self.place)

    @property
    def large(self) -> tuple[Shock, ...]:
        """The events that are larger than half of the area's jobs."""
        return find_large(self.request.shocks, self.area)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the run, the start first."""
        return tuple(range(self.town.year, self.last_year + 1))

    @property
    def last_year(self) -> int:
        """The last year of the run."""
        return self.town.year + self.request.years

    @cached_property
    def has_lever_effect(self) -> bool:
        """Whether the levers change anything that is told by so much that its band shows it, in any year."""
        return any(self.main.of_levers.is_seen(outcome) for outcome in self.model.outcomes.shown_in("levels"))

    @property
    def happens(self) -> bool:
        """Whether there is anything to hold against the course without events."""
        return bool(self.request.shocks) or self.has_lever_effect

    @property
    def diverged(self) -> int:
        """Draws that diverged in any of the runs."""
        return max(variant.effect.diverged for variant in (self.main, self.zero))


@dataclass(frozen=True)
class Explanation:
    """What drives the course, and whether the draws are enough."""

    drivers: tuple[Driver, ...]
    loops: tuple[Loop, ...]
    convergence: Convergence


@dataclass(frozen=True, kw_only=True)
class LeverComparison:
    """What each lever changes by itself, the one that moves `outcome` farthest first; levers without a known effect;
    and for each lever its studies that found nothing, or both.
    """

    model: Model
    place: Place
    request: Request
    last_year: int
    outcome: Outcome
    alone: tuple[Alone, ...]
    without_effect: tuple[Pulled, ...]
    studies: Mapping[str, tuple[Study, ...]]
