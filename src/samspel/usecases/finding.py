"""Finds places, demands and goals by what people write, and names the nearest when there is no such thing."""

from collections.abc import Sequence
from unicodedata import combining, normalize

from rapidfuzz import fuzz, process

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Demand, Goal
from samspel.terms.errors import NotFoundError
from samspel.terms.place import Place, PlaceKind

NEAREST = 3
GOOD_ENOUGH = 60.0
LONGEST_NUMBER = 4


def find_place(catalogue: Catalogue, words: str) -> Place:
    """Find a place by code, name, name of the body or of the county. Case does not matter; å, ä and ö do.

    A name that is both a municipality and a region means the municipality. Raises NotFoundError with the nearest names.
    """
    wanted = normalize("NFC", " ".join(words.split())).casefold()
    found = _by_name(catalogue).get(wanted)
    if found is None:
        nearest = suggest_places(catalogue, words)
        raise NotFoundError(
            "unknown_place", name=words[:80], nearest=", ".join(f"{p.name} ({p.code})" for p in nearest)
        )
    return found


def suggest_places(catalogue: Catalogue, words: str, limit: int = NEAREST) -> tuple[Place, ...]:
    """Places whose names begin with the words or resemble them, best first."""
    wanted = _plain(words)
    places = [place for place in catalogue.places.everywhere if place.kind is not PlaceKind.COUNTRY]
    names = {place.code: _plain(f"{place.name}") for place in places}
    begins = [place for place in places if wanted and names[place.code].startswith(wanted)]
    begins.sort(key=lambda place: (place.kind is not PlaceKind.MUNICIPALITY, len(place.name)))
    alike = process.extract(wanted, names, scorer=fuzz.ratio, limit=limit * 2)
    resembling = [catalogue.places.by_code[code] for _, score, code in alike if score >= GOOD_ENOUGH]
    if not begins and not resembling:
        resembling = [catalogue.places.by_code[code] for _, _, code in alike]
    return tuple(dict.fromkeys([*begins, *resembling]))[:limit]


def find_demand(catalogue: Catalogue, words: str) -> Demand:
    """Find a demand by number or id. Raises NotFoundError with the nearest ids."""
    wanted = words.strip().casefold()
    if wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER and int(wanted) in catalogue.demands_by_number:
        return catalogue.demands_by_number[int(wanted)]
    if wanted in catalogue.demands:
        return catalogue.demands[wanted]
    raise NotFoundError(
        "unknown_demand",
        name=words[:80],
        count=len(catalogue.demands),
        nearest=_nearest(wanted, list(catalogue.demands)),
    )


def find_area(catalogue: Catalogue, words: str) -> str:
    """Find an area of the handbook by id. Raises NotFoundError with the areas there are."""
    wanted = words.strip().casefold()
    if wanted in catalogue.areas:
        return wanted
    raise NotFoundError("unknown_area", name=words[:80], known=", ".join(catalogue.areas))


def find_goal(catalogue: Catalogue, words: str) -> Goal:
    """Find a goal by id. Raises NotFoundError with the nearest ids."""
    wanted = words.strip().casefold()
    if wanted in catalogue.goals:
        return catalogue.goals[wanted]
    raise NotFoundError("unknown_goal", name=words[:80], nearest=_nearest(wanted, list(catalogue.goals)))


def _by_name(catalogue: Catalogue) -> dict[str, Place]:
    names: dict[str, Place] = {}
    for place in reversed(catalogue.places.everywhere):
        for name in (place.area, place.body, place.name, place.code):
            names[name.casefold()] = place
    for region in catalogue.places.regions:
        names[region.area.casefold()] = region
        if region.body.casefold() not in {p.body.casefold() for p in catalogue.places.municipalities}:
            names[region.body.casefold()] = region
    return names


def _nearest(word: str, known: Sequence[str]) -> str:
    return ", ".join(match[0] for match in process.extract(word, known, limit=NEAREST))


def _plain(words: str) -> str:
    """Small letters without accents, so that 'Habo' is near 'Håbo'."""
    spread = normalize("NFD", " ".join(words.split()).casefold())
    return "".join(letter for letter in spread if not combining(letter))
