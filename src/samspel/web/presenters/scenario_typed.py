"""What was typed into 'what happens if': the request that it makes, its mistakes, and the address that holds it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from samspel.catalogue.texts import Texts
from samspel.dynamics.jobs import SECTORS
from samspel.reports.events import describe_event, name_sector
from samspel.scenarios.model import DEFAULT_YEARS
from samspel.scenarios.shocks import BY_SHARE, COUNTRY, KINDS, Kind, Shock
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError
from samspel.terms.numbers import NumberError, read_count, read_number, write_number

FEWEST_EVENTS, MOST_EVENTS = 3, 8
"""So many events have fields at first; one more than are used is always there, up to the most."""

DEFAULT: Kind = "closure"
OTHER = "b_"
"""What the names of the other scenario's fields begin with."""

NAMES = {
    "kind": "vad",
    "jobs": "jobb",
    "percent": "procent",
    "sector": "sektor",
    "year": "ar",
    "until": "till",
    "new_jobs": "nya",
    "new_year": "nyaar",
}
"""What each field of an event is called in the address, before the event's number."""

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "closure": ("jobs", "sector", "year"),
    "notice": ("jobs", "sector", "year", "until"),
    "establishment": ("jobs", "sector", "year", "until"),
    "decline": ("percent", "sector", "year", "until"),
    "downturn": ("percent", "year"),
    "conversion": ("jobs", "sector", "year", "until", "new_jobs", "new_year"),
}
"""The fields that each kind of event has; what is typed in others is passed over."""

OPTIONAL, AMOUNTS = ("until", "new_year"), ("jobs", "percent", "new_jobs")
LONGEST = 40
MOST_JOBS, LAST_YEAR, MOST_PERCENT = 9_999_999, 9999, 100.0


@dataclass(frozen=True, slots=True)
class TypedEvent:
    """An event as typed; without a kind there is none."""

    number: int
    kind: str
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


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
        """The events that have a kind."""
        return tuple(event for event in self.events if event.kind)


@dataclass(frozen=True, slots=True)
class Event:
    """The events that an address holds, and that address; nothing of an address without any."""

    query: str = ""
    scenario: Request | None = None


NO_EVENT = Event()


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with what was typed: the number of the event, 0 where it is in none, the field, and the error."""

    number: int
    field: str
    error: BadInputError


def read_typed(query: QueryDict, year: int, prefix: str = "") -> Typed:
    """What an address holds; `year` stands where no year is typed."""
    demands = tuple(dict.fromkeys(name.strip()[:LONGEST] for name in query.getlist(f"{prefix}krav") if name.strip()))
    used = max((number for number in range(1, MOST_EVENTS + 1) if _is_used(query, prefix, number)), default=0)
    count = min(max(FEWEST_EVENTS, used + 1), MOST_EVENTS)
    events = tuple(_read_event(query, prefix, number, year) for number in range(1, count + 1))
    return Typed(
        prefix, events, demands, query.get("langd", "").strip()[:LONGEST] or str(DEFAULT_YEARS), bool(query.get("utan"))
    )


def has_other(query: QueryDict) -> bool:
    """Whether the address holds a second scenario."""
    return any(name.startswith(OTHER) for name in query)


def find_mistakes(typed: Typed) -> tuple[Mistake, ...]:
    """Everything typed that cannot be read, in the order of the form."""
    found = [mistake for event in typed.asked for mistake in _find_in(event)]
    try:
        _read_year(typed.years)
    except NumberError:
        found.append(Mistake(0, "years", BadInputError("scenario_years", typed=typed.years)))
    return tuple(found)


def tell_begun(texts: Texts, typed: Typed) -> str:
    """What to fill in where a kind was chosen and no number typed yet, as whoever saw none of its fields does; nothing
    where something is typed, or is wrong.
    """
    mistakes = find_mistakes(typed)
    is_untouched = not any(event[name] for event in typed.asked for name in AMOUNTS)
    if not mistakes or not is_untouched or any(one.error.code != "scenario_missing" for one in mistakes):
        return ""
    fields = dict.fromkeys(texts(f"web.scenario.field_{one.field}") for one in mistakes)
    return texts(
        "web.scenario.begun", fields=texts.listing([texts("web.scenario.quoted", event=one) for one in fields])
    )


def make_request(typed: Typed) -> Request:
    """The request that was typed. Raises BadInputError, with the others found, for what cannot be read."""
    mistakes = find_mistakes(typed)
    if mistakes:
        first, *others = (mistake.error for mistake in mistakes)
        first.others = tuple(others)
        raise first
    return Request(
        shocks=tuple(_make_shock(event) for event in typed.asked),
        levers=typed.demands,
        years=_read_year(typed.years),
        with_hypotheses=not typed.without,
    )


def write_typed(typed: Typed, prefix: str = "") -> str:
    """The scenario as a part of an address, under a prefix; years and hypotheses have none."""
    pairs = [pair for event in typed.asked for pair in _list_pairs(event, prefix)]
    pairs += [(f"{prefix}krav", demand) for demand in typed.demands]
    if prefix:
        return urlencode(pairs or [(f"{prefix}vad1", "")])
    return urlencode([*pairs, ("langd", typed.years), *([("utan", "1")] if typed.without else [])])


def write_shocks(shocks: Iterable[Shock]) -> str:
    """Events as the address that fills the form with them."""
    return write_request(Request(shocks=tuple(shocks)))


def write_request(request: Request) -> str:
    """A request as the address that fills the form with it."""
    events = []
    for number, shock in enumerate(request.shocks, 1):
        values = {name: _write(getattr(shock, name)) for name in NAMES if name != "kind"}
        events.append(TypedEvent(number, shock.kind, values))
    return write_typed(Typed("", tuple(events), request.levers, str(request.years), not request.with_hypotheses))


def write_event_in(texts: Texts, words: str) -> str:
    """The address of the event that words tell, as 'varsel 400': its kind and how many jobs; nothing where they do not
    tell both, or more numbers than one.
    """
    said = words.casefold().split()
    kinds = [kind for kind in KINDS if any(one in said for one in texts(f"events.kind.{kind}").casefold().split(", "))]
    numbers = [one for one in said if one.isdecimal()]
    if len(kinds) != 1 or len(numbers) != 1 or [one for one in FIELDS[kinds[0]] if one in AMOUNTS] != ["jobs"]:
        return ""
    kind, jobs = (f"{NAMES[name]}1" for name in ("kind", "jobs"))
    return f"?{urlencode({kind: kinds[0], jobs: numbers[0]})}"


def place_mistakes(texts: Texts, error: BadInputError, typed: Typed) -> tuple[Mistake, ...]:
    """An error and its others, each with the field that it is about, in the words of the form rather than those of the
    command line.
    """
    found = find_mistakes(typed) or (_place(error, typed),)
    return tuple(Mistake(one.number, one.field, _retell(texts, one.error, typed)) for one in found)


def _is_used(query: QueryDict, prefix: str, number: int) -> bool:
    kind = query.get(f"{prefix}{NAMES['kind']}{number}")
    return bool(query.get(f"{prefix}{NAMES['jobs']}{number}", "").strip() if kind is None else kind.strip())


def _read_event(query: QueryDict, prefix: str, number: int, year: int) -> TypedEvent:
    """An event of the address; jobs without a kind are jobs that go."""
    written = {
        name: " ".join(query.get(f"{prefix}{short}{number}", "").split())[:LONGEST] for name, short in NAMES.items()
    }
    kind = written.pop("kind")
    if not kind and f"{prefix}{NAMES['kind']}{number}" not in query and written["jobs"]:
        kind = DEFAULT
    return TypedEvent(
        number, kind, {**written, "year": written["year"] or str(year), "sector": written["sector"] or SECTORS[0]}
    )


def _list_pairs(event: TypedEvent, prefix: str) -> list[tuple[str, str]]:
    """The pairs of the address for the fields that the event has; a field that may be left out is, when empty."""
    kind = next((kind for kind in KINDS if kind == event.kind), None)
    names = FIELDS[kind] if kind else ("jobs", "sector", "year")
    pairs = [(f"{prefix}{NAMES['kind']}{event.number}", event.kind)]
    pairs += [(f"{prefix}{NAMES[name]}{event.number}", event[name]) for name in names if event[name]]
    return pairs


def _write(value: object) -> str:
    return "" if not value else write_number(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _find_in(event: TypedEvent) -> Iterable[Mistake]:
    """What cannot be read in one event."""
    kind = next((kind for kind in KINDS if kind == event.kind), None)
    if kind is None:
        yield Mistake(event.number, "kind", BadInputError("scenario_kind", typed=event.kind, number=event.number))
        return
    wrong: set[str] = set()
    for name in FIELDS[kind]:
        typed = event[name]
        if name in OPTIONAL and not typed:
            continue
        if name == "sector" and typed not in SECTORS:
            known = ", ".join(SECTORS)
            unknown = BadInputError("shock_sector", sector=typed, known=known, shock=str(event.number))
            yield Mistake(event.number, name, unknown)
        if name != "sector":
            try:
                _READERS[name](typed)
            except NumberError as error:
                yield Mistake(event.number, name, _make_error(event, name, error))
                wrong.add(name)
    if "until" in FIELDS[kind] and event["until"] and wrong.isdisjoint(("year", "until")):
        first, last = _read_year(event["year"]), _read_year(event["until"])
        if last < first:
            disorder = BadInputError("scenario_order", first=first, last=last, number=event.number)
            yield Mistake(event.number, "until", disorder)


def _make_error(event: TypedEvent, name: str, error: NumberError) -> BadInputError:
    """What is wrong in a field: in words of its own, but for what can be read in two ways."""
    typed, number = event[name], event.number
    if error.why == "two_ways":
        return error.at(name, field=name)
    if not typed:
        return BadInputError("scenario_missing", field=name, number=number)
    if name == "percent":
        return BadInputError("scenario_percent", typed=typed, number=number)
    if name in ("jobs", "new_jobs"):
        return BadInputError("scenario_jobs", typed=typed, number=number)
    return BadInputError("scenario_year", typed=typed, number=number)


def _make_shock(event: TypedEvent) -> Shock:
    """The event, which has no mistake; a field that its kind does not have counts for nothing."""
    kind = next(kind for kind in KINDS if kind == event.kind)
    has = FIELDS[kind]

    def read(name: str) -> float | None:
        return _READERS[name](event[name]) if name in has and event[name] else None

    def read_year(name: str) -> int | None:
        year = read(name)
        return None if year is None else int(year)

    return Shock(
        kind=kind,
        year=read_year("year") or 0,
        until=read_year("until"),
        jobs=read("jobs") or 0.0,
        percent=read("percent") or 0.0,
        sector=event["sector"] if "sector" in has else COUNTRY,
        new_jobs=read("new_jobs") or 0.0,
        new_year=read_year("new_year"),
    )


def _place(error: BadInputError, typed: Typed) -> Mistake:
    """The event and the field that an error of the model is about; it names the event as it is written there."""
    written = str(error.facts.get("shock", ""))
    for event in typed.asked if written else ():
        shock = _make_shock(event)
        if shock.written == written:
            return Mistake(event.number, _find_field(error, shock), error)
    return Mistake(0, "years" if error.code == "simulate_years" else "", error)


def _find_field(error: BadInputError, shock: Shock) -> str:
    if error.code in ("shock_year", "shock_year_past"):
        span = range(int(error.facts["first"]), int(error.facts["last"]) + 1)
        if shock.year not in span:
            return "year"
        return "until" if shock.last not in span else "new_year"
    return "percent" if shock.kind in BY_SHARE else "jobs"


def _retell(texts: Texts, error: BadInputError, typed: Typed) -> BadInputError:
    """The error with the event and its numbers in words."""
    facts = dict(name_sector(texts, error).facts)
    written = str(facts.get("shock", ""))
    if written and not find_mistakes(typed):
        for shock in map(_make_shock, typed.asked):
            if shock.written == written:
                facts["shock"] = texts("web.scenario.quoted", event=describe_event(texts, shock).removesuffix("."))
    if "field" in facts:
        facts["field"] = facts["where"] = texts(f"web.scenario.field_{facts['field']}")
    return BadInputError(error.code, **facts)


def _read_year(typed: str) -> int:
    return read_count(typed, most=LAST_YEAR)


def _read_jobs(typed: str) -> int:
    return read_count(typed, most=MOST_JOBS)


def _read_percent(typed: str) -> float:
    return read_number(typed, percent=True, most=MOST_PERCENT)


_READERS: Mapping[str, Callable[[str], float]] = {
    "jobs": _read_jobs,
    "new_jobs": _read_jobs,
    "percent": _read_percent,
    "year": _read_year,
    "until": _read_year,
    "new_year": _read_year,
}
