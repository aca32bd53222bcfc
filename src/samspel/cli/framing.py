"""Click's own words in the catalogue's language, and one way for every command to be declared, to print and to fail."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import click
from rich.console import Console
from rich.table import Table

from samspel.app.desk import Desk, open_desk
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import LANGUAGES, Texts
from samspel.cli.numbers import BadNumber, NumberType
from samspel.reports.records import render_error
from samspel.terms.errors import SamspelError
from samspel.terms.harmless import escape_controls, neutralise

LANGUAGE_VARIABLE = "SAMSPEL_LANG"
READERS = frozenset(
    (
        "answer",
        "ask",
        "brief",
        "chain",
        "check",
        "demands",
        "duties",
        "goals",
        "map",
        "needs",
        "place",
        "search",
        "serve",
        "simulate",
        "suggest",
    )
)
"""The commands that read the handbook, and so may be told of another."""
FOUND, NOT_DONE, USAGE = 0, 1, 2
LIKENESS = 60
"""How like a command (0 to 100) a word must be to be taken for a slip of it: `plats` for place, `jamfor` for none."""
PIPE_CLOSED = 141
"""128 and the number of SIGPIPE, as programs end whose reader has gone."""


def echo_json(plain: object) -> None:
    """Print for machines, with nothing in it that commands the terminal it may be shown on."""
    click.echo(escape_controls(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False)))


class OpenConsole(Console):
    """A console that leaves a closed pipe to the program, which knows how to end."""

    def on_broken_pipe(self) -> None:
        """Called while the error is being handled."""
        raise  # noqa: PLE0704 - the error that is being handled


@dataclass
class Session:
    """One run of the program: language, shape of the output, and the desk, opened when first needed."""

    lang: Lang
    as_json: bool
    handbook: Path | None = None

    @cached_property
    def desk(self) -> Desk:
        """Content, figures and answers. Raises HandbookError for a broken handbook that the command line names."""
        desk = open_desk() if self.handbook is None else open_desk(handbook=self.handbook)
        if desk.beside is not None and desk.beside.missed:
            texts = desk.catalogue.texts[self.lang]
            for error in desk.beside.missed:
                click.echo(neutralise(f"{texts('cli.observe')}: {texts.explain(error)}"), err=True)
        return desk

    @property
    def texts(self) -> Texts:
        """The texts in the chosen language."""
        return self.desk.catalogue.texts[self.lang]

    @cached_property
    def console(self) -> Console:
        """Where people read; as wide as the terminal, or wide enough for a pipe not to break lines."""
        is_terminal = sys.stdout is not None and sys.stdout.isatty()
        return OpenConsole(width=None if is_terminal else 160, highlight=False, emoji=False, markup=False)

    def show(self, plain: Callable[[], object], people: Callable[[], None]) -> None:
        """Print for machines or for people."""
        if self.as_json:
            echo_json(plain())
        else:
            people()

    def warn(self, errors: Iterable[SamspelError]) -> None:
        """Tell beside what is printed what of it cannot be relied on."""
        for error in errors:
            click.echo(f"{self.texts('cli.observe')}: {self.texts.explain(error)}", err=True)

    def end(self) -> None:
        """Tell what was done but could not be noted."""
        opened: Desk | None = self.__dict__.get("desk")
        if opened is not None and opened.changes.missed is not None:
            self.warn([opened.changes.missed])

    def table(self, title: str, columns: list[str], rows: list[list[str]], numeric: int = 0) -> None:
        """Print a table; the last `numeric` columns stand to the right."""
        table = Table(title=neutralise(title) or None, title_justify="left", title_style="bold", header_style="bold")
        for number, column in enumerate(columns):
            justify: Literal["right", "left"] = "right" if number >= len(columns) - numeric else "left"
            table.add_column(neutralise(column), justify=justify, overflow="fold")
        for row in rows:
            table.add_row(*map(neutralise, row))
        self.console.print(table)

    def say(self, text: str = "", *, strong: bool = False) -> None:
        """Print a line."""
        self.console.print(neutralise(text), style="bold" if strong else None)


def chosen_language(arguments: list[str]) -> Lang:
    """The language asked for on the command line or in the environment; Swedish otherwise."""
    for number, word in enumerate(arguments):
        value = (
            word.partition("=")[2]
            if word.startswith("--lang=")
            else arguments[number + 1 :][:1]
            if word == "--lang"
            else None
        )
        wanted = value if isinstance(value, str) else (value or [""])[0]
        for lang in LANGUAGES:
            if wanted == lang:
                return lang
    named = os.environ.get(LANGUAGE_VARIABLE, "")
    return next((lang for lang in LANGUAGES if named.startswith(lang)), LANGUAGES[0])


class TranslatedCommand(click.Command):
    """A command whose help speaks the catalogue's language."""

    texts: Texts

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{self.texts('cli.usage')}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        default = self.texts("cli.default")
        required = self.texts("cli.required")
        records = [
            (name, told.replace("[default: ", f"[{default} ").replace("[required]", f"[{required}]"))
            for name, told in records
        ]
        if records:
            with formatter.section(self.texts("cli.options")):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option with its text in the right language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.texts("cli.help_option")
        return option


class TranslatedGroup(TranslatedCommand, click.Group):
    """The program itself. `modules` gives, for each command in order, the module of this package that declares it."""

    def __init__(self, texts: Texts, modules: Mapping[str, str]) -> None:
        super().__init__("samspel", help=texts("cli.help"), no_args_is_help=True)
        self.texts = texts
        self.options_metavar = texts("cli.options_metavar")
        self.subcommand_metavar = texts("cli.command_metavar")
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Commands in the order a user meets them."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        """Import the module of the command and return the command."""
        if cmd_name not in self._modules:
            return None
        module = import_module(f"samspel.cli.{self._modules[cmd_name]}")
        declared: Iterable[click.Command] = module.commands(self.texts)
        return next(command for command in declared if command.name == cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        TranslatedCommand.format_options(self, ctx, formatter)
        rows = [(name, self.texts(f"cli.{name}.help")) for name in self._modules]
        with formatter.section(self.texts("cli.commands")):
            formatter.write_dl(rows)


def declare(texts: Texts, name: str, run: Callable[..., None], *parameters: click.Parameter) -> click.Command:
    """A command with its help and example from the catalogue, with --json and --lang as every command has, and with
    --handbook as those have that read the handbook.
    """

    def start(*, as_json: bool, lang: Lang, handbook: Path | None = None, **arguments: Any) -> None:
        session = Session(lang, as_json, handbook)
        run(session, **arguments)
        session.end()

    for parameter in parameters:
        if isinstance(parameter, click.Argument):
            word = texts(f"cli.metavar.{parameter.name}")
            parameter.metavar = word if parameter.required else f"[{word}]"
        elif isinstance(parameter, click.Option):
            _label_option(texts, parameter)
    command = TranslatedCommand(
        name,
        callback=start,
        params=[
            *parameters,
            *([_handbook_option(texts)] if name in READERS else []),
            click.Option(["--json", "as_json"], is_flag=True, help=texts("cli.json")),
            click.Option(
                ["--lang"],
                type=click.Choice(LANGUAGES, case_sensitive=False),
                default=texts.lang,
                help=texts("cli.lang"),
            ),
        ],
        help=texts(f"cli.{name}.help"),
        options_metavar=texts("cli.options_metavar"),
        epilog=f"{texts('cli.arguments')}: {texts(f'cli.{name}.example')}",
    )
    command.texts = texts
    return command


def _handbook_option(texts: Texts) -> click.Option:
    option = click.Option(["--handbook"], type=click.Path(path_type=Path, file_okay=False), help=texts("cli.handbook"))
    _label_option(texts, option)
    return option


def _label_option(texts: Texts, option: click.Option) -> None:
    """Say in the catalogue's language what an option takes; the words of a choice are what is typed."""
    if isinstance(option.type, NumberType):
        option.help = f"{option.help} {option.type.format_range()}".rstrip()
    if option.metavar is None and not option.is_flag and not isinstance(option.type, click.Choice):
        option.metavar = texts(f"cli.metavar.{option.type.name}")


def explain_usage(texts: Texts, error: click.UsageError) -> SamspelError:
    """A mistake on the command line in the shape of every other error."""
    reason = error.format_message()
    name = getattr(error, "option_name", None) or _name_parameter(getattr(error, "param", None))
    if isinstance(error, click.NoSuchOption):
        reason = texts("cli.no_such_option", name=error.option_name) + _describe_meant(texts, error.possibilities or ())
    elif isinstance(error, click.MissingParameter):
        reason = texts("cli.missing_argument", name=name or "")
    elif isinstance(error, BadNumber):
        told = texts.explain(error.reason)
        reason = f"{texts('cli.bad_value', name=name or '')}: {told.what} {told.why}"
    elif isinstance(error, click.BadParameter):
        reason = texts("cli.bad_value", name=name or "") + _describe_choices(texts, error.param)
    elif isinstance(error, click.BadOptionUsage):
        key = "cli.takes_no_value" if "does not take" in reason else "cli.needs_value"
        reason = texts(key, name=name or "")
    elif reason.startswith("No such command"):
        reason = _describe_no_command(texts, reason.split("'")[1], error.ctx)
    elif reason.startswith("Got unexpected"):
        reason = texts("cli.too_many", name=reason.partition("(")[2].rstrip(")."))
    command = "samspel" if error.ctx is None else error.ctx.command_path
    return SamspelError("usage", reason=reason.removesuffix("."), command=command)


def _name_parameter(parameter: click.Parameter | None) -> str | None:
    """An option as it is written, an argument as help shows it."""
    if parameter is None:
        return None
    return (
        parameter.opts[0]
        if isinstance(parameter, click.Option)
        else parameter.make_metavar(click.Context(click.Command(""))).strip("[]")
    )


def _describe_no_command(texts: Texts, typed: str, context: click.Context | None) -> str:
    """That there is no such command, and the nearest or, since the word may be a place, where a place is written."""
    group = None if context is None else context.command
    known = group.list_commands(context) if isinstance(group, click.Group) and context is not None else ()
    from samspel.terms.likeness import find_alike  # its library is slow to start, and seldom needed

    nearest = find_alike(typed, known, LIKENESS)
    meant = _describe_meant(texts, nearest) if nearest else texts("cli.place_after")
    return texts("cli.no_such_command", name=typed) + meant


def _describe_meant(texts: Texts, nearest: Sequence[str]) -> str:
    return texts("cli.meant", nearest=", ".join(nearest)) if nearest else ""


def _describe_choices(texts: Texts, parameter: click.Parameter | None) -> str:
    if parameter is None or not isinstance(parameter.type, click.Choice):
        return ""
    return texts("cli.choices", choices=", ".join(str(choice) for choice in parameter.type.choices))


def fail(texts: Texts | None, error: SamspelError, *, as_json: bool) -> None:
    """Tell an error and the others found with it; in English as it stands when there are no texts to tell it with."""
    if texts is None:
        plain = {"error": {"code": error.code, "what": str(error)}}
        echo_json(plain) if as_json else click.echo(neutralise(str(error)), err=True)
    elif as_json:
        echo_json({"error": render_error(texts, error)})
    else:
        for one in (error, *error.others):
            click.echo(neutralise(f"{texts('cli.error')}: {texts.explain(one)}"), err=True)
