"""Records of handbooks other than the program's own, and of how somebody writes a demand of their own."""

from typing import Literal

import msgspec

from samspel.catalogue.records.base import Record
from samspel.catalogue.records.needs import Condition, LawCheck, Measure, Obligation, Question, Responsible

Mode = Literal["beside", "instead"]
"""Whether a handbook's demands come beside the program's own, or in their place."""


class HandbookFile(Record, frozen=True, kw_only=True):
    """The file handbook.toml of another organisation's handbook: its name, who answers for it, and its mode."""

    name: str
    publisher: str
    mode: Mode


class OwnText(Record, frozen=True, kw_only=True):
    """What a demand of somebody's own says, as `DemandText`; what is left out is filled in with the program's words."""

    title: str
    asks: str
    motion_why: str
    proposals: list[str]
    motion_title: str = ""
    exists_question: str = ""
    law: str = ""
    industry: str = ""
    welfare: str = ""
    measured: str = ""
    against: list[str] = msgspec.field(default_factory=list)
    answer: list[str] = msgspec.field(default_factory=list)
    proposals_existing: list[str] = msgspec.field(default_factory=list)
    proposals_authority: list[str] = msgspec.field(default_factory=list)
    proposals_authority_existing: list[str] = msgspec.field(default_factory=list)
    lever: str = ""
    cost: str = ""
    note: str | None = None


class OwnQuestion(Question, frozen=True, kw_only=True):
    """A question of a demand of somebody's own: English may be missing."""

    en: str = ""


class OwnDemand(Record, frozen=True, kw_only=True):
    """A demand of somebody's own, in the form of the handbook's with less that must be there."""

    id: str
    area: str
    responsible: Responsible
    sv: OwnText
    en: OwnText | None = None
    obligation: Obligation = "voluntary"
    duty: str | None = None
    studies: list[str] = msgspec.field(default_factory=list)
    levers: list[str] = msgspec.field(default_factory=list)
    committees: list[str] = msgspec.field(default_factory=list)
    months: int = 12
    checked: LawCheck | None = None
    condition: Condition | None = None
    measures: list[Measure] = msgspec.field(default_factory=list, name="measure")
    questions: list[OwnQuestion] = msgspec.field(default_factory=list, name="question")
