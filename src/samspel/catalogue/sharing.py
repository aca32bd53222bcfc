"""Loads what holds for networks and for what is shared in them, when the workspace is used."""

from pathlib import Path

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import find_line, read_record
from samspel.catalogue.records.base import Record
from samspel.terms.errors import ContentError

FILE = "workspace/sharing.toml"
NUMBERS = ("code_days", "most_members", "most_meetings", "most_decisions", "most_points", "most_measures")


class ShareRules(Record, frozen=True, kw_only=True):
    """How long a code to join can be used, how many of each there may be, and the words that tell a figure of a place
    without a digit.
    """

    code_days: int
    most_members: int
    most_meetings: int
    most_decisions: int
    most_points: int
    most_measures: int
    figure_words: tuple[str, ...]


def load_share_rules(content: Path | None = None) -> ShareRules:
    """The rules of a folder of content, or of the shipped. Raises ContentError for a number below 1, and for a word
    that stands twice or is not in small letters.
    """
    path = (content or find_content()) / FILE
    rules = read_record(path, ShareRules)
    for name in NUMBERS:
        if getattr(rules, name) < 1:
            raise ContentError(path.name, name, str(getattr(rules, name)), "a number from 1", find_line(path, name))
    words = rules.figure_words
    wrong = next((one for one in words if words.count(one) > 1 or one != one.casefold() or not one.strip()), None)
    if wrong is not None:
        raise ContentError(path.name, "figure_words", wrong, "each once, in small letters", find_line(path, wrong))
    return rules
