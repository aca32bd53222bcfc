"""`samspel add`: own figures of a place, added from a list, shown and taken away."""

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from samspel.app.adding import add_list, find_list, forget_added, list_added, look_at_file, make_empty
from samspel.app.finding import find_place
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.cli.writing import write_named
from samspel.observations.added import LookedAt
from samspel.rendering.blocks import Block
from samspel.rendering.table import list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.added import (
    compose_added,
    compose_doubts,
    compose_look,
    compose_receipt,
    label_added,
    tabulate_guide,
)
from samspel.terms.clock import get_today
from samspel.terms.place import Place


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "add",
        add,
        click.Argument(["file"], type=click.Path(path_type=Path), required=False),
        click.Option(["--place", "name"], help=texts("cli.add.place")),
        click.Option(["--by"], default="", show_default=False, help=texts("cli.add.by")),
        click.Option(["--look"], is_flag=True, help=texts("cli.add.look")),
        click.Option(["--list", "listed"], is_flag=True, help=texts("cli.add.list")),
        click.Option(["--remove"], type=whole(1), help=texts("cli.add.remove")),
        click.Option(["--empty"], help=texts("cli.add.empty")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def add(
    session: Session,
    file: Path | None,
    name: str | None,
    by: str,
    look: bool,
    listed: bool,
    remove: int | None,
    empty: str | None,
    out: Path | None,
) -> None:
    """Add a list, or do the one other thing that is asked."""
    if sum((file is not None, listed, remove is not None, bool(empty))) != 1:
        raise click.UsageError(session.texts("cli.add.one_of"))
    place = None if name is None else find_place(session.desk.catalogue, name)
    if empty:
        _show_kind(session, empty, out)
    elif file is not None and look:
        _look(session, look_at_file(session.desk, session.lang, file, place, get_today()))
    elif file is not None:
        _add(session, look_at_file(session.desk, session.lang, file, place, get_today()), by)
    elif place is None:
        raise click.UsageError(session.texts("cli.add.need_place"))
    elif remove is not None:
        _remove(session, place, remove)
    else:
        _list(session, place)


def _look(session: Session, looked: LookedAt) -> None:
    """Show what a file holds; nothing is added."""
    blocks = compose_look(session.texts, session.desk.base.measures.everything, looked)
    session.show(lambda: _render(looked), lambda: print_blocks(session.console, blocks))


def _add(session: Session, looked: LookedAt, by: str) -> None:
    receipt = add_list(session.desk, looked, by)
    told = (*compose_receipt(session.texts, receipt.added, receipt.changes), *compose_doubts(session.texts, looked))
    numbers = [{"place": where.code, "number": added.number, "rows": len(added.rows)} for where, added in receipt.added]
    plain = {"added": numbers, "ignored_columns": list(looked.ignored)}
    session.show(lambda: plain, lambda: print_blocks(session.console, told))


def _list(session: Session, place: Place) -> None:
    """Every list of a place with its number."""
    desk, texts = session.desk, session.texts
    session.warn(desk.find_place_troubles(place))
    kinds, kept, blocks = {one.id: one for one in desk.added_lists}, list_added(desk, place), list[Block]()
    for added in kept:
        if added.kind in kinds:
            blocks += compose_added(texts, desk.base.measures.everything, kinds[added.kind], added)
    if not kept:
        session.show(list, lambda: session.say(texts("added.none_here", area=place.area)))
        return
    session.show(lambda: [msgspec.to_builtins(one) for one in kept], lambda: print_blocks(session.console, blocks))


def _remove(session: Session, place: Place, number: int) -> None:
    gone = forget_added(session.desk, place, number)
    label = label_added(session.texts, session.desk.added_lists, gone.kind, gone.number)
    told = session.texts("added.removed", label=label)
    session.show(lambda: {"removed": gone.number}, lambda: session.say(told))


def _show_kind(session: Session, name: str, out: Path | None) -> None:
    """What a list may hold, or an empty one in a file."""
    if out is not None:
        write_named(session, out, make_empty(session.desk, name, session.lang))
        return
    table = tabulate_guide(session.texts, find_list(session.desk, name))
    session.show(lambda: list_records(table), lambda: print_blocks(session.console, [table]))


def _render(looked: LookedAt) -> list[dict[str, object]]:
    rows = ((row.line, row.place.code, row.counts, row.values) for row in looked.rows)
    return [{"line": line, "place": code, "counts": counts, **values} for line, code, counts, values in rows]
