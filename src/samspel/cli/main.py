"""The program `samspel`: builds its commands in the chosen language, runs one and turns every failure into a sentence
and an exit code.
"""

import io
import sys

import click

from samspel import __version__
from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import read_list
from samspel.catalogue.records import Lang, Unit
from samspel.catalogue.texts import Texts, load_texts
from samspel.cli.framing import FOUND, NOT_DONE, USAGE, TranslatedGroup, chosen_language, fail, tell_usage
from samspel.terms.errors import SamspelError

COMMANDS = {
    "place": "places",
    "needs": "needs",
    "compare": "places",
    "simulate": "simulating",
    "backtest": "backtesting",
    "transition": "transition",
    "savings": "transition",
    "reach": "reaching",
    "goals": "handbook",
    "equalise": "finance",
    "brief": "briefing",
    "ask": "asking",
    "answer": "asking",
    "demands": "handbook",
    "duties": "handbook",
    "sources": "handbook",
    "hospitals": "hospitals",
    "check": "handbook",
    "serve": "serving",
}
"""Every command with the module of this package that declares it, in the order a user meets them."""


def build(texts: Texts) -> TranslatedGroup:
    """The program with all its commands; a command's module is imported when the command is used."""
    group = TranslatedGroup(texts, COMMANDS)
    click.version_option(__version__, message="%(prog)s %(version)s", help=texts("cli.version"))(group)
    return group


def run(arguments: list[str] | None = None) -> None:
    """Run the program and leave with 0 (done), 1 (not found, bad input) or 2 (usage)."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(execute(words))


def execute(words: list[str]) -> int:
    """Run one command line; returns the exit code."""
    as_json = "--json" in words
    texts: Texts | None = None
    try:
        texts = _load_texts(chosen_language(words))
        build(texts).main(words, prog_name="samspel", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return FOUND
    except click.UsageError as error:
        if texts is not None:
            fail(texts, tell_usage(texts, error), as_json=as_json)
        return USAGE
    except SamspelError as error:
        fail(texts, error, as_json=as_json)
        return NOT_DONE
    except (KeyboardInterrupt, click.Abort):
        return NOT_DONE
    return FOUND


def _load_texts(lang: Lang) -> Texts:
    content = find_content()
    units = {unit.id: unit for unit in read_list(content / "units.toml", "unit", Unit)}
    return load_texts(content / "texts", units)[lang]
