"""Loads the words that people make passwords of, when somebody chooses one."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record

FILE = "workspace/passwords.toml"
Word = Annotated[str, msgspec.Meta(min_length=1)]


class PasswordWords(Record, frozen=True, kw_only=True):
    """A password of nothing but these words is refused."""

    words: Annotated[tuple[Word, ...], msgspec.Meta(min_length=1)]


@cache
def load_password_words(content: Path | None = None) -> PasswordWords:
    """Read and check the file. Raises ContentError for what is not of the schema."""
    return read_record((content or find_content()) / FILE, PasswordWords)
