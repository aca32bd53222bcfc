"""`samspel serve`: the web workspace on this machine."""

from collections.abc import Iterable

import click

from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "serve",
        serve,
        click.Option(["--host"], default="127.0.0.1", show_default=True, help=texts("cli.serve.host")),
        click.Option(["--port"], type=int, default=8000, show_default=True, help=texts("cli.serve.port")),
    )


def serve(session: Session, host: str, port: int) -> None:
    """Serve until the user stops it."""
    raise NotImplementedError
