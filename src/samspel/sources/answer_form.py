"""The form that goes with the letter, filled in and on its way back.

Read with semicolons, commas or tabs, with decimal comma or point, and with the column names of any language of the
catalogue.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from unicodedata import normalize

from samspel.catalogue.lists import ListError, decode_list, is_error_cell, split_list
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import AnswerKind, Demand, Question
from samspel.needs.answers import Answer
from samspel.needs.verdict import NOT_APPLICABLE
from samspel.sources.form_writing import COLUMNS, format_town
from samspel.terms.aside import UnreadableError
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import drop_guard, neutralise
from samspel.terms.likeness import UnknownNameError, find_meant, plain_heading, plain_word
from samspel.terms.mistakes import MOST_TOLD, raise_all
from samspel.terms.numbers import NumberError, read_number
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT

NEEDED = ("body", "demand", "item", "kind", "answer", "answered_by", "day")
SIZE_LIMIT = 5_000_000
LONGEST_TEXT = 4_000
ROW_LIMIT = 5_000
"""Rows of a form; the longest that Samspel writes has some hundred."""
LONGEST_QUOTE = 200
_KEPT = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?")
"""A number as we write it."""
_AS_DECIMAL, _MIDNIGHT = ".0", re.compile(r"[ T]00:00(:00(\.0+)?)?$")
"""What tools for tables add to a whole number and to a day."""


def read_text(path: Path) -> str:
    """The file's text. Raises BadInputError when it is absent, a folder, too large or no text."""
    try:
        if not path.is_file():
            raise BadInputError("no_file", file=str(path)[:200])
        if path.stat().st_size > SIZE_LIMIT:
            raise BadInputError("file_too_large", file=path.name, limit=SIZE_LIMIT // 1_000_000)
        return decode_given(path.read_bytes(), path.name)
    except OSError as error:
        raise BadInputError("cannot_read", file=str(path)[:200], reason=str(error.strerror)) from None


def decode_given(data: bytes, name: str) -> str:
    """Bytes that somebody sent as text, in any encoding that a spreadsheet writes. Raises BadInputError when they are
    empty or no text.
    """
    if not data.strip():
        raise BadInputError("file_empty", file=name)
    try:
        return decode_list(data)
    except ListError as error:
        raise error.tell(_name_code, name) from None


def decode_kept(data: bytes, name: str) -> str:
    """Bytes that we wrote as text. Raises BadInputError when they are empty or not UTF-8."""
    if not data.strip():
        raise BadInputError("file_empty", file=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInputError("file_encoding", file=name, line=line) from None


def parse_form(text: str, name: str, catalogue: Catalogue, body: Place, today: date) -> tuple[Answer, ...]:
    """The answers of a filled-in form's text. Rows without an answer are passed over.

    Raises BadInputError for the first thing wrong with the file, or one that holds all wrong rows, each with its line.
    """
    sheet = _split(text, name, catalogue)
    answers: dict[tuple[str, str, str, str], Answer] = {}
    problems: list[BadInputError] = []
    for line, row in sheet.rows:
        context = _Context(catalogue=catalogue, body=body, today=today, file=name, line=line, headings=sheet.headings)
        try:
            answer = _parse_row(dict(zip(sheet.columns, row, strict=False)), context)
            if answer is None:
                continue
            earlier = answers.get(answer.identity)
            if earlier is not None and earlier.value != answer.value:
                raise context.problem("form_twice", item=answer.item)
            answers[answer.identity] = answer
        except BadInputError as problem:
            problems.append(problem)
    raise_all(_gather_other_bodies(problems, catalogue), name)
    return tuple(answers.values())


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
    sheet = _split(text, name, catalogue, is_kept=True)
    answers: list[Answer] = []
    others: list[tuple[dict[str, str], BadInputError]] = []
    for line, row in sheet.rows:
        context = _Context(catalogue=catalogue, body=body, today=date.max, file=name, line=line, is_kept=True)
        if len(row) != len(sheet.columns):
            raise UnreadableError("kept_damaged", reason=f"{name}:{line}")
        cells = dict(zip(sheet.columns, row, strict=True))
        try:
            answer = _parse_row(cells, context)
            if answer is None:
                raise UnreadableError("kept_damaged", reason=f"{name}:{line}")
            answers.append(answer)
        except BadInputError as problem:
            others.append((cells, problem))
    return answers, others


def find_ignored(text: str, name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The headings of a form that nothing is done with; blank ones are left out. Errors as in parse_form."""
    return tuple(dict.fromkeys(_split(text, name, catalogue).ignored))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What a row is read against; `is_kept` for one that this program wrote, in its own words and numbers."""

    catalogue: Catalogue
    body: Place
    today: date
    file: str
    line: int
    is_kept: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)

    def problem(self, code: str, **facts: str | float) -> BadInputError:
        short = {name: fact[:LONGEST_QUOTE] if isinstance(fact, str) else fact for name, fact in facts.items()}
        return BadInputError(code, file=self.file, line=self.line, **short)

    def told(self, column: str) -> str:
        """A column as it is headed in the file, else by its names in every language."""
        return self.headings.get(column) or "/".join(
            dict.fromkeys(texts(f"form.{column}") for texts in self.catalogue.texts.values())
        )

    def unknown(self, code: str, found: str, known: Sequence[str], **facts: str) -> UnknownNameError:
        likeness, found = self.catalogue.value("name_likeness"), found[:LONGEST_QUOTE]
        return UnknownNameError(code, found, known, likeness, file=self.file, line=self.line, found=found, **facts)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A form as columns, those unknown blank, and rows with their lines."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]
    ignored: list[str]
    headings: Mapping[str, str]


def _name_code(why: str) -> str:
    return "form_csv" if why == "csv" else f"file_{why}"


def _split(text: str, name: str, catalogue: Catalogue, *, is_kept: bool = False) -> _Sheet:
    try:
        raw = split_list(text)
    except ListError as error:
        raise error.tell(_name_code, name) from None
    told = {plain_heading(texts(f"form.{column}")): column for texts in catalogue.texts.values() for column in COLUMNS}
    told |= {plain_heading(column): column for column in COLUMNS}
    found = [cell.strip() for cell in raw.header[1]]
    columns = [told.get(plain_heading(cell), "") for cell in found]
    unknown = [cell[:LONGEST_QUOTE] for cell, column in zip(found, columns, strict=True) if cell and not column]
    lacking = [column for column in NEEDED if column not in columns]
    if lacking:
        wanted = ", ".join(
            "/".join(texts(f"form.{column}") for texts in catalogue.texts.values()) for column in lacking
        )
        raise BadInputError("form_columns", file=name, wanted=wanted, found=", ".join(found)[:LONGEST_QUOTE])
    headings = dict(zip(columns, found, strict=True))
    if is_kept:
        return _Sheet(columns, raw.rows, unknown, headings)
    left = [word for word, column in told.items() if column not in columns]
    for cell in unknown[:MOST_TOLD]:
        nearest = find_meant(cell, left, catalogue.value("column_likeness"))
        if nearest:
            raise BadInputError("column_unknown", file=name, line=raw.header[0], found=cell, nearest=nearest)
    if len(raw.rows) > ROW_LIMIT:
        raise BadInputError("form_too_many_rows", file=name, found=len(raw.rows), limit=ROW_LIMIT)
    return _Sheet(columns, raw.rows, unknown, headings)


def _parse_row(cells: Mapping[str, str], context: _Context) -> Answer | None:
    """One row as an answer, None where nothing was filled in."""
    cell = {column: cells.get(column, "").strip() for column in COLUMNS}
    if not context.is_kept:
        cell = {column: normalize("NFC", text) for column, text in cell.items()}
    if not cell["answer"]:
        return None
    if not context.is_kept:
        _check_cells(cell, context)
    if cell["body"].removesuffix(_AS_DECIMAL).zfill(len(context.body.code)) != context.body.code:
        raise context.problem("form_body", found=cell["body"], expected=context.body.code, body=context.body.body)
    demand = _find_demand(cell["demand"], context)
    day = _parse_day(cell["day"], context)
    if not cell["answered_by"]:
        raise context.problem("form_no_name")
    answered_by, source = _parse_text(cell["answered_by"], context), _parse_text(cell["source"], context)
    if plain_heading(cell["kind"]) in _figure_words(context):
        indicator = _find_indicator(cell["item"], demand, context)
        value: str | float = _parse_figure(cell["answer"], indicator, context, "answer")
        country = _parse_figure(cell["country"], indicator, context, "country") if cell["country"] else None
        return Answer(
            body=context.body.code,
            demand=demand.id,
            item=indicator.id,
            kind="figure",
            value=value,
            country=country,
            answered_by=answered_by,
            day=day,
            source=source,
        )
    question = _find_question(cell["item"], demand, context)
    about = _find_about(cell["about"], question, context)
    value = _parse_answer(cell["answer"], question.answer, context)
    return Answer(
        body=context.body.code,
        demand=demand.id,
        item=question.id,
        kind="question",
        value=value,
        country=None,
        answered_by=answered_by,
        day=day,
        source=source,
        about=about,
    )


def _check_cells(cell: Mapping[str, str], context: _Context) -> None:
    """Raise BadInputError for what a spreadsheet shows where it found no value: it would be kept as a text."""
    for column, text in cell.items():
        if is_error_cell(text):
            raise context.problem("form_error_cell", found=text, column=context.told(column))


def _figure_words(context: _Context) -> set[str]:
    told = (texts("form.kind_figure") for texts in context.catalogue.texts.values())
    return {plain_heading(one) for one in ("figure", *told)}


def _find_demand(identity: str, context: _Context) -> Demand:
    demands = context.catalogue.demands
    if identity not in demands:
        raise context.unknown("form_demand", identity, tuple(demands))
    return demands[identity]


def _find_question(identity: str, demand: Demand, context: _Context) -> Question:
    questions = {question.id: question for question in demand.questions}
    if identity not in questions:
        raise context.unknown("form_item", identity, tuple(questions), demand=demand.id)
    return questions[identity]


def _find_about(told: str, question: Question, context: _Context) -> str:
    """The code of the municipality that an answer is about, empty where the question is put once. It is told by code,
    with or without its first nought, by name, or by both. A body that is a municipality itself answers about itself.
    """
    towns: tuple[Place, ...] = (context.body,)
    if context.body.kind is not PlaceKind.MUNICIPALITY:
        towns = context.catalogue.places.members_of(context.body)
    named = [town for town in towns if told and _is_town(told, town)]
    if not question.each_municipality:
        if told and named != [context.body]:
            raise context.problem("form_about_none", found=told, item=question.id, body=context.body.body)
        return ""
    if len(named) == 1 or (not told and towns == (context.body,)):
        return (named or towns)[0].code
    if context.is_kept and not told:
        return ""
    raise context.problem(
        "form_about", found=told, item=question.id, body=context.body.body, example=format_town(towns[0])
    )


def _is_town(told: str, town: Place) -> bool:
    code, _, name = told.partition(" ")
    names = {plain_word(named) for named in (town.name, town.area, town.body)}
    if code.isdecimal():
        return code.zfill(len(town.code)) == town.code and (not name or plain_word(name) in names)
    return plain_word(told) in names


def _find_indicator(identity: str, demand: Demand, context: _Context) -> Indicator:
    measured = tuple(measure.indicator for measure in demand.measures)
    if identity not in measured:
        raise context.unknown("form_item", identity, measured, demand=demand.id)
    return context.catalogue.indicators[identity]


def _parse_answer(cell: str, kind: AnswerKind, context: _Context) -> str | float:
    if plain_heading(cell) in _words(NOT_APPLICABLE, context):
        return NOT_APPLICABLE
    if kind == "yes_no":
        return _parse_yes_no(cell, context)
    if kind == "text":
        return _parse_text(cell, context)
    value = _parse_number(cell, context, "answer", is_percent=kind == "percent")
    _check_percent(value, cell, kind, context)
    return value


def _parse_text(cell: str, context: _Context) -> str:
    text = drop_guard(cell) if context.is_kept else neutralise(drop_guard(cell))
    if len(text) > LONGEST_TEXT:
        raise context.problem("form_too_long", found=len(text), limit=LONGEST_TEXT)
    return text


def _parse_yes_no(cell: str, context: _Context) -> str:
    for word in ("yes", "no"):
        if plain_heading(cell) in _words(word, context):
            return word
    raise context.problem("form_yes_no", found=cell)


def _words(word: str, context: _Context) -> set[str]:
    """A word in every language of the catalogue, and its id, as they are compared."""
    told = (texts(f"words.{word}") for texts in context.catalogue.texts.values())
    return {plain_heading(one) for one in (word, *told)}


def _parse_figure(cell: str, indicator: Indicator, context: _Context, column: str) -> float:
    """A figure in the unit of its indicator."""
    unit = context.catalogue.units[indicator.unit]
    is_percent = unit.id == "percent"
    value = _parse_number(cell, context, column, is_percent=is_percent, signed=unit.below_zero)
    _check_percent(value, cell, unit.id, context)
    return value


def _parse_number(cell: str, context: _Context, column: str, *, is_percent: bool, signed: bool = False) -> float:
    """A number; one that we keep is written in one way only."""
    try:
        if context.is_kept:  # written by this program, so there is nothing to guess
            return _read_kept(cell)
        most = PER_CENT if is_percent else float("inf")
        return read_number(cell, signed=signed or is_percent, percent=is_percent, most=most)
    except NumberError as error:
        where, told = f"{context.file}:{context.line}", context.told(column)
        raise error.at(where, file=context.file, line=context.line, column=told) from None


def _read_kept(cell: str) -> float:
    if not _KEPT.fullmatch(cell) or not math.isfinite(float(cell)):
        raise NumberError("form", cell, "")
    return float(cell)


def _check_percent(value: float, cell: str, unit: str, context: _Context) -> None:
    if unit == "percent" and not 0.0 <= value <= PER_CENT:
        raise context.problem("form_percent", found=cell)


def _parse_day(cell: str, context: _Context) -> date:
    try:
        day = date.fromisoformat(_MIDNIGHT.sub("", cell))
    except ValueError:
        raise context.problem("form_day", found=cell) from None
    if day > context.today:
        raise context.problem("form_future", found=cell)
    return day
