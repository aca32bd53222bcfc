"""Questions to bodies in words: those that are out, what each asks and what has been answered, and every version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samspel.catalogue.records.matters import Law
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.requests import Ground
from samspel.catalogue.texts import Texts
from samspel.needs.measuring import Inquiry, Need
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.demand import label_demand
from samspel.reports.matters import describe_law
from samspel.reports.needs import badge_verdict, describe_question, format_answer, label_need
from samspel.terms.alphabet import capitalise

REQUEST = "request"
"""The kind of link to a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request as it is told: `state` is draft, out, late or answered, `due` the day when it is worth reminding,
    `waiting` how many answers nobody has confirmed yet, `until` the last day of the link.
    """

    key: str
    recipient: str
    demands: tuple[Demand, ...]
    state: str
    ground: Ground
    questions: int
    answered: int
    waiting: int
    is_shared: bool
    campaign: str = ""
    sent: date | None = None
    sent_to: str = ""
    reminded: date | None = None
    answered_on: date | None = None
    due: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One version of an answer. `inquiry` holds it as an answer, or None where they do not know; `used` is the day when
    it began to count, `by` the account that noted or confirmed it.
    """

    need: Need
    inquiry: Inquiry
    is_unknown: bool
    said_by: str
    said: date
    source: str
    came: str
    came_at: datetime
    unit: str = ""
    used: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A question with its latest answer, if it has one."""

    need: Need
    inquiry: Inquiry
    latest: Heard | None


def label_request(texts: Texts, sent: Sent) -> str:
    """What a request is called: whom it goes to, and the numbers of its demands."""
    numbers = texts.listing([str(one.number) for one in sent.demands])
    return texts("request.label", recipient=sent.recipient, numbers=numbers)


def describe_request(texts: Texts, sent: Sent) -> str:
    """Where it is, in a sentence or two."""
    days = {
        name: "" if day is None else texts.day(day)
        for name, day in (
            ("sent", sent.sent),
            ("reminded", sent.reminded),
            ("answered", sent.answered_on),
            ("due", sent.due),
        )
    }
    is_complete = sent.state == "answered" and sent.answered >= sent.questions
    told = [texts("request.all_answered" if is_complete else f"request.state.{sent.state}", **days)]
    if sent.sent is not None and sent.sent_to:
        told.append(texts("request.sent_to", to=sent.sent_to))
    if sent.reminded is not None:
        told.append(texts("request.reminded", day=days["reminded"]))
    if sent.questions:
        told.append(texts("request.count", answered=sent.answered, questions=sent.questions))
    if sent.waiting:
        told.append(texts("request.waiting", count=sent.waiting))
    return " ".join(told)


def list_contradictions(texts: Texts, lines: Sequence[Line]) -> tuple[str, ...]:
    """Answers that cannot both be so, a sentence each: yes to a part of what has no."""
    said = {
        (one.need.demand.id, one.inquiry.about, one.inquiry.question.id): one.latest.inquiry
        for one in lines
        if one.latest is not None and one.latest.inquiry.answer is not None
    }
    told = []
    for (demand, about, _), part in said.items():
        whole = said.get((demand, about, part.question.under or ""))
        if whole is None or whole.answer is None or part.answer is None:
            continue
        if (whole.answer.value, part.answer.value) == ("no", "yes"):
            questions = {"whole": describe_question(texts, whole), "part": describe_question(texts, part)}
            told.append(texts("request.contradicts", **questions))
    return tuple(told)


def compose_ground(texts: Texts, ground: Ground) -> tuple[Block, ...]:
    """What the law says of when they have to answer, how sure that is, and when it is worth reminding."""
    where = describe_law(texts, Law(id=ground.id, mark=ground.mark, place=ground.law))
    said = texts(f"request.ground_text.{ground.id}", days=ground.days)
    return (Paragraph(f"{said} {capitalise(where)}.", style="note"),)


def tabulate_requests(texts: Texts, sents: Sequence[Sent]) -> Table:
    """One row a request."""
    fields: list[Field[Sent]] = [
        Field(
            Column(key="recipient", head=texts("request.head.recipient")),
            lambda one: text(one.recipient, link=Link(REQUEST, one.key)),
        ),
        Field(
            Column(key="demands", head=texts("words.demand"), is_wordy=True),
            lambda one: text("; ".join(label_demand(texts, demand) for demand in one.demands)),
        ),
        Field(
            Column(key="state", head=texts("request.head.state"), is_coded=True, is_wordy=True),
            lambda one: Cell(value=one.state, words=describe_request(texts, one)),
        ),
        Field(Column(key="sent", head=texts("request.head.sent")), lambda one: _make_day(texts, one.sent)),
        Field(Column(key="due", head=texts("request.head.due")), lambda one: _make_day(texts, one.due)),
        data_field("questions", lambda one: one.questions),
        data_field("answered", lambda one: one.answered),
        data_field("waiting", lambda one: one.waiting),
    ]
    return tabulate("requests", texts("request.title"), fields, sents)


def tabulate_asked(texts: Texts, lines: Sequence[Line]) -> Table:
    """One row a question: what was answered last, and what the verdict is now."""
    fields: list[Field[Line]] = [
        Field(
            Column(key="question", head=texts("request.head.question"), is_wordy=True),
            lambda one: text(describe_question(texts, one.inquiry)),
        ),
        Field(
            Column(key="demand", head=texts("words.demand")),
            lambda one: text(
                label_demand(texts, one.need.demand),
                link=Link("place_need", f"{one.need.place.code}/{one.need.demand.id}"),
            ),
        ),
        Field(
            Column(key="answer", head=texts("request.head.answer"), is_wordy=True),
            lambda one: text(texts("request.no_answer") if one.latest is None else describe_heard(texts, one.latest)),
        ),
        Field(
            Column(key="verdict", head=texts("request.head.verdict"), is_coded=True),
            lambda one: Cell(
                value=one.need.verdict.value,
                words=label_need(texts, one.need),
                badge=badge_verdict(one.need.verdict, one.need.strength),
            ),
        ),
    ]
    return tabulate("asked", texts("request.asked"), fields, lines)


def tabulate_heard(texts: Texts, heard: Sequence[Heard]) -> Table:
    """One row a version, the latest first."""
    fields: list[Field[Heard]] = [
        Field(
            Column(key="came_at", head=texts("request.head.came_at")),
            lambda one: Cell(value=one.came_at.isoformat(), words=f"{one.came_at:%Y-%m-%d %H:%M}"),
        ),
        Field(
            Column(key="question", head=texts("request.head.question"), is_wordy=True),
            lambda one: text(describe_question(texts, one.inquiry)),
        ),
        Field(
            Column(key="answer", head=texts("request.head.answer"), is_wordy=True),
            lambda one: text(describe_value(texts, one)),
        ),
        Field(Column(key="said_by", head=texts("request.head.said_by")), lambda one: text(one.said_by)),
        Field(
            Column(key="said_on", head=texts("request.head.said_on")),
            lambda one: Cell(value=one.said.isoformat(), words=texts.day(one.said)),
        ),
        Field(Column(key="source", head=texts("words.source"), is_wordy=True), lambda one: text(one.source)),
        Field(
            Column(key="came", head=texts("request.head.came"), is_coded=True, is_wordy=True),
            lambda one: Cell(value=one.came, words=describe_came(texts, one)),
        ),
        Field(
            Column(key="used", head=texts("request.head.used"), is_wordy=True),
            lambda one: text(_describe_used(texts, one)),
        ),
    ]
    return tabulate("replies", texts("request.history"), fields, heard, [texts("request.history_note")])


def describe_value(texts: Texts, heard: Heard) -> str:
    """What they answered, or that they do not know."""
    return texts("request.unknown") if heard.is_unknown else format_answer(texts, heard.inquiry)


def describe_heard(texts: Texts, heard: Heard) -> str:
    """An answer with who says it, when, how it came and whether it counts."""
    told = texts("request.heard", answer=describe_value(texts, heard), day=texts.day(heard.said))
    by = texts("request.by", who=heard.said_by) if heard.said_by else ""
    used = "" if heard.used or heard.is_unknown else texts("request.not_used")
    return " ".join(part for part in (told, by, describe_came(texts, heard), used) if part)


def describe_came(texts: Texts, heard: Heard) -> str:
    """How an answer came."""
    return texts(f"request.came.{heard.came}", unit=heard.unit)


def _describe_used(texts: Texts, heard: Heard) -> str:
    if heard.used is None:
        return texts("request.used.no")
    by = texts("request.used.by", who=heard.by) if heard.by else ""
    return f"{texts('request.used.on', day=texts.day(heard.used))} {by}".strip()


def _make_day(texts: Texts, day: date | None) -> Cell:
    return (
        Cell(value=None, words=texts("words.dash"))
        if day is None
        else Cell(value=day.isoformat(), words=texts.day(day))
    )
