"""Small numbers are not shown to those who may not see the list: they would tell of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samspel.mandates.counting import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What may be shown of a tally; None for a number that is too small."""

    persons: int | None
    posts: int | None
    only_substitutes: int | None
    vacant: int | None
    apart: int | None
    later: int | None


def show(tally: Tally) -> Shown:
    """All of it."""
    return Shown(
        persons=tally.persons,
        posts=tally.posts,
        only_substitutes=tally.only_substitutes,
        vacant=tally.vacant,
        apart=tally.apart,
        later=tally.later,
    )


def hide_small(tally: Tally, least: int) -> Shown:
    """Without numbers below `least`, nor those that such a number could be worked out from."""
    persons = _keep(tally.persons, least)
    only = tally.only_substitutes
    is_parted = persons is not None and min(only, tally.persons - only) >= least
    return Shown(
        persons=persons,
        posts=None if persons is None else _keep(tally.posts, least),
        only_substitutes=only if is_parted else None,
        vacant=_keep(tally.vacant, least),
        apart=_keep(tally.apart, least),
        later=_keep(tally.later, least),
    )


def hide_places(tallies: Mapping[str, Tally], least: int) -> dict[str, Shown]:
    """The places of a whole. Where what is hidden could be found by taking the others from the whole, the smallest of
    the others are hidden too.
    """
    counts = {code: tally.persons for code, tally in tallies.items()}
    hidden = {code for code, number in counts.items() if number < least}
    left = sorted(counts.keys() - hidden, key=lambda code: counts[code])
    while hidden and left and (len(hidden) == 1 or sum(counts[code] for code in hidden) < least):
        hidden.add(left.pop(0))
    blank = Shown(persons=None, posts=None, only_substitutes=None, vacant=None, apart=None, later=None)
    return {
        code: blank if code in hidden else replace(hide_small(tally, least), only_substitutes=None)
        for code, tally in tallies.items()
    }


def _keep(number: int, least: int) -> int | None:
    return number if number >= least else None
