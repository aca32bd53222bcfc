"""Loads content/workspace/follow_up.toml: when a need is measured again, and when a change is one."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record

FILE = "workspace/follow_up.toml"


class FollowUp(Record, frozen=True, kw_only=True):
    """The rules of following up."""

    months_after: Annotated[int, msgspec.Meta(ge=1)]
    term_ends: date
    term_years: Annotated[int, msgspec.Meta(ge=1)]
    swings: Annotated[float, msgspec.Meta(gt=0)]
    least_similar: Annotated[int, msgspec.Meta(ge=1)]

    def end_of_term(self, day: date) -> date:
        """The end of the term of office that a day lies in."""
        end = self.term_ends
        while end <= day:
            end = end.replace(year=end.year + self.term_years)
        return end


@cache
def load_follow_up(content: Path | None = None) -> FollowUp:
    """The rules. Raises ContentError for a number that cannot be."""
    return read_record((content or find_content()) / FILE, FollowUp)
