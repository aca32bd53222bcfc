"""Keeps together what must not part at the end of a line, in every text of a document."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from samspel.catalogue.texts import NO_BREAK
from samspel.rendering.blocks import Document
from samspel.terms.harmless import neutralise

T = TypeVar("T")

_SECTION = re.compile(r"(\d+ ?[a-z]?) (§|kap\.)")
_NUMBER_AFTER = re.compile(r"(kap\.|krav|kl\.) (\d)")
_THOUSANDS = re.compile(r" (?=\d{3}(?!\d))(?<=\d )")
_IN_A_LIST = re.compile(r"(?<=; )(\d{1,2}\.) (?=[A-ZÅÄÖ])")
DRAWING = "svg"


def keep_together(document: Document) -> Document:
    """The same document with numbers tied to their signs: 6 kap. 4 §, krav 43, kl. 22, 400 000; and without characters
    that command a terminal or turn the text around them, which names from others' files may hold.
    """
    return _tie(document)


def tie(text: str) -> str:
    """A text with its numbers tied to their signs, to their thousands, and in a list to what they count."""
    if " " not in text:
        return text
    tied = _NUMBER_AFTER.sub(rf"\1{NO_BREAK}\2", _SECTION.sub(rf"\1{NO_BREAK}\2", text))
    return _IN_A_LIST.sub(rf"\1{NO_BREAK}", _THOUSANDS.sub(NO_BREAK, tied))


def _tie(part: T) -> T:
    if isinstance(part, str):
        return tie(neutralise(part))  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(_tie(entry) for entry in part)  # type: ignore[return-value]
    if is_dataclass(part) and not isinstance(part, type):
        changed = {field.name: _tie(getattr(part, field.name)) for field in fields(part) if field.name != DRAWING}
        return replace(part, **changed)
    return part
