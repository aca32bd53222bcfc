"""The program `samspel`: builds its commands in the chosen language, runs one and turns every failure into a sentence
and an exit code.
"""

import errno
import gc
import io
import logging
import os
import socket
import sys
from contextlib import suppress

import click

from samspel import __version__
from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.figures import Unit
from samspel.catalogue.texts import Texts, load_texts
from samspel.cli.framing import (
    FOUND,
    NOT_DONE,
    PIPE_CLOSED,
    USAGE,
    TranslatedGroup,
    chosen_language,
    explain_usage,
    fail,
)
from samspel.terms.errors import HandbookError, SamspelError
from samspel.workspace.failures import explain_failure

COMMANDS = {
    "search": "searching",
    "suggest": "searching",
    "campaigns": "campaigns",
    "requests": "requests",
    "place": "places",
    "needs": "needs",
    "chain": "chain",
    "compare": "comparing",
    "measures": "measures",
    "series": "measures",
    "map": "mapping",
    "simulate": "simulating",
    "backtest": "backtesting",
    "transition": "transition",
    "savings": "transition",
    "reach": "reaching",
    "goals": "handbook",
    "decision": "deciding",
    "equalise": "finance",
    "brief": "briefing",
    "ask": "asking",
    "answer": "asking",
    "add": "adding",
    "demands": "handbook",
    "duties": "handbook",
    "sources": "handbook",
    "update": "updating",
    "mandates": "mandates",
    "network": "networks",
    "meetings": "networks",
    "hospitals": "hospitals",
    "glossary": "glossary",
    "check": "handbook",
    "serve": "serving",
    "backup": "copying",
    "restore": "copying",
    "export": "copying",
    "import": "copying",
    "tidy": "copying",
    "digest": "digest",
    "admin": "admin",
    "demo": "copying",
}
"""Every command with the module of this package that declares it, in the order a user meets them."""
STAY = "--no-browser"
"""What keeps the program alone from opening a browser."""
USUAL_PORT = 8000


def build(texts: Texts) -> TranslatedGroup:
    """The program with all its commands; a command's module is imported when the command is used."""
    group = TranslatedGroup(texts, COMMANDS)
    click.version_option(__version__, message="%(prog)s %(version)s", help=texts("cli.version"))(group)
    return group


def run(arguments: list[str] | None = None) -> None:
    """Run the program and leave with 0 (done), 1 (not found, bad input, nowhere to print), 2 (usage, or a broken
    --handbook) or 141 (whoever read the output closed it).
    """
    words = sys.argv[1:] if arguments is None else arguments
    logging.getLogger("samspel").addHandler(logging.NullHandler())  # what is for people is told in their language
    is_closed = sys.stdout is None
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    code = execute(words)
    if is_closed and code == FOUND:
        code = _report_unprinted(words, os.strerror(errno.EBADF))
    gc.freeze()  # else the interpreter looks through all that was loaded once more before it ends: a tenth of a second
    sys.exit(code)


def execute(words: list[str]) -> int:
    """Run one command line and print all of it; returns the exit code."""
    try:
        code = _execute(words)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _silence()
        return PIPE_CLOSED
    except OSError as error:
        if error.filename is not None:  # what is printed to has no name
            return _report_unusable(words, error)
        _silence()
        return _report_unprinted(words, error.strerror or str(error))
    return code


def _execute(words: list[str]) -> int:
    as_json = "--json" in words
    texts: Texts | None = None
    out, err = sys.stdout, sys.stderr
    try:
        texts = _load_texts(chosen_language(words))
        build(texts).main(_start_alone(words), prog_name="samspel", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return FOUND
    except click.UsageError as error:
        if texts is not None:
            fail(texts, explain_usage(texts, error), as_json=as_json)
        return USAGE
    except SamspelError as error:
        fail(texts, error, as_json=as_json)
        return USAGE if isinstance(error, HandbookError) else NOT_DONE
    except (KeyboardInterrupt, click.Abort):
        return NOT_DONE
    except SystemExit:
        if sys.stdout is out:
            raise
        # Click wraps the streams and leaves with 1 when whoever read the output has closed it.
        sys.stdout, sys.stderr = out, err
        raise BrokenPipeError from None
    except Exception as error:
        failed = explain_failure(error)
        if failed is None or texts is None:
            raise
        fail(texts, failed, as_json=as_json)
        return NOT_DONE
    return FOUND


def _start_alone(words: list[str]) -> list[str]:
    """The program alone in a terminal opens its pages in the browser; elsewhere it says what it can do."""
    is_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if words == [STAY] or (not words and is_terminal):
        return ["serve", "--port", _find_port(), *(words or ["--browser"])]
    return words


def _find_port() -> str:
    """The usual port if it is free, so that the address is the same each time; else any."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", USUAL_PORT))
        except OSError:
            return "0"
    return str(USUAL_PORT)


def _open_streams() -> None:
    """Open what was closed before we began: else the first file that is opened would take its number, and get what is
    printed.
    """
    for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _silence() -> None:
    """Let what is still to be printed go nowhere, so that the interpreter does not fail at it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _report_unprinted(words: list[str], reason: str) -> int:
    """Say that the answer could not be printed, if that can be said."""
    with suppress(OSError, SamspelError):
        fail(_load_texts(chosen_language(words)), SamspelError("not_printed", reason=reason), as_json=False)
        sys.stderr.flush()
    _silence()
    return NOT_DONE


def _report_unusable(words: list[str], error: OSError) -> int:
    """Say which file or folder the system would not let us use, where nobody nearer has told it."""
    told = SamspelError("unusable_file", file=str(error.filename)[:200], reason=str(error.strerror))
    with suppress(OSError, SamspelError):
        fail(_load_texts(chosen_language(words)), told, as_json="--json" in words)
    return NOT_DONE


def _load_texts(lang: Lang) -> Texts:
    content = find_content()
    units = {unit.id: unit for unit in read_list(content / "units.toml", "unit", Unit)}
    return load_texts(content / "texts", units)[lang]


if __name__ == "__main__":
    run()
