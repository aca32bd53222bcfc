"""`samspel search` over everything, and `samspel suggest`: the demands that a remark is about."""

from collections.abc import Iterable

import click

from samspel.app.finding import find_place
from samspel.app.searching import search, suggest_demands
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.rendering.table import list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.search import compose_suggestions, tabulate_hits, tabulate_suggestions
from samspel.terms.errors import NotFoundError


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    words = click.Argument(["words"], nargs=-1, required=True)
    yield declare(
        texts, "search", run_search, words, click.Option(["--place", "place"], help=texts("cli.search.place"))
    )
    yield declare(texts, "suggest", run_suggest, click.Argument(["words"], nargs=-1, required=True))


def run_search(session: Session, words: tuple[str, ...], place: str | None) -> None:
    """Print what the words may mean, the likeliest first, with the command that tells more."""
    desk, texts = session.desk, session.texts
    found = None if place is None else find_place(desk.catalogue, place)
    answer = search(desk, " ".join(words))
    table = tabulate_hits(desk.catalogue, texts, desk.finder.pages, answer, found or answer.beside)
    session.show(lambda: list_records(table), lambda: print_blocks(session.console, [table]))


def run_suggest(session: Session, words: tuple[str, ...]) -> None:
    """Print the demands that a remark is likely to be about, by which of its words. Raises NotFoundError for none."""
    remark = " ".join(words)
    suggested = suggest_demands(session.desk, remark)
    if not suggested:
        raise NotFoundError("no_demand_alike", name=remark[:80])
    session.show(
        lambda: list_records(tabulate_suggestions(session.texts, suggested)),
        lambda: print_blocks(session.console, compose_suggestions(session.texts, suggested)),
    )
