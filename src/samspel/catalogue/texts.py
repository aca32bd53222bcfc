"""The catalogue of texts, the same keys in Swedish and English, and numbers written the way each language does."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache, partial
from pathlib import Path
from string import Formatter
from typing import Any, Protocol, TypeVar

from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from samspel.catalogue.reading import find_line, read_toml
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.bodies import AreaWord
from samspel.catalogue.records.figures import Unit
from samspel.terms.errors import ContentError, SamspelError
from samspel.terms.harmless import neutralise
from samspel.terms.place import SaidName
from samspel.terms.units import THOUSAND

LANGUAGES: tuple[Lang, ...] = ("sv", "en")
Said_co = TypeVar("Said_co", covariant=True)
NO_BREAK = "\u00a0"
MINUS = "\u2212"
TEN = 10
DAYS_KEPT = 1024
"""Days whose words are kept."""
MATTERS = "matter_"
"""How facts begin that are codes of matters."""
CODES = {"file_kind": "file_kinds", "mandate_field": "mandate.column"}
"""Facts that are codes, with how the keys of their words begin."""
NO_NAMES: frozenset[str] = frozenset()
WHEN_ONE = "_when_one"
"""How keys end whose text is said instead where the count is one."""
ONES = (1, "1")
_PARAGRAPH = re.compile(r"[ \t\r\n]+")
_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?=\s|$)")
_INSERTED = re.compile(r"\{(\w+(?:\.\w+)+)\}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error as it is told: what happened, where, why, and what to do."""

    what: str
    where: str
    why: str
    do: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.where, self.why, self.do) if part)


class Bilingual(Protocol[Said_co]):
    """A content record that says the same in both languages."""

    @property
    def sv(self) -> Said_co:
        """What it says in Swedish."""

    @property
    def en(self) -> Said_co:
        """What it says in English."""


def choose(record: Bilingual[Said_co], lang: Lang) -> Said_co:
    """What a record says in a language."""
    return record.sv if lang == "sv" else record.en


@dataclass(frozen=True)
class Texts:
    """The texts of one language, by dotted key."""

    lang: Lang
    entries: Mapping[str, str]
    units: Mapping[str, Unit]
    areas: tuple[AreaWord, ...] = ()
    english: Mapping[str, str] = field(default_factory=dict)
    """What is said in English of that which the content names in Swedish alone."""

    def __call__(self, key: str, **facts: object) -> str:
        """Return the text under `key` with its placeholders filled; the one for one thing, if there is one, when the
        fact `count` is 1. A sentence that ends with a shortened word, as in `kr/inv.`, has one full stop. Raises
        KeyError for a key that is not in the catalogue.
        """
        return self.fill(self.entries[self._choose_key(key, facts)], facts) if facts else self.entries[key]

    def _choose_key(self, key: str, facts: Mapping[str, object]) -> str:
        """The key itself, or that of the text for one thing."""
        single = f"{key}{WHEN_ONE}"
        return single if facts.get("count") in ONES and single in self.entries else key

    def fill(self, text: str, facts: Mapping[str, object]) -> str:
        """A text of the content with its placeholders filled, and the right word before a place that one is not in."""
        named = facts if self.lang == "sv" else self._say_all(facts)
        told = _TWO_STOPS.sub(".", text.format_map(named))
        for one, pattern in self._before_areas:
            if one.area in told:
                told = pattern.sub(partial(_begin_alike, self.of(one)), told)
        return told

    @cached_property
    def _before_areas(self) -> tuple[tuple[AreaWord, re.Pattern[str]], ...]:
        """Each such area with what is wrong before it."""
        usual = {"sv": "[Ii]", "en": "[Ii]n"}[self.lang]
        return tuple((one, re.compile(rf"\b{usual}(?= {re.escape(one.area)}\b)")) for one in self.areas)

    def said(self, name: str) -> str:
        """A name as this language says it: that of a place, a publisher or a source may have another in English."""
        if self.lang == "sv":
            return str(name)
        return name.english if isinstance(name, SaidName) else self.english.get(name, name)

    def _say_all(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self.said(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}

    def of(self, record: Bilingual[Said_co]) -> Said_co:
        """What a content record says in this language."""
        return choose(record, self.lang)

    @cached_property
    def locale(self) -> str:
        """The Babel locale of the language."""
        return {"sv": "sv_SE", "en": "en_GB"}[self.lang]

    @cached_property
    def _signs(self) -> dict[int, str]:
        """What the language writes for the signs of a number. A page has thousands of numbers, and Babel takes a
        quarter of a millisecond for each.
        """
        signs = {",": get_group_symbol(self.locale), ".": get_decimal_symbol(self.locale), "-": MINUS}
        return str.maketrans(signs)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number the way the language does: 12 345,6 in Swedish, 12,345.6 in English. Halves are rounded away
        from zero, as printed statistics are, and a zero has no minus.
        """
        exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        rounded = abs(exact) if exact.is_zero() else exact
        return f"{rounded:,f}".translate(self._signs)

    def exact(self, value: float) -> str:
        """Write a number with every decimal it was given with: 2,5 stays 2,5, and 12.0 is 12."""
        exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
        return self.number(value, max(0, -int(exponent)))

    def quantity(self, value: float, unit: str) -> str:
        """Write a number with the decimals and the suffix of its unit, kept on one line; in words where the unit is a
        scale of words.
        """
        if self.units[unit].codes:
            return self.meaning(value, unit)
        return self._add_suffix(self.number(value, self.units[unit].decimals), unit)

    def given(self, value: float, unit: str) -> str:
        """Write a number that somebody answered with: as it was given, with the suffix of its unit, on one line."""
        if self.units[unit].codes:
            return self.meaning(value, unit)
        return self._add_suffix(self.exact(value), unit)

    def meaning(self, value: float, unit: str) -> str:
        """What a number stands for on a scale of words; a middle of several may lie between two of them. Nothing where
        the unit is none.
        """
        codes = self.units[unit].codes
        if not codes:
            return ""
        low = next((code for code in reversed(codes) if code.value <= value), codes[0])
        high = next((code for code in codes if code.value >= value), codes[-1])
        if low is high:
            return self.of(low)
        return self("words.between", low=self.of(low), high=self.of(high))

    def _add_suffix(self, number: str, unit: str) -> str:
        suffix = self.of(self.units[unit]).suffix
        if not suffix:
            return number
        glue = "" if suffix == "%" and self.lang == "en" else NO_BREAK
        return f"{number}{glue}{suffix.replace(' ', NO_BREAK)}"

    def day(self, day: date) -> str:
        """Write a date in words: 22 november 2026."""
        return _write_day(day, self.locale)

    def listing(self, words: list[str]) -> str:
        """Join words as the language does: a, b och c."""
        words = [self.said(word) for word in words]
        if len(words) < 2:  # noqa: PLR2004 - one word needs no joining
            return "".join(words)
        return f"{', '.join(words[:-1])} {self('words.and')} {words[-1]}"

    def size(self, count: float) -> str:
        """Write a number of bytes in the unit that suits it: 359 byte, 12 kB, 5,3 MB."""
        step = next(step for step in (3, 2, 1, 0) if count >= THOUSAND**step or not step)
        value = count / THOUSAND**step
        return f"{self.number(value, int(step > 0 and value < TEN))}{NO_BREAK}{self(f'sizes.{step}')}"

    def _format_fact(self, name: str, value: str | float) -> str | float:
        """A fact as it stands in a sentence: never blank, without signs that command a terminal, and decimals as the
        language writes them. A whole number stands as it is, since it may be a year or a line,
        unless it is a count; one whose name ends in `bytes` is a size. What a file is (`file_kind`) and what
        a part of an own demand is (`own_field`, with the key in a file) are told in words, and so are the codes of
        an elected post's columns (`mandate_field`) and of matters (`matter_event` and the like, several with commas
        between).
        """
        if name in (*CODES, "own_field") or name.startswith(MATTERS):
            return self._tell_code(name, str(value))
        if name.endswith("bytes") and not isinstance(value, str):
            return self.size(value)
        if name == "count" and isinstance(value, int):
            return self.number(value)
        if isinstance(value, str):
            return self._tell_choice(neutralise(value)) if name == "nearest" else neutralise(value) or "–"
        return self.exact(value) if isinstance(value, float) and math.isfinite(value) else value

    def _tell_code(self, name: str, code: str) -> str:
        """A code in words; `matter_events` and the like are several."""
        if name in CODES:
            return self(f"{CODES[name]}.{code}")
        if name == "own_field":
            return f"{self(f'own_fields.{code}')} ({code})"
        key = name.replace(MATTERS, "matters.").removesuffix("s")
        return self.listing([self(f"{key}.{one}") for one in code.split(",")])

    def _tell_choice(self, names: str) -> str:
        """The nearest names, joined as alternatives: a, b or c. Names that hold commas have semicolons between."""
        mark = "; " if "; " in names else ", "
        rest, _, last = names.rpartition(mark)
        return f"{rest} {self('words.or')} {last}" if rest else last

    def explain(self, error: SamspelError, elsewhere: str = "") -> Explanation:
        """Tell an error in this language; `elsewhere` is the key of the text that tells what to do in another place
        than the terminal. Some have `where_row` for what stood in a file, and `do_else` for what to do where nothing
        resembles what was written; `what_blank` and `do_blank` are for nothing written at all. One with the fact
        `unsaved` says last that nothing was saved.
        """
        facts = {name: self._format_fact(name, value) for name, value in self._say_all(error.facts).items()}
        told = f"errors.{error.code}"
        has_row = "line" in facts and f"{told}.where_row" in self.entries
        is_blank = any(not str(error.facts.get(name, "-")).strip() for name in ("found", "name"))
        what = "what_blank" if is_blank and f"{told}.what_blank" in self.entries else "what"
        keys = (f"{told}.{part}" for part in (what, "where_row" if has_row else "where", "why"))
        found = [self.entries.get(self._choose_key(key, facts), "") for key in keys]
        found.append(self._find_do(error, (elsewhere, f"{told}.do"), is_blank=is_blank))
        if not error.facts.get("where", "-") and "{where}" in found[1]:
            found[1] = ""
        parts = [part.format(**facts) for part in found]
        unsaved = self("lists.unsaved") if "unsaved" in facts else ""
        if unsaved not in parts[-1]:
            parts[-1] += f" {unsaved}"
        return Explanation(*(_PARAGRAPH.sub(" ", part).strip() for part in parts))

    def _find_do(self, error: SamspelError, keys: Sequence[str], *, is_blank: bool) -> str:
        """What to do, by the first of the keys that has it: never which name was meant where none is near."""
        is_far = error.facts.get("nearest") == ""
        endings = [*(["_blank"] if is_blank else []), *(["_else"] if is_far else []), ""]
        found = (self.entries.get(f"{key}{ending}", "") for key in keys for ending in endings)
        return next((text for text in found if text and not (is_far and "{nearest}" in text)), "")


def _begin_alike(word: str, found: re.Match[str]) -> str:
    """The word, with a capital letter where what was found has one."""
    return word.capitalize() if found[0][0].isupper() else word


def load_texts(
    folder: Path, units: Mapping[str, Unit], areas: tuple[AreaWord, ...] = (), english: Mapping[str, str] | None = None
) -> dict[Lang, Texts]:
    """Load every `…_sv.toml` and `…_en.toml`: a subject each. Raises ContentError unless both languages hold the same
    keys with the same placeholders, each in the file of the same subject.
    """
    files = sorted(folder.glob("*.toml"))
    stamp = tuple((path.name, found.st_mtime_ns, found.st_size) for path in files if (found := path.stat()))
    return {lang: Texts(lang, flat, units, areas, english or {}) for lang, flat in _read_texts(folder, stamp).items()}


@lru_cache(maxsize=DAYS_KEPT)
def _write_day(day: date, locale: str) -> str:
    """A date in words. A paper names the same few many times, and Babel takes a tenth of a millisecond for each."""
    return format_date(day, format="long", locale=locale)


@lru_cache(maxsize=4)
def _read_texts(folder: Path, _stamp: tuple[tuple[str, int, int], ...]) -> dict[Lang, dict[str, str]]:
    """Every text by key; read once for as long as no file changes, since a command needs them before the catalogue."""
    flat: dict[Lang, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    files: dict[Lang, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    for lang in LANGUAGES:
        _merge(sorted(folder.glob(f"*_{lang}.toml")), flat[lang], files[lang])
        flat[lang] = _insert(flat[lang], files[lang])
    first, second = LANGUAGES
    for here, there in ((first, second), (second, first)):
        for key, file in files[here].items():
            other = f"{file.removesuffix(f'_{here}.toml')}_{there}.toml"
            if files[there].get(key) != other:
                raise ContentError(other, key, "no such key", f"the key that {file} has")
    named = {lang: _list_placeholders(flat[lang], files[lang]) for lang in LANGUAGES}
    for key in flat[first]:
        ours, theirs = (named[lang].get(key, NO_NAMES) for lang in (first, second))
        if ours != theirs:
            found, wanted = ("placeholders " + ", ".join(sorted(names)) for names in (theirs, ours))
            raise ContentError(files[second][key], key, found, wanted)
    _check_singles(named[first], files[first])
    return flat


def _insert(flat: Mapping[str, str], files: Mapping[str, str]) -> dict[str, str]:
    """The texts with others put in where they are named by their whole key, as in `{words.in_draws}`: what is said in
    many texts has one home. Raises ContentError for a key that is none, or whose text has placeholders of its own.
    """

    def find(key: str, named: re.Match[str]) -> str:
        text = flat.get(named[1], "{")
        if "{" in text:
            raise ContentError(files[key], key, named[0], "the whole key of a text without placeholders")
        return text

    return {key: _INSERTED.sub(partial(find, key), text) if "{" in text else text for key, text in flat.items()}


def _check_singles(named: Mapping[str, frozenset[str]], files: Mapping[str, str]) -> None:
    """A text for one thing stands beside one for several, which has a count and whatever else it says."""
    for key in (key for key in files if key.endswith(WHEN_ONE)):
        wanted = named.get(key.removesuffix(WHEN_ONE), NO_NAMES)
        if "count" not in wanted or not named.get(key, NO_NAMES) <= wanted:
            raise ContentError(files[key], key, "no text for several", "a text with a count under the key without it")


def _list_placeholders(flat: Mapping[str, str], files: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The names of the placeholders of each text that has any."""
    return {key: _read_placeholders(files[key], key, text) for key, text in flat.items() if "{" in text or "}" in text}


def _read_placeholders(file: str, key: str, text: str) -> frozenset[str]:
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError as error:
        raise ContentError(file, key, str(error), "braces in pairs, as in {name}") from None


def _merge(paths: Sequence[Path], merged: dict[str, str], files: dict[str, str]) -> None:
    """Fill in the text and the file's name of each key."""
    for path in paths:
        for key, text in _flatten(path).items():
            if key in merged:
                raise ContentError(
                    path.name, key, "a key that another file has", "each key in one file", find_line(path, key)
                )
            merged[key], files[key] = text, path.name


def _flatten(path: Path) -> dict[str, str]:
    flat: dict[str, str] = {}

    def walk(prefix: str, tables: dict[str, Any]) -> None:
        for key, value in tables.items():
            name = f"{prefix}.{key}" if prefix else key
            if isinstance(value, dict):
                walk(name, value)
            elif isinstance(value, str):
                flat[name] = value
            else:
                raise ContentError(path.name, name, type(value).__name__, "a text", find_line(path, name))

    walk("", read_toml(path))
    return flat
