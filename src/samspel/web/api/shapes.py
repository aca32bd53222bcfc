"""What the answers look like, where no report has a record of it: lists, the start, and errors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from samspel.reports.needs_data import NeedData
from samspel.reports.records import PlaceData

Rows = Sequence[Mapping[str, Any]]


class NeedsData(msgspec.Struct, frozen=True, kw_only=True):
    """The demands at a place."""

    place: PlaceData
    needs: list[NeedData]


class AddressData(msgspec.Struct, frozen=True, kw_only=True):
    """An address, and what it gives."""

    address: str
    gives: str


class StartData(msgspec.Struct, frozen=True, kw_only=True):
    """What this is, and where to go on."""

    name: str
    version: str
    licence: str
    about: str
    page: str
    openapi: str
    dataset: str
    addresses: list[AddressData]


class MistakeData(msgspec.Struct, frozen=True, kw_only=True):
    """An error in the words of the pages: what, where, why, and what to do."""

    what: str
    where: str
    why: str
    do: str


class ProblemData(msgspec.Struct, frozen=True, kw_only=True):
    """An error as RFC 9457 has it, with the sentence of the pages in its parts."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    code: str
    what: str
    where: str
    why: str
    do: str
    others: list[MistakeData]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list: its values, and how many there are in all."""

    values: Sequence[object]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How an answer is described: by a record, or by rows of a table, whose columns say themselves what they hold.
    `is_listed` where it is a page of a list of such.
    """

    name: str
    record: type[msgspec.Struct] | None = None
    sample: Callable[[], Rows] | None = None
    is_listed: bool = False
