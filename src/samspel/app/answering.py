"""An answer typed where its question is read: kept at once, and taken back."""

from dataclasses import dataclass
from datetime import date

from samspel.app.asking import answer_from_data
from samspel.app.desk import Desk
from samspel.app.keeping import forget_answer, keep_answers, write_subject
from samspel.catalogue.records.base import Lang
from samspel.needs.answers import Answer
from samspel.needs.enquiry import Receipt
from samspel.needs.measuring import Inquiry, Need
from samspel.sources.form_writing import KEPT_COLUMNS
from samspel.sources.spreadsheet import write_cells
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.place import Place

LONGEST = 80
"""Characters of a word that are told back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedReply:
    """What somebody wrote as the answer to a question, who says so, the day (ISO), and how one can check."""

    answer: str
    answered_by: str
    day: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAnswer(TypedReply):
    """The same to the question of an id, with whether it is the body itself, something that anybody can read, or own
    knowledge.
    """

    question: str
    known: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer that was kept, what that changed, and the answer that it took the place of."""

    answer: Answer
    before: Answer | None
    receipt: Receipt


def list_answerable(need: Need) -> tuple[Inquiry, ...]:
    """The open questions of a demand that can be answered at its place: put to one body, about one place."""
    return tuple(one for one in need.inquiries if one.is_open and one.body is not None and not one.each)


def give_answer(desk: Desk, need: Need, typed: TypedAnswer, today: date, lang: Lang) -> Given:
    """Keep an answer to a question of a demand; `lang` is that of the form. Raises NotFoundError for a question that
    cannot be answered here, and BadInputError for one without words, sender or source and as the form of the letter
    does; then nothing is kept.
    """
    body, about = _find_asked(need, typed.question)
    cells = fill_cells(body, need.demand.id, typed.question, about, typed) | {"known": typed.known or "body"}
    if not typed.source.strip():
        raise BadInputError("answer_no_source")
    before = {answer.identity: answer for answer in desk.store.read(body.code)}
    data = write_cells([KEPT_COLUMNS, [cells.get(column, "") for column in KEPT_COLUMNS]])
    receipt = answer_from_data(desk, body, data, desk.catalogue.texts[lang]("need.answer_place"), today)
    (answer,) = receipt.answers
    return Given(answer=answer, before=before.get(answer.identity), receipt=receipt)


def fill_cells(body: Place, demand: str, question: str, about: str, typed: TypedReply) -> dict[str, str]:
    """The row of the form that a reply stands in, by its columns. Raises BadInputError for one without words or without
    who says it.
    """
    if not typed.answer.strip():
        raise BadInputError("answer_empty")
    if not typed.answered_by.strip():
        raise BadInputError("answer_no_name")
    return {
        "body": body.code,
        "demand": demand,
        "item": question,
        "kind": "question",
        "answer": typed.answer,
        "answered_by": typed.answered_by,
        "day": typed.day,
        "source": typed.source,
        "about": about,
    }


def undo_answer(desk: Desk, given: Given) -> None:
    """Take an answer back, so that the one before stands again or none. Raises BadInputError where the question has
    another answer by now, or none.
    """
    body = desk.catalogue.places.by_code[given.answer.body]
    now = {answer.identity: answer for answer in desk.store.read(body.code)}
    if now.get(given.answer.identity) != given.answer:
        raise BadInputError("kept_answered_since", subject=write_subject(given.answer))
    if given.before is None:
        forget_answer(desk, body, write_subject(given.answer))
    else:
        keep_answers(desk, body, [given.before])


def _find_asked(need: Need, question: str) -> tuple[Place, str]:
    """The body that a question is put to, and the code of the municipality that it is about, empty where it is put
    once.
    """
    asked = {
        one.question.id: (one.body, "" if one.about is None else one.about.code)
        for one in need.inquiries
        if one.body is not None and not one.each
    }
    if question not in asked:
        demand, known = str(need.demand.number), ", ".join(asked) or "–"
        raise NotFoundError("unknown_question", name=question[:LONGEST], demand=demand, known=known)
    return asked[question]
