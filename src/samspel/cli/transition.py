"""`samspel transition` and `samspel savings`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.finding import find_place
from samspel.app.simulating import FEWEST_DRAWS, FEWEST_YEARS, MOST_DRAWS, MOST_YEARS
from samspel.app.transition import (
    Outlook,
    Plan,
    list_applicable,
    open_defaults,
    plain_savings,
    plain_transition,
    plan_transition,
    reckon,
    table_savings,
    table_transition,
)
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import NumberType, whole
from samspel.cli.places import write_table
from samspel.rendering.data import kind_of
from samspel.reports.figures import tell_origin
from samspel.reports.scenario_words import IN_WORDS, tell_change, tell_shock
from samspel.reports.transition_words import (
    ENERGY,
    WORK,
    head_measures,
    list_assumptions,
    list_parts,
    list_saving_assumptions,
    list_savings,
    list_steps,
    list_years,
    tell_cautions,
    tell_head,
    tell_saving_head,
    tell_saving_short,
    tell_short,
)
from samspel.transition.plan import Transition
from samspel.transition.savings import Firm, Savings, parse_measure

COURSE = ("emissions", "power", "running", "retrained")
EVERY = 3
"""Every third year is printed; all are in JSON and files."""


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
        click.Option(["--years"], type=years, default=15, help=texts("cli.transition.years")),
        click.Option(["--draws"], type=draws, default=1000, help=texts("cli.transition.draws")),
        click.Option(["--seed"], type=whole(0), default=1, help=texts("cli.transition.seed")),
        click.Option(["--assumptions", "explained"], is_flag=True, help=texts("cli.transition.assumptions")),
        out,
    )
    yield declare(
        texts,
        "savings",
        run_savings,
        click.Option(["--use"], type=NumberType(), required=True, help=texts("cli.savings.use")),
        click.Option(["--price"], type=NumberType(), required=True, help=texts("cli.savings.price")),
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
    desk = session.desk
    plan = Plan(() if without else steps or None, site, years, draws, seed)
    outlook = plan_transition(desk, find_place(desk.catalogue, name), plan, with_model=out is None)
    if out is not None:
        write_table(session, table_transition(outlook), out)
        return
    session.show(
        lambda: plain_transition(desk.catalogue, session.lang, outlook),
        lambda: _print_outlook(session, outlook, explained=explained),
    )


def run_savings(
    session: Session,
    use: float,
    price: float,
    hours: float | None,
    rate: float | None,
    measures: tuple[str, ...],
    explained: bool,
    out: Path | None,
) -> None:
    """Print a firm's savings, or write them."""
    if out is not None:
        kind_of(out)
    firm = Firm(use, price, hours, rate, tuple(parse_measure(measure) for measure in measures))
    savings = reckon(session.desk, firm)
    if out is not None:
        write_table(session, table_savings(session.lang, savings), out)
        return
    session.show(
        lambda: plain_savings(session.desk, session.lang, savings),
        lambda: _print_savings(session, savings, explained=explained),
    )


def _print_outlook(session: Session, outlook: Outlook, *, explained: bool) -> None:
    texts, transition, plan = session.texts, outlook.transition, outlook.plan
    year = transition.years[-1]
    session.say(tell_head(texts, transition, plan.draws, plan.seed), strong=True)
    for sentence in tell_short(texts, transition):
        session.say(f"• {sentence}")
    heads = [texts("transition.part"), texts("transition.branch"), texts("transition.tonnes", year=transition.years[0])]
    session.table(texts("transition.parts"), heads, list_parts(texts, transition), numeric=1)
    if transition.chosen:
        _print_steps(session, transition, year)
    applicable = list_applicable(session.desk, transition.ground.place, plan.site, MOST_YEARS)
    session.say(texts("transition.ids", ids=", ".join(one.step.id for one in applicable)))
    _print_model(session, outlook)
    if explained:
        _print_assumptions(session, list_assumptions(texts, transition), "transition.assumptions")
    for sentence in tell_cautions(texts, transition):
        session.say(sentence)
    for origin in dict.fromkeys(transition.ground.origins):
        session.say(texts("transition.sources", origin=tell_origin(session.desk.catalogue, texts, origin)))


def _print_steps(session: Session, transition: Transition, year: int) -> None:
    texts = session.texts
    for key, measures in (("steps_energy", ENERGY), ("steps_work", WORK[:3])):
        heads = [texts("transition.step"), *head_measures(texts, measures)]
        rows = list_steps(texts, transition, measures)
        session.table(texts(f"transition.{key}", year=year), heads, rows, numeric=len(measures))
    session.say(texts("simulate.band_note"))
    session.say(texts("transition.so_far"))
    session.say(texts("transition.order"))
    last = len(transition.years) - 1
    columns = sorted({*range(0, last + 1, EVERY), last})
    heads = [texts("words.year"), *head_measures(texts, COURSE)]
    rows = list_years(texts, transition, COURSE, columns)
    session.table(texts("transition.course"), heads, rows, numeric=len(COURSE))


def _print_model(session: Session, outlook: Outlook) -> None:
    texts, simulation = session.texts, outlook.simulation
    if not outlook.transition.chosen:
        return
    session.say(texts("transition.model"), strong=True)
    if simulation is None:
        session.say(texts("transition.model_none"))
        return
    session.say(texts("transition.model_text"))
    for shock in outlook.shocks:
        session.say(f"• {tell_shock(texts, shock)}")
    for outcome in IN_WORDS:
        session.say(f"• {tell_change(texts, simulation.main.effect, outcome, simulation.last_year)}")
    session.say(texts("transition.model_command", command=outlook.command))


def _print_savings(session: Session, savings: Savings, *, explained: bool) -> None:
    texts = session.texts
    session.say(tell_saving_head(texts, savings), strong=True)
    for sentence in tell_saving_short(texts, savings):
        session.say(f"• {sentence}")
    heads = [texts(f"savings.{head}") for head in ("measure", "kwh", "kronor", "cost", "payback", "npv")]
    session.table(texts("savings.table"), heads, list_savings(texts, savings), numeric=5)
    if explained:
        rows = list_saving_assumptions(texts, open_defaults(session.desk), savings)
        _print_assumptions(session, rows, "savings.assumptions")
    for key in ("order", "cases", "assumed"):
        session.say(texts(f"savings.{key}"))


def _print_assumptions(session: Session, rows: list[list[str]], title: str) -> None:
    texts = session.texts
    heads = [texts(f"transition.{head}") for head in ("of", "amount_head", "value", "origin_head")]
    session.table(texts(title), [*heads, texts("words.source")], rows)
