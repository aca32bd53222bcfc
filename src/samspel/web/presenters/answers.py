"""The form where an answer is typed on the page of its demand, and what is told once it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from samspel.app.answering import Given, TypedAnswer, list_answerable
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import AnswerKind
from samspel.catalogue.texts import Explanation, Texts
from samspel.needs.answers import KNOWN, Known
from samspel.needs.measuring import Inquiry, Need
from samspel.needs.verdict import NOT_APPLICABLE
from samspel.rendering.blocks import Paragraph
from samspel.reports.demand import label_demand
from samspel.reports.enquiry import compose_contrary, compose_warnings
from samspel.reports.needs import describe_question, format_answer, label_need
from samspel.terms.alphabet import capitalise
from samspel.terms.harmless import neutralise
from samspel.web.blocks import set_blocks

FIELDS = {"fraga": "question", "svar": "answer", "av": "answered_by", "dag": "day", "kalla": "source", "kand": "known"}
"""Names in the form, and the fields of the answer that they fill in."""
CHOICES = ("yes", "no", NOT_APPLICABLE)

CLAIMS: tuple[Known, ...] = tuple(reversed(KNOWN))
"""Whose an answer can be, each a button that keeps it as that; the first claims the least, and is what an answer is
taken for where nobody says whose it is, as where a key sends the form.
"""
QUESTION, ANSWER = "fraga", "svar"
"""The fields of an address that begins a form with an answer chosen."""


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """An answer to choose, and whether it is chosen."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """A question with the fields of its answer as they were typed; `kept` tells what is said already, `hint` how a
    number is written, `known` whose it can be, each a button.
    """

    id: str
    question: str
    kept: str
    intro: str
    by: str
    kind: AnswerKind
    hint: str
    choices: tuple[AnswerChoice, ...]
    answer: str
    known: tuple[tuple[str, str], ...]
    answered_by: str
    day: str
    source: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """The forms of a demand's open questions, the answers of the first that can be begun with (`quick`, with what the
    address holds then), what an answer that was just kept changed or what was wrong with it, and the signed answer that
    can be undone.
    """

    forms: tuple[AnswerForm, ...]
    quick: tuple[tuple[str, str], ...]
    receipt: SafeString | None
    done: str
    undo: str
    errors: tuple[Explanation, ...]


def read_typed(asked: Mapping[str, str]) -> TypedAnswer:
    """What a form was sent with; what is not there is blank."""
    typed = TypedAnswer(**{field: neutralise(asked.get(name, "")) for name, field in FIELDS.items()})
    return typed if typed.known else replace(typed, known=CLAIMS[0])


def read_begun_answer(asked: Mapping[str, str], today: str) -> TypedAnswer | None:
    """The form that an address begins, on the day that is to stand in it; none where it names no question."""
    if not asked.get(QUESTION) or not asked.get(ANSWER):
        return None
    return replace(read_typed({name: asked[name] for name in (QUESTION, ANSWER)}), day=today)


def list_quick(forms: Sequence[AnswerForm]) -> tuple[tuple[str, str], ...]:
    """Each answer to the first question and what the address holds that begins the form with it; none where it is not
    answered by yes or no.
    """
    first = next(iter(forms), None)
    if first is None or first.kind != "yes_no":
        return ()
    return tuple((one.label, urlencode({QUESTION: first.id, ANSWER: one.value})) for one in first.choices)


def present_forms(texts: Texts, need: Need, typed: TypedAnswer | None, today: str) -> tuple[AnswerForm, ...]:
    """A form for each open question, the first of them open; `typed` is what one of them was sent with in vain."""
    inquiries = list_answerable(need)
    shown = next((one.question.id for one in inquiries), "") if typed is None else typed.question
    return tuple(_present_form(texts, one, typed, today, is_open=one.question.id == shown) for one in inquiries)


def present_receipt(catalogue: Catalogue, texts: Texts, given: Given) -> SafeString:
    """What an answer changed."""
    is_own = given.answer.known != "body"
    told = [Paragraph(texts("web.answer.saved_own" if is_own else "web.answer.saved", body=given.receipt.body.body))]
    told += [
        Paragraph(
            texts(
                "web.answer.changed",
                demand=label_demand(texts, new.demand),
                place=new.place.area,
                before=label_need(texts, old).lower(),
                after=label_need(texts, new).lower(),
            )
        )
        for old, new in given.receipt.changes
    ]
    receipt = given.receipt
    warned = (*compose_contrary(catalogue, texts, receipt), *compose_warnings(catalogue, texts, receipt))
    return set_blocks(texts, (*told, *warned))


def describe_kept(texts: Texts, inquiry: Inquiry) -> str:
    """What somebody else than the body has said, and that the question to it is left; nothing where nobody has."""
    if inquiry.answer is None or inquiry.body is None:
        return ""
    told = format_answer(texts, inquiry)
    is_quoted = inquiry.question.answer == "text" and inquiry.answer.value != NOT_APPLICABLE
    answer = texts("sheet.quoted", words=told) if is_quoted else told
    return texts(f"web.answer.kept_{inquiry.answer.known}", answer=answer, body=inquiry.body.body)


def _present_form(
    texts: Texts, inquiry: Inquiry, typed: TypedAnswer | None, today: str, *, is_open: bool
) -> AnswerForm:
    question, body = inquiry.question, "" if inquiry.body is None else inquiry.body.body
    mine = typed if typed is not None and typed.question == question.id else None
    answer = "" if mine is None else mine.answer
    return AnswerForm(
        id=question.id,
        question=describe_question(texts, inquiry),
        kept=describe_kept(texts, inquiry),
        intro=texts("web.answer.intro", body=body),
        by=texts("web.answer.by"),
        kind=question.answer,
        hint=texts(f"form.answer_kind_{question.answer}"),
        choices=tuple(AnswerChoice(value, capitalise(texts(f"words.{value}")), value == answer) for value in CHOICES),
        answer=answer,
        known=tuple((one, texts(f"web.answer.known_{one}", body=body)) for one in CLAIMS),
        answered_by="" if mine is None else mine.answered_by,
        day=today if mine is None else mine.day,
        source="" if mine is None else mine.source,
        is_open=is_open,
    )
