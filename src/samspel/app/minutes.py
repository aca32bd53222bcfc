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
_HEAD = (
    r"[ \t]*(?:[^\W\d_]{1,5}[ \t]+)?(?:(?:§{1,2}|[Pp]aragraf)[ \t]*(\d+)"
    r"|(\d+)[ \t]*§(?=[ \t]*$|[ \t]+(?!KL\b|Kommunallag)[A-ZÅÄÖ]))"
)
"""How the line begins that names an item: `§ 12`, `KF § 12`, `Paragraf 12`, `12 § Motion`; a paragraph of the law with
its name in the middle of a sentence does not.
"""
_ITEM = re.compile(rf"(?m)^(?={_HEAD})")
_REFERENCE = re.compile(
    r"(?:(?P<body>[^\W\d_]{1,6})[\s./:-]*)?(?<!\d)(?P<year>(?:19|20)\d\d)\s?(?P<mark>[/:.–-])\s?0*(?P<number>\d+)(?![-/\d])"
)
SHORTEST_NUMBER = 3
"""Figures of a number after a hyphen that has no body before it: a shorter one is a month."""
_WORD = re.compile(r"\w{4,}")
NO_BODY = ("dnr", "nr", "diarie", "ärende", "den", "motion")
"""Words before a reference number that name no body."""
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
    heads = [*_ITEM.finditer(text)]
    if not heads:
        return Item("", text)
    ends = [*(head.start() for head in heads[1:]), len(text)]
    items = [
        _read_item(head[1] or head[2], text[head.start() : end].strip()) for head, end in zip(heads, ends, strict=True)
    ]
    if len(items) == 1:
        return items[0]
    found = [item for item in items if reference.strip() and _tells(f"{item.head} {item.text}", reference)]
    found = found or _find_by_title(items, title)
    if len(found) != 1:
        raise BadInputError("minutes_item", count=len(items))
    return found[0]


def _tells(text: str, reference: str) -> bool:
    """Whether a text tells a reference number, however it is spaced and marked: KS 2025/91 is KS2025-0091, and no part
    of KS 2025/912.
    """
    wanted = _list_references(reference)
    if wanted:
        body, *number = wanted[0]
        return any(
            found == number and (not body or not other or body == other) for other, *found in _list_references(text)
        )
    words = r"\s*".join(map(re.escape, reference.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None


def _list_references(text: str) -> list[tuple[str, str, str]]:
    """Body (empty for none), year and number of each reference number that a text tells."""
    found = [
        (one["body"] or "", one)
        for one in _REFERENCE.finditer(text)
        if one["mark"] != "-" or one["body"] or len(one["number"]) >= SHORTEST_NUMBER
    ]
    return [("" if body.casefold() in NO_BODY else body.casefold(), one["year"], one["number"]) for body, one in found]


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
