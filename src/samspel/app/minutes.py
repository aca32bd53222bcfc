"""Minutes as text, and the item of them that is about one matter."""

import re
from dataclasses import dataclass

from samspel.sources.pdf_text import read_pdf
from samspel.sources.spreadsheet import decode_plain
from samspel.terms.errors import BadInputError
from samspel.terms.file_kinds import find_kind
from samspel.terms.likeness import plain_word
from samspel.terms.units import MEGABYTE

LIMIT = 10 * MEGABYTE
PDF = b"%PDF-"
_ITEM = re.compile(r"(?m)^(?=[ \t]*§{1,2}[ \t]*\d+)")
_NUMBER = re.compile(r"§{1,2}[ \t]*(\d+)")
_WORD = re.compile(r"\w{4,}")
LEAST_SHARE = 0.6
"""The share of a matter's words that an item must hold to be about it, where its reference number is not told."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of minutes: its number, and its text. `head` is the line that names it, which decides nothing."""

    number: str
    text: str
    head: str = ""


def read_minutes(data: bytes) -> str:
    """The text of a file: a PDF, or plain text in any usual encoding and with any ends of lines.

    Raises BadInputError for another, or one that is too large."""
    if len(data) > LIMIT:
        raise BadInputError("minutes_too_large", file="", limit=LIMIT // MEGABYTE)
    if data.lstrip()[: len(PDF)] == PDF:
        return read_pdf(data)
    if find_kind(data) is not None:
        raise BadInputError("minutes_kind")
    try:
        text = decode_plain(data, "")
    except BadInputError:
        raise BadInputError("minutes_kind") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def find_item(text: str, reference: str, title: str) -> Item:
    """The item of minutes that is about a matter: the one that tells its reference number, or else the one that holds
    most of the words of its title. Text without items is taken whole.

    Raises BadInputError where none is, or more than one may be: another matter's yes must never be read as this one's.
    """
    parts = [part for part in _ITEM.split(text) if part.strip()]
    items = [_read_item(number[1], part.strip()) for part in parts if (number := _NUMBER.match(part.strip()))]
    if len(items) <= 1:
        return items[0] if items else Item("", text)
    found = [item for item in items if reference and reference in f"{item.head} {item.text}"]
    found = found or _find_by_title(items, title)
    if len(found) != 1:
        raise BadInputError("minutes_item", count=len(items))
    return found[0]


def _read_item(number: str, text: str) -> Item:
    """An item without the line that names it, where more lines follow."""
    head, _, rest = text.partition("\n")
    return Item(number, rest.strip(), head) if rest.strip() else Item(number, text)


def _find_by_title(items: list[Item], title: str) -> list[Item]:
    wanted = {plain_word(word) for word in _WORD.findall(title)}
    if not wanted:
        return []
    shares = [
        (len(wanted & {plain_word(word) for word in _WORD.findall(f"{item.head} {item.text}")}) / len(wanted), item)
        for item in items
    ]
    best = max(share for share, _ in shares)
    return [item for share, item in shares if share == best >= LEAST_SHARE]
