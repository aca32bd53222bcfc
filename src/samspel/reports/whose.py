"""Whose a demand is, said wherever it is named: nothing of the program's own, else which handbook it is from or that
somebody here has written it.
"""

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.reports.records import Plain, make_plain


class WhoseData(msgspec.Struct, frozen=True, kw_only=True):
    """Whose a demand is that is not the program's own."""

    own: bool
    name: str
    publisher: str


def label_title(texts: Texts, demand: Demand) -> str:
    """A demand's title, with whose it is unless it is the program's own."""
    title: str = texts.of(demand).title
    whose = demand.whose
    if whose is None:
        return title
    return f"{title} ({texts('whose.own') if whose.is_own else whose.name})"


def describe_whose(texts: Texts, demand: Demand) -> str:
    """Whose a demand is in a sentence; nothing of the program's own."""
    whose = demand.whose
    if whose is None:
        return ""
    if whose.is_own:
        return texts("whose.own_told")
    return texts("whose.other_told", name=whose.name, publisher=whose.publisher)


def find_lang(texts: Texts, demand: Demand) -> Lang | None:
    """The language of a demand's words where it is another than that of what stands around them."""
    is_other = demand.whose is not None and not demand.whose.is_translated and texts.lang != "sv"
    return "sv" if is_other else None


def find_texts(catalogue: Catalogue, texts: Texts, demand: Demand) -> Texts:
    """The texts in the language of the demand's words, for what is put into them."""
    lang = find_lang(texts, demand)
    return texts if lang is None else catalogue.texts[lang]


def make_whose(demand: Demand) -> WhoseData | None:
    """Whose a demand is as a record; None of the program's own."""
    whose = demand.whose
    return None if whose is None else WhoseData(own=whose.is_own, name=whose.name, publisher=whose.publisher)


def render_whose(demand: Demand) -> Plain | None:
    """Whose a demand is for machines."""
    made = make_whose(demand)
    return None if made is None else make_plain(made)


def name_whose(demand: Demand) -> str | None:
    """Whose a demand is in a file: the handbook's name, `own`, or nothing of the program's own."""
    if demand.whose is None:
        return None
    return "own" if demand.whose.is_own else demand.whose.name
