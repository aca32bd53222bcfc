"""Finds places, demands and goals by what people write, and names the nearest when there is no such thing."""

import re
from collections.abc import Iterable, Mapping

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand, Goal
from samspel.terms.errors import NotFoundError
from samspel.terms.likeness import NEAREST, bare_word, find_alike, plain_heading, plain_word
from samspel.terms.place import Place, PlaceKind

LONGEST_NUMBER = 4
SHORTEST_WORD = 3
"""Letters from which a word is looked for within names."""
AS_DECIMAL, GENITIVE, SOFT_HYPHEN = ".0", "s", "\u00ad"
_CODE_FIRST = re.compile(r"(?P<code>[0-9]{1,4}(?:\.0)?)[ ,:;–-]+(?P<name>\D+)")
_CODE_LAST = re.compile(r"(?P<name>\D+?)[ ,:;–-]*[ (](?P<code>[0-9]{1,4})\)?")
CODE_LENGTHS = (2, 4)
"""Digits of a county's and of a municipality's code."""


def find_place(catalogue: Catalogue, words: str) -> Place:
    """Find a place by code with or without its leading noughts, name, name of the body or of the county, a former name,
    or by both its code and its name; of a municipality also by its name with `kommun` or `stad` after it. Case and
    hyphens do not matter; å, ä and ö do.

    A name that is both a municipality and a region means the municipality. Raises NotFoundError with the nearest names.
    """
    found = look_up_place(catalogue, words)
    if found is None:
        nearest = suggest_places(catalogue, words)
        raise NotFoundError(
            "unknown_place", name=words[:80], nearest=", ".join(f"{p.name} ({p.code})" for p in nearest)
        )
    return found


def look_up_place(catalogue: Catalogue, words: str) -> Place | None:
    """The place as `find_place`; None where nothing is called so."""
    wanted = plain_word(words.replace(SOFT_HYPHEN, ""))
    return _by_name(catalogue, wanted) or _by_code(catalogue, wanted) or _by_both(catalogue, wanted)


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
    named = {name: place for name, place in catalogue.place_names.items() if place.kind is not PlaceKind.COUNTRY}
    alike = find_alike(words, named, catalogue.value("name_likeness"), limit * 2)
    found = [*([coded] if coded else []), *begins, *(named[name] for name in alike)]
    return tuple(dict.fromkeys(found))[:limit]


def find_demand(catalogue: Catalogue, words: str) -> Demand:
    """Find a demand by number, id or title. Raises NotFoundError with the nearest ids."""
    wanted = plain_word(words)
    number = int(wanted) if _is_digits(wanted) and len(wanted) <= LONGEST_NUMBER else None
    if number in catalogue.demands_by_number:
        return catalogue.demands_by_number[number]
    names = _by_title({name: (demand.sv.title, demand.en.title) for name, demand in catalogue.demands.items()})
    if wanted in names:
        return catalogue.demands[names[wanted]]
    raise NotFoundError(
        "unknown_demand", name=words[:80], count=len(catalogue.demands), nearest=_nearest(catalogue, words, names)
    )


def find_area(catalogue: Catalogue, words: str) -> str:
    """Find an area of the handbook by id or name. Raises NotFoundError with the areas there are."""
    names = _by_title({name: (area.sv, area.en) for name, area in catalogue.areas.items()})
    wanted = plain_word(words)
    if wanted in names:
        return names[wanted]
    raise NotFoundError("unknown_area", name=words[:80], known=", ".join(catalogue.areas))


def find_goal(catalogue: Catalogue, words: str) -> Goal:
    """Find a goal by id or name. Raises NotFoundError with the nearest ids."""
    names = _by_title({name: (goal.sv.name, goal.en.name) for name, goal in catalogue.goals.items()})
    wanted = plain_word(words)
    if wanted in names:
        return catalogue.goals[names[wanted]]
    raise NotFoundError("unknown_goal", name=words[:80], nearest=_nearest(catalogue, words, names))


def _by_title(titles: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The id of each id and title, as they are compared."""
    named = {plain_word(title): identity for identity, given in titles.items() for title in given}
    return named | {plain_word(identity): identity for identity in titles}


def _by_name(catalogue: Catalogue, wanted: str) -> Place | None:
    """The place that is called so, with hyphens or blanks, or with a word of its kind after its name."""
    spread = catalogue.spread_place_names
    return catalogue.place_names.get(wanted) or spread.get(plain_heading(wanted)) or _by_kind(catalogue, wanted)


def _by_both(catalogue: Catalogue, wanted: str) -> Place | None:
    """The place of which both the code and a name are written: 0180 Stockholm, Stockholm (0180)."""
    found = _CODE_FIRST.fullmatch(wanted) or _CODE_LAST.fullmatch(wanted)
    place = _by_code(catalogue, found["code"]) if found else None
    if found is None or place is None:
        return None
    own = {plain_word(name) for name in (place.name, place.area, place.body)}
    return place if found["name"] in own or _by_name(catalogue, found["name"]) is place else None


def _by_code(catalogue: Catalogue, wanted: str) -> Place | None:
    """The place whose code it is when the leading noughts that a spreadsheet drops are put back: 180 is 0180, as is
    180.0.
    """
    wanted = wanted.removesuffix(AS_DECIMAL)
    if not _is_digits(wanted):
        return None
    codes = (wanted.zfill(length) for length in CODE_LENGTHS if len(wanted) <= length)
    return next((catalogue.places.by_code[code] for code in codes if code in catalogue.places.by_code), None)


def _by_kind(catalogue: Catalogue, wanted: str) -> Place | None:
    """The municipality whose name it is before a word of its kind, with or without the `s` of its body: Gislaved kommun
    is Gislaveds kommun, and Stockholms kommun is Stockholm.
    """
    name, _, kind = wanted.rpartition(" ")
    if kind not in catalogue.municipality_words:
        return None
    named = (catalogue.place_names.get(one) for one in (name, name.removesuffix(GENITIVE)))
    return next((place for place in named if place is not None and place.kind is PlaceKind.MUNICIPALITY), None)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _nearest(catalogue: Catalogue, words: str, names: Mapping[str, str]) -> str:
    """The ids of the names that hold the words, else of the likest."""
    wanted = bare_word(words)
    holding = [
        identity for name, identity in names.items() if len(wanted) >= SHORTEST_WORD and wanted in bare_word(name)
    ]
    alike = [names[name] for name in find_alike(words, names, catalogue.value("name_likeness"))]
    return ", ".join(list(dict.fromkeys(holding or alike))[:NEAREST])
