"""One reader of numbers for everything that people type: options, forms, lists, answers.

The digits 0–9 with a decimal comma or point, spaces between thousands if they stand in threes, and a minus or plus
before. What can be read in two ways is refused, as are exponents, digits of other scripts, `nan` and infinity: a
number that was misread is worse than one that is asked for again.
"""

import re
from decimal import Decimal

from samspel.terms.errors import BadInputError

MOST_WHOLE, MOST_DECIMALS = 15, 30
"""Digits before the decimal sign, beyond which a number of the machine is no longer exact, and after it."""
LONGEST_TOLD = 80

_MINUSES = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-"})
"""The true minus, and the hyphens and dashes that word processors put in its place."""
_FORM = re.compile(
    r"(?P<sign>[+-] ?)?(?P<whole>[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)(?:(?P<mark>[.,])(?P<part>[0-9]+))?"
)
_THOUSANDS = 3


class NumberError(BadInputError):
    """A number that cannot be used. The code is `number_` and why; `found` is what was typed and `where` which field
    or row it stood in.
    """

    def __init__(self, why: str, found: str, where: str, **facts: str | float) -> None:
        self.why = why
        super().__init__(f"number_{why}", found=found[:LONGEST_TOLD], where=where, **facts)

    def at(self, where: str, **facts: str | float) -> "NumberError":
        """The same mistake told at another place, with further facts."""
        told = {name: value for name, value in self.facts.items() if name not in ("found", "where")}
        return NumberError(self.why, str(self.facts["found"]), where, **told | facts)


def read_number(
    text: str, where: str = "", *, signed: bool = False, percent: bool = False, most: float = float("inf")
) -> float:
    """The number that was typed.

    Below nought only if `signed`; with a per cent sign after it only if `percent`. `most` is the largest size that it
    can have: where the reading as thousands would pass it, a number with three decimals has one reading only. Whether
    the number itself is in range is for the caller. Raises NumberError.
    """
    bare = _tidy(text, percent=percent)
    found = _FORM.fullmatch(bare)
    if found is None:
        raise NumberError("form", text, where)
    sign, whole, part = (found["sign"] or "").strip(), found["whole"].replace(" ", ""), found["part"] or ""
    if len(whole) > MOST_WHOLE or len(part) > MOST_DECIMALS:
        raise NumberError("long", text, where, most=MOST_WHOLE, decimals=MOST_DECIMALS)
    is_grouped = " " in found["whole"]
    if not is_grouped and _is_two_ways(whole, part) and float(whole + part) <= most:
        small = part.rstrip("0") or "0"
        raise NumberError("two_ways", text, where, whole=sign + whole, part=small, large=sign + whole + part)
    value = float(f"{whole}.{part or '0'}")
    if sign != "-" or value == 0.0:
        return value
    if not signed:
        raise NumberError("negative", text, where)
    return -value


def read_count(text: str, where: str = "", *, least: int = 0, most: int | None = None) -> int:
    """The whole number that was typed; `25.0` and `25,0` are 25, as tools for tables write it. Raises NumberError for
    anything else, and for one under `least` or over `most`.
    """
    value = read_number(text, where)
    if not value.is_integer():
        raise NumberError("whole", text, where)
    check_range(value, text, where, least=least, most=most)
    return int(value)


def write_number(value: float) -> str:
    """All figures of a number and no exponent, as read_number reads it back; with one nought more where it could be
    taken for thousands.
    """
    plain = format(Decimal(repr(float(value))), "f")
    whole, _, part = plain.lstrip("-").partition(".")
    return f"{plain}0" if _is_two_ways(whole, part) else plain


def check_range(value: float, text: str, where: str, *, least: float | None = None, most: float | None = None) -> None:
    """Raise NumberError for a value under `least` or over `most`."""
    if least is not None and value < least:
        raise NumberError("small", text, where, least=f"{least:.15g}")
    if most is not None and value > most:
        raise NumberError("large", text, where, most=f"{most:.15g}")


def _tidy(text: str, *, percent: bool) -> str:
    """One kind of space and of minus, and no per cent sign."""
    bare = " ".join(text.translate(_MINUSES).split())
    return bare.removesuffix("%").rstrip() if percent else bare


def _is_two_ways(whole: str, part: str) -> bool:
    """Whether the sign before the last three digits may divide thousands: in 1.250, but not in 0.250 or 1250.500."""
    return len(part) == _THOUSANDS and 0 < len(whole) <= _THOUSANDS and not whole.startswith("0")
