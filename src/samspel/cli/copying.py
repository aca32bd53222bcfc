"""`samspel backup`, `restore`, `export`, `import`, `tidy`, `demo`: the workspace as files, and what ends in it."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare

FILE = click.Path(path_type=Path, dir_okay=False)


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    file = click.Argument(["file"], type=FILE)
    yield declare(texts, "backup", back_up, file)
    replaces = click.Option(["--replace", "replaces"], is_flag=True, help=texts("cli.restore.replace"))
    yield declare(texts, "restore", restore, file, replaces)
    yield declare(texts, "export", take_out, click.Argument(["unit"]), file)
    yield declare(texts, "import", put_in, file)
    yield declare(texts, "tidy", tidy_up)
    remove = click.Option(["--remove", "removes"], is_flag=True, help=texts("cli.demo.remove"))
    yield declare(texts, "demo", show_example, remove)


def back_up(session: Session, file: Path) -> None:
    """Write the copy. Raises BadInputError where it cannot be written."""
    from samspel.workspace.running import start

    start()
    from samspel.workspace.backup import write_backup
    from samspel.workspace.sealing import FILE as KEYS

    copied = write_backup(file)
    told = {"file": str(file), "rows": copied.rows, "files": copied.files}
    session.show(lambda: told, lambda: session.say(session.texts("cli.backup.done", keys=KEYS, **told)))


def restore(session: Session, file: Path, replaces: bool) -> None:
    """Put a copy back. Raises BadInputError for one that cannot be used, or where something is there."""
    from samspel.workspace.running import start

    start()
    from samspel.workspace.backup import read_backup

    copied = read_backup(file, replaces=replaces)
    told = {"rows": copied.rows, "files": copied.files}
    session.show(lambda: told, lambda: session.say(session.texts("cli.restore.done", **told)))


def take_out(session: Session, unit: str, file: Path) -> None:
    """Write a unit with its parts. Raises NotFoundError for one that is not there, BadInputError for a file."""
    from samspel.workspace.running import start

    start()
    from samspel.terms.files import write_file
    from samspel.workspace.exchange import export_unit
    from samspel.workspace.units import find_unit

    found = find_unit(unit)
    write_file(file, export_unit(found, None)).chmod(0o600)
    told = {"name": found.name, "file": str(file)}
    session.show(lambda: told, lambda: session.say(session.texts("cli.export.done", **told)))


def put_in(session: Session, file: Path) -> None:
    """Read a unit in. Raises BadInputError for a file that cannot be used."""
    from samspel.terms.errors import BadInputError
    from samspel.workspace.running import start

    start()
    from samspel.workspace.exchange import import_unit

    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadInputError("cannot_read", file=str(file), reason=str(error.strerror)) from None
    from samspel.workspace.models import Account
    from samspel.workspace.replies import carry_replies
    from samspel.workspace.running import has_accounts
    from samspel.workspace.within import list_within

    unit, is_served = import_unit(content, None), has_accounts()
    carried, left = carry_replies(session.desk, unit)
    made = Account.objects.filter(seats__unit__in=list_within(unit), is_local=False, is_active=False).distinct()
    names = sorted(made.values_list("username", flat=True))
    told = {"name": unit.name, "number": unit.pk, "accounts": names, "answers": carried, "answers_left": left}

    def people() -> None:
        texts = session.texts
        session.say(texts("cli.import.done", name=unit.name))
        if names:
            session.say(texts("cli.import.accounts", names=texts.listing(names)))
        if is_served:
            session.say(texts("cli.import.seat", number=unit.pk))
        if carried:
            session.say(texts("cli.import.answers", count=carried))
        if left:
            session.say(texts("cli.import.answers_left", count=left))

    session.show(lambda: told, people)


def tidy_up(session: Session) -> None:
    """Take away what has been kept long enough. A server does so itself when it starts."""
    from samspel.terms.clock import get_today
    from samspel.workspace.running import start

    start()
    from samspel.workspace.retention import tidy

    done = tidy(session.desk, get_today())
    told = asdict(done)
    session.show(lambda: told, lambda: session.say(session.texts("cli.tidy.done", **told)))


def show_example(session: Session, removes: bool) -> None:
    """Make the made-up branch, or take it away. Raises BadInputError where it is there already."""
    from samspel.terms.clock import get_today
    from samspel.workspace.running import start

    start()
    from samspel.workspace.alone import get_local_account
    from samspel.workspace.example import make_example, remove_example

    texts = session.texts
    if removes:
        done = remove_example(None)
        told = texts("cli.demo.removed" if done else "cli.demo.none")
        session.show(lambda: {"removed": done}, lambda: session.say(told))
        return
    name = make_example(session.desk, get_local_account(), get_today()).name
    session.show(lambda: {"name": name}, lambda: session.say(texts("cli.demo.made", name=name)))
