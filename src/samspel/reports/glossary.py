"""The glossary as a table."""

from collections.abc import Iterable

from samspel.catalogue.records.glossary import Term
from samspel.catalogue.texts import Texts
from samspel.rendering.table import Column, Field, Table, data_field, tabulate, text
from samspel.terms.alphabet import order_name


def tabulate_glossary(texts: Texts, terms: Iterable[Term]) -> Table:
    """One row a term, by the alphabet of the language."""
    fields: tuple[Field[Term], ...] = (
        Field[Term](Column(key="term", head=texts("help.term")), lambda term: text(texts.of(term).name)),
        Field[Term](
            Column(key="meaning", head=texts("help.meaning"), is_wordy=True), lambda term: text(texts.of(term).text)
        ),
        data_field("id", lambda term: term.id),
    )
    return tabulate("glossary", texts("help.glossary"), fields, sort_terms(texts, terms))


def sort_terms(texts: Texts, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms by name, å, ä and ö last."""
    return tuple(sorted(terms, key=lambda term: order_name(texts.of(term).name)))
