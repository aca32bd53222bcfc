"""The glossary: all of it, or the terms that somebody's word names."""

from rapidfuzz import process

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.glossary import Term
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.terms.errors import NotFoundError
from samspel.terms.likeness import bare_word

LIKE = 60
"""How like a word the nearest term must be, of 100, to be named."""


def find_terms(catalogue: Catalogue, word: str = "") -> tuple[Term, ...]:
    """The terms that a word in either language names or is a part of; all of them for no word.

    Raises NotFoundError with the nearest.
    """
    terms = tuple(catalogue.glossary.values())
    wanted = bare_word(word)
    if not wanted:
        return terms
    forms = {term.id: tuple(bare_word(one) for one in list_forms(term)) for term in terms}
    same = tuple(term for term in terms if wanted in forms[term.id])
    found = same or tuple(term for term in terms if any(wanted in form for form in forms[term.id]))
    if found:
        return found
    every = sorted({form for of in forms.values() for form in of})
    near = process.extractOne(wanted, every, score_cutoff=LIKE)
    raise NotFoundError("unknown_term", name=word[:80], count=len(terms), nearest=near[0] if near else "")


def list_forms(term: Term) -> tuple[str, ...]:
    """All that a term is written as, in both languages."""
    return tuple(form for lang in LANGUAGES for form in choose(term, lang).written)
