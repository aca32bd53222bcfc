"""Questions that are sent to one body and followed: which there are, the letter, the reminder, and the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samspel.app.answering import TypedReply, fill_cells
from samspel.app.asking import name_unsaved, take_in, write_form_of
from samspel.app.desk import Desk
from samspel.app.needs import NeedFilter, measure_needs
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand, Question
from samspel.documents.request_letter import Way, compose_reminder, compose_request
from samspel.needs.answers import Answer
from samspel.needs.enquiry import AskedQuestion, Enquiry, Receipt
from samspel.needs.measuring import Inquiry, Need
from samspel.rendering.blocks import Document
from samspel.reports.writing import Writer
from samspel.sources.answer_form import parse_form
from samspel.sources.form_writing import COLUMNS
from samspel.sources.spreadsheet import write_cells
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A question as it is put: by `key` among those of a request, with the demand at the body's place, the question and
    the municipality that it is about where it is put for each.
    """

    key: str
    need: Need
    inquiry: Inquiry

    @property
    def demand(self) -> Demand:
        """The demand that it belongs to."""
        return self.need.demand

    @property
    def question(self) -> Question:
        """The question."""
        return self.inquiry.question


def list_puts(desk: Desk, place: Place, demands: Sequence[Demand]) -> tuple[tuple[Place, tuple[Put, ...]], ...]:
    """What can be asked about demands at a place, by the body that it is asked of, the place's own first. A question
    that each municipality is asked, set against a region, has no body and is left out.
    """
    found: dict[Place, list[Put]] = {}
    for demand in demands:
        for need in measure_needs(desk, place, NeedFilter(demand=demand.id)):
            for whole in need.inquiries:
                for one in whole.each or (whole,):
                    if one.body is not None:
                        found.setdefault(one.body, []).append(Put(key=write_key(need, one), need=need, inquiry=one))
    own = desk.catalogue.places.answering(place)
    return tuple((body, tuple(found[body])) for body in sorted(found, key=lambda body: body is not own))


def find_puts(desk: Desk, body: Place, keys: Sequence[str]) -> tuple[Put, ...]:
    """The questions of keys, in their order, each with the answer that is kept now; those that the handbook no longer
    has are left out.
    """
    found = []
    needs: dict[str, Need] = {}
    for key in keys:
        name, question_id, about_code = (*key.split("/"), "", "")[:3]
        demand = desk.catalogue.demands.get(name)
        question = next((one for one in demand.questions if one.id == question_id), None) if demand else None
        if demand is None or question is None:
            continue
        if name not in needs:
            needs[name] = desk.assessor.measure_demand(demand, body)
        about = desk.catalogue.places.by_code.get(about_code)
        answer = desk.assessor.answers.to_question(body.code, name, question_id, about_code)
        inquiry = Inquiry(question=question, body=body, answer=answer, verdict=None, about=about)
        found.append(Put(key=key, need=needs[name], inquiry=inquiry))
    return tuple(found)


def write_key(need: Need, inquiry: Inquiry) -> str:
    """What a question is called among those of a request."""
    return f"{need.demand.id}/{inquiry.question.id}/{'' if inquiry.about is None else inquiry.about.code}"


def write_request(desk: Desk, body: Place, puts: Sequence[Put], way: Way, lang: Lang, day: date) -> Document:
    """The letter."""
    return compose_request(Writer(desk.observations, desk.catalogue.texts[lang], day), _enquire(body, puts), way)


def write_reminder(desk: Desk, body: Place, puts: Sequence[Put], way: Way, lang: Lang, day: date) -> Document:
    """The reminder of the questions that are left."""
    return compose_reminder(Writer(desk.observations, desk.catalogue.texts[lang], day), _enquire(body, puts), way)


def write_request_form(desk: Desk, body: Place, puts: Sequence[Put], lang: Lang) -> bytes:
    """The form that the questions can be answered in, as CSV."""
    return write_form_of(desk, _enquire(body, puts), lang)


def read_reply(desk: Desk, body: Place, put: Put, typed: TypedReply, today: date) -> Answer:
    """An answer as it would be kept; nothing is kept here. Raises BadInputError for one that is none, without words or
    without who says it.
    """
    about = "" if put.inquiry.about is None else put.inquiry.about.code
    cells = fill_cells(body, put.demand.id, put.question.id, about, typed)
    data = write_cells([COLUMNS, [cells.get(column, "") for column in COLUMNS]])
    (answer,) = parse_form(data, put.question.id, desk.catalogue, body, today)
    return answer


def read_form(desk: Desk, body: Place, puts: Sequence[Put], data: bytes, name: str, today: date) -> tuple[Answer, ...]:
    """The answers of a filled-in form. Raises BadInputError as `app.asking.answer_from_data`, and for an answer to
    something that was not asked.
    """
    with name_unsaved():
        answers = parse_form(data, name, desk.catalogue, body, today)
        if not answers:
            raise BadInputError("form_nothing", file=name)
        asked = {put.key for put in puts}
        if any(write_answer_key(answer) not in asked for answer in answers):
            raise BadInputError("request_not_asked", file=name)
    return answers


def write_answer_key(answer: Answer) -> str:
    """What an answer is an answer to, as a request names it; nothing that a request has for a looked-up figure."""
    return f"{answer.demand}/{answer.item}/{answer.about}" if answer.kind == "question" else ""


def use_answers(desk: Desk, body: Place, answers: Sequence[Answer]) -> Receipt:
    """Let answers count for the place from now on. Raises BadInputError where they cannot be kept."""
    return take_in(desk, body, tuple(answers), "")


def _enquire(body: Place, puts: Sequence[Put]) -> Enquiry:
    asked: tuple[AskedQuestion, ...] = tuple((put.need, put.inquiry) for put in puts)
    return Enquiry(body, asked, (), ())
