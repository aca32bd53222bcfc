"""The climate transition for machines: the table of its files, and what JSON carries beyond tables."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.table import Field, Scalar, Table, data_field, list_records, tabulate
from samspel.reports.figures import basis_field, describe_origin
from samspel.reports.records import Plain, render_place
from samspel.reports.transition import describe_answer, describe_cautions, tabulate_emitters
from samspel.scenarios.bands import QUANTILE_NAMES
from samspel.terms.arrays import Floats
from samspel.transition.outlook import Outlook
from samspel.transition.plan import UNITS, Chosen


@dataclass(frozen=True, kw_only=True)
class Result:
    """A measure of a step, or of all together, in a year."""

    step: str
    begin: int | None
    measure: str
    year: int
    quantiles: tuple[float, ...]


def tabulate_results(texts: Texts, outlook: Outlook) -> Table:
    """One row a step (and all together), measure and year, for files alone."""
    inventory, plan = outlook.transition.inventory, outlook.plan
    site = inventory.site.title if inventory.site else None
    always: dict[str, Scalar] = {"place_code": inventory.place.code, "place": inventory.place.name, "site": site}
    fields: list[Field[Result]] = [
        *(_fix(name, value) for name, value in always.items()),
        data_field("step", lambda row: row.step),
        data_field("from", lambda row: row.begin),
        data_field("measure", lambda row: row.measure),
        data_field("unit", lambda row: UNITS[row.measure]),
        data_field("year", lambda row: row.year),
        *(_quantile(number, name) for number, name in enumerate(QUANTILE_NAMES)),
        *(_fix(name, value) for name, value in (("draws", plan.draws), ("seed", plan.seed))),
        basis_field(texts, lambda _: "assumed"),
    ]
    return tabulate(f"transition-{inventory.place.code}", "", fields, _list_results(outlook))


def render_transition(catalogue: Catalogue, texts: Texts, outlook: Outlook) -> Plain:
    """A transition as plain data, with every assumption and its source."""
    transition, plan = outlook.transition, outlook.plan
    inventory, simulation = transition.inventory, outlook.simulation
    return {
        "place": render_place(inventory.place),
        "site": inventory.site.title if inventory.site else None,
        "years": list(transition.years),
        "draws": plan.draws,
        "seed": plan.seed,
        "basis": "assumed",
        "emitters": list_records(tabulate_emitters(texts, transition)),
        "not_told_apart": [site.title for site in inventory.left_out],
        "in_short": list(describe_answer(texts, transition)),
        "cautions": list(describe_cautions(texts, transition)),
        "units": UNITS,
        "results": _render_bands(transition.bands),
        "steps": [
            {**_render_step(texts, chosen), "results": _render_bands(bands)}
            for chosen, bands in zip(transition.chosen, transition.by_step, strict=True)
        ],
        "events": [shock.written for shock in outlook.shocks],
        "command": outlook.command or None,
        "consequences": None
        if simulation is None
        else _render_bands(
            {one.id: simulation.main.effect.band(one.id) for one in simulation.model.outcomes.headlines}
        ),
        "origins": [describe_origin(catalogue, texts, origin) for origin in dict.fromkeys(inventory.origins)],
    }


def _list_results(outlook: Outlook) -> Iterable[Result]:
    transition = outlook.transition
    named: list[tuple[str, int | None, dict[str, Floats]]] = [("all", None, transition.bands)]
    for chosen, bands in zip(transition.chosen, transition.by_step, strict=True):
        named.append((chosen.step.id, chosen.year, bands))
    for step, begin, bands in named:
        for measure, band in bands.items():
            for year, values in zip(transition.years, band.T.tolist(), strict=True):
                yield Result(step=step, begin=begin, measure=measure, year=year, quantiles=tuple(values))


def _fix(key: str, value: Scalar) -> Field[Result]:
    return data_field(key, lambda _: value)


def _quantile(number: int, name: str) -> Field[Result]:
    return data_field(name, lambda row: row.quantiles[number])


def _render_step(texts: Texts, chosen: Chosen) -> Plain:
    step = chosen.step
    return {
        "id": step.id,
        "name": texts.of(step).name,
        "from": chosen.year,
        "share": chosen.share,
        "assumptions": msgspec.to_builtins({"start": step.start, **step.ranges}),
    }


def _render_bands(bands: dict[str, Floats]) -> Plain:
    return {name: dict(zip(QUANTILE_NAMES, band.tolist(), strict=True)) for name, band in bands.items()}
