"""`samspel transition` and `samspel savings`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from samspel.app.finding import find_place
from samspel.app.simulating import FEWEST_DRAWS, FEWEST_YEARS, MOST_DRAWS, MOST_YEARS
from samspel.app.transition import (
    list_applicable,
    open_defaults,
    plan_savings,
    plan_transition,
    read_measures,
    read_price,
)
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import BadNumber, NumberType, whole
from samspel.cli.writing import write_table
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.data import kind_of
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports import savings as savings_report
from samspel.reports import transition as report
from samspel.reports.transition_data import render_transition, tabulate_results
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_SEED, DEFAULT_YEARS
from samspel.terms.numbers import NumberError
from samspel.transition.outlook import Outlook, Plan
from samspel.transition.savings import Firm, Savings

PRICE = "--price"


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    years, draws = whole(FEWEST_YEARS, MOST_YEARS), whole(FEWEST_DRAWS, MOST_DRAWS)
    yield declare(
        texts,
        "transition",
        run_transition,
        click.Argument(["name"]),
        click.Option(["--step", "steps"], multiple=True, help=texts("cli.transition.step")),
        click.Option(["--no-steps", "without"], is_flag=True, help=texts("cli.transition.none")),
        click.Option(["--site"], help=texts("cli.transition.site")),
        click.Option(["--years"], type=years, default=DEFAULT_YEARS, help=texts("cli.transition.years")),
        click.Option(["--draws"], type=draws, default=DEFAULT_DRAWS, help=texts("cli.transition.draws")),
        click.Option(["--seed"], type=whole(0), default=DEFAULT_SEED, help=texts("cli.transition.seed")),
        click.Option(["--assumptions", "explained"], is_flag=True, help=texts("cli.transition.assumptions")),
        out,
    )
    yield declare(
        texts,
        "savings",
        run_savings,
        click.Option(["--use"], type=NumberType(), required=True, help=texts("cli.savings.use")),
        click.Option([PRICE], required=True, help=texts("cli.savings.price")),
        click.Option(["--hours"], type=NumberType(), help=texts("cli.savings.hours")),
        click.Option(["--rate"], type=NumberType(), help=texts("cli.savings.rate")),
        click.Option(["--measure", "measures"], multiple=True, help=texts("cli.savings.measure")),
        click.Option(["--assumptions", "explained"], is_flag=True, help=texts("cli.savings.assumptions")),
        out,
    )


def run_transition(
    session: Session,
    name: str,
    steps: tuple[str, ...],
    without: bool,
    site: str | None,
    years: int,
    draws: int,
    seed: int,
    explained: bool,
    out: Path | None,
) -> None:
    """Print the transition of a municipality, or write it."""
    if without and steps:
        raise click.UsageError(session.texts("cli.transition.both"))
    if out is not None:
        kind_of(out)
    catalogue = session.desk.catalogue
    plan = Plan(() if without else steps or None, site, years, draws, seed)
    outlook = plan_transition(session.desk, find_place(catalogue, name), plan, with_model=out is None)
    if out is not None:
        write_table(session, data(tabulate_results(session.texts, outlook)), out)
        return
    session.show(
        lambda: render_transition(catalogue, session.texts, outlook),
        lambda: print_blocks(session.console, _compose_transition(session, outlook, explained=explained)),
    )


def run_savings(
    session: Session,
    use: float,
    price: str,
    hours: float | None,
    rate: float | None,
    measures: tuple[str, ...],
    explained: bool,
    out: Path | None,
) -> None:
    """Print a firm's savings, or write them."""
    if out is not None:
        kind_of(out)
    try:
        ore = read_price(open_defaults(session.desk), price, PRICE)
    except NumberError as error:
        raise BadNumber(error) from None
    savings = plan_savings(session.desk, Firm(use, ore, hours, rate, read_measures(measures)))
    if out is not None:
        write_table(session, data(savings_report.tabulate_results(session.texts, savings)), out)
        return
    session.show(
        lambda: savings_report.render_savings(session.texts, open_defaults(session.desk), savings),
        lambda: print_blocks(session.console, _compose_savings(session, savings, explained=explained)),
    )


def _compose_transition(session: Session, outlook: Outlook, *, explained: bool) -> Iterator[Block]:
    """The blocks of the page, with the course as a table, and the ids that the command takes."""
    texts, transition = session.texts, outlook.transition
    yield from report.compose_answer(texts, outlook)
    yield from report.compose_steps(texts, transition)
    yield from report.compose_course_in_short(texts, transition)
    applicable = list_applicable(session.desk, transition.inventory.place, outlook.plan.site, MOST_YEARS)
    yield Paragraph(texts("transition.ids", ids=", ".join(chosen.step.id for chosen in applicable)))
    yield from report.compose_model(texts, outlook)
    if explained:
        yield report.tabulate_transition_assumptions(texts, transition)
    yield from report.compose_cautions(session.desk.catalogue, texts, transition)


def _compose_savings(session: Session, savings: Savings, *, explained: bool) -> Iterator[Block]:
    yield from savings_report.compose_savings(session.texts, savings)
    if explained:
        yield savings_report.tabulate_savings_assumptions(session.texts, open_defaults(session.desk), savings)
