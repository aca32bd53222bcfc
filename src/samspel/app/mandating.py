"""What the built-in figures say of councils, for those who count elected posts."""

from collections.abc import Iterable

from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.catalogue.mandates import PostRules
from samspel.mandates.overview import Council
from samspel.terms.place import PlaceKind


def find_councils(desk: Desk, rules: PostRules, codes: Iterable[str]) -> dict[str, Council]:
    """The seats and the share that left, of each municipality of the codes; regions have no such figures."""
    found = {}
    for code in codes:
        place = desk.catalogue.places.by_code.get(code)
        if place is None or place.kind is not PlaceKind.MUNICIPALITY:
            continue
        seats = (desk.base.latest(name, place) for name in rules.figures.seats)
        left = desk.base.latest(rules.figures.left, place)
        found[code] = Council(
            next((one for one in seats if one.value is not None), None), None if left.value is None else left
        )
    return found


def find_code(desk: Desk, words: str) -> str:
    """The code of a municipality or region by its name or code. Raises NotFoundError with the nearest."""
    return find_place(desk.catalogue, words).code
