"""Loads the rules of remarks, when the workspace is used."""

import re
from pathlib import Path

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import find_line, read_record
from samspel.catalogue.records.base import Record
from samspel.terms.errors import ContentError

FILE = "workspace/voices.toml"
PATTERNS = ("personal_number", "mail", "account", "web")


class VoiceRules(Record, frozen=True, kw_only=True):
    """How many remarks must have come before one is shown, how long one may be and how long it is kept, and what tells
    that somebody could be known by it. `words_too` are names that are also words.
    """

    fewest: int
    longest: int
    shortest: int
    most_a_week: int
    kept_weeks: int
    personal_number: str
    mail: str
    account: str
    web: str
    streets: tuple[str, ...]
    no_streets: tuple[str, ...]
    not_houses: tuple[str, ...]
    digit_words: tuple[str, ...]
    nought_words: tuple[str, ...]
    most_digit_words: int
    most_after_nought: int
    surname_endings: tuple[str, ...]
    surname_shortest: int
    before_names: tuple[str, ...]
    first_names: tuple[str, ...]
    words_too: tuple[str, ...]


def load_voice_rules(content: Path | None = None) -> VoiceRules:
    """The rules of a folder of content, or of the shipped. Raises ContentError for a pattern that is none, or a number
    that cannot be.
    """
    path = (content or find_content()) / FILE
    rules = read_record(path, VoiceRules)
    for name in PATTERNS:
        try:
            re.compile(getattr(rules, name))
        except re.error as error:
            raise ContentError(path.name, name, str(error), "a regular expression", find_line(path, name)) from None
    if not 1 <= rules.shortest < rules.longest or rules.fewest < 1 or rules.most_a_week < 1 or rules.kept_weeks < 1:
        raise ContentError(path.name, "fewest", "numbers that cannot be", "each at least 1, longest above shortest")
    return rules
