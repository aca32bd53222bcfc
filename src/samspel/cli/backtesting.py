"""`samspel backtest`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.backtesting import (
    HEADS,
    Backtesting,
    backtest,
    plain_backtesting,
    table_backtesting,
    tell_cases,
    tell_notes,
    tell_rows,
    tell_sources,
    tell_verdict,
)
from samspel.app.finding import find_place
from samspel.app.simulating import FEWEST_DRAWS, MOST_DRAWS
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.cli.places import write_table

NUMBERS = 8
"""Columns of numbers, from the right."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "backtest",
        run_backtest,
        click.Argument(["name"], required=False),
        click.Option(["--draws"], type=whole(FEWEST_DRAWS, MOST_DRAWS), default=1000, help=texts("cli.simulate.draws")),
        click.Option(["--seed"], type=whole(0), default=1, help=texts("cli.simulate.seed")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def run_backtest(session: Session, name: str | None, draws: int, seed: int, out: Path | None) -> None:
    """Print how the model would have done on the closures of a place, or on all."""
    desk = session.desk
    done = backtest(desk, None if name is None else find_place(desk.catalogue, name), draws, seed)
    if out is not None:
        write_table(session, table_backtesting(desk.catalogue, done), out)
        return
    session.show(lambda: plain_backtesting(desk.catalogue, session.lang, done), lambda: _print(session, done))


def _print(session: Session, done: Backtesting) -> None:
    texts = session.texts
    session.say(texts("backtest.head", draws=texts.number(done.draws), seed=done.seed), strong=True)
    heads = [texts(f"backtest.head_of.{head}") for head in HEADS]
    session.table(texts("backtest.table"), heads, tell_rows(texts, done), numeric=NUMBERS)
    session.say(texts("backtest.band_note"))
    session.say()
    first, *rest = tell_verdict(texts, done)
    session.say(first, strong=True)
    _list(session, rest)
    session.say()
    session.say(texts("backtest.cases"), strong=True)
    _list(session, tell_cases(texts, done))
    session.say()
    session.say(texts("backtest.notes"), strong=True)
    _list(session, [*tell_notes(texts), *tell_sources(session.desk, texts)])


def _list(session: Session, lines: Iterable[str]) -> None:
    for line in lines:
        session.say(f"• {line}")
