"""`samspel backtest`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.backtesting import backtest
from samspel.app.finding import find_place
from samspel.app.simulating import FEWEST_DRAWS, MOST_DRAWS
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.cli.writing import write_table
from samspel.rendering.blocks import Heading
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports.backtests import compose_backtests, describe_run, render_backtesting, tabulate_results
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_SEED


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "backtest",
        run_backtest,
        click.Argument(["name"], required=False),
        click.Option(
            ["--draws"], type=whole(FEWEST_DRAWS, MOST_DRAWS), default=DEFAULT_DRAWS, help=texts("cli.simulate.draws")
        ),
        click.Option(["--seed"], type=whole(0), default=DEFAULT_SEED, help=texts("cli.simulate.seed")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def run_backtest(session: Session, name: str | None, draws: int, seed: int, out: Path | None) -> None:
    """Print how the model would have done on the closures of a place, or on all; or write it."""
    catalogue, texts = session.desk.catalogue, session.texts
    done = backtest(session.desk, None if name is None else find_place(catalogue, name), draws, seed)
    if out is not None:
        write_table(session, data(tabulate_results(catalogue, done)), out)
        return
    blocks = (Heading(describe_run(texts, done)), *compose_backtests(catalogue, texts, done))
    session.show(lambda: render_backtesting(catalogue, texts, done), lambda: print_blocks(session.console, blocks))
