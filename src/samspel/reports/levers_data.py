"""Levers for machines: the table of their files, and what JSON holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.table import Table, data_field, tabulate
from samspel.reports.events import describe_event
from samspel.reports.figures import basis_field
from samspel.reports.levers import number_demands
from samspel.reports.outcomes import finite
from samspel.reports.records import Plain, render_place
from samspel.scenarios.alone import Alone, Change, Changes
from samspel.scenarios.bands import QUANTILE_NAMES
from samspel.scenarios.outcomes import Outcome
from samspel.scenarios.simulation import LeverComparison


@dataclass(frozen=True, slots=True)
class Result:
    """A lever by itself: an outcome with the hypotheses as asked or at zero."""

    one: Alone
    hypotheses: Literal["asked", "zero"]
    outcome: Outcome
    change: Change


def tabulate_results(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> Table:
    """One row a lever, treatment of the hypotheses, and headline outcome, for files alone."""
    place, request = compared.place, compared.request
    fields = [
        data_field("place_code", lambda _: place.code),
        data_field("place", lambda _: place.name),
        data_field("lever", lambda row: row.one.pulled.effect.lever),
        data_field("name", lambda row: texts.of(catalogue.levers[row.one.pulled.effect.lever])),
        data_field("demands", lambda row: " ".join(map(str, number_demands(catalogue, row.one.pulled.effect.lever)))),
        data_field("from", lambda row: row.one.pulled.year),
        data_field("grade", lambda row: row.one.pulled.effect.grade),
        data_field("hypotheses", lambda row: row.hypotheses if request.with_hypotheses else "zero"),
        data_field("outcome", lambda row: row.outcome.id),
        data_field("year", lambda _: compared.last_year),
        *(
            data_field(name, lambda row, at=at: finite(float(row.change.band[at])))  # type: ignore[misc]
            for at, name in enumerate(QUANTILE_NAMES)
        ),
        data_field("width_80", lambda row: finite(row.change.width)),
        data_field("includes_zero", lambda row: int(row.change.includes_zero)),
        data_field("share_better", lambda row: _share(row.one, row.change.better)),
        data_field("share_worse", lambda row: _share(row.one, row.change.worse)),
        data_field("studies_that_found_little", lambda row: len(compared.studies[row.one.pulled.effect.lever])),
        data_field("draws", lambda _: request.draws),
        data_field("seed", lambda _: request.seed),
        basis_field(texts, lambda _: "estimated"),
    ]
    return tabulate(f"levers-{place.code}", "", fields, _list_results(compared))


def render_comparison(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> Plain:
    """Every lever by itself, with what it was tried in."""
    request = compared.request
    return {
        "place": render_place(compared.place),
        "events": [describe_event(texts, shock) for shock in request.shocks],
        "year": compared.last_year,
        "draws": request.draws,
        "seed": request.seed,
        "basis": "estimated",
        "ordered_by": compared.outcome.id,
        "levers": render_levers(catalogue, texts, compared),
        "levers_without_known_effect": [one.effect.lever for one in compared.without_effect],
    }


def render_levers(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> list[Plain]:
    """Each lever by itself, in order."""
    return [
        {
            "id": one.pulled.effect.lever,
            "name": texts.of(catalogue.levers[one.pulled.effect.lever]),
            "demands": number_demands(catalogue, one.pulled.effect.lever),
            "from": one.pulled.year,
            "grade": one.pulled.effect.grade,
            "year": compared.last_year,
            "alone": _render_changes(compared, one, one.changes),
            "alone_without_hypotheses": _render_changes(compared, one, one.zero),
            "studies_that_found_little": [study.id for study in compared.studies[one.pulled.effect.lever]],
        }
        for one in compared.alone
    ]


def _list_results(compared: LeverComparison) -> Iterator[Result]:
    for one in compared.alone:
        for outcome in compared.model.outcomes.headlines:
            yield Result(one, "asked", outcome, one.changes[outcome.id])
        for outcome in compared.model.outcomes.headlines:
            yield Result(one, "zero", outcome, one.zero[outcome.id])


def _share(one: Alone, share: float | None) -> float | None:
    """A share of draws; None where no study gives the lever a direction."""
    return share if one.pulled.effect.has_direction else None


def _render_changes(compared: LeverComparison, one: Alone, changes: Changes) -> Plain:
    return {
        outcome.id: {
            **dict(zip(QUANTILE_NAMES, (finite(float(value)) for value in changes[outcome.id].band), strict=True)),
            "share_better": _share(one, changes[outcome.id].better),
            "share_worse": _share(one, changes[outcome.id].worse),
            "includes_zero": changes[outcome.id].includes_zero,
        }
        for outcome in compared.model.outcomes.headlines
    }
