"""Loads what explains a unit's file to those who open it, when somebody takes one out."""

from functools import cache
from pathlib import Path

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record

FILE = "workspace/exported.toml"


class Told(Record, frozen=True):
    """A table, a column or a name in both languages."""

    sv: str
    en: str


class Guide(Record, frozen=True, kw_only=True):
    """The name of the text, what stands first in it, in both languages, and what each table and column is. A column is
    explained under its name, or under `table.name` where it means something of its own there.
    """

    file: Told
    sv: tuple[str, ...]
    en: tuple[str, ...]
    tables: dict[str, Told]
    columns: dict[str, Told]


@cache
def load_guide(content: Path | None = None) -> Guide:
    """The guide of a folder of content, or the shipped one."""
    return read_record((content or find_content()) / FILE, Guide)
