"""The form out and back in."""

import csv
import io
from dataclasses import replace
from datetime import date
from operator import neg
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from given_answers import GIVEN
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import AnswerKind
from samspel.needs.answers import Answer
from samspel.observations.bounds import find_bounds, is_outside
from samspel.sources.answer_form import LONGEST_TEXT, parse_form, parse_kept
from samspel.sources.form_writing import FormRow, write_form, write_kept
from samspel.terms.errors import BadInputError
from samspel.terms.units import PER_CENT
from shipped import load_shipped
from sources.form_rows import HEADER, TODAY

CATALOGUE = load_shipped()
QUESTIONS = [(demand, question) for demand in CATALOGUE.demands.values() for question in demand.questions]
FIGURES = {measure.indicator: demand for demand in CATALOGUE.demands.values() for measure in demand.measures}
WORDS = {texts("words.not_applicable").casefold() for texts in CATALOGUE.texts.values()}

LARGEST_NUMBER, SMALLEST_NUMBER = 1e15, 1e-10
letters = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"))
leads = st.text("'=+-@", max_size=3)
texts_or_none = st.builds(str.__add__, leads, st.text(letters, max_size=60)).map(
    lambda text: normalize("NFC", text).strip()
)
texts_filled = texts_or_none.filter(bool)
plain_texts = texts_filled.filter(lambda text: text.casefold() not in WORDS and len(text) <= LONGEST_TEXT)
counts = st.floats(0, LARGEST_NUMBER, exclude_max=True).filter(lambda value: value == 0 or value >= SMALLEST_NUMBER)
numbers = counts | counts.filter(bool).map(neg)
shares = st.floats(0, 100).filter(lambda value: value == 0 or value >= SMALLEST_NUMBER)
days = st.dates(max_value=TODAY)
VALUES: dict[str, st.SearchStrategy[str | float]] = {
    "yes_no": st.sampled_from(["yes", "no", "not_applicable"]),
    "text": plain_texts | st.just("not_applicable"),
    "number": counts | st.just("not_applicable"),
    "percent": shares | st.just("not_applicable"),
}

WHOLE = st.integers(0, 10**9).map(float)
"""Of persons, things or times."""


@st.composite
def question_rows(draw: st.DrawFn) -> FormRow:
    demand, question = draw(st.sampled_from(QUESTIONS))
    answer = replace(
        GIVEN,
        demand=demand.id,
        item=question.id,
        value=draw(WHOLE if question.whole else VALUES[question.answer]),
        answered_by=draw(texts_filled),
        day=draw(days),
        source=draw(texts_or_none),
        about="2181" if question.each_municipality else "",
    )
    about = draw(st.sampled_from(["2181 Sandviken", "2181", "Sandviken"])) if question.each_municipality else ""
    return FormRow(
        body="2181",
        demand=demand.id,
        item=question.id,
        kind="question",
        question=question.sv,
        answer_kind=question.answer,
        answer=answer,
        about=about,
    )


@st.composite
def figure_rows(draw: st.DrawFn) -> FormRow:
    name = draw(st.sampled_from(sorted(FIGURES)))
    indicator = CATALOGUE.indicators[name]
    kind: AnswerKind = "percent" if indicator.unit == "percent" else "number"
    least, most = find_bounds(CATALOGUE, indicator)
    figures = numbers if least < 0 or is_outside(CATALOGUE, indicator) else counts.filter(lambda value: value <= most)
    if most == PER_CENT and not is_outside(CATALOGUE, indicator):
        figures = shares
    elif most < PER_CENT:
        figures = st.integers(int(least), int(most)).map(float)
    value, country = draw(figures), draw(st.none() | figures)
    answer = replace(
        GIVEN,
        demand=FIGURES[name].id,
        item=name,
        kind="figure",
        value=value,
        country=country,
        answered_by=draw(texts_filled),
        day=draw(days),
        source=draw(texts_or_none),
    )
    return FormRow(
        body="2181",
        demand=FIGURES[name].id,
        item=name,
        kind="figure",
        question=indicator.sv.name,
        answer_kind=kind,
        answer=answer,
    )


def read_back(data: bytes) -> tuple[Answer, ...]:
    return parse_form(data, "svar.csv", CATALOGUE, CATALOGUE.places.by_code["2181"], TODAY)


@given(
    st.lists(question_rows() | figure_rows(), max_size=8, unique_by=lambda row: (row.demand, row.item)),
    st.sampled_from(["sv", "en"]),
)
def test_any_answers_come_back_equal(rows: list[FormRow], lang: Lang) -> None:
    assert list(read_back(write_form(rows, CATALOGUE.texts[lang]))) == [row.answer for row in rows]


@given(st.lists(st.lists(st.text(max_size=5), max_size=12), max_size=6).map(lambda rows: [";".join(r) for r in rows]))
def test_no_text_below_the_header_brings_the_program_down(lines: list[str]) -> None:
    header = write_form([], CATALOGUE.texts["sv"]).decode("utf-8-sig")
    outcome: Any = None
    try:
        outcome = parse_form(
            (header + "\n".join(lines)).encode("utf-8", "replace"),
            "svar.csv",
            CATALOGUE,
            CATALOGUE.places.by_code["2181"],
            TODAY,
        )
    except Exception as error:
        outcome = error
    assert outcome == () or isinstance(outcome, BadInputError)


def test_rows_without_answers_are_blank_to_fill_in(catalogue: Catalogue) -> None:
    row = FormRow(
        body="2181",
        demand="childcare-odd-hours",
        item="offered",
        kind="question",
        question="Finns det?",
        answer_kind="yes_no",
    )
    data = write_form([row], catalogue.texts["sv"])
    (cells,) = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    blank = ("answer", "country", "answered_by", "day", "source", "about")
    assert [column for column, cell in cells.items() if cell == ""] == [
        catalogue.texts["sv"](f"form.{c}") for c in blank
    ]
    assert read_back(data) == ()


def test_a_swedish_spreadsheet_opens_the_form_as_it_stands(catalogue: Catalogue) -> None:
    data = write_form([], catalogue.texts["sv"])
    assert data.startswith(b"\xef\xbb\xbf" + ";".join(HEADER).encode())
    assert data.endswith(b"\r\n")


def test_every_language_writes_a_header_that_the_others_understand(catalogue: Catalogue) -> None:
    answer = replace(GIVEN, day=date(2026, 1, 1), source="y")
    row = FormRow(
        body="2181",
        demand="childcare-odd-hours",
        item="offered",
        kind="question",
        question="?",
        answer_kind="yes_no",
        answer=answer,
    )
    forms = {lang: write_form([row], texts) for lang, texts in catalogue.texts.items()}
    assert forms["sv"] != forms["en"]
    assert read_back(forms["sv"]) == read_back(forms["en"]) == (answer,)


def make_row_of_text(text: str) -> FormRow:
    """A row with the same text in every free cell."""
    answer = replace(
        GIVEN, demand="childcare-growth-areas", item="areas", value=text, answered_by=text, day=TODAY, source=text
    )
    return FormRow(
        body=answer.body,
        demand=answer.demand,
        item=answer.item,
        kind=answer.kind,
        question="?",
        answer_kind="text",
        answer=answer,
    )


@pytest.mark.parametrize("lead", ["=", "+", "-", "@"])
def test_a_spreadsheet_takes_no_answer_for_a_formula(catalogue: Catalogue, lead: str) -> None:
    row = make_row_of_text(f"{lead}1+1")
    data = write_form([row], catalogue.texts["sv"])
    assert f";{lead}1+1".encode() not in data
    assert read_back(data) == (row.answer,)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1", "'=1"), ("'=1", "''=1"), ("''-", "'''-"), ("'t Gooi", "'t Gooi"), ("''så''", "''så''"), ("'", "'")],
)
def test_only_what_could_be_a_formula_gets_an_apostrophe(catalogue: Catalogue, text: str, cell: str) -> None:
    row = make_row_of_text(text)
    data = write_form([row], catalogue.texts["sv"])
    written = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    free = ("answer", "answered_by", "source")
    assert [written[catalogue.texts["sv"](f"form.{column}")] for column in free] == [cell] * 3
    assert read_back(data) == (row.answer,)


@pytest.mark.parametrize(("value", "cell"), [(0.00001, "0.00001"), (1e-15, "0.000000000000001"), (7.5, "7.5")])
def test_a_number_is_written_without_an_exponent(catalogue: Catalogue, value: float, cell: str) -> None:
    answer = replace(
        GIVEN,
        demand=FIGURES["cycle_reach_share"].id,
        item="cycle_reach_share",
        kind="figure",
        value=1.0,
        country=value,
        day=TODAY,
    )
    row = FormRow(
        body="2181",
        demand=answer.demand,
        item=answer.item,
        kind="figure",
        question="?",
        answer_kind="number",
        answer=answer,
    )
    data = write_form([row], catalogue.texts["sv"])
    assert f";1.0;{cell};".encode() in data
    assert read_back(data) == (answer,)


@pytest.mark.parametrize(("value", "cell"), [(1.234, "1.2340"), (0.125, "0.125"), (12.5, "12.5")])
def test_a_number_is_written_so_that_it_is_not_taken_for_thousands(
    catalogue: Catalogue, value: float, cell: str
) -> None:
    answer = replace(GIVEN, demand="industrial-land", item="hectares", value=value, day=TODAY)
    row = FormRow(
        body="2181",
        demand=answer.demand,
        item=answer.item,
        kind="question",
        question="?",
        answer_kind="number",
        answer=answer,
    )
    data = write_form([row], catalogue.texts["sv"])
    assert f";{cell};".encode() in data
    assert read_back(data) == (answer,)


def test_a_kept_number_is_read_as_it_was_written_whatever_it_looks_like(catalogue: Catalogue) -> None:
    answer = replace(GIVEN, demand="childcare-growth-areas", item="waiting", value=1.25, day=TODAY)
    row = FormRow(
        body="2181",
        demand=answer.demand,
        item=answer.item,
        kind="question",
        question="?",
        answer_kind="number",
        answer=answer,
    )
    kept = write_kept([row]).replace(b";1.25;", b";1.250;")
    (found,), others = parse_kept(kept.decode("utf-8-sig"), "2181.csv", CATALOGUE, CATALOGUE.places.by_code["2181"])
    assert (found, others) == (answer, [])
