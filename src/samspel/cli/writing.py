"""Writes the file that the user named, and says so."""

from pathlib import Path

from samspel.cli.framing import Session
from samspel.rendering.blocks import Picture
from samspel.rendering.data import kind_of, render_table
from samspel.rendering.table import Data
from samspel.terms.errors import BadInputError
from samspel.terms.files import has_other_content, write_file


def write_table(session: Session, table: Data, out: Path) -> None:
    """Write a table to the file that the user named and say so."""
    write_named(session, out, render_table(table, kind_of(out)))


def write_picture(session: Session, picture: Picture | None, out: Path) -> None:
    """Write a picture to the file that the user named and say so. Raises BadInputError where there is none."""
    if picture is None:
        raise BadInputError("no_picture", file=out.name)
    write_named(session, out, picture.svg.encode())


def write_named(session: Session, out: Path, data: bytes) -> None:
    """Write to the file that the user named, and say so: also that it took the place of another, where one stood there
    with other content.
    """
    is_replaced = has_other_content(out, data)
    write_file(out, data)
    key = "cli.replaced" if is_replaced else "cli.written"
    session.show(
        lambda: {"files": [str(out)], "replaced": [str(out)] if is_replaced else []},
        lambda: session.say(session.texts(key, file=str(out))),
    )
