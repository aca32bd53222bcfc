"""`samspel serve`: the web workspace on this machine."""

import errno
import os
from collections.abc import Iterable

import click

from samspel.app.handbooks import VARIABLE as HANDBOOK_VARIABLE
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.terms.errors import BadInputError


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "serve",
        serve,
        click.Option(["--host"], default="127.0.0.1", show_default=True, help=texts("cli.serve.host")),
        click.Option(["--port"], type=whole(0, 65535), default=8000, show_default=True, help=texts("cli.serve.port")),
        click.Option(["--read-only", "is_read_only"], is_flag=True, help=texts("cli.serve.read_only")),
        click.Option(["--no-key", "is_open"], is_flag=True, help=texts("cli.serve.no_key")),
    )


def serve(session: Session, host: str, port: int, is_read_only: bool, is_open: bool) -> None:
    """Serve until the user stops it. Raises BadInputError for a port that is taken or may not be used."""
    from samspel.web.serving import serve as run
    from samspel.web.wsgi import is_local

    def ready(name: str, found: int, key: str) -> None:
        address = f"http://{name}:{found}/" + (f"?nyckel={key}" if key else "")
        at = {"host": name, "port": found, "address": address, "read_only": is_read_only}
        session.show(lambda: at, lambda: session.say(session.texts("cli.serve.ready", address=address)))

    if session.handbook is not None:
        session.desk.stamp  # noqa: B018 - refuses a broken handbook before the server starts
        os.environ[HANDBOOK_VARIABLE] = str(session.handbook.resolve())
    if not is_local(host):
        kind = "open" if is_open else "with_key"
        click.echo(session.texts(f"cli.serve.warn_{kind}"), err=True)
        if not is_read_only:
            click.echo(session.texts("cli.serve.warn_writable"), err=True)
    try:
        run(host, port, ready, is_open=is_open, is_read_only=is_read_only)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise BadInputError("port", port=port) from None
        raise _bad_host() from None
    except ValueError:
        raise _bad_host() from None


def _bad_host() -> click.BadParameter:
    """The mistake of an address that this machine does not have."""
    context = click.get_current_context()
    host = next(parameter for parameter in context.command.params if parameter.name == "host")
    return click.BadParameter("", ctx=context, param=host)
