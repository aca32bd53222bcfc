"""The text that goes out with a unit's file and explains it: what each table holds and what each column means."""

from collections.abc import Iterator, Mapping, Sequence

from samspel.catalogue.exported import Guide, load_guide
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import LANGUAGES, choose

LINE_END = "\r\n"
"""What every program on every machine shows as a new line."""


def write_guides(tables: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The text in each language by its file, for the tables of a unit's file with their columns in their order;
    whatever language it was asked for in, so that the same rows are the same bytes.
    """
    guide = load_guide()
    return {choose(guide.file, lang): LINE_END.join(_list_lines(guide, lang, tables)) + LINE_END for lang in LANGUAGES}


def find_column(guide: Guide, table: str, column: str) -> str:
    """The key under which a column is explained: its own in that table, or what it means in every table."""
    own = f"{table}.{column}"
    return own if own in guide.columns else column


def _list_lines(guide: Guide, lang: Lang, tables: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield from choose(guide, lang)
    for table, columns in tables.items():
        told = choose(guide.tables[table], lang)
        yield ""
        yield f"{table}.csv" if table == "voice" else f"{table}.csv, {table}.json"
        yield told
        for column in columns:
            yield f"  {column}: {choose(guide.columns[find_column(guide, table, column)], lang)}"
