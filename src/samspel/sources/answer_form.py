"""The form that goes with the letter, filled in and on its way back."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import AnswerKind, Demand, Question
from samspel.needs.answers import KNOWN, Answer, Known
from samspel.needs.verdict import NOT_APPLICABLE
from samspel.observations.bounds import INFINITE, find_bounds, is_outside
from samspel.sources.form_writing import COLUMNS, KEPT_COLUMNS, format_town
from samspel.sources.lists import Columns, Row, Sheet, gather, read_sheet
from samspel.sources.spreadsheet import split_cells, tidy_text
from samspel.terms.aside import UnreadableError
from samspel.terms.days import read_typed_day
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import drop_guard
from samspel.terms.likeness import UnknownNameError, plain_heading, plain_word
from samspel.terms.mistakes import raise_all
from samspel.terms.numbers import NumberError
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT

NEEDED = ("body", "demand", "item", "kind", "answer", "answered_by", "day")
LONGEST_TEXT = 4_000
ROW_LIMIT = 5_000
"""Rows of a form; the longest that Samspel writes has some hundred."""
_KEPT = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?")
"""A number as we write it."""
_WITH_UNIT = re.compile(r"(.*[0-9])\s*([^0-9]+)")
_AS_DECIMAL = ".0"
"""What tools for tables add to a whole number."""


def decode_kept(data: bytes, name: str) -> str:
    """Bytes that we wrote as text. Raises BadInputError when they are empty or not UTF-8."""
    if not data.strip():
        raise BadInputError("list_empty", file=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInputError("list_encoding", file=name, line=line) from None


def parse_form(data: bytes, name: str, catalogue: Catalogue, body: Place, today: date) -> tuple[Answer, ...]:
    """The answers of a filled-in form. Rows without an answer are passed over.

    Raises BadInputError for the first thing wrong with the file, or one that holds all wrong rows, each with its line.
    """
    answers: dict[tuple[str, str, str, str], Answer] = {}

    def read(row: Row) -> None:
        answer = _parse_row(row, _Context(catalogue, body, today))
        if answer is None:
            return
        earlier = answers.get(answer.identity)
        if earlier is not None and earlier.value != answer.value:
            raise row.problem("form_twice", item=answer.item)
        answers[answer.identity] = answer

    _, problems = gather(read_sheet(data, name, _list_columns(catalogue)).rows, read)
    raise_all(_gather_other_bodies(problems, catalogue), name)
    return tuple(answers.values())


def find_ignored(data: bytes, name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The headings of a form that nothing is done with; one without words is left blank. Errors as in parse_form."""
    return read_sheet(data, name, _list_columns(catalogue)).ignored


def _gather_other_bodies(problems: Sequence[BadInputError], catalogue: Catalogue) -> list[BadInputError]:
    """The problems, with the rows that belong to one other body told once, since it is the form of that body."""
    rows = Counter(problem.facts["found"] for problem in problems if problem.code == "form_body")
    told: dict[object, BadInputError] = {}
    for number, problem in enumerate(problems):
        code = str(problem.facts.get("found", ""))
        other = catalogue.places.by_code.get(code.removesuffix(_AS_DECIMAL))
        if problem.code == "form_body" and other is not None and rows[code] > 1:
            facts = {**problem.facts, "other": other.body, "count": rows[code]}
            told.setdefault(other, BadInputError("form_other_body", **facts))
        else:
            told[number] = problem
    return list(told.values())


def parse_kept(
    text: str, name: str, catalogue: Catalogue, body: Place
) -> tuple[list[Answer], list[tuple[dict[str, str], BadInputError]]]:
    """The answers that `write_kept` wrote, and the rows that cannot be used with what is wrong with each.

    Raises BadInputError for a text that is no such file, UnreadableError for rows that are cut off.
    """
    raw = split_cells(text, name)
    columns = raw.header[1]
    lacking = [column for column in NEEDED if column not in columns]
    if lacking:
        raise BadInputError("list_columns", file=name, wanted=", ".join(lacking), found=", ".join(columns))
    sheet, context = Sheet(name, _list_columns(catalogue), {}), _Context(catalogue, body, date.max, is_kept=True)
    answers: list[Answer] = []
    others: list[tuple[dict[str, str], BadInputError]] = []
    for line, row in raw.rows:
        if len(row) != len(columns):
            raise UnreadableError("kept_damaged", reason=f"{name}:{line}")
        cells = dict(zip(columns, row, strict=True))
        try:
            answer = _parse_row(Row(sheet, line, {column: cell.strip() for column, cell in cells.items()}), context)
            if answer is None:
                raise UnreadableError("kept_damaged", reason=f"{name}:{line}")
            answers.append(answer)
        except BadInputError as problem:
            others.append((cells, problem))
    return answers, others


@dataclass(frozen=True, slots=True)
class _Context:
    """What a row is read against; `is_kept` for one that this program wrote, in its own words and numbers."""

    catalogue: Catalogue
    body: Place
    today: date
    is_kept: bool = False


def _list_columns(catalogue: Catalogue) -> Columns:
    meant = {texts(f"form.{column}"): column for column in COLUMNS for texts in catalogue.texts.values()}
    return Columns(
        meant=meant,
        also={column: column for column in KEPT_COLUMNS},
        needed=NEEDED,
        likeness=catalogue.value("column_likeness"),
        most_rows=ROW_LIMIT,
        tidy=tidy_text,
    )


def _parse_row(row: Row, context: _Context) -> Answer | None:
    """One row as an answer, None where nothing was filled in."""
    if not row["answer"]:
        return None
    if not context.is_kept:
        row.check_values()
    body = context.body
    if row["body"].removesuffix(_AS_DECIMAL).zfill(len(body.code)) != body.code:
        raise row.problem("form_body", found=row["body"], expected=body.code, body=body.body)
    demand = _find_demand(row, context)
    day = _parse_day(row, context)
    if not row["answered_by"]:
        raise row.problem("form_no_name")
    given = partial(
        Answer,
        body=body.code,
        demand=demand.id,
        answered_by=_parse_text(row, "answered_by", context),
        day=day,
        source=_parse_text(row, "source", context),
        known=_find_known(row, context),
    )
    if plain_heading(row["kind"]) in _figure_words(context):
        indicator = _find_indicator(row, demand, context)
        figure = _parse_figure(row, "answer", indicator, context)
        country = _parse_figure(row, "country", indicator, context) if row["country"] else None
        return given(item=indicator.id, kind="figure", value=figure, country=country)
    question = _find_question(row, demand, context)
    about = _find_about(row, question, context)
    value = _parse_answer(row, question, context)
    return given(item=question.id, kind="question", value=value, country=None, about=about)


def _figure_words(context: _Context) -> set[str]:
    told = (texts("form.kind_figure") for texts in context.catalogue.texts.values())
    return {plain_heading(one) for one in ("figure", *told)}


def _unknown(
    row: Row, code: str, column: str, known: Sequence[str], context: _Context, **facts: str
) -> UnknownNameError:
    return row.unknown(code, row[column], known, context.catalogue.value("name_likeness"), **facts)


def _find_known(row: Row, context: _Context) -> Known:
    """Who says it; the body itself in a form, and in what was kept before answers said so."""
    told = row["known"] or "body"
    for one in KNOWN:
        if one == told:
            return one
    raise _unknown(row, "form_known", "known", KNOWN, context)


def _find_demand(row: Row, context: _Context) -> Demand:
    demands = context.catalogue.demands
    if row["demand"] not in demands:
        raise _unknown(row, "form_demand", "demand", tuple(demands), context)
    return demands[row["demand"]]


def _find_question(row: Row, demand: Demand, context: _Context) -> Question:
    questions = {question.id: question for question in demand.questions}
    if row["item"] not in questions:
        raise _unknown(row, "form_item", "item", tuple(questions), context, demand=demand.id)
    return questions[row["item"]]


def _find_about(row: Row, question: Question, context: _Context) -> str:
    """The code of the municipality that an answer is about, empty where the question is put once. It is told by code,
    with or without its first nought, by name, or by both. A body that is a municipality itself answers about itself.
    """
    told, body = row["about"], context.body
    towns: tuple[Place, ...] = (body,)
    if body.kind is not PlaceKind.MUNICIPALITY:
        towns = context.catalogue.places.members_of(body)
    named = [town for town in towns if told and _is_town(told, town)]
    if not question.each_municipality:
        if told and named != [body]:
            raise row.problem("form_about_none", found=told, item=question.id, body=body.body)
        return ""
    if len(named) == 1 or (not told and towns == (body,)):
        return (named or towns)[0].code
    if context.is_kept and not told:
        return ""
    raise row.problem("form_about", found=told, item=question.id, body=body.body, example=format_town(towns[0]))


def _is_town(told: str, town: Place) -> bool:
    code, _, name = told.partition(" ")
    names = {plain_word(named) for named in (town.name, town.area, town.body)}
    if code.isdecimal():
        return code.zfill(len(town.code)) == town.code and (not name or plain_word(name) in names)
    return plain_word(told) in names


def _find_indicator(row: Row, demand: Demand, context: _Context) -> Indicator:
    measured = tuple(measure.indicator for measure in demand.measures)
    if row["item"] not in measured:
        raise _unknown(row, "form_item", "item", measured, context, demand=demand.id)
    return context.catalogue.indicators[row["item"]]


def _parse_answer(row: Row, question: Question, context: _Context) -> str | float:
    kind = question.answer
    if plain_heading(row["answer"]) in _words(NOT_APPLICABLE, context):
        return NOT_APPLICABLE
    if kind == "yes_no":
        return _parse_yes_no(row, context)
    if kind == "text":
        return _parse_text(row, "answer", context)
    most = PER_CENT if kind == "percent" else INFINITE
    bare = _drop_unit(row, kind, context)
    value = _parse_number(bare, "answer", context, is_percent=kind == "percent", most=most)
    if question.whole and not context.is_kept:
        bare.check_whole(value, "answer")
    return value


def _drop_unit(row: Row, kind: AnswerKind, context: _Context) -> Row:
    """The row without the word that people write after a number, as in 2 000 kr."""
    if context.is_kept:
        return row
    told = (texts(f"form.after_{kind}") for texts in context.catalogue.texts.values())
    words = {plain_heading(word) for one in told for word in one.split(", ")}
    found = _WITH_UNIT.fullmatch(row["answer"])
    if found is None or plain_heading(found[2]) not in words:
        return row
    return replace(row, cells={**row.cells, "answer": found[1]})


def _parse_text(row: Row, column: str, context: _Context) -> str:
    text = drop_guard(row[column]) if context.is_kept else row[column]
    if len(text) > LONGEST_TEXT:
        raise row.problem("form_too_long", found=len(text), limit=LONGEST_TEXT)
    return text


def _parse_yes_no(row: Row, context: _Context) -> str:
    for word in ("yes", "no"):
        if plain_heading(row["answer"]) in _words(word, context):
            return word
    raise row.problem("form_yes_no", found=row["answer"])


def _words(word: str, context: _Context) -> set[str]:
    """A word in every language of the catalogue, and its id, as they are compared."""
    told = (texts(f"words.{word}") for texts in context.catalogue.texts.values())
    return {plain_heading(one) for one in (word, *told)}


def _parse_figure(row: Row, column: str, indicator: Indicator, context: _Context) -> float:
    """A figure in the unit of its indicator."""
    unit = context.catalogue.units[indicator.unit]
    least, most = find_bounds(context.catalogue, indicator)
    if is_outside(context.catalogue, indicator):
        least, most = -INFINITE, INFINITE
    return _parse_number(row, column, context, is_percent=unit.is_share, least=least, most=most)


def _parse_number(
    row: Row, column: str, context: _Context, *, is_percent: bool, least: float = 0.0, most: float = INFINITE
) -> float:
    """A number from `least` to `most`. One that we keep is written in one way only: there is nothing to guess."""
    if context.is_kept:
        value = _read_kept(row, column)
    else:
        value = row.decimal(column, signed=least < 0.0 or is_percent, percent=is_percent, most=most)
        if not is_percent:
            row.check_range(value, column, least=least, most=most)
    if is_percent and not least <= value <= most:
        raise row.problem("form_percent", found=row[column])
    return value


def _read_kept(row: Row, column: str) -> float:
    if not _KEPT.fullmatch(row[column]) or not math.isfinite(float(row[column])):
        raise NumberError("form", row[column], f"{row.sheet.file}:{row.line}")
    return float(row[column])


def _parse_day(row: Row, context: _Context) -> date:
    try:
        day = read_typed_day(row["day"])
    except ValueError:
        raise row.problem("form_day", found=row["day"]) from None
    if day > context.today:
        raise row.problem("form_future", found=row["day"])
    return day
