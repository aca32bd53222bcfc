"""What in a remark could tell who somebody is: caught before anything is kept, and told to whoever writes.

Numbers, also in words, street addresses and links that are found are never kept; what is written in a way that nobody
has thought of is not found, which the pages say. A name may be a mistake of ours (a place, a firm), so whoever writes
may say that it is none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from samspel.catalogue.places import Places
from samspel.catalogue.voices import VoiceRules
from samspel.terms.place import Place

COUNTRY = "SE"
HOUSE = re.compile(
    r"(?P<before>\b[A-ZÅÄÖ][\w-]*\s+)?(?P<street>\b[^\W\d_-][^\W\d_-]*)\s+(?P<number>\d{1,3}(?:\s?[A-Fa-f]\b)?)"
    r"(?![.:,]?\d)(?:\s*(?P<after>[^\W\d_]+))?"
)
"""A word and a number after it that may be a house's, with the words on both sides."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ENDS = ".!?:\n"


class Kind(StrEnum):
    """What was found."""

    PERSONAL_NUMBER = "personal_number"
    PHONE = "phone"
    MAIL = "mail"
    ACCOUNT = "account"
    WEB = "web"
    STREET = "street"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A part of a remark, as it stands there, that could tell who somebody is."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the remark."""
        return self.start + len(self.text)

    @property
    def may_stay(self) -> bool:
        """Whether the writer may say that it is none."""
        return self.kind is Kind.NAME


def find_identifiers(text: str, rules: VoiceRules, known: Iterable[str] = ()) -> tuple[Identifier, ...]:
    """All that was found, in its order, none inside another. `known` are words that are no names: places and bodies."""
    found: list[Identifier] = []
    for kind, pattern in (
        (Kind.MAIL, rules.mail),
        (Kind.WEB, rules.web),
        (Kind.PERSONAL_NUMBER, rules.personal_number),
        (Kind.ACCOUNT, rules.account),
    ):
        found += [Identifier(kind, hit.group(), hit.start()) for hit in re.finditer(pattern, text)]
    found += [Identifier(Kind.PHONE, hit.raw_string, hit.start) for hit in _find_phones(text)]
    found += _find_streets(text, rules)
    found += _find_spoken(text, rules)
    found += _find_names(text, rules, frozenset(word.casefold() for word in known))
    kept: list[Identifier] = []
    for one in found:
        if not any(
            one.start < other.start + len(other.text) and other.start < one.start + len(one.text) for other in kept
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def list_known(places: Places) -> tuple[str, ...]:
    """Words that are no people's names: every part of the name of a place, a county or a body."""
    return tuple({word for place in places.everywhere for word in _list_words(place)})


def _list_words(place: Place) -> Iterator[str]:
    for name in (place.name, place.area, place.body):
        yield from name.replace("-", " ").split()
        yield name


def _find_phones(text: str) -> Iterator[phonenumbers.PhoneNumberMatch]:
    yield from phonenumbers.PhoneNumberMatcher(text, COUNTRY, leniency=phonenumbers.Leniency.POSSIBLE)


def _find_streets(text: str, rules: VoiceRules) -> Iterator[Identifier]:
    """Words that end as streets do, or stand after another word with a capital, with a number that may be a house's."""
    for hit in HOUSE.finditer(text):
        plain = hit["street"].casefold()
        is_whole = plain in rules.streets
        if plain in rules.no_streets or (hit["after"] or "").casefold() in rules.not_houses:
            continue
        if plain.endswith(rules.streets) and (not is_whole or hit["before"]):
            start = hit.start("before") if is_whole else hit.start("street")
            yield Identifier(Kind.STREET, text[start : hit.end("number")], start)


def _find_spoken(text: str, rules: VoiceRules) -> Iterator[Identifier]:
    """Numbers said in words, one after another."""
    row: list[re.Match[str]] = []
    for hit in (*WORD.finditer(text), None):
        if hit is not None and hit.group().casefold() in rules.digit_words and _goes_on(text, row, hit):
            row.append(hit)
            continue
        if row:
            is_nought = row[0].group().casefold() in rules.nought_words
            if len(row) > (rules.most_after_nought if is_nought else rules.most_digit_words):
                yield Identifier(Kind.PHONE, text[row[0].start() : row[-1].end()], row[0].start())
        row = [hit] if hit is not None and hit.group().casefold() in rules.digit_words else []


def _goes_on(text: str, row: list[re.Match[str]], hit: re.Match[str]) -> bool:
    """Whether nothing but spaces, commas and strokes stands between a number and the one before it."""
    return not row or not text[row[-1].end() : hit.start()].strip(" ,-–\n")


def _find_names(text: str, rules: VoiceRules, known: frozenset[str]) -> Iterator[Identifier]:
    names = frozenset(name.casefold() for name in rules.first_names)
    ambiguous = frozenset(name.casefold() for name in rules.words_too)
    titles = frozenset(rules.before_names)
    before, has_name = "", False
    for hit in WORD.finditer(text):
        word = hit.group()
        plain = word.casefold()
        stem = plain[:-1] if plain.endswith("s") and plain not in names else plain
        is_capital, begins = word[0].isupper(), _begins(text, hit.start())
        is_name = (
            plain not in known
            and stem not in known
            and bool(
                (stem in names and stem not in ambiguous)
                or (is_capital and "-" in stem and names.intersection(stem.split("-")))
                or (stem in ambiguous and (before in titles or (is_capital and not begins)))
                or (is_capital and (has_name or not begins) and _is_surname(plain, rules))
                or (is_capital and not begins and before in titles)
            )
        )
        if is_name:
            yield Identifier(Kind.NAME, word, hit.start())
        before, has_name = plain, is_name


def _is_surname(plain: str, rules: VoiceRules) -> bool:
    return len(plain) >= rules.surname_shortest and plain.endswith(rules.surname_endings)


def _begins(text: str, start: int) -> bool:
    """Whether a word begins a sentence, where everybody writes a capital."""
    before = text[:start].rstrip(" \t\"'”»(-–")
    return not before or before[-1] in ENDS
