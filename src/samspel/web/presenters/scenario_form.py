"""The form of 'what happens if' with what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.dynamics.jobs import SECTORS
from samspel.reports.events import label_sector
from samspel.reports.whose import label_title
from samspel.scenarios.levers import Effect
from samspel.scenarios.shocks import KINDS
from samspel.web.choices import Option
from samspel.web.presenters.scenario_typed import FIELDS, NAMES, OPTIONAL, OTHER, Typed, TypedEvent, write_typed

Wrong = Mapping[tuple[int, str], str]
"""What is wrong with each field, by event and field; the number 0 is none of the events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of an event: its name in the address, the kinds of event that have it (none for the kind itself, which
    always stands), and what is wrong with it.
    """

    id: str
    label: str
    hint: str
    kinds: str
    value: str
    options: tuple[Option, ...]
    wrong: str


@dataclass(frozen=True, slots=True)
class EventFields:
    """The fields of an event; the kind comes first."""

    number: int
    kind: FormField
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFields:
    """The fields of one scenario; the first event always stands open."""

    prefix: str
    title: str
    first: EventFields
    further: tuple[EventFields, ...]
    is_further_open: bool
    demands: tuple[Option, ...]
    chosen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioForm:
    """The form of one scenario or two, with the addresses that give each again."""

    scenarios: tuple[ScenarioFields, ...]
    years: str
    wrong_years: str
    without: bool
    queries: tuple[str, ...]
    compare_query: str
    bare_demands: tuple[tuple[Demand, str], ...]


def present_form(
    catalogue: Catalogue, texts: Texts, effects: Mapping[str, Effect], asked: Sequence[tuple[Typed, Wrong]]
) -> ScenarioForm:
    """The form with what was typed in each scenario, and what is wrong with it."""
    typed = asked[0][0]
    demands = catalogue.demands.values()
    return ScenarioForm(
        scenarios=tuple(_present_fields(catalogue, texts, one, effects, wrong) for one, wrong in asked),
        years=typed.years,
        wrong_years=next((wrong[0, "years"] for _, wrong in asked if (0, "years") in wrong), ""),
        without=typed.without,
        queries=tuple(f"?{write_typed(one)}" for one, _ in asked),
        compare_query=f"?{write_typed(typed)}&{write_typed(typed, OTHER)}",
        bare_demands=tuple((one, label_title(texts, one)) for one in demands if not _has_effect(one, effects)),
    )


def _present_fields(
    catalogue: Catalogue, texts: Texts, typed: Typed, effects: Mapping[str, Effect], wrong: Wrong
) -> ScenarioFields:
    first, *further = (_present_event(texts, typed, one, wrong) for one in typed.events)
    options = tuple(
        Option(str(demand.number), label_title(texts, demand), not _names(demand).isdisjoint(typed.demands))
        for demand in catalogue.demands.values()
        if _has_effect(demand, effects)
    )
    return ScenarioFields(
        prefix=typed.prefix,
        title=texts("simulate.other" if typed.prefix else "simulate.this"),
        first=first,
        further=tuple(further),
        is_further_open=any(event.kind for event in typed.events[1:]),
        demands=options,
        chosen=sum(option.is_chosen for option in options),
    )


def _has_effect(demand: Demand, effects: Mapping[str, Effect]) -> bool:
    """Whether any lever of the demand moves something in the model."""
    return any(effects[lever].moves for lever in demand.levers)


def _names(demand: Demand) -> set[str]:
    return {str(demand.number), demand.id}


def _present_event(texts: Texts, typed: Typed, event: TypedEvent, wrong: Wrong) -> EventFields:
    def present(name: str, value: str, options: tuple[Option, ...] = ()) -> FormField:
        short = f"{typed.prefix}{NAMES[name]}{event.number}"
        having = [kind for kind in KINDS if name in FIELDS[kind]]
        return FormField(
            id=short,
            label=texts(f"web.scenario.field_{name}"),
            hint=texts("web.scenario.optional") if name in OPTIONAL else "",
            kinds=" ".join(having),
            value=value,
            options=options,
            wrong=wrong.get((event.number, name), ""),
        )

    none = Option("", texts("web.scenario.kind_none"), not event.kind)
    kinds = tuple(Option(kind, texts(f"web.scenario.kind_{kind}"), kind == event.kind) for kind in KINDS)
    sectors = tuple(Option(one, label_sector(texts, one), one == event["sector"]) for one in SECTORS)
    return EventFields(
        event.number,
        present("kind", event.kind, (none, *kinds)),
        tuple(present(name, event[name], sectors if name == "sector" else ()) for name in NAMES if name != "kind"),
    )
