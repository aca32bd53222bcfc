"""The codebook of the whole data set: a row a measure, and what one must know before using it."""

from collections.abc import Callable, Iterable, Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator, Sentence
from samspel.catalogue.texts import Texts
from samspel.rendering.table import Field, Table, data_field, tabulate
from samspel.reports.figures import describe_limits, label_publishers, list_copied
from samspel.reports.provenance import describe_formula, find_origin_address
from samspel.terms.origin import Origin

Entry = tuple[Indicator, Sequence[Origin]]
"""A measure and the tables behind it."""


def tabulate_codebook(catalogue: Catalogue, texts: Texts, entries: Iterable[Entry]) -> Table:
    """Names and definitions in one language; the heads are the same in both."""
    fields: tuple[Field[Entry], ...] = (
        data_field("measure", lambda one: one[0].id),
        data_field("name", lambda one: texts.of(one[0]).name),
        data_field("definition", lambda one: texts.of(one[0]).definition),
        data_field("limits", lambda one: describe_limits(texts, one[0]) or None),
        data_field("unit", lambda one: one[0].unit),
        data_field("direction", lambda one: one[0].direction),
        data_field("levels", lambda one: " ".join(one[0].levels)),
        data_field("formula", lambda one: describe_formula(catalogue, texts, one[0]) or None),
        data_field("publisher", lambda one: texts.said(label_publishers(catalogue, one[1])) or None),
        data_field("tables", _of_each(lambda origin: origin.table)),
        data_field("publisher_ids", _of_each(lambda origin: origin.measure)),
        data_field("trust", _of_each(lambda origin: catalogue.tables[origin.table].trust)),
        data_field("read", _of_each(lambda origin: origin.read)),
        data_field("copied", lambda one: list_copied(one[1])),
        data_field("gaps", _of_each(lambda origin: _say(texts, catalogue.tables[origin.table].gaps))),
        data_field("compiled", _of_each(lambda origin: _say(texts, catalogue.tables[origin.table].compiled))),
        data_field("addresses", _of_each(lambda origin: find_origin_address(catalogue, origin))),
    )
    return tabulate("codebook", texts("provenance.codebook"), fields, entries)


def _say(texts: Texts, told: Sentence | None) -> str:
    return "" if told is None else texts.of(told)


def _of_each(find: Callable[[Origin], str]) -> Callable[[Entry], str | None]:
    """What the tables behind a measure have, each once."""
    return lambda entry: " ".join(dict.fromkeys(word for origin in entry[1] if (word := find(origin)))) or None
