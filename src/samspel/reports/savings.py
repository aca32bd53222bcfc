"""A small firm's savings of electricity in words and tables, for every face."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

import msgspec

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate
from samspel.reports.assumptions import Assumption, format_origin, tabulate_assumptions
from samspel.reports.records import Plain
from samspel.reports.transition import WHOLE_FROM, shorten
from samspel.scenarios.ranges import Value
from samspel.terms.arrays import Floats
from samspel.terms.units import PER_CENT, THOUSAND
from samspel.transition.savings import CASES, IDLE, Defaults, Saving, Savings

Answer = Saving | Savings
"""One measure, or all together."""

LIKELY = CASES.index("likely")
FIGURES = {"kwh": "saved_kwh", "kronor": "saved_sek", "cost": "cost_sek", "payback": "payback_years", "npv": "npv_sek"}
"""The figures of a measure: their names in the texts, and in files."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """A measure, or all together, in one case."""

    id: str
    name: str | None
    case: str
    values: tuple[float | None, ...]


def format_cases(texts: Texts, cases: Floats, scale: float = 1.0) -> str:
    """The likely case with the lowest and the highest, or one number where they are the same; in units of `scale`."""
    values = [cases[LIKELY] / scale, cases.min() / scale, cases.max() / scale]
    decimals = 1 if scale > 1.0 and max(map(abs, values)) < WHOLE_FROM else 0
    likely, low, high = (texts.number(shorten(float(value)), decimals) for value in values)
    return likely if low == high else texts("words.band", median=likely, low=low, high=high)


def format_years(texts: Texts, cases: Floats) -> str:
    """Years, shortest first; a word where nothing is saved and the money never comes back."""
    low, likely, high = (
        texts.number(value, 1) if isfinite(value) else texts("savings.never") for value in cases.tolist()
    )
    return likely if low == high else texts("words.band", median=likely, low=high, high=low)


def describe_firm(texts: Texts, savings: Savings) -> str:
    """The firm's figures as they were used."""
    return texts(
        "savings.head",
        use=texts.number(savings.firm.use),
        price=texts.number(savings.firm.price, 0 if savings.firm.price == round(savings.firm.price) else 1),
        hours=texts.number(savings.hours),
        rate=texts.number(savings.rate, 1),
    )


def describe_savings(texts: Texts, savings: Savings) -> tuple[str, ...]:
    """The answer in sentences."""
    share = PER_CENT * float(savings.kwh[LIKELY]) / savings.firm.use
    kwh, kronor, cost, value = (
        format_cases(texts, cases) for cases in (savings.kwh, savings.kronor, savings.cost, savings.value)
    )
    key = "good" if savings.value[0] >= 0.0 else "bad" if savings.value[-1] < 0.0 else "unsure"
    return (
        texts("savings.short", kwh=kwh, share=texts.number(share), kronor=kronor),
        texts("savings.short_cost", cost=cost, payback=format_years(texts, savings.payback)),
        texts(f"savings.value_{key}", value=value),
    )


def tabulate_savings(texts: Texts, savings: Savings) -> Table:
    """A row a measure and all together: saved kWh, kronor a year, cost, pay-back, net present value."""
    fields = [
        Field[Answer](Column(key="measure", head=texts("savings.measure")), lambda row: _make_name(texts, row)),
        *(_field(texts, name) for name in FIGURES),
    ]
    notes = (texts(f"savings.{note}") for note in ("order", "cases", "assumed"))
    answers: tuple[Answer, ...] = (*savings.measures, savings)
    return tabulate("savings", texts("savings.table"), fields, answers, notes)


def tabulate_results(texts: Texts, savings: Savings) -> Table:
    """One row a measure (and all together) and case, for files alone."""
    fields: list[Field[Result]] = [
        data_field("measure", lambda row: row.id),
        data_field("name", lambda row: row.name),
        data_field("case", lambda row: row.case),
        *(_case_field(number, key) for number, key in enumerate(FIGURES.values())),
        data_field("basis", lambda _: "assumed"),
    ]
    return tabulate("savings", "", fields, _list_results(texts, savings))


def tabulate_savings_assumptions(texts: Texts, defaults: Defaults, savings: Savings) -> Table:
    """What each number is, the firm's own figures among them."""
    rows = (*_list_firm(texts, defaults, savings), *_list_measures(texts, savings))
    return tabulate_assumptions(texts, texts("savings.assumptions"), rows)


def compose_savings(texts: Texts, savings: Savings) -> tuple[Block, ...]:
    """The answer in short, and the measures one by one."""
    return (
        Heading(texts("savings.answer")),
        Paragraph(describe_firm(texts, savings), style="note"),
        Bullets(describe_savings(texts, savings), style="short"),
        tabulate_savings(texts, savings),
    )


def render_savings(texts: Texts, defaults: Defaults, savings: Savings) -> Plain:
    """The calculation as plain data."""
    return {
        "use_kwh": savings.firm.use,
        "price_ore_per_kwh": savings.firm.price,
        "hours": savings.hours,
        "rate_per_cent": savings.rate,
        "basis": "assumed",
        "cases": list(CASES),
        "share_of_use_by_area": dict(savings.shares),
        "own_areas": sorted(savings.own_areas),
        "measures": [
            {
                "id": saving.measure.id,
                "name": texts.of(saving.measure).name,
                "area": saving.measure.area,
                "own_cost": saving.has_own_cost,
                "assumptions": msgspec.to_builtins(saving.measure.ranges),
                **_render_cases(saving),
            }
            for saving in savings.measures
        ],
        "all": _render_cases(savings),
        "defaults": msgspec.to_builtins(
            {"hours": defaults.hours, "rate": defaults.rate, "idle_load": defaults.idle.load}
        ),
    }


def _figures(saving: Answer) -> dict[str, Floats]:
    """The figures by their names in the texts, each in the order of CASES."""
    arrays = (saving.kwh, saving.kronor, saving.cost, saving.payback, saving.value)
    return dict(zip(FIGURES, arrays, strict=True))


def _make_name(texts: Texts, saving: Answer) -> Cell:
    if isinstance(saving, Savings):
        return Cell(value="all", words=texts("savings.together"))
    return Cell(value=saving.measure.id, words=texts.of(saving.measure).name)


def _field(texts: Texts, name: str) -> Field[Answer]:
    def make(saving: Answer) -> Cell:
        cases = _figures(saving)[name]
        if name == "payback":
            words = format_years(texts, cases)
        else:
            words = format_cases(texts, cases, 1.0 if name == "kwh" else THOUSAND)
        return Cell(value=_blank(float(cases[LIKELY])), words=words)

    return Field(Column(key=FIGURES[name], head=texts(f"savings.{name}"), is_number=True), make)


def _case_field(number: int, key: str) -> Field[Result]:
    return data_field(key, lambda row: row.values[number])


def _list_results(texts: Texts, savings: Savings) -> Iterable[Result]:
    answers: tuple[Answer, ...] = (*savings.measures, savings)
    for saving in answers:
        measure = None if isinstance(saving, Savings) else saving.measure
        name = None if measure is None else texts.of(measure).name
        for at, case in enumerate(CASES):
            values = tuple(_blank(float(cases[at])) for cases in _figures(saving).values())
            yield Result(id="all" if measure is None else measure.id, name=name, case=case, values=values)


def _list_firm(texts: Texts, defaults: Defaults, savings: Savings) -> Iterable[Assumption]:
    """Hours, interest, what electricity is used for, and the idle load where it counts."""
    firm, label = savings.firm, texts("savings.firm")
    hours, rate = texts.number(savings.hours), texts.number(savings.rate, 1)
    yield _state(texts, label, "hours", savings.hours, hours, None if firm.hours is not None else defaults.hours)
    yield _state(texts, label, "rate", savings.rate, rate, None if firm.rate is not None else defaults.rate)
    for area in defaults.areas:
        share, default = savings.shares[area.id] * PER_CENT, None if area.id in savings.own_areas else area.share
        yield _state(texts, texts.of(area), "area_share", share, texts.number(share, 1), default)
    if any(saving.measure.area == IDLE for saving in savings.measures):
        load = texts("savings.amount.load")
        yield Assumption.of_range(texts, texts.of(defaults.idle), load, defaults.idle.load, PER_CENT)


def _list_measures(texts: Texts, savings: Savings) -> Iterable[Assumption]:
    for saving in savings.measures:
        measure, name = saving.measure, texts.of(saving.measure).name
        yield Assumption.of_range(texts, name, texts("savings.amount.saves"), measure.saves, PER_CENT)
        if saving.has_own_cost:
            cost = float(saving.cost[LIKELY])
            yield _state(texts, name, "own_cost", cost, texts.number(cost), None)
        else:
            yield Assumption.of_range(texts, name, texts("savings.amount.cost"), measure.cost, 1.0)
        yield Assumption.of_range(texts, name, texts("savings.amount.life"), measure.life, 1.0)


def _state(texts: Texts, of: str, key: str, value: float, words: str, default: Value | None) -> Assumption:
    """A number without ends; the firm's own where there is no default."""
    return Assumption(
        of=of,
        amount=texts(f"savings.{key}"),
        low=value,
        likely=value,
        high=value,
        words=words,
        origin=texts("savings.own") if default is None else format_origin(texts, default),
        source=texts("words.dash") if default is None else default.source,
    )


def _render_cases(saving: Answer) -> Plain:
    return {FIGURES[name]: [_blank(float(value)) for value in cases] for name, cases in _figures(saving).items()}


def _blank(value: float) -> float | None:
    return value if isfinite(value) else None
