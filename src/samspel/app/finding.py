"""Finds places, demands and goals by what people write, and names the nearest when there is no such thing."""

from collections.abc import Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Demand, Goal
from samspel.terms.errors import NotFoundError
from samspel.terms.likeness import NEAREST, bare_word, find_alike, plain_word
from samspel.terms.place import Place, PlaceKind

LONGEST_NUMBER = 4
CODE_LENGTHS = (2, 4)
"""Digits of a county's and of a municipality's code."""


def find_place(catalogue: Catalogue, words: str) -> Place:
    """Find a place by code with or without its leading noughts, name, name of the body or of the county. Case does
    not matter; å, ä and ö do.

    A name that is both a municipality and a region means the municipality. Raises NotFoundError with the nearest names.
    """
    wanted = plain_word(words)
    found = _by_name(catalogue).get(wanted) or _by_code(catalogue, wanted)
    if found is None:
        nearest = suggest_places(catalogue, words)
        raise NotFoundError(
            "unknown_place", name=words[:80], nearest=", ".join(f"{p.name} ({p.code})" for p in nearest)
        )
    return found


def suggest_places(catalogue: Catalogue, words: str, limit: int = NEAREST) -> tuple[Place, ...]:
    """Places whose names begin with the words or resemble them, best first."""
    wanted = bare_word(words)
    coded = _by_code(catalogue, wanted)
    places = [place for place in catalogue.places.everywhere if place.kind is not PlaceKind.COUNTRY]
    begins = [
        place
        for place in places
        if wanted and (bare_word(place.name).startswith(wanted) or place.code.startswith(wanted))
    ]
    begins.sort(key=lambda place: (place.kind is not PlaceKind.MUNICIPALITY, len(place.name)))
    named = {name: place for name, place in _by_name(catalogue).items() if place.kind is not PlaceKind.COUNTRY}
    alike = find_alike(words, named, catalogue.value("name_likeness"), limit * 2)
    found = [*([coded] if coded else []), *begins, *(named[name] for name in alike)]
    return tuple(dict.fromkeys(found))[:limit]


def find_demand(catalogue: Catalogue, words: str) -> Demand:
    """Find a demand by number or id. Raises NotFoundError with the nearest ids."""
    wanted = plain_word(words)
    number = int(wanted) if _is_digits(wanted) and len(wanted) <= LONGEST_NUMBER else None
    if number in catalogue.demands_by_number:
        return catalogue.demands_by_number[number]
    if wanted in catalogue.demands:
        return catalogue.demands[wanted]
    raise NotFoundError(
        "unknown_demand",
        name=words[:80],
        count=len(catalogue.demands),
        nearest=_nearest(catalogue, wanted, list(catalogue.demands)),
    )


def find_area(catalogue: Catalogue, words: str) -> str:
    """Find an area of the handbook by id. Raises NotFoundError with the areas there are."""
    wanted = plain_word(words)
    if wanted in catalogue.areas:
        return wanted
    raise NotFoundError("unknown_area", name=words[:80], known=", ".join(catalogue.areas))


def find_goal(catalogue: Catalogue, words: str) -> Goal:
    """Find a goal by id. Raises NotFoundError with the nearest ids."""
    wanted = plain_word(words)
    if wanted in catalogue.goals:
        return catalogue.goals[wanted]
    raise NotFoundError("unknown_goal", name=words[:80], nearest=_nearest(catalogue, wanted, list(catalogue.goals)))


def _by_name(catalogue: Catalogue) -> dict[str, Place]:
    country = catalogue.places.country
    names: dict[str, Place] = {
        plain_word(name): country
        for texts in catalogue.texts.values()
        for name in texts("places.country_names").split(",")
    }
    for place in reversed(catalogue.places.everywhere):
        for name in (place.area, place.body, place.name, place.code):
            names[plain_word(name)] = place
    for region in catalogue.places.regions:
        names[plain_word(region.area)] = region
        if plain_word(region.body) not in {plain_word(p.body) for p in catalogue.places.municipalities}:
            names[plain_word(region.body)] = region
    return names


def _by_code(catalogue: Catalogue, wanted: str) -> Place | None:
    """The place whose code it is when the leading noughts that a spreadsheet drops are put back: 180 is 0180."""
    if not _is_digits(wanted):
        return None
    codes = (wanted.zfill(length) for length in CODE_LENGTHS if len(wanted) <= length)
    return next((catalogue.places.by_code[code] for code in codes if code in catalogue.places.by_code), None)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _nearest(catalogue: Catalogue, word: str, known: Sequence[str]) -> str:
    return ", ".join(find_alike(word, known, catalogue.value("name_likeness")))
