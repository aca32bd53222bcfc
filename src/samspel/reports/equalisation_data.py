"""Tax and income equalisation for machines: the table of its files, and what JSON holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.age_costs import AgeCost
from samspel.economy.changes import Change
from samspel.economy.course import YearLine
from samspel.economy.equalisation_check import Check
from samspel.economy.municipal_finance import Equalisation, Side
from samspel.rendering.table import Field, Table, data_field, tabulate
from samspel.reports.equalisation import (
    AMOUNTS,
    describe_ages,
    describe_changes,
    describe_event,
    describe_missing,
    describe_steps,
    describe_summary,
    label_law,
    label_step,
    list_changes,
    list_sides,
)
from samspel.reports.equalisation_years import describe_years
from samspel.reports.figures import basis_field, describe_origin
from samspel.reports.records import Plain, render_observation, render_place
from samspel.terms.origin import Basis


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of a section, with its unit, year, basis and law."""

    section: str
    body: str
    id: str
    part: str | None = None
    name: str | None = None
    value: float
    unit: str
    period: int
    basis: str
    law: str | None = None


def tabulate_results(texts: Texts, measured: Equalisation) -> Table:
    """One row a figure, for files alone: the steps of each body, each part of each change, and the cost by age."""
    place = measured.place
    fields: list[Field[Figure]] = [
        data_field("place_code", lambda _: place.code),
        data_field("place", lambda _: place.name),
        data_field("year", lambda _: measured.year),
        data_field("section", lambda row: row.section),
        data_field("body", lambda row: row.body),
        data_field("id", lambda row: row.id),
        data_field("part", lambda row: row.part),
        data_field("name", lambda row: row.name),
        data_field("value", lambda row: row.value),
        data_field("unit", lambda row: row.unit),
        data_field("period", lambda row: row.period),
        basis_field(texts, lambda row: row.basis),
        data_field("law", lambda row: row.law),
    ]
    figures = (
        *_list_steps(texts, measured),
        *_list_changes(texts, measured),
        *(_list_ages(texts, measured, measured.ages) if measured.ages else ()),
        *_list_years(texts, measured),
    )
    return tabulate(f"equalise-{place.code}", "", fields, figures)


def render_equalisation(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> Plain:
    """The equalisation as a dictionary: stable keys in English, amounts in kronor a year, rates in per cent."""
    own, region = measured.own, measured.region
    return {
        "place": render_place(measured.place),
        "year": measured.year,
        "basis": measured.basis.value,
        "summary": list(describe_summary(texts, measured)),
        "own": None if own is None else _render_side(catalogue, texts, own),
        "region": None if region is None else _render_side(catalogue, texts, region),
        "together": [_render_change(texts, change) for change in measured.together],
        "wage": render_observation(catalogue, texts.lang, measured.wage),
        "ages": None if measured.ages is None else _render_ages(texts, measured.ages),
        "years": [_render_year(line) for line in measured.course],
        "check": None if measured.check is None else _render_check(measured.check),
        "missing": list(describe_missing(catalogue, texts, measured)),
        "notes": [
            *describe_steps(catalogue, texts, measured),
            *describe_changes(texts, measured),
            *describe_ages(catalogue, texts, measured),
            *describe_years(texts, measured),
        ],
        "origins": [describe_origin(catalogue, texts, origin) for origin in measured.origins],
    }


def _render_year(line: YearLine) -> Plain:
    return {
        "year": line.year,
        "reckoned": line.reckoned,
        "basis": line.basis.value,
        "outcome": dict(line.outcome.parts),
    }


def _render_check(check: Check) -> Plain:
    """How far off the reckoning is, kronor per inhabitant, in each trial."""
    trials = {"rules": check.rules, "estimated": check.estimated, "carried": check.carried}
    return {
        name: None
        if miss is None
        else {
            "first": miss.first,
            "last": miss.last,
            "count": miss.count,
            "median": miss.median,
            "mean": miss.mean,
            "ninth_decile": miss.ninth_decile,
            "largest": miss.largest,
            "largest_place": miss.place.code,
            "largest_year": miss.year,
        }
        for name, miss in trials.items()
    }


def _render_side(catalogue: Catalogue, texts: Texts, side: Side) -> Plain:
    return {
        "body": render_place(side.body),
        "roles": list(side.roles),
        "receives_grant": side.is_receiver,
        "insured_share_of_local_fall": side.insured if side.changes else None,
        "steps": [
            {
                "id": step.id,
                "name": label_step(texts, step),
                "value": step.value,
                "unit": step.unit,
                "law": label_law(texts, step) or None,
                "period": step.year,
                "basis": step.basis.value,
                "origins": [describe_origin(catalogue, texts, origin) for origin in step.origins],
            }
            for step in side.steps
        ],
        "changes": [_render_change(texts, change) for change in side.changes],
    }


def _render_change(texts: Texts, change: Change) -> Plain:
    return {
        "id": change.id,
        "name": describe_event(texts, change),
        "tax_base": change.base,
        "inhabitants": change.inhabitants,
        "own_tax": change.own_tax,
        "equalisation": change.equalisation,
        "net": change.net,
        "basis": Basis.ESTIMATED.value,
    }


def _render_ages(texts: Texts, ages: AgeCost) -> Plain:
    return {
        "here": ages.here,
        "country": ages.country,
        "difference": ages.difference,
        "people_year": ages.people_year,
        "cost_year": ages.cost_year,
        "basis": ages.basis.value,
        "groups": [
            {
                "id": cost.group.id,
                "name": texts.of(cost.group),
                "people": cost.people,
                "share": cost.share,
                "country_share": cost.country_share,
                "cost_per_person": cost.cost,
            }
            for cost in ages.groups
        ],
    }


def _list_steps(texts: Texts, measured: Equalisation) -> Iterator[Figure]:
    for side in list_sides(measured):
        for step in side.steps:
            yield Figure(
                section="steps",
                body=side.body.body,
                id=step.id,
                name=label_step(texts, step),
                value=step.value,
                unit=step.unit,
                period=step.year,
                basis=step.basis.value,
                law=label_law(texts, step) or None,
            )


def _list_changes(texts: Texts, measured: Equalisation) -> Iterator[Figure]:
    for body, change in list_changes(texts, measured):
        for part in AMOUNTS:
            yield Figure(
                section="changes",
                body=body,
                id=change.id,
                part=part,
                name=describe_event(texts, change),
                value=getattr(change, part),
                unit="sek",
                period=measured.year,
                basis=Basis.ESTIMATED.value,
            )


def _list_ages(texts: Texts, measured: Equalisation, ages: AgeCost) -> Iterator[Figure]:
    body, basis = measured.place.body, ages.basis.value
    for cost in ages.groups:
        always = partial(Figure, section="ages", body=body, id=cost.group.id, name=texts.of(cost.group))
        yield always(
            part="people", value=cost.people, unit="persons", period=ages.people_year, basis=Basis.ESTIMATED.value
        )
        yield always(part="cost", value=cost.cost, unit="sek", period=ages.cost_year, basis=basis)
    for part in ("here", "country", "difference"):
        yield Figure(
            section="ages",
            body=body,
            id=part,
            value=getattr(ages, part),
            unit="sek_per_inhabitant",
            period=ages.cost_year,
            basis=basis,
        )


def _list_years(texts: Texts, measured: Equalisation) -> Iterator[Figure]:
    """Every year: the income equalisation reckoned, and each part that was published."""
    always = partial(Figure, section="years", body=measured.place.body, unit="sek_per_inhabitant")
    told = Basis.MEASURED.value
    for line in measured.course if measured.own else ():
        yield always(
            id="income_equalisation",
            part="reckoned",
            name=texts("equalise.years.head.reckoned"),
            value=line.reckoned,
            period=line.year,
            basis=line.basis.value,
        )
        for part, value in line.outcome.parts.items():
            name = texts(f"equalise.years.head.{part}")
            yield always(id=part, part="published", name=name, value=value, period=line.year, basis=told)
