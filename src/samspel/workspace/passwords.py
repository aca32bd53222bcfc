"""What a password must be: long, and not one that is guessed first. No rule of capitals and signs, which makes people
write them on paper.
"""

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from samspel.catalogue.passwords import load_password_words
from samspel.terms.errors import BadInputError

SHORTEST, LONGEST = 12, 200
LEAST_KINDS = 5
"""Different characters."""


def check_password(password: str, name: str = "") -> None:
    """Raises the first BadInputError, with the others in it, for a password that is too weak for an account's name."""
    problems = [BadInputError(code, least=SHORTEST, most=LONGEST) for code in _list_problems(password, name)]
    if problems:
        problems[0].others = tuple(problems[1:])
        raise problems[0]


def _list_problems(password: str, name: str) -> list[str]:
    plain = password.casefold()
    problems = []
    if not SHORTEST <= len(password) <= LONGEST:
        problems.append("password_length")
    if len(set(plain)) < LEAST_KINDS or _is_common(plain):
        problems.append("password_common")
    bare = name.casefold()
    if len(bare) > 2 and (bare in plain or plain in bare):  # noqa: PLR2004 - two letters stand in many words
        problems.append("password_name")
    return problems


def _is_common(plain: str) -> bool:
    try:
        _load_common().validate(plain)
    except ValidationError:
        return True
    letters = re.sub(r"[\W\d_]+", " ", plain).strip()
    return not letters or _load_words().fullmatch(letters) is not None


@cache
def _load_common() -> CommonPasswordValidator:
    return CommonPasswordValidator()


@cache
def _load_words() -> re.Pattern[str]:
    """Text of nothing but the listed words."""
    either = "|".join(re.escape(word) for word in load_password_words().words)
    return re.compile(f"(?:(?:{either}) *)+")
