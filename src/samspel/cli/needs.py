"""`samspel needs`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from samspel.app.costing import find_costs_at
from samspel.app.finding import find_area, find_place
from samspel.app.needs import NeedFilter, measure_everywhere, measure_needs
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.places import write_table
from samspel.needs.measuring import Need
from samspel.needs.verdict import SEVERITY
from samspel.rendering.data import kind_of
from samspel.reports.costs import describe_cost, plain_cost
from samspel.reports.needs import describe_reason, describe_rules, describe_signs, describe_verdicts, label_need
from samspel.reports.plain import Plain, plain_need, plain_place
from samspel.reports.tabling import table_needs
from samspel.terms.place import Place

PROGRESS_AFTER_SECONDS = 1.0


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    choices = {
        "responsible": ("municipality", "region", "shared"),
        "obligation": ("mandatory", "should_strive", "shared", "voluntary"),
        "verdict": tuple(verdict.value for verdict in SEVERITY),
    }
    filters = [
        click.Option([f"--{name}"], type=click.Choice(values), help=texts(f"cli.needs.{name}"))
        for name, values in choices.items()
    ]
    yield declare(
        texts,
        "needs",
        needs,
        click.Argument(["name"], required=False),
        click.Option(["--all", "everywhere"], is_flag=True, help=texts("cli.needs.all")),
        *filters,
        click.Option(["--area"], default="", help=texts("cli.needs.area")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def needs(session: Session, name: str | None, everywhere: bool, out: Path | None, **fields: Any) -> None:
    """Print the needs of a place, or write those of every municipality."""
    if fields.get("area"):
        find_area(session.desk.catalogue, fields["area"])
    wanted = NeedFilter(**{field: value or "" for field, value in fields.items()})
    if everywhere:
        _write_everywhere(session, wanted, out)
        return
    if name is None:
        raise click.UsageError(session.texts("cli.needs.need_place"))
    desk = session.desk
    place = find_place(desk.catalogue, name)
    session.warn(desk.find_troubles(place))
    found = measure_needs(desk, place, wanted)
    if out is not None:
        write_table(session, table_needs(desk.catalogue, session.lang, found), out)
        return
    session.show(
        lambda: {"place": plain_place(place), "needs": _list_plain(session, place, found)},
        lambda: _print_needs(session, place.area, found),
    )


def _list_plain(session: Session, place: Place, found: tuple[Need, ...]) -> list[Plain]:
    """The needs with what each demand costs at the place."""
    catalogue, lang, costs = session.desk.catalogue, session.lang, find_costs_at(session.desk, place)
    return [
        plain_need(catalogue, lang, need)
        | {
            "cost": describe_cost(session.texts, place, need.demand, costs.get(need.demand.id)),
            "cost_per_year": plain_cost(costs.get(need.demand.id), lang),
        }
        for need in found
    ]


def _write_everywhere(session: Session, wanted: NeedFilter, out: Path | None) -> None:
    if out is None:
        raise click.UsageError(session.texts("cli.needs.need_out"))
    kind_of(out)
    desk, texts = session.desk, session.texts

    def watch(places: Iterable[Any]) -> Iterable[Any]:
        shown: Iterable[Any] = tqdm(
            places, desc=texts("cli.progress"), delay=PROGRESS_AFTER_SECONDS, leave=False, disable=None
        )
        return shown

    found = [need for _, all_needs in measure_everywhere(desk, watch) for need in all_needs if wanted.keeps(need)]
    write_table(session, table_needs(desk.catalogue, session.lang, found), out)


def _print_needs(session: Session, area: str, found: tuple[Need, ...]) -> None:
    texts, catalogue = session.texts, session.desk.catalogue
    session.say(area, strong=True)
    session.say(describe_verdicts(texts, found))
    heads = [texts(f"words.{word}") for word in ("number", "demand", "obligation", "verdict")]
    rows = [
        [
            str(need.demand.number),
            session.texts.of(need.demand).title,
            f"{texts(f'responsible.{need.demand.responsible}')}, {texts(f'obligation.{need.demand.obligation}')}",
            label_need(texts, need),
            " ".join(
                part
                for part in (describe_reason(catalogue, texts, need), describe_signs(catalogue, texts, need))
                if part
            ),
        ]
        for need in found
    ]
    session.table("", [*heads, texts("need.why")], rows)
    for rule in describe_rules(catalogue, texts):
        session.say(rule)
