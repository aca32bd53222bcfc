"""The form and the kept answers as CSV."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from samspel.catalogue.records.needs import AnswerKind
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.verdict import NOT_APPLICABLE
from samspel.sources.spreadsheet import decode, split_cells, write_cells
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import guard_formula
from samspel.terms.numbers import write_number
from samspel.terms.place import Place

COLUMNS = (
    "body",
    "demand",
    "item",
    "kind",
    "question",
    "answer_kind",
    "answer",
    "country",
    "answered_by",
    "day",
    "source",
    "about",
)

KEPT_COLUMNS = (*COLUMNS, "known")
"""The columns that are kept; who answers a form answers for the body."""

FILLED_IN = frozenset(("answer", "country", "answered_by", "day", "source"))
"""The columns that whoever answers fills in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row of the form: what is asked of whom, about which municipality where a region is asked for each, and the
    answer where it is known.
    """

    body: str
    demand: str
    item: str
    kind: Literal["question", "figure"]
    question: str
    answer_kind: AnswerKind
    answer: Answer | None = None
    about: str = ""


def write_form(rows: Iterable[FormRow], texts: Texts) -> bytes:
    """The form as CSV bytes, in the words of a language."""
    return write_cells([[texts(f"form.{column}") for column in COLUMNS], *(_write_row(row, texts) for row in rows)])


def is_unfilled(data: bytes, languages: Iterable[Texts]) -> bool:
    """Whether a file is a form as `write_form` writes it, in any of the languages, in which nobody has filled in
    anything.
    """
    try:
        raw = split_cells(decode(data, ""), "")
    except BadInputError:
        return False
    headings = ([texts(f"form.{column}") for column in COLUMNS] for texts in languages)
    filled = [number for number, column in enumerate(COLUMNS) if column in FILLED_IN]
    return raw.header[1] in headings and all(
        len(row) == len(COLUMNS) and not any(row[number].strip() for number in filled) for _, row in raw.rows
    )


def write_kept(rows: Iterable[FormRow], others: Iterable[Mapping[str, str]] = ()) -> bytes:
    """Answers as CSV bytes with our own ids instead of words, so that a reworded text never makes kept answers
    unreadable. `others` are rows that were kept but could not be used, as they stood.
    """
    left = ([row.get(column, "") for column in KEPT_COLUMNS] for row in others)
    told = ([*_write_row(row, None), "" if row.answer is None else row.answer.known] for row in rows)
    return write_cells([list(KEPT_COLUMNS), *told, *left])


def format_town(town: Place) -> str:
    """A municipality as it stands in the form."""
    return f"{town.code} {town.name}"


def _write_row(row: FormRow, texts: Texts | None) -> list[str]:
    answer = row.answer

    def word(key: str, identity: str) -> str:
        return identity if texts is None else texts(key)

    return [
        row.body,
        row.demand,
        row.item,
        word(f"form.kind_{row.kind}", row.kind),
        row.question,
        word(f"form.answer_kind_{row.answer_kind}", row.answer_kind),
        "" if answer is None else _write_value(answer.value, row.answer_kind, texts),
        "" if answer is None or answer.country is None else write_number(answer.country),
        "" if answer is None else guard_formula(answer.answered_by),
        "" if answer is None else answer.day.isoformat(),
        "" if answer is None else guard_formula(answer.source),
        row.about if answer is None or texts is not None else answer.about,
    ]


def _write_value(value: str | float, kind: AnswerKind, texts: Texts | None) -> str:
    if kind == "yes_no" or value == NOT_APPLICABLE:
        return str(value) if texts is None else texts(f"words.{value}")
    return guard_formula(value) if isinstance(value, str) else write_number(value)
