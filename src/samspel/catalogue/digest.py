"""Loads what holds for the digest by mail, when it is sent."""

from pathlib import Path

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import find_line, read_record
from samspel.catalogue.records.base import Record
from samspel.terms.errors import ContentError

FILE = "workspace/digest.toml"


class DigestRules(Record, frozen=True, kw_only=True):
    """How many days ahead something is due soon, and how many seconds a mail server may take."""

    ahead_days: int
    timeout: int


def load_digest_rules(content: Path | None = None) -> DigestRules:
    """The rules of a folder of content, or of the shipped. Raises ContentError for a number below 1."""
    path = (content or find_content()) / FILE
    rules = read_record(path, DigestRules)
    for name in ("ahead_days", "timeout"):
        if getattr(rules, name) < 1:
            raise ContentError(path.name, name, str(getattr(rules, name)), "a number from 1", find_line(path, name))
    return rules
