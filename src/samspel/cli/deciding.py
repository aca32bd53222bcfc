"""`samspel decision`: what a line of minutes, or the minutes of a matter, says of it."""

from collections.abc import Iterable
from typing import get_args

import click

from samspel.app.deciding import MOST_POINTS, find_text, read_text
from samspel.catalogue.records.matters import Kind
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.rendering.terminal import print_blocks
from samspel.reports.matters import compose_reading, render_reading


def commands(texts: Texts) -> Iterable[click.Command]:
    """The command of this module."""
    kinds = click.Choice(get_args(Kind), case_sensitive=False)
    yield declare(
        texts,
        "decision",
        decide,
        click.Argument(["text"]),
        click.Option(["--kind"], type=kinds, default="motion", help=texts("cli.decision.kind")),
        click.Option(["--body"], default="", show_default=False, help=texts("cli.decision.body")),
        click.Option(["--points"], type=whole(1, MOST_POINTS), help=texts("cli.decision.points")),
    )


def decide(session: Session, text: str, kind: Kind, body: str, points: int | None) -> None:
    """Print what a text decides, and the sentence that it rests on."""
    reading = read_text(session.desk, find_text(text), kind, body, points)
    texts = session.texts
    session.show(
        lambda: render_reading(texts, reading), lambda: print_blocks(session.console, compose_reading(texts, reading))
    )
