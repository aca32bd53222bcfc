"""`samspel equalise`: tax and income equalisation of a municipality or region."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.equalising import (
    equalise,
    list_changes,
    plain_equalisation,
    table_equalisation,
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
from samspel.app.finding import find_place
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.cli.places import write_table
from samspel.economy.municipal_finance import AgeCost, Equalisation, Side
from samspel.reports.figures import tell_origin
from samspel.terms.units import PER_CENT


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    year = click.Option(["--year"], type=whole(), metavar=texts("cli.metavar.year"), help=texts("cli.equalise.year"))
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    yield declare(texts, "equalise", equalise_place, click.Argument(["name"]), year, out)


def equalise_place(session: Session, name: str, year: int | None, out: Path | None) -> None:
    """Print the tax and equalisation of a place."""
    desk = session.desk
    measured = equalise(desk, find_place(desk.catalogue, name), year)
    if out is not None:
        write_table(session, table_equalisation(desk.catalogue, session.lang, measured), out)
        return
    session.show(
        lambda: plain_equalisation(desk.catalogue, session.lang, measured), lambda: _print_all(session, measured)
    )


def _print_all(session: Session, measured: Equalisation) -> None:
    texts, catalogue = session.texts, session.desk.catalogue
    session.say(texts("equalise.title", year=measured.year, body=measured.place.body), strong=True)
    _say_all(session, tell_summary(texts, measured))
    _say_all(session, tell_missing(catalogue, texts, measured))
    if measured.own is None:
        return
    _print_steps(session, measured.own)
    _say_all(session, tell_step_notes(catalogue, texts, measured))
    _print_changes(session, measured)
    _say_all(session, tell_change_notes(texts, measured))
    if measured.ages is not None:
        _print_ages(session, measured.ages)
    _say_all(session, tell_age_notes(texts, measured.ages, measured))
    _say_all(session, [texts("equalise.source", origin=tell_origin(catalogue, texts, o)) for o in measured.origins])


def _print_steps(session: Session, side: Side) -> None:
    texts, catalogue = session.texts, session.desk.catalogue
    rows = [
        [
            tell_step(catalogue, texts, step),
            tell_law(texts, step),
            str(step.year),
            texts(f"basis.{step.basis.value}"),
            tell_amount(texts, step),
        ]
        for step in side.steps
    ]
    heads = [texts(f"equalise.head.{head}") for head in ("step", "law", "year", "basis", "value")]
    session.table(texts("equalise.steps"), heads, rows, numeric=1)


def _print_changes(session: Session, measured: Equalisation) -> None:
    texts, rows, before = session.texts, [], ""
    for body, change in list_changes(measured, texts):
        event = tell_event(texts, change)
        amounts = [texts.number(value) for value in (change.own_tax, change.equalisation, change.net)]
        rows.append(["" if event == before else event, body, *amounts])
        before = event
    heads = [texts(f"equalise.head.{head}") for head in ("event", "body", "own_tax", "equalisation", "net")]
    session.table(texts("equalise.changes"), heads, rows, numeric=3)


def _print_ages(session: Session, ages: AgeCost) -> None:
    texts = session.texts
    rows = [
        [
            session.texts.of(cost.group),
            texts.number(cost.people),
            texts.quantity(cost.share * PER_CENT, "percent"),
            texts.quantity(cost.country_share * PER_CENT, "percent"),
            texts.number(cost.cost),
        ]
        for cost in ages.groups
    ]
    heads = [texts(f"equalise.head.{head}") for head in ("group", "people", "share", "country_share", "cost")]
    title = texts("equalise.ages_title", title=texts("equalise.ages"), basis=texts(f"basis.{ages.basis.value}"))
    session.table(title, heads, rows, numeric=4)


def _say_all(session: Session, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        session.say(sentence)
