"""Demands that somebody here writes: `samspel demands` with --new, --add, --own, --remove, --restore or --erase."""

from pathlib import Path

import click

from samspel.app.own import add_from_file, list_own, read_template
from samspel.catalogue.records.needs import Demand
from samspel.cli.framing import Session
from samspel.reports.demand import label_demand
from samspel.reports.records import Plain, render_error
from samspel.terms.files import write_beside


def run_own(session: Session, **asked: Path | str | bool | None) -> bool:
    """Do what one of the options asks; whether any did. Raises UsageError where several do."""
    chosen = [name for name, value in asked.items() if value]
    if not chosen:
        return False
    if len(chosen) > 1:
        raise click.UsageError(session.texts("cli.demands.one"))
    name, value = chosen[0], asked[chosen[0]]
    if name == "new":
        _write_template(session, Path(str(value)))
    elif name == "add":
        _add(session, Path(str(value)))
    elif name == "own":
        _list(session)
    else:
        _move(session, name, str(value))
    return True


def _write_template(session: Session, path: Path) -> None:
    written = write_beside(path, read_template(session.desk.catalogue, session.lang))
    told = session.texts("cli.demands.written", file=str(written))
    session.show(lambda: {"file": str(written)}, lambda: session.say(told))


def _add(session: Session, path: Path) -> None:
    demand = add_from_file(session.desk, path)
    folder = str(session.desk.own.folder)
    told = session.texts("cli.demands.added", demand=label_demand(session.texts, demand), folder=folder)
    next_one = session.texts("cli.demands.next", number=demand.number)
    session.show(lambda: _render(session, demand), lambda: session.say(f"{told} {next_one}"))


def _list(session: Session) -> None:
    """Those in use, those that were removed, and what cannot be read."""
    texts, kept = session.texts, list_own(session.desk)

    def people() -> None:
        for name, demands in (("used", kept.used), ("removed", kept.removed)):
            title = f"cli.demands.{name}"
            session.say(texts(title) if demands else texts(f"cli.demands.{name}_none"), strong=bool(demands))
            for demand in demands:
                session.say(f"{label_demand(texts, demand)} [{demand.id}]")
        session.warn(kept.troubles)

    session.show(
        lambda: {
            "used": [_render(session, one) for one in kept.used],
            "removed": [_render(session, one) for one in kept.removed],
            "troubles": [render_error(texts, error) for error in kept.troubles],
        },
        people,
    )


def _move(session: Session, how: str, name: str) -> None:
    store = session.desk.own
    done = {"remove": store.remove, "restore": store.restore, "erase": store.erase}[how](name)
    told = session.texts(f"cli.demands.{how}_done", name=done.id, number=done.number)
    session.show(lambda: {how: done.id, "number": done.number}, lambda: session.say(told))


def _render(session: Session, demand: Demand) -> Plain:
    return {"number": demand.number, "id": demand.id, "title": session.texts.of(demand).title}
