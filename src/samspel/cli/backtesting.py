"""`samspel backtest`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.backtesting import backtest, measure_slopes, read_own_cases, try_baseline
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
from samspel.reports.origins import compose_origins, render_origins
from samspel.reports.records import Plain
from samspel.reports.slopes import compose_slopes, render_slopes
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_SEED
from samspel.terms.mistakes import raise_all


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
        click.Option(["--cases"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.backtest.cases")),
        click.Option(["--seed"], type=whole(0), default=DEFAULT_SEED, help=texts("cli.simulate.seed")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def run_backtest(
    session: Session, name: str | None, draws: int, seed: int, out: Path | None, cases: Path | None = None
) -> None:
    """Print how the model would have done on the closures of a place; without one also on all, and how its course
    without events would have done everywhere. Or write the cases. On somebody's own cases where a file has them.
    Raises last what is wrong with those of them that cannot be tried.
    """
    catalogue, texts = session.desk.catalogue, session.texts
    place = None if name is None else find_place(catalogue, name)
    own, wrong = (None, []) if cases is None else read_own_cases(session.desk, cases)
    done = backtest(session.desk, place, draws, seed, own)
    if out is not None:
        write_table(session, data(tabulate_results(catalogue, done)), out)
        raise_all(wrong, cases.name if cases else "")
        return
    tried = try_baseline(session.desk) if name is None and cases is None else None
    slopes = measure_slopes(session.desk, done)
    before = (
        *(() if tried is None else compose_origins(catalogue, texts, tried)),
        *compose_slopes(catalogue, texts, slopes),
    )
    blocks = (*before, Heading(describe_run(texts, done)), *compose_backtests(catalogue, texts, done))

    def render() -> Plain:
        everywhere = {} if tried is None else {"baseline": render_origins(catalogue, texts, tried)}
        sloped = {"shock": render_slopes(catalogue, texts, slopes)} if slopes else {}
        return {**render_backtesting(catalogue, texts, done), **sloped, **everywhere}

    session.show(render, lambda: print_blocks(session.console, blocks))
    raise_all(wrong, cases.name if cases else "")
