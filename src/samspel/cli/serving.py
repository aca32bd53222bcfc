"""`samspel serve`: the web workspace on this machine."""

import errno
from collections.abc import Iterable

import click

from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.terms.errors import BadInputError

THREADS = 4


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "serve",
        serve,
        click.Option(["--host"], default="127.0.0.1", show_default=True, help=texts("cli.serve.host")),
        click.Option(
            ["--port"], type=click.IntRange(0, 65535), default=8000, show_default=True, help=texts("cli.serve.port")
        ),
    )


def serve(session: Session, host: str, port: int) -> None:
    """Serve until the user stops it. Raises BadInputError for a port that is taken or may not be used."""
    from waitress.server import create_server

    from samspel.web.wsgi import BODY_LIMIT, build_application

    application = build_application(host)
    try:
        server = create_server(application, host=host, port=port, threads=THREADS, max_request_body_size=BODY_LIMIT)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise BadInputError("port", port=port) from None
        raise _bad_host() from None
    except ValueError:
        raise _bad_host() from None
    at = {"host": f"[{host}]" if ":" in host else host, "port": getattr(server, "effective_port", port)}
    session.show(lambda: at, lambda: session.say(session.texts("cli.serve.ready", **at)))
    server.run()


def _bad_host() -> click.BadParameter:
    """The mistake of an address that this machine does not have."""
    context = click.get_current_context()
    host = next(parameter for parameter in context.command.params if parameter.name == "host")
    return click.BadParameter("", ctx=context, param=host)
