"""Everything wrong in one file, told in one go: the first error holds the others."""

from samspel.terms.errors import BadInputError
from samspel.terms.likeness import UnknownNameError

MOST_TOLD = 50
"""Nobody reads more than so many mistakes at once, and the nearest names of each take time to find."""


def raise_all(problems: list[BadInputError], file: str, limit: int = MOST_TOLD) -> None:
    """Raise the first problem with the others in it, if there is one; those after `limit` are only counted."""
    if not problems:
        return
    told, left = problems[:limit], len(problems) - limit
    for problem in told:
        if isinstance(problem, UnknownNameError):
            problem.suggest()
    if left > 0:
        told.append(BadInputError("more_mistakes", file=file, count=left, limit=limit))
    told[0].others = tuple(told[1:])
    raise told[0]
