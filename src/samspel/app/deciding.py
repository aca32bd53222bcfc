"""What a text decides about a matter, and where the text is read from."""

import sys
from pathlib import Path

from samspel.app.desk import Desk
from samspel.app.minutes import LIMIT, read_minutes
from samspel.catalogue.records.matters import Kind
from samspel.matters.decision import read_decision
from samspel.matters.reading import Reading
from samspel.terms.errors import BadInputError

LONGEST_NAME, LONGEST_TEXT = 250, 400_000
"""Characters of what may be a file's name, and of a text: the minutes of a long meeting."""
MOST_POINTS = 40
STANDARD_INPUT = "-"


def find_text(said: str) -> str:
    """A text as it was given, or what a file of that name or the standard input holds: a PDF or plain text. Raises
    BadInputError for a file that is neither.
    """
    try:
        if said == STANDARD_INPUT:
            return read_minutes(sys.stdin.buffer.read(LIMIT + 1))
        path = Path(said)
        if len(said) > LONGEST_NAME or "\n" in said or not path.is_file():
            return said
        with path.open("rb") as opened:
            return read_minutes(opened.read(LIMIT + 1))
    except OSError as error:
        raise BadInputError("cannot_read", file=said, reason=error.strerror or str(error)) from None


def read_text(desk: Desk, text: str, kind: Kind, body: str, points: int | None) -> Reading:
    """What a text decides. Raises BadInputError for one without words, or longer than anybody reads."""
    if not any(letter.isalpha() for letter in text):
        raise BadInputError("decision_empty")
    if len(text) > LONGEST_TEXT:
        raise BadInputError("decision_long", limit=LONGEST_TEXT)
    return read_decision(text, kind=kind, body=body, points=points, lexicon=desk.lexicon)
