"""`samspel serve`: the web workspace on this machine."""

import errno
import os
import sys
import webbrowser
from collections.abc import Iterable
from threading import Thread

import click

from samspel.app.handbooks import VARIABLE as HANDBOOK_VARIABLE
from samspel.app.inviting import invite
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.terms.clock import find_made_day
from samspel.terms.errors import BadInputError

HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
"""Variables of the environment one of which is set where a browser can be opened."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "serve",
        serve,
        click.Option(["--share", "is_shared"], is_flag=True, help=texts("cli.serve.share")),
        click.Option(["--writable", "is_writable"], is_flag=True, help=texts("cli.serve.writable")),
        click.Option(["--browser/--no-browser", "opens"], default=False, help=texts("cli.serve.browser")),
        click.Option(["--host"], default=HERE, show_default=True, help=texts("cli.serve.host")),
        click.Option(["--port"], type=whole(0, 65535), default=8000, show_default=True, help=texts("cli.serve.port")),
        click.Option(["--read-only", "is_read_only"], is_flag=True, help=texts("cli.serve.read_only")),
        click.Option(["--no-key", "is_open"], is_flag=True, help=texts("cli.serve.no_key")),
        click.Option(["--accounts", "asks"], is_flag=True, help=texts("cli.serve.accounts")),
    )


def serve(
    session: Session,
    host: str,
    port: int,
    is_read_only: bool,
    is_open: bool,
    is_shared: bool,
    is_writable: bool,
    opens: bool,
    asks: bool,
) -> None:
    """Serve until the user stops it. Raises BadInputError for a port that is taken or may not be used, and where others
    reach the server and nobody has an account.
    """
    if is_shared:
        if host != HERE:
            raise click.UsageError(session.texts("cli.serve.share_host"))
        host, is_read_only = EVERYWHERE, is_read_only or not is_writable
    # Loading the pages takes seconds the first time, and whoever waits is to know for what.
    click.echo(session.texts("cli.serve.starting"), err=True)
    from samspel.web.serving import serve as run
    from samspel.web.wsgi import is_alone_at, is_local

    is_alone = is_alone_at(host) and not asks
    tell = _tell_shared if is_shared else _tell_address

    def ready(name: str, found: int, key: str) -> None:
        address = f"http://{name}:{found}/" + (f"?nyckel={key}" if key else "")
        at = {"host": name, "port": found, "address": address, "read_only": is_read_only}
        session.show(lambda: at, lambda: tell(session, address))
        if opens:
            open_browser(address)

    if session.handbook is not None:
        session.desk.stamp  # noqa: B018 - refuses a broken handbook before the server starts
        os.environ[HANDBOOK_VARIABLE] = str(session.handbook.resolve())
    if day := find_made_day():
        click.echo(session.texts("cli.serve.made_day", day=session.texts.day(day)), err=True)
    if not is_local(host):
        kind = "accounts" if not is_read_only else "open" if is_open else "with_key"
        click.echo(session.texts(f"cli.serve.warn_{kind}"), err=True)
    try:
        run(host, port, ready, is_open=is_open, is_read_only=is_read_only, is_alone=is_alone)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise BadInputError("port", port=port) from None
        raise _bad_host() from None
    except ValueError:
        raise _bad_host() from None


def _tell_address(session: Session, address: str) -> None:
    session.say(session.texts("cli.serve.ready", address=address))


def _tell_shared(session: Session, address: str) -> None:
    """The address, and as a code for the phones in the room."""
    signs = invite(address).signs
    # In a terminal the code is set light on dark, whatever its colours are: not every camera reads it turned.
    is_terminal = sys.stdout.isatty()
    click.echo("\n".join(f"\x1b[97;40m{line}\x1b[0m" if is_terminal else line for line in signs))
    session.say(session.texts("cli.serve.shared", address=address))


def open_browser(address: str) -> None:
    """Open the user's browser if there is one that does not take over the terminal; the address is told already."""
    has_screen = sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in SCREENS)
    if has_screen:
        # Some browsers keep whoever started them waiting.
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _bad_host() -> click.BadParameter:
    """The mistake of an address that this machine does not have."""
    context = click.get_current_context()
    host = next(parameter for parameter in context.command.params if parameter.name == "host")
    return click.BadParameter("", ctx=context, param=host)
