"""Loads the glossary, and finds its terms in text."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from samspel.catalogue.reading import find_line, read_list
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.glossary import Term, Word
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.terms.errors import ContentError

FILE = "glossary.toml"
LONGEST = 220
"""Letters of an explanation, which must fit under the line where its word stands on a phone."""


def load_glossary(folder: Path) -> dict[str, Term]:
    """The terms by id, in order of the file. Raises ContentError for the first rule that it breaks."""
    path = folder / FILE
    terms = read_list(path, "term", Term)
    for lang in LANGUAGES:
        _check_language(path, terms, lang)
    return {term.id: term for term in terms}


def compile_terms(terms: Iterable[Term], lang: Lang) -> tuple[re.Pattern[str], Mapping[str, Term]]:
    """A pattern that finds any of the terms as a whole word, the longest first, and whose each form is. Its first
    letter may be a capital; an abbreviation is written as it is.
    """
    forms = {form: term for term in terms for form in choose(term, lang).written}
    starts = dict[str, list[str]]()
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        first = form[0]
        start = first if first.isupper() else f"[{first}{first.upper()}]"
        starts.setdefault(start, []).append(re.escape(form[1:]))
    # Grouped by their first letter: a page is read past five times faster than with each form by itself.
    either = "|".join(f"{start}(?:{'|'.join(rests)})" for start, rests in starts.items())
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])"), {form.casefold(): term for form, term in forms.items()}


def _check_language(path: Path, terms: Iterable[Term], lang: Lang) -> None:
    seen: set[str] = set()
    for term in terms:
        word: Word = choose(term, lang)
        own = {form.casefold() for form in word.written}
        if not word.text.endswith(".") or len(word.text) > LONGEST:
            expected = f"at most {LONGEST}, with a full stop"
            raise _breach(path, term, f"{lang}.text", f"{len(word.text)} letters", expected)
        if any(not form or form.strip() != form for form in word.written):
            raise _breach(path, term, f"{lang}.forms", "an empty word or spaces around one", "words")
        if len(own) < len(word.written) or own & seen:
            raise _breach(path, term, f"{lang}.forms", "a form twice", "each form once, at one term")
        seen |= own


def _breach(path: Path, term: Term, key: str, found: str, expected: str) -> ContentError:
    return ContentError(path.name, f"{term.id}.{key}", found, expected, find_line(path, term.id))
