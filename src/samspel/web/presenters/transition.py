"""The pages of the climate transition and of a firm's savings: what the web alone has, forms and addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from samspel.app.transition import read_price
from samspel.catalogue.texts import Explanation, Texts
from samspel.scenarios.model import DEFAULT_YEARS
from samspel.terms.errors import BadInputError
from samspel.terms.numbers import read_count, read_number, write_number
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT
from samspel.transition.outlook import Outlook, Plan
from samspel.transition.plan import Chosen, Inventory
from samspel.transition.savings import IDLE, Defaults, Firm, Stated
from samspel.transition.steps import Abatement
from samspel.web.choices import Option

LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class StepField:
    """A step in the form."""

    id: str
    name: str
    hint: str
    is_chosen: bool
    year: str
    share: str


@dataclass(frozen=True, slots=True)
class PlanForm:
    """The form of a transition with what was typed."""

    sites: tuple[Option, ...]
    steps: tuple[StepField, ...]
    years: str
    query: str

    @property
    def chosen(self) -> int:
        """How many steps are taken."""
        return sum(step.is_chosen for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionAnswer:
    """The answer as blocks set into the page, and the address of its events in 'what happens if'."""

    blocks: SafeString
    model: SafeString
    events: str
    cautions: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionPage:
    """The page: a place's form and answer, what was wrong with the address, or the members of a region."""

    template: ClassVar[str] = "samspel/transition.html"
    place: Place
    members: tuple[Place, ...] = ()
    errors: tuple[Explanation, ...] = ()
    form: PlanForm | None = None
    answer: TransitionAnswer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureField:
    """A measure in the form; `area` is empty where no share can be stated."""

    id: str
    name: str
    what: str
    area: str
    is_chosen: bool
    cost: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmForm:
    """The form of a firm with what was typed."""

    use: str
    price: str
    hours: str
    rate: str
    hours_hint: str
    rate_hint: str
    measures: tuple[MeasureField, ...]
    query: str


@dataclass(frozen=True, slots=True)
class SavingsPage:
    """The page: the form, and the answer as blocks or what was wrong with the address."""

    template: ClassVar[str] = "samspel/savings.html"
    form: FirmForm
    errors: tuple[Explanation, ...] = ()
    blocks: SafeString | None = None


def read_plan(texts: Texts, query: QueryDict) -> Plan:
    """The plan of an address. Without `valt` all steps that apply are taken. Raises BadInputError for what is no
    number.
    """
    typed = _get(query, "langd") or str(DEFAULT_YEARS)
    years = read_count(typed, texts("web.transition.years"))
    steps = None
    if query.get("valt"):
        steps = tuple(_write_step(texts, query, name[:LONGEST]) for name in dict.fromkeys(query.getlist("steg")))
    return Plan(steps, _get(query, "vem") or None, years)


def present_form(
    texts: Texts, query: QueryDict, inventory: Inventory, whole: Inventory, applicable: Iterable[Chosen]
) -> PlanForm:
    """The form with what was typed; `whole` is the inventory of the municipality, for its sites."""
    wanted, is_sent = set(query.getlist("steg")), bool(query.get("valt"))
    here = inventory.site.title if inventory.site else ""
    sites = [Option("", texts("web.transition.site_all"), not here)]
    sites += [Option(name, name, name == here) for name in dict.fromkeys(p.site.title for p in whole.parts if p.site)]
    steps = tuple(
        StepField(
            id=chosen.step.id,
            name=texts.of(chosen.step).name,
            hint=texts("web.transition.earliest", year=chosen.year, what=texts.of(chosen.step).what),
            is_chosen=chosen.step.id in wanted or not is_sent,
            year=_get(query, f"ar_{chosen.step.id}") or str(chosen.year),
            share=_get(query, f"andel_{chosen.step.id}") or "100",
        )
        for chosen in applicable
    )
    return PlanForm(tuple(sites), steps, _get(query, "langd") or str(DEFAULT_YEARS), _keep(query))


def has_firm(query: QueryDict) -> bool:
    """Whether the address holds a firm."""
    return bool(_get(query, "el") or _get(query, "pris"))


def read_firm(texts: Texts, query: QueryDict, defaults: Defaults) -> Firm:
    """The firm of an address. Raises BadInputError for what is no number."""

    def read(name: str, label: str, *, percent: bool = False) -> float | None:
        typed, most = _get(query, name), PER_CENT if percent else float("inf")
        return read_number(typed, label, percent=percent, most=most) if typed else None

    chosen = [name[:LONGEST] for name in dict.fromkeys(query.getlist("atgard"))] or list(defaults.measures_by_id)
    names = {measure.id: texts.of(measure).name for measure in defaults.measures}
    areas = {measure.id: defaults.name_area(measure.area, texts.lang).lower() for measure in defaults.measures}
    stated = tuple(
        Stated(
            name,
            read(f"kostnad_{name}", texts("web.savings.own_cost_of", name=names.get(name, name))),
            read(
                f"andel_{name}",
                texts("web.savings.own_share_of", area=areas.get(name, ""), name=names.get(name, name)),
                percent=True,
            ),
        )
        for name in chosen
    )
    return Firm(
        read_number(_get(query, "el"), texts("web.savings.use")),
        read_price(defaults, _get(query, "pris"), texts("web.savings.price")),
        read("timmar", texts("savings.hours")),
        read("ranta", texts("savings.rate"), percent=True),
        stated,
    )


def present_firm(texts: Texts, query: QueryDict, defaults: Defaults) -> FirmForm:
    """The form with what was typed."""
    wanted = set(query.getlist("atgard"))
    return FirmForm(
        use=_get(query, "el"),
        price=_get(query, "pris"),
        hours=_get(query, "timmar"),
        rate=_get(query, "ranta"),
        hours_hint=texts("web.savings.hours", value=texts.number(defaults.hours.value)),
        rate_hint=texts("web.savings.rate", value=texts.number(defaults.rate.value)),
        measures=tuple(
            MeasureField(
                id=measure.id,
                name=texts.of(measure).name,
                what=texts.of(measure).what,
                area="" if measure.area == IDLE else defaults.name_area(measure.area, texts.lang).lower(),
                is_chosen=measure.id in wanted,
                cost=_get(query, f"kostnad_{measure.id}"),
                share=_get(query, f"andel_{measure.id}"),
            )
            for measure in defaults.measures
        ),
        query=_keep(query),
    )


def write_events(outlook: Outlook) -> str:
    """The events as an address of 'what happens if'; empty where there are none."""
    pairs: list[tuple[str, object]] = []
    for number, shock in enumerate(outlook.shocks, 1):
        named = [("vad", shock.kind), ("jobb", round(shock.jobs)), ("sektor", shock.sector), ("ar", shock.year)]
        pairs += [(f"{name}{number}", value) for name, value in (*named, ("till", shock.until or shock.year))]
    return f"?{urlencode([*pairs, ('langd', outlook.request.years)])}" if pairs else ""


def name_step(texts: Texts, abatement: Abatement, error: BadInputError) -> BadInputError:
    """The error with the step's name instead of its id, for the form."""
    facts = dict(error.facts)
    name = str(facts.get("step", "")).partition("@")[0]
    if name in abatement.steps:
        facts["step"] = texts("transition.quoted", name=texts.of(abatement.steps[name]).name)
    return BadInputError(error.code, **facts)


def name_measure(texts: Texts, defaults: Defaults, error: BadInputError) -> BadInputError:
    """The error with the measure's name instead of its id, for the form."""
    facts = dict(error.facts)
    measure = defaults.measures_by_id.get(str(facts.get("measure", "")))
    if measure is not None:
        facts["measure"] = texts("transition.quoted", name=texts.of(measure).name)
    return BadInputError(error.code, **facts)


def _write_step(texts: Texts, query: QueryDict, name: str) -> str:
    """A step as the command line writes it."""
    year, share = _get(query, f"ar_{name}"), _get(query, f"andel_{name}")
    if not year:
        return name
    start = read_count(year, texts("web.transition.year", name=name))
    label = texts("web.transition.share", name=name)
    part = write_number(read_number(share, label, percent=True, most=PER_CENT)) if share else ""
    return f"{name}@{start}" + (f":{part}" if part else "")


def _get(query: QueryDict, name: str) -> str:
    return " ".join(query.get(name, "").split())[:LONGEST]


def _keep(query: QueryDict) -> str:
    """The address's own fields, to follow to a file."""
    pairs = [(name, value[:LONGEST]) for name, values in query.lists() for value in values if value.strip()]
    return f"?{urlencode(pairs)}" if pairs else ""
