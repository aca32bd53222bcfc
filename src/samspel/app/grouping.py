"""Finds places by lists of names that people paste, with a group of places written in short: `län:Gävleborg`."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from samspel.app.finding import find_place, look_up_place, suggest_places
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.sources.spreadsheet import decode, read_data, split_cells
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.terms.file_kinds import find_kind
from samspel.terms.likeness import bare_word, find_alike, plain_word
from samspel.terms.place import Place, PlaceKind

GROUPS = ("county", "group", "similar", "labour")
"""The kinds of groups, each with its words in the texts under `places.short`."""
_PARTS = re.compile(r"[;\n\r]")
_MARK = re.compile(r"^(?:[-*\u2022\u2013]|[0-9]{1,3}[.)])\s+")
"""What stands before each name of a list in a document."""
_CODE = re.compile(r".*\(([0-9]{2}|[0-9]{4})\)")
"""A name with its code after it, which tells of itself what is meant."""
_FIGURE = re.compile(r"[0-9][0-9\s.,%]*")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """The places of a list in the order named, each once, and those that stood there more than once. `alone` are those
    that were named by themselves and not only in a group; `left_out` the members of groups that there was no room for,
    `left_named` those named by themselves that there was none for.
    """

    places: tuple[Place, ...]
    twice: tuple[Place, ...]
    alone: frozenset[Place] = frozenset()
    left_out: tuple[Place, ...] = ()
    left_named: tuple[Place, ...] = ()


def find_places(catalogue: Catalogue, fields: Iterable[str]) -> Named:
    """The places and groups that stand in the fields, with commas, semicolons or new lines between.

    Raises NotFoundError for a name that nothing has, with the nearest and with every other such name, BadInputError for
    more names than are looked up.
    """
    words = _split_few(catalogue, fields)
    groups = find_each(lambda word: _find_members(catalogue, word), words)
    counted = Counter(place for places in groups for place in places)
    alone = frozenset(places[0] for word, places in zip(words, groups, strict=True) if ":" not in word)
    return Named(tuple(counted), tuple(place for place, times in counted.items() if times > 1), alone)


def _split_few(catalogue: Catalogue, fields: Iterable[str]) -> list[str]:
    """The names of the fields. Raises BadInputError for more than are looked up at a time."""
    words, most = split_names(catalogue, fields), int(catalogue.value("most_names_in_a_list"))
    if len(words) > most:
        raise BadInputError("too_many_names", count=len(words), most=most)
    return words


def split_names(catalogue: Catalogue, fields: Iterable[str]) -> list[str]:
    """The names of the fields, without the marks of a list; of cells beside each other those that are no figures. A
    municipality group whose name holds a comma stays whole. What stands above or below a column of names is passed
    over.
    """
    passed = catalogue.words_around_lists
    words = (word for word in _list_words(catalogue, fields) if plain_word(word) not in passed)
    return [name for word in words for name in _part_names(catalogue, word)]


def list_passed_over(catalogue: Catalogue, fields: Iterable[str]) -> list[str]:
    """The words of the fields that were read as the heading or the sum of a column, each once."""
    passed = catalogue.words_around_lists
    return list(dict.fromkeys(word for word in _list_words(catalogue, fields) if plain_word(word) in passed))


def _part_names(catalogue: Catalogue, word: str) -> list[str]:
    """Two names with a word such as `och` between, where both are places and the whole is none."""
    if ":" in word or look_up_place(catalogue, word) is not None:
        return [word]
    for between in catalogue.words_between_names:
        parts = re.split(rf"\s+{re.escape(between)}\s+", word, flags=re.IGNORECASE)
        if len(parts) > 1 and all(look_up_place(catalogue, part) is not None for part in parts):
            return parts
    return [word]


def _list_words(catalogue: Catalogue, fields: Iterable[str]) -> list[str]:
    whole = {text: group.id for group in catalogue.places.groups for text in (group.sv, group.en) if "," in text}
    names = []
    for part in (cell for field in fields for line in _PARTS.split(field) for cell in _split_cells(line)):
        kept = part
        for name, identity in whole.items():
            kept = re.sub(re.escape(name), identity, kept, flags=re.IGNORECASE)
        names += [_tidy(name) for name in kept.split(",") if name.strip()]
    return names


def _split_cells(line: str) -> list[str]:
    """The cells of a spreadsheet's row that are names, or its codes where it has none."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    named = [cell for cell in cells if _FIGURE.fullmatch(cell.strip()) is None]
    return named if "\t" in line and named else cells


def _tidy(name: str) -> str:
    bare = _MARK.sub("", name.strip())
    coded = _CODE.fullmatch(bare)
    return bare if coded is None else coded[1]


def read_names(path: Path) -> str:
    """The names that stand in a file, a list or a column of a workbook. Raises BadInputError as `read_data` and
    `decode`.
    """
    data = read_data(path)
    text = decode(data, path.name)
    if find_kind(data) != "workbook":
        return text
    raw = split_cells(text, path.name)
    return "\n".join("\t".join(cells) for _, cells in (raw.header, *raw.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Words of a list that nothing has: the error that says so, what can be written in their place, and whether they
    stand where places do.
    """

    words: str
    error: SamspelError
    nearest: tuple[str, ...]
    is_place: bool = False


def sort_names(catalogue: Catalogue, fields: Iterable[str]) -> tuple[list[str], list[Unknown]]:
    """The names of the fields that something has, and the others. Raises BadInputError for too many."""
    words = _split_few(catalogue, fields)
    known, unknown = sort_each(lambda word: _find_members(catalogue, word), words, partial(_suggest, catalogue))
    return known, [replace(one, is_place=True) for one in unknown]


def list_nearest(_words: str, error: SamspelError) -> Iterable[str]:
    """The nearest that an error names."""
    return str(error.facts.get("nearest", "")).split("; ")


def sort_each(
    find: Callable[[str], object],
    words: Iterable[str],
    suggest: Callable[[str, SamspelError], Iterable[str]] = list_nearest,
) -> tuple[list[str], list[Unknown]]:
    """The words that mean something, and the others, each with those that could be meant."""
    known, unknown = list[str](), list[Unknown]()
    for word in words:
        try:
            find(word)
        except SamspelError as error:
            nearest = tuple(one for one in suggest(word, error) if one)
            unknown.append(Unknown(words=word, error=error, nearest=nearest))
        else:
            known.append(word)
    return known, unknown


def find_each(find: Callable[[str], T], words: Sequence[str]) -> list[T]:
    """What each word means. Raises the first SamspelError with the others in it."""
    found, problems = [], []
    for word in words:
        try:
            found.append(find(word))
        except SamspelError as error:
            problems.append(error)
    if problems:
        problems[0].others = tuple(problems[1:])
        raise problems[0]
    return found


def name_group(texts: Texts, kind: str) -> str:
    """What stands before the colon of a group in a language."""
    return texts(f"places.short.{kind}").partition(",")[0]


def _list_short_words(catalogue: Catalogue, kind: str) -> set[str]:
    """All that may stand before the colon of a group, in any language, as words are compared."""
    told = (texts(f"places.short.{kind}").split(",") for texts in catalogue.texts.values())
    return {plain_word(word) for words in told for word in words}


def _find_members(catalogue: Catalogue, word: str) -> tuple[Place, ...]:
    """The places of a name: itself, or the members of a group."""
    before, colon, name = word.partition(":")
    if not colon:
        return (_find_written(catalogue, word),)
    wanted = plain_word(before)
    for kind in GROUPS:
        if wanted in _list_short_words(catalogue, kind):
            return _FINDERS[kind](catalogue, name.strip())
    known = ", ".join("/".join(name_group(texts, kind) for texts in catalogue.texts.values()) for kind in GROUPS)
    raise NotFoundError("unknown_kind_of_group", name=before.strip()[:80], known=known)


def _find_written(catalogue: Catalogue, word: str) -> Place:
    """The place of a name, though it is written without accents where only one has it so. Raises NotFoundError."""
    try:
        return find_place(catalogue, word)
    except NotFoundError:
        found = catalogue.bare_place_names.get(bare_word(word))
        if found is None:
            raise
        return found


def list_taken(catalogue: Catalogue, fields: Iterable[str]) -> dict[str, Place]:
    """The names of the fields that were taken as a place's though they lack its accents, each with the place."""
    found = {word: catalogue.bare_place_names.get(bare_word(word)) for word in split_names(catalogue, fields)}
    return {
        word: place
        for word, place in found.items()
        if place is not None and plain_word(word) not in catalogue.place_names
    }


def list_mended(catalogue: Catalogue, before: str, now: Iterable[str]) -> dict[str, str]:
    """What stands in a list instead of each name of the list before it that nothing has."""
    kept = set(split_names(catalogue, now))
    unknown = (one for one in sort_names(catalogue, [before])[1] if one.words not in kept)
    found = {one.words: next((name for name in one.nearest if name in kept), "") for one in unknown}
    return {words: name for words, name in found.items() if name}


def _suggest(catalogue: Catalogue, word: str, error: SamspelError) -> Iterable[str]:
    """What could be meant by a name or a group that nothing has, as it is written in a list."""
    before, colon, name = word.rpartition(":")
    first, _, last = name.strip().rpartition(" ")
    if first and plain_word(last) in catalogue.words_after_names and plain_word(first) in catalogue.place_names:
        name = first
    if error.code != "unknown_place":
        return (f"{before}{colon}{one}" for one in list_nearest(word, error) if one)
    places = suggest_places(catalogue, name)
    return (f"{before}{colon}{one.name if one.kind is PlaceKind.MUNICIPALITY else one.area}" for one in places)


def _find_county(catalogue: Catalogue, name: str) -> tuple[Place, ...]:
    """The municipalities of a county, by its name, code or body."""
    regions = catalogue.places.regions
    named = {words: region for region in regions for words in (region.name, region.area, region.body, region.code)}
    return catalogue.places.members_of(_choose(catalogue, "unknown_county", name, named))


def _find_group(catalogue: Catalogue, name: str) -> tuple[Place, ...]:
    """The municipalities of a municipality group, by its name or id."""
    named = {words: group.id for group in catalogue.places.groups for words in (group.sv, group.en, group.id)}
    known = "; ".join(f"{group.sv} ({group.en})" for group in catalogue.places.groups)
    identity = _choose(catalogue, "unknown_group", name, named, known=known)
    return tuple(place for place in catalogue.places.municipalities if place.group == identity)


def _find_similar(catalogue: Catalogue, name: str) -> tuple[Place, ...]:
    """A place and those that it is compared with."""
    place = find_place(catalogue, name)
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("no_similar", name=place.name)
    return (place, *catalogue.places.similar_to(place))


def _find_labour_market(catalogue: Catalogue, name: str) -> tuple[Place, ...]:
    """The municipalities of a labour-market area, by its name or that of one of them."""
    places = catalogue.places
    areas = dict(zip(places.municipalities, places.labour_market_areas, strict=True))
    named = {place.name: area for place, area in areas.items()} | {area: area for area in areas.values()}
    wanted = _choose(catalogue, "unknown_labour_market", name, named)
    return tuple(place for place, area in areas.items() if area == wanted)


def _choose(catalogue: Catalogue, code: str, name: str, named: dict[str, T], **facts: str) -> T:
    """What has the name. Raises NotFoundError with the nearest and the further facts."""
    found = {plain_word(words): one for words, one in named.items()}.get(plain_word(name))
    if found is None:
        nearest = find_alike(name, named, catalogue.value("name_likeness"))
        raise NotFoundError(code, name=name[:80], nearest="; ".join(nearest), **facts)
    return found


_FINDERS: dict[str, Callable[[Catalogue, str], tuple[Place, ...]]] = {
    "county": _find_county,
    "group": _find_group,
    "similar": _find_similar,
    "labour": _find_labour_market,
}
