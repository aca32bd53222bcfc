"""Words that others wrote, made harmless where they are shown: on a terminal, in a document, in a spreadsheet."""

import re
from unicodedata import category

from samspel.terms.numbers import NumberError, read_number

STRANGE = "\ufffd"
"""Stands where a control character stood, so that nobody takes the text for whole."""

_SHOWN = frozenset("\n\t\u00ad\u200c\u200d")
"""Line breaks and tabs; soft hyphens and joiners, which some languages are spelled with."""
_CONTROLS = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
CONTROLS_IN_COLUMNS = "[[{}]--[{}]]".format(
    "".join(rf"\p{{{one}}}" for one in sorted(_CONTROLS - {"Cs"})),
    "".join(rf"\x{{{ord(one):x}}}" for one in sorted(_SHOWN)),
)
"""The same signs as a pattern for columns of text in polars, which hold no halves of signs (Cs)."""
_PLAIN = re.compile(r"[^ -~\u00a0-\u00ac\u00ae-\u02ff\n\t]")
_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""A spreadsheet runs a text that begins with such a sign. A text that begins with apostrophes and then such a sign
gets one more, so that the first apostrophe is always ours to take away.
"""


def is_control(char: str) -> bool:
    """Whether the character commands a terminal or turns the direction of the text around it."""
    return char not in _SHOWN and category(char) in _CONTROLS


def neutralise(text: str) -> str:
    """The text with a sign in the place of each control character; all else as it was."""
    return _PLAIN.sub(lambda found: STRANGE if is_control(found[0]) else found[0], text)


def escape_controls(json_text: str) -> str:
    r"""JSON with every control character written as \uXXXX, which says the same and does nothing."""
    return _PLAIN.sub(lambda found: _escape(found[0]) if is_control(found[0]) else found[0], json_text)


def guard_formula(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def guard_cell(text: str) -> str:
    """The text as a spreadsheet leaves it alone: a formula guarded, a number as it is."""
    try:
        read_number(text, signed=True)
    except NumberError:
        return guard_formula(text)
    return text


def drop_guard(text: str) -> str:
    """The text as it was before guard_formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
