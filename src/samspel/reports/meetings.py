"""A meeting of a network in words: agenda, members side by side, decisions and what became of earlier ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.beside import Compared
from samspel.observations.beside import Beside
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.comparison import compose_compared
from samspel.terms.errors import SamspelError
from samspel.terms.place import Place

MEETING = "meeting"
"""The kind of a link to a meeting."""
Which = Literal["decisions", "earlier", "every"]
"""Which decisions a table holds: a meeting's own, those that earlier ones left, or every one of all meetings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTold:
    """A decision with the meeting that made it; `done` is the day on which it was."""

    text: str
    who: str
    due: date | None
    done: date | None
    outcome: str
    meeting: str
    held: date
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTold:
    """A meeting as it is told; `why` says why its members cannot stand side by side, where `beside` is None. `earlier`
    are decisions of earlier meetings that were not done by its day.
    """

    key: str
    name: str
    network: str
    day: date
    agenda: tuple[str, ...]
    members: tuple[tuple[str, tuple[Place, ...]], ...]
    beside: Beside | None
    why: SamspelError | None
    decisions: tuple[DecisionTold, ...]
    earlier: tuple[DecisionTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in a list."""

    key: str
    name: str
    network: str
    day: date
    decided: int
    left: int


def compose_meeting(catalogue: Catalogue, texts: Texts, told: MeetingTold) -> Iterator[Block]:
    """The meeting in the order in which it is held: agenda, what is left, members side by side, decisions."""
    yield Paragraph(texts("meeting.held", network=told.network, day=texts.day(told.day)), style="ingress")
    yield Heading(texts("meeting.agenda"))
    yield from _compose_agenda(texts, told)
    if told.earlier:
        yield Heading(texts("meeting.earlier"))
        yield tabulate_decisions(texts, told.earlier, "earlier")
    yield Heading(texts("meeting.beside"))
    yield from _compose_beside(catalogue, texts, told)
    yield Heading(texts("meeting.decisions"))
    if told.decisions:
        yield tabulate_decisions(texts, told.decisions, "decisions")
    else:
        yield Paragraph(texts("meeting.no_decisions"))


def tabulate_decisions(texts: Texts, decisions: Sequence[DecisionTold], which: Which) -> Table:
    """A row a decision: what, who, by when and what became of it; of a meeting's own not which meeting."""
    made = Field[DecisionTold](
        Column(key="meeting", head=texts("meeting.head.meeting")),
        lambda one: text(texts("meeting.at", name=one.meeting, day=texts.day(one.held))),
    )
    fields: list[Field[DecisionTold]] = [
        Field(Column(key="text", head=texts("meeting.head.decision"), is_wordy=True), lambda one: text(one.text)),
        *(() if which == "decisions" else (made,)),
        Field(Column(key="who", head=texts("meeting.head.who")), lambda one: text(one.who)),
        Field(Column(key="due", head=texts("meeting.head.due")), lambda one: _tell_due(texts, one)),
        Field(
            Column(key="done", head=texts("meeting.head.done"), is_wordy=True),
            lambda one: Cell(value=one.done.isoformat() if one.done else None, words=_tell_done(texts, one)),
        ),
        data_field("outcome", lambda one: one.outcome),
        data_field("held", lambda one: one.held.isoformat()),
    ]
    return tabulate(which, texts(f"meeting.{which}_table"), fields, decisions)


def tabulate_meetings(texts: Texts, meetings: Sequence[MeetingLine]) -> Table:
    """A row a meeting, with how many decisions it made and how many are left."""
    fields: list[Field[MeetingLine]] = [
        Field(
            Column(key="name", head=texts("meeting.head.meeting")),
            lambda one: text(one.name, link=Link(MEETING, one.key)),
        ),
        Field(Column(key="network", head=texts("meeting.head.network")), lambda one: text(one.network)),
        Field(
            Column(key="day", head=texts("meeting.head.day")),
            lambda one: Cell(value=one.day.isoformat(), words=texts.day(one.day)),
        ),
        *(
            Field(
                Column(key=name, head=texts(f"meeting.head.{name}"), is_number=True),
                lambda one, name=name: Cell(value=getattr(one, name), words=texts.number(getattr(one, name))),  # type: ignore[misc]
            )
            for name in ("decided", "left")
        ),
    ]
    return tabulate("meetings", texts("meeting.table"), fields, meetings)


def _compose_agenda(texts: Texts, told: MeetingTold) -> Iterator[Block]:
    """The points in their order, and after them what earlier meetings left."""
    left = (texts("meeting.earlier_point", count=len(told.earlier)),) if told.earlier else ()
    points = (*told.agenda, *left)
    yield Bullets(points, numbered=True) if points else Paragraph(texts("meeting.no_agenda"))


def _compose_beside(catalogue: Catalogue, texts: Texts, told: MeetingTold) -> Iterator[Block]:
    if told.members:
        named = [
            texts("meeting.member", name=name, places=texts.listing([place.name for place in places]))
            if places
            else name
            for name, places in told.members
        ]
        yield Paragraph("; ".join(named), lead=f"{texts('meeting.members')}:")
    if told.beside is not None:
        blocks = compose_compared(catalogue, texts, Compared(beside=told.beside))
        yield from (one for one in blocks if not isinstance(one, Picture))
    elif not told.members:
        yield Paragraph(texts("meeting.no_members"))
    elif told.why is not None:
        said = texts.explain(told.why)
        yield Paragraph(f"{said.what} {said.do}".strip())


def _tell_due(texts: Texts, one: DecisionTold) -> Cell:
    if one.due is None:
        return Cell(value=None, words=texts("meeting.no_day"))
    return Cell(value=one.due.isoformat(), words=texts.day(one.due), note=texts("meeting.late") if one.is_late else "")


def _tell_done(texts: Texts, one: DecisionTold) -> str:
    """What became of it."""
    told = texts("meeting.not_done") if one.done is None else texts("meeting.done_on", day=texts.day(one.done))
    return f"{told} {one.outcome}".strip()
