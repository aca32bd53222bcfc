"""Why a value is blank. A blank is never a zero."""

from enum import StrEnum


class Blank(StrEnum):
    """Reasons for a blank; each has its sentence under `blank` in the texts."""

    NOT_BUILT_IN = "not_built_in"
    NOT_PUBLISHED = "not_published"
    NOT_TOLD = "not_told"
    SECRET = "secret"
    IMPOSSIBLE = "impossible"
    NEGATIVE = "negative"
    NOT_FOR_LEVEL = "not_for_level"
    NO_ROLLUP = "no_rollup"
    NO_LOCALITY = "no_locality"
    DIVISION_BY_ZERO = "division_by_zero"
