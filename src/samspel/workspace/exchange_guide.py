"""The text that goes out with a unit's file and explains it: what each table holds and what each column means."""

from collections.abc import Iterator, Mapping, Sequence

from samspel.catalogue.exported import Guide, load_guide
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import choose

LINE_END = "\r\n"
"""What every program on every machine shows as a new line."""


def write_guide(lang: Lang, tables: Mapping[str, Sequence[str]]) -> str:
    """The text, for the tables of a file with their columns in their order."""
    return LINE_END.join(_list_lines(load_guide(), lang, tables)) + LINE_END


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
