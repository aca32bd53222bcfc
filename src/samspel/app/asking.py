"""Asks a municipality or region for what no table says, and takes the answers back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from samspel.app.desk import Desk
from samspel.app.keeping import keep_answers
from samspel.app.needs import measure_needs
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import AnswerKind, Demand
from samspel.catalogue.texts import choose
from samspel.documents.letter import compose_letter
from samspel.needs.answers import Answer
from samspel.needs.enquiry import AskedFigure, Enquiry, Receipt
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.rendering.blocks import Document
from samspel.reports.needs import describe_question
from samspel.reports.writing import Writer
from samspel.sources.answer_form import find_ignored, parse_form
from samspel.sources.form_writing import FormRow, format_town, is_unfilled, write_form
from samspel.sources.spreadsheet import SIZE_LIMIT, read_data
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.place import Place, PlaceKind

FORM_LIMIT = SIZE_LIMIT
"""Bytes that a filled-in form may have."""

LONGEST = 80
"""Characters of a word that are told back."""


def ask(desk: Desk, body: Place, demands: Sequence[Demand] = (), question: str = "") -> Enquiry:
    """Every open question and figure of a municipality or region, those of some demands, or one question of a demand.

    Raises BadInputError for the country, NotFoundError for a question that the demands do not have.
    """
    known = [one.id for demand in demands for one in demand.questions]
    if question and question not in known:
        numbers = ", ".join(str(demand.number) for demand in demands)
        raise NotFoundError("unknown_question", name=question[:LONGEST], demand=numbers, known=", ".join(known))
    needs = tuple(need for need in measure_needs(desk, body) if not demands or need.demand in demands)
    inquiries = [
        (need, one)
        for need in sorted(needs, key=lambda n: n.demand.number)
        for inquiry in need.open_questions
        for one in inquiry.each or (inquiry,)
        if one.is_open and question in ("", one.question.id)
    ]
    questions = tuple((need, inquiry) for need, inquiry in inquiries if inquiry.body is body)
    figures = () if question else tuple(_find_open_figures(desk, needs, body))
    return Enquiry(body, questions, figures, _count_others(inquiries, body))


def write_letter(desk: Desk, enquiry: Enquiry, lang: Lang, day: date) -> Document:
    """The letter with what is asked."""
    return compose_letter(Writer(desk.observations, desk.catalogue.texts[lang], day), enquiry)


def write_form_of(desk: Desk, enquiry: Enquiry, lang: Lang) -> bytes:
    """The form that goes with the letter, as CSV."""
    rows = [
        *(_question_row(desk, need, inquiry, lang) for need, inquiry in enquiry.questions),
        *(_figure_row(desk, enquiry.body, need, figure, lang) for need, figure in enquiry.figures),
    ]
    return write_form(rows, desk.catalogue.texts[lang])


def find_filled_in(desk: Desk, body: Place, path: Path) -> None:
    """Raise BadInputError where a file stands that is no form of ours with every answer blank: it would be lost."""
    try:
        is_lost = path.is_file() and not is_unfilled(path.read_bytes(), desk.catalogue.texts.values())
    except OSError as error:
        raise BadInputError("cannot_read", file=str(path), reason=str(error.strerror)) from None
    if is_lost:
        raise BadInputError("form_filled", file=str(path), body=body.body)


def answer_from_file(desk: Desk, body: Place, path: Path, today: date) -> Receipt:
    """Take back a filled-in form from a file; errors as in `answer_from_data`, and BadInputError for a file that
    cannot be read.
    """
    with name_unsaved():
        data = read_data(path)
    return answer_from_data(desk, body, data, path.name, today)


def answer_from_data(desk: Desk, body: Place, data: bytes, name: str, today: date) -> Receipt:
    """Take back a filled-in form and keep its answers. Raises BadInputError, and keeps nothing, if any row is wrong
    or none is filled in.
    """
    if body.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    with name_unsaved():
        answers = parse_form(data, name, desk.catalogue, body, today)
        if not answers:
            raise BadInputError("form_nothing", file=name)
    return take_in(desk, body, answers, name, find_ignored(data, name, desk.catalogue))


def take_in(desk: Desk, body: Place, answers: tuple[Answer, ...], name: str, ignored: tuple[str, ...] = ()) -> Receipt:
    """Keep answers that have been read, and tell what that changed. Raises BadInputError where they cannot be kept."""
    before = _measure_touched(desk, body, answers)
    kept_in = keep_answers(desk, body, answers)
    after = _measure_touched(desk, body, answers)
    changes = [
        (old, new)
        for old, new in zip(before, after, strict=True)
        if (old.verdict, old.strength) != (new.verdict, new.strength)
    ]
    return Receipt(
        body=body,
        kept_in=kept_in,
        answers=answers,
        changes=tuple(changes),
        file=name,
        ignored=ignored,
        small_shares=tuple(answer for answer in answers if _is_small_share(desk.catalogue, answer)),
    )


def _is_small_share(catalogue: Catalogue, answer: Answer) -> bool:
    """Whether an answer in per cent is below one, as 0,455 is where somebody means 45,5 per cent."""
    if answer.kind == "figure":
        unit = catalogue.indicators[answer.item].unit
    else:
        unit = next(one.answer for one in catalogue.demands[answer.demand].questions if one.id == answer.item)
    return unit == "percent" and isinstance(answer.value, float) and 0.0 < answer.value < 1.0


@contextmanager
def name_unsaved() -> Iterator[None]:
    """Let every error in a form say that nothing of it was saved."""
    try:
        yield
    except BadInputError as error:
        for one in (error, *error.others):
            one.facts = {**one.facts, "unsaved": True}
        raise


def _measure_touched(desk: Desk, body: Place, answers: Sequence[Answer]) -> list[Need]:
    """The needs that answers may change: the body's own, and those of each municipality that an answer is about."""
    about = {desk.catalogue.places.by_code[answer.about] for answer in answers if answer.about}
    places = [body, *sorted(about - {body}, key=lambda place: place.code)]
    return [
        need for place in places for need in sorted(measure_needs(desk, place), key=lambda need: need.demand.number)
    ]


def _find_open_figures(desk: Desk, needs: tuple[Need, ...], body: Place) -> list[AskedFigure]:
    """Figures that are published but not built in and that decide, each indicator once."""
    seen: dict[str, AskedFigure] = {}
    for need in sorted(needs, key=lambda n: n.demand.number):
        for measurement in need.measurements:
            indicator = desk.catalogue.indicators[measurement.measure.indicator]
            place = measurement.observation.place
            exists = place.kind.value in indicator.levels
            is_asked = exists and desk.catalogue.places.answering(place) is desk.catalogue.places.answering(body)
            if measurement.is_open and measurement.measure.decides and indicator.missing is not None and is_asked:
                seen.setdefault(measurement.measure.indicator, (need, measurement))
    return list(seen.values())


def _count_others(inquiries: list[tuple[Need, Inquiry]], body: Place) -> tuple[tuple[Place, int], ...]:
    counted: dict[Place, int] = {}
    for _, inquiry in inquiries:
        if inquiry.body is not None and inquiry.body is not body and body.kind is not PlaceKind.COUNTRY:
            counted[inquiry.body] = counted.get(inquiry.body, 0) + 1
    return tuple(counted.items())


def _question_row(desk: Desk, need: Need, inquiry: Inquiry, lang: Lang) -> FormRow:
    question = inquiry.question
    body = inquiry.body.code if inquiry.body else ""
    about = "" if inquiry.about is None else format_town(inquiry.about)
    asked = describe_question(desk.catalogue.texts[lang], inquiry)
    return FormRow(
        body=body,
        demand=need.demand.id,
        item=question.id,
        kind="question",
        question=asked,
        answer_kind=question.answer,
        about=about,
    )


def _figure_row(desk: Desk, body: Place, need: Need, measurement: Measurement, lang: Lang) -> FormRow:
    indicator = desk.catalogue.indicators[measurement.measure.indicator]
    kind: AnswerKind = "percent" if indicator.unit == "percent" else "number"
    told = choose(indicator, lang)
    return FormRow(
        body=body.code, demand=need.demand.id, item=indicator.id, kind="figure", question=told.name, answer_kind=kind
    )
