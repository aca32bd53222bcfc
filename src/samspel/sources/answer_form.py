"""The form that goes with the letter, filled in and on its way back.

Read with semicolons, commas or tabs, with decimal comma or point, and with the column names of any language of the
catalogue.
"""

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import process

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import AnswerKind, Demand, Indicator, Lang, Question
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.verdict import NOT_APPLICABLE
from samspel.sources.form_writing import COLUMNS, FORMULA, tell_town
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind

NEEDED = ("body", "demand", "item", "kind", "answer", "answered_by", "day")
SIZE_LIMIT = 5_000_000
LONGEST_TEXT = 4_000
PER_CENT = 100.0
LARGEST_NUMBER = 1e15

_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2},\d{3}")
"""1,234 is one and a bit in Swedish and a thousand in English."""


def read_form(path: Path, catalogue: Catalogue, body: Place, today: date) -> tuple[Answer, ...]:
    """Read a filled-in form for one body. Rows without an answer are passed over.

    Raises BadInputError for the first thing wrong with the file, or one that holds all wrong rows, each with its line.
    """
    return parse_form(read_text(path), path.name, catalogue, body, today)


def read_text(path: Path) -> str:
    """The file's text. Raises BadInputError when it is absent, a folder, too large or not UTF-8."""
    try:
        if not path.is_file():
            raise BadInputError("no_file", file=str(path)[:200])
        if path.stat().st_size > SIZE_LIMIT:
            raise BadInputError("file_too_large", file=path.name, limit=SIZE_LIMIT // 1_000_000)
        return decode(path.read_bytes(), path.name)
    except OSError as error:
        raise BadInputError("cannot_read", file=str(path)[:200], reason=str(error.strerror)) from None


def decode(data: bytes, name: str) -> str:
    """Bytes as text. Raises BadInputError when they are empty or not UTF-8."""
    if not data.strip():
        raise BadInputError("file_empty", file=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInputError("file_encoding", file=name, line=line) from None


def parse_form(text: str, name: str, catalogue: Catalogue, body: Place, today: date) -> tuple[Answer, ...]:
    """Parse the text of a filled-in form; errors as in read_form."""
    header, rows = _split(text, name, catalogue.texts)
    answers: dict[tuple[str, str, str, str], Answer] = {}
    problems: list[BadInputError] = []
    for line, row in rows:
        try:
            answer = _parse_row(dict(zip(header, row, strict=False)), _Context(catalogue, body, today, name, line))
            if answer is None:
                continue
            earlier = answers.get(answer.identity)
            if earlier is not None and earlier.value != answer.value:
                raise BadInputError("form_twice", file=name, line=line, item=answer.item)
            answers[answer.identity] = answer
        except BadInputError as problem:
            problems.append(problem)
    if problems:
        first = problems[0]
        first.others = tuple(problems[1:])
        raise first
    return tuple(answers.values())


def parse_kept(
    text: str, name: str, catalogue: Catalogue, body: Place
) -> tuple[list[Answer], list[tuple[dict[str, str], BadInputError]]]:
    """The answers that `write_kept` wrote, and the rows that cannot be used with what is wrong with each.

    Raises BadInputError for a text that is no such file, or rows that are cut off.
    """
    header, rows = _split(text, name, catalogue.texts)
    answers: list[Answer] = []
    others: list[tuple[dict[str, str], BadInputError]] = []
    for line, row in rows:
        context = _Context(catalogue, body, date.max, name, line, is_kept=True)
        if len(row) != len(header):
            raise context.problem("answers_cut_row")
        cells = dict(zip(header, row, strict=True))
        try:
            answer = _parse_row(cells, context)
            if answer is None:
                raise context.problem("answers_cut_row")
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
    file: str
    line: int
    is_kept: bool = False

    def problem(self, code: str, **facts: str | float) -> BadInputError:
        return BadInputError(code, file=self.file, line=self.line, **facts)


def _split(text: str, name: str, texts: Mapping[Lang, Texts]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header as column ids, and the rows with their line numbers."""
    first = next((line for line in text.splitlines() if line.strip(" ;,\t\u00a0")), "")
    if not first:
        raise BadInputError("file_empty", file=name)
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BadInputError("form_csv", file=name, line=reader.line_num, reason=str(error)) from None
    names = {told(f"form.{column}").casefold(): column for told in texts.values() for column in COLUMNS}
    names |= {column: column for column in COLUMNS}
    header = [names.get(cell.strip().casefold(), cell.strip()) for cell in rows[0][1]]
    lacking = [column for column in NEEDED if column not in header]
    if lacking:
        wanted = ", ".join("/".join(told(f"form.{column}") for told in texts.values()) for column in lacking)
        raise BadInputError("form_columns", file=name, wanted=wanted, found=", ".join(rows[0][1]))
    return header, rows[1:]


def _parse_row(cells: Mapping[str, str], context: _Context) -> Answer | None:
    """One row as an answer, None where nothing was filled in."""
    cell = {column: cells.get(column, "").strip() for column in COLUMNS}
    if not cell["answer"]:
        return None
    if cell["body"].zfill(len(context.body.code)) != context.body.code:
        raise context.problem("form_body", found=cell["body"], expected=context.body.code, body=context.body.body)
    demand = _find_demand(cell["demand"], context)
    day = _parse_day(cell["day"], context)
    if not cell["answered_by"]:
        raise context.problem("form_no_name")
    answered_by, source = _parse_text(cell["answered_by"], context), _parse_text(cell["source"], context)
    if cell["kind"] in {told("form.kind_figure") for told in context.catalogue.texts.values()} | {"figure"}:
        indicator = _find_indicator(cell["item"], demand, context)
        value: str | float = _parse_number(cell["answer"], context)
        _check_percent(float(value), indicator.unit, context)
        country = _parse_number(cell["country"], context) if cell["country"] else None
        return Answer(
            context.body.code,
            demand.id,
            indicator.id,
            "figure",
            value,
            country,
            answered_by,
            day,
            source,
        )
    question = _find_question(cell["item"], demand, context)
    about = _find_about(cell["about"], question, context)
    value = _parse_answer(cell["answer"], question.answer, context)
    return Answer(context.body.code, demand.id, question.id, "question", value, None, answered_by, day, source, about)


def _find_demand(identity: str, context: _Context) -> Demand:
    demands = context.catalogue.demands
    if identity not in demands:
        raise context.problem("form_demand", found=identity, nearest=_nearest(identity, tuple(demands)))
    return demands[identity]


def _find_question(identity: str, demand: Demand, context: _Context) -> Question:
    questions = {question.id: question for question in demand.questions}
    if identity not in questions:
        raise context.problem(
            "form_item", found=identity, demand=demand.id, nearest=_nearest(identity, tuple(questions))
        )
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
        "form_about", found=told, item=question.id, body=context.body.body, example=tell_town(towns[0])
    )


def _is_town(told: str, town: Place) -> bool:
    code, _, name = told.partition(" ")
    names = {named.casefold() for named in (town.name, town.area, town.body)}
    if code.isdecimal():
        return code.zfill(len(town.code)) == town.code and (not name or name.strip().casefold() in names)
    return told.casefold() in names


def _find_indicator(identity: str, demand: Demand, context: _Context) -> Indicator:
    measured = tuple(measure.indicator for measure in demand.measures)
    if identity not in measured:
        raise context.problem("form_item", found=identity, demand=demand.id, nearest=_nearest(identity, measured))
    return context.catalogue.indicators[identity]


def _parse_answer(cell: str, kind: AnswerKind, context: _Context) -> str | float:
    if cell.casefold() in _words(NOT_APPLICABLE, context):
        return NOT_APPLICABLE
    if kind == "yes_no":
        return _parse_yes_no(cell, context)
    if kind == "text":
        return _parse_text(cell, context)
    value = _parse_number(cell, context)
    _check_percent(value, kind, context)
    return value


def _parse_text(cell: str, context: _Context) -> str:
    text = cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
    if len(text) > LONGEST_TEXT:
        raise context.problem("form_too_long", found=len(text), limit=LONGEST_TEXT)
    return text


def _parse_yes_no(cell: str, context: _Context) -> str:
    for word in ("yes", "no"):
        if cell.casefold() in _words(word, context):
            return word
    raise context.problem("form_yes_no", found=cell)


def _words(word: str, context: _Context) -> set[str]:
    """A word in every language of the catalogue, in small letters, and its id."""
    return {word} | {told(f"words.{word}").casefold() for told in context.catalogue.texts.values()}


def _parse_number(cell: str, context: _Context) -> float:
    if context.is_kept:  # written by this program, so there is nothing to guess
        return _parse_exactly(cell, context)
    plain = _SPACES.sub("", cell.replace("\u2212", "-")).rstrip("%")
    if _AMBIGUOUS.fullmatch(plain):
        raise context.problem("form_ambiguous", found=cell)
    plain = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    if not _PLAIN_NUMBER.fullmatch(plain) or abs(float(plain)) >= LARGEST_NUMBER:
        raise context.problem("form_number", found=cell)
    return float(plain)


def _parse_exactly(cell: str, context: _Context) -> float:
    if not _PLAIN_NUMBER.fullmatch(cell) or not math.isfinite(float(cell)):
        raise context.problem("form_number", found=cell)
    return float(cell)


def _check_percent(value: float, unit: str, context: _Context) -> None:
    if unit == "percent" and not 0.0 <= value <= PER_CENT:
        raise context.problem("form_percent", found=value)


def _parse_day(cell: str, context: _Context) -> date:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        raise context.problem("form_day", found=cell) from None
    if day > context.today:
        raise context.problem("form_future", found=cell)
    return day


def _nearest(word: str, known: Sequence[str]) -> str:
    return ", ".join(match[0] for match in process.extract(word, known, limit=3))
