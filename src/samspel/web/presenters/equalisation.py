"""The page of tax and equalisation: sentences, the reckoning line by line, and what changes mean."""

from dataclasses import dataclass

from samspel.app.equalising import (
    list_changes,
    tell_age_notes,
    tell_amount,
    tell_change_notes,
    tell_event,
    tell_law,
    tell_missing,
    tell_step,
    tell_step_notes,
    tell_summary,
)
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.municipal_finance import AgeCost, Equalisation, Side
from samspel.reports.figures import tell_origin
from samspel.terms.units import PER_CENT
from samspel.web.presenters.grids import Grid, lay_out


@dataclass(frozen=True, slots=True)
class EqualisationPage:
    """All that the page shows; a part without figures is None."""

    title: str
    summary: tuple[str, ...]
    missing: tuple[str, ...]
    steps: tuple[Grid, ...]
    step_notes: tuple[str, ...]
    changes: Grid | None
    change_notes: tuple[str, ...]
    ages: Grid | None
    age_notes: tuple[str, ...]
    origins: tuple[str, ...]


def present_equalisation(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> EqualisationPage:
    """The page of a municipality or region."""
    sides = [side for side in (measured.own, measured.region) if side is not None]
    return EqualisationPage(
        texts("equalise.title", year=measured.year, body=measured.place.body),
        tuple(tell_summary(texts, measured)),
        tuple(tell_missing(catalogue, texts, measured)),
        tuple(_lay_out_steps(catalogue, texts, side) for side in sides),
        tuple(tell_step_notes(catalogue, texts, measured)),
        _lay_out_changes(texts, measured) if measured.own else None,
        tuple(tell_change_notes(texts, measured)),
        _lay_out_ages(texts, measured.ages) if measured.ages else None,
        tuple(tell_age_notes(texts, measured.ages, measured)) if measured.own else (),
        tuple(texts("equalise.source", origin=tell_origin(catalogue, texts, one)) for one in measured.origins),
    )


def _lay_out_steps(catalogue: Catalogue, texts: Texts, side: Side) -> Grid:
    rows = [
        [
            tell_step(catalogue, texts, step),
            tell_law(texts, step) or texts("words.dash"),
            f"{step.year}, {texts(f'basis.{step.basis.value}')}",
            tell_amount(texts, step),
        ]
        for step in side.steps
    ]
    heads = [texts(f"equalise.head.{head}") for head in ("step", "law")]
    heads += [texts("web.figures.period"), texts("equalise.head.value")]
    caption = texts("web.equalisation.steps", body=side.body.body)
    return lay_out(caption, heads, rows, numeric=1)


def _lay_out_changes(texts: Texts, measured: Equalisation) -> Grid:
    rows = [
        [
            texts("web.equalisation.event", event=tell_event(texts, change), body=body),
            *(texts.number(value) for value in (change.own_tax, change.equalisation, change.net)),
        ]
        for body, change in list_changes(measured, texts)
    ]
    heads = [texts(f"equalise.head.{head}") for head in ("event", "own_tax", "equalisation", "net")]
    return lay_out(texts("equalise.changes"), heads, rows, numeric=3)


def _lay_out_ages(texts: Texts, ages: AgeCost) -> Grid:
    rows = [
        [
            texts.of(cost.group),
            texts.number(cost.people),
            texts.quantity(cost.share * PER_CENT, "percent"),
            texts.quantity(cost.country_share * PER_CENT, "percent"),
            texts.number(cost.cost),
        ]
        for cost in ages.groups
    ]
    heads = [texts(f"equalise.head.{head}") for head in ("group", "people", "share", "country_share", "cost")]
    title = texts("equalise.ages_title", title=texts("equalise.ages"), basis=texts(f"basis.{ages.basis.value}"))
    return lay_out(title, heads, rows, numeric=4)
