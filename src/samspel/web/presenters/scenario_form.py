"""The form of 'what happens if': what was typed, the request that it makes, and the same form with it kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Demand
from samspel.catalogue.texts import Texts
from samspel.dynamics.jobs import SECTORS
from samspel.scenarios.levers import Effect
from samspel.scenarios.shocks import Kind, Shock, tell_form
from samspel.terms.errors import BadInputError
from samspel.usecases.simulating import Request
from samspel.usecases.simulation_telling import tell_shock
from samspel.web.presenters.needs import Option

DRAWS, SEED = 1000, 1
"""Fixed for every page, so that an address gives the same answer to everybody."""

EVENTS = 3
KINDS: tuple[Kind, ...] = ("closure", "establishment")
YEARS = "15"
OTHER = "b_"
"""What the names of the other scenario's fields begin with."""

WRONG = {
    "scenario_kind": "kind",
    "scenario_jobs": "jobs",
    "shock_amount": "jobs",
    "shock_too_large": "jobs",
    "scenario_year": "year",
    "shock_year": "year",
    "shock_sector": "sector",
}
"""The field of an event that an error is about."""

LONGEST = 40
MOST_DIGITS = 7
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class TypedEvent:
    """An event as typed; without a number of jobs there is none."""

    number: int
    kind: str
    year: str
    jobs: str
    sector: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A scenario as typed."""

    prefix: str
    events: tuple[TypedEvent, ...]
    demands: tuple[str, ...]
    years: str
    without: bool

    @property
    def asked(self) -> tuple[TypedEvent, ...]:
        """The events that have a number of jobs."""
        return tuple(event for event in self.events if event.jobs)


@dataclass(frozen=True, slots=True)
class EventField:
    """The fields of an event."""

    number: int
    year: str
    jobs: str
    kinds: tuple[Option, ...]
    sectors: tuple[Option, ...]
    wrong: str


@dataclass(frozen=True, slots=True)
class ScenarioFields:
    """The fields of one scenario; the first event always stands open."""

    prefix: str
    title: str
    first: EventField
    further: tuple[EventField, ...]
    is_further_open: bool
    demands: tuple[Option, ...]
    chosen: int


def read_typed(query: QueryDict, year: int, prefix: str = "") -> Typed:
    """What an address holds; `year` stands where no year is typed."""

    def read(name: str, otherwise: str = "") -> str:
        return query.get(name, "").strip()[:LONGEST] or otherwise

    events = tuple(
        TypedEvent(
            number,
            read(f"{prefix}vad{number}", KINDS[0]),
            read(f"{prefix}ar{number}", str(year)),
            read(f"{prefix}jobb{number}"),
            read(f"{prefix}sektor{number}", SECTORS[0]),
        )
        for number in range(1, EVENTS + 1)
    )
    demands = tuple(dict.fromkeys(name.strip()[:LONGEST] for name in query.getlist(f"{prefix}krav") if name.strip()))
    return Typed(prefix, events, demands, read("langd", YEARS), bool(query.get("utan")))


def has_other(query: QueryDict) -> bool:
    """Whether the address holds a second scenario."""
    return any(name.startswith(OTHER) for name in query)


def make_request(typed: Typed) -> Request:
    """The request that was typed. Raises BadInputError for what cannot be read."""
    years = _read_number(typed.years)
    if years is None:
        raise BadInputError("scenario_years", typed=typed.years)
    return Request(
        tuple(_make_shock(event) for event in typed.asked),
        typed.demands,
        years,
        DRAWS,
        SEED,
        not typed.without,
    )


def write_typed(typed: Typed, prefix: str = "") -> str:
    """The scenario as a part of an address, under a prefix; years and hypotheses have none."""
    pairs = [(f"{prefix}{name}{e.number}", value) for e in typed.asked for name, value in _list_values(e)]
    pairs += [(f"{prefix}krav", demand) for demand in typed.demands]
    if prefix:
        return urlencode(pairs or [(f"{prefix}jobb1", "")])
    return urlencode([*pairs, ("langd", typed.years), *([("utan", "1")] if typed.without else [])])


def retell(texts: Texts, error: BadInputError, typed: Typed) -> tuple[BadInputError, tuple[int, str]]:
    """The error in the words of the form rather than the command line's, and the number of the event with its field."""
    facts = dict(error.facts)
    written, number = str(facts.get("shock", "")), 0
    if error.code in ("scenario_year", "scenario_jobs", "scenario_kind"):
        number = int(facts["number"])
    if error.code == "shock_sector":
        number = int(written)
    for event in typed.asked if written else ():
        shock = _try_shock(event)
        if shock is not None and tell_form(shock) == written:
            number = event.number
            facts["shock"] = texts("web.scenario.quoted", event=tell_shock(texts, shock).removesuffix("."))
    if facts.get("sector") in SECTORS:
        facts["sector"] = texts(f"simulate.sector.{facts['sector']}")
    facts |= {name: texts.number(float(facts[name])) for name in ("jobs", "there") if name in facts}
    return BadInputError(error.code, **facts), (number, WRONG.get(error.code, ""))


def present_fields(
    catalogue: Catalogue, texts: Texts, typed: Typed, effects: Mapping[str, Effect], wrong: tuple[int, str]
) -> ScenarioFields:
    """The form with what was typed; `wrong` is the number of the event with a mistake and the field that it is in."""
    number, name = wrong
    first, *further = (_present_event(texts, one, name if one.number == number else "") for one in typed.events)
    options = tuple(
        Option(str(demand.number), getattr(demand, texts.lang).title, not _names(demand).isdisjoint(typed.demands))
        for demand in catalogue.demands.values()
        if has_effect(demand, effects)
    )
    return ScenarioFields(
        typed.prefix,
        texts("web.scenario.other" if typed.prefix else "web.scenario.this"),
        first,
        tuple(further),
        any(event.jobs for event in typed.events[1:]),
        options,
        sum(option.is_chosen for option in options),
    )


def has_effect(demand: Demand, effects: Mapping[str, Effect]) -> bool:
    """Whether any lever of the demand moves something in the model."""
    return any(effects[lever].moves for lever in demand.levers)


def _names(demand: Demand) -> set[str]:
    return {str(demand.number), demand.id}


def _list_values(event: TypedEvent) -> list[tuple[str, str]]:
    return [("vad", event.kind), ("ar", event.year), ("jobb", event.jobs), ("sektor", event.sector)]


def _make_shock(event: TypedEvent) -> Shock:
    kind = next((kind for kind in KINDS if kind == event.kind), None)
    if kind is None:
        raise BadInputError("scenario_kind", typed=event.kind, number=event.number)
    if event.sector not in SECTORS:
        known = ", ".join(SECTORS)
        raise BadInputError("shock_sector", sector=event.sector, known=known, shock=str(event.number))
    year, jobs = _read_number(event.year), _read_number(event.jobs)
    if year is None:
        raise BadInputError("scenario_year", typed=event.year, number=event.number)
    if jobs is None:
        raise BadInputError("scenario_jobs", typed=event.jobs, number=event.number)
    return Shock(kind=kind, year=year, jobs=float(jobs), sector=event.sector)


def _try_shock(event: TypedEvent) -> Shock | None:
    try:
        return _make_shock(event)
    except BadInputError:
        return None


def _read_number(typed: str) -> int | None:
    """A whole number as people type it, with or without spaces; None for anything else."""
    bare = _SPACES.sub("", typed)
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= MOST_DIGITS else None


def _present_event(texts: Texts, event: TypedEvent, wrong: str) -> EventField:
    kinds = tuple(Option(kind, texts(f"web.scenario.kind_{kind}"), kind == event.kind) for kind in KINDS)
    sectors = tuple(Option(one, texts(f"simulate.sector.{one}"), one == event.sector) for one in SECTORS)
    return EventField(event.number, event.year, event.jobs, kinds, sectors, wrong)
