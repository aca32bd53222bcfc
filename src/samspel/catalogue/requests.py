"""Loads the rules of questions that are sent to bodies, when the workspace is used."""

from pathlib import Path

import msgspec

from samspel.catalogue.loading import find_content
from samspel.catalogue.matters import load_rules
from samspel.catalogue.reading import check_unique, find_line, read_record
from samspel.catalogue.records.base import Record
from samspel.catalogue.records.matters import Mark
from samspel.terms.errors import ContentError

FILE = "workspace/requests.toml"


class Ground(Record, frozen=True, kw_only=True):
    """What a request rests on: the law, how sure that is, and the days after which it is worth reminding, its own or
    those of a clock of matters.
    """

    id: str
    days: int = 0
    clock: str = ""
    law: str = ""
    mark: Mark


class RequestRules(Record, frozen=True, kw_only=True):
    """How long a link lives, how much comes through it, and how long names are kept."""

    link_days: int
    most_a_day: int
    most_questions: int
    longest: int
    longest_who: int
    longest_source: int
    kept_months: int
    grounds: tuple[Ground, ...] = msgspec.field(name="ground")

    def find_ground(self, name: str) -> Ground | None:
        """The ground of an id, if there is one."""
        return next((one for one in self.grounds if one.id == name), None)


def load_request_rules(content: Path | None = None) -> RequestRules:
    """The rules of a folder of content, or of the shipped, each ground with its days. Raises ContentError for a number
    below one, a ground that stands twice, or one that has neither days nor a clock that has some.
    """
    folder = content or find_content()
    path = folder / FILE
    rules = read_record(path, RequestRules)
    check_unique(path, rules.grounds)
    for name in (
        "link_days",
        "most_a_day",
        "most_questions",
        "longest",
        "longest_who",
        "longest_source",
        "kept_months",
    ):
        if getattr(rules, name) < 1:
            raise ContentError(path.name, name, str(getattr(rules, name)), "at least 1", find_line(path, name))
    clocks = {str(one.id): one.days for one in load_rules(folder).clocks}
    grounds = []
    for one in rules.grounds:
        days = clocks.get(one.clock, 0) if one.clock else one.days
        if days < 1 or (one.clock and one.days):
            told = "either days of at least 1 or a clock that has some"
            raise ContentError(path.name, f"{one.id}.days", one.clock or str(one.days), told, find_line(path, one.id))
        grounds.append(msgspec.structs.replace(one, days=days))
    return msgspec.structs.replace(rules, grounds=tuple(grounds))
