"""What others wrote: it neither commands a terminal, nor turns the text around it, nor runs in a spreadsheet."""

import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.terms.harmless import (
    CONTROLS_IN_COLUMNS,
    STRANGE,
    drop_guard,
    escape_controls,
    guard_formula,
    is_control,
    neutralise,
)


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x00", "\x07", "\x7f", "\x9b", "\r", "\u202e", "\u2066", "\u200f", "\u2028", "\ufeff"]
)
def test_a_sign_that_commands_is_shown_as_a_mark(sign: str) -> None:
    assert neutralise(f"Gju{sign}[31mteriet") == "Gju\ufffd[31mteriet"


@pytest.mark.parametrize("text", ["Östersund", "rad\nrad", "a\tb", "می\u200cخواهم", "sko\u00adlan", "1\u202f000", "😀"])
def test_what_people_write_stays(text: str) -> None:
    assert neutralise(text) == text


@given(st.text())
def test_nothing_that_commands_is_left(text: str) -> None:
    assert not any(map(is_control, neutralise(text)))


@given(st.text(st.characters(exclude_categories=("Cs", "Cn", "Co"))))
def test_the_pattern_for_columns_of_text_finds_the_same_signs(text: str) -> None:
    told = pl.Series([text]).str.replace_all(CONTROLS_IN_COLUMNS, STRANGE)[0]
    assert told == neutralise(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_with_escapes_says_the_same(text: str) -> None:
    escaped = escape_controls(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(escaped) == {"a": text}
    assert not any(map(is_control, escaped))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "\uff1dcmd", "'=1"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guard_formula(text) == f"'{text}"


@given(st.builds(str.__add__, st.text("'=+-@", max_size=3), st.text(max_size=5)))
def test_the_guard_is_taken_away_again(text: str) -> None:
    assert drop_guard(guard_formula(text)) == text
