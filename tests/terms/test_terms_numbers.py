"""Numbers as people type them: one reading, or a refusal that says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.loading import Catalogue
from samspel.terms.numbers import NumberError, read_count, read_number, write_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("1250", 1250.0),
        ("1 250", 1250.0),
        ("1\u00a0250", 1250.0),
        ("1\u202f250", 1250.0),
        ("1\u2009250", 1250.0),
        ("12 345 678,5", 12_345_678.5),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1250.500", 1250.5),
        ("1 250.500", 1250.5),
        ("0.125", 0.125),
        ("0,250", 0.25),
        ("25.0", 25.0),
        ("1.2500", 1.25),
        ("+7", 7.0),
        (" 8\t", 8.0),
        ("-0", 0.0),
    ],
)
def test_a_number_with_one_reading_is_read(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["-3", "\u22123", "\u20133", "- 3"])
def test_a_minus_of_any_kind_is_a_minus_where_one_can_stand(text: str) -> None:
    assert read_number(text, signed=True) == -3.0
    with pytest.raises(NumberError) as caught:
        read_number(text)
    assert caught.value.code == "number_negative"


@pytest.mark.parametrize(
    ("text", "whole", "part", "large"),
    [
        ("1.000", "1", "0", "1000"),
        ("1,000", "1", "0", "1000"),
        ("1.250", "1", "25", "1250"),
        ("999,999", "999", "999", "999999"),
        ("-12.500", "-12", "5", "-12500"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_both(
    catalogue: Catalogue, text: str, whole: str, part: str, large: str
) -> None:
    with pytest.raises(NumberError) as caught:
        read_number(text, "--use", signed=True)
    facts = caught.value.facts
    assert (caught.value.code, facts["whole"], facts["part"], facts["large"]) == ("number_two_ways", whole, part, large)
    assert f"som {whole},{part} eller som {large}" in str(catalogue.texts["sv"].explain(caught.value))
    assert f"as {whole}.{part} or as {large}" in str(catalogue.texts["en"].explain(caught.value))


@pytest.mark.parametrize(("text", "value"), [("60.621", 60.621), ("12,345", 12.345), ("90.000", 90.0)])
def test_what_cannot_be_thousands_has_one_reading(text: str, value: float) -> None:
    assert read_number(text, most=100.0) == value


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "--1", "nan", "NaN", "inf", "-inf", "Infinity", "1e3", "1E+05", "1e400", "1_000", "0x10",
        "1 00", "12 5", "1  2", "1.000.000", "1.234,5", "1,234.5", "1,", ".5", "5%", "12 kr", "#VALUE!",
        "١٢", "１２", "1\u200b2", "½", "1'000",
    ],
)  # fmt: skip
def test_what_is_no_number_in_the_digits_0_to_9_is_refused(text: str) -> None:
    with pytest.raises(NumberError) as caught:
        read_number(text, signed=True)
    assert caught.value.code == "number_form"


@pytest.mark.parametrize("text", ["1" * 16, "9" * 5000, "0," + "1" * 31])
def test_more_digits_than_a_machine_keeps_are_refused(text: str) -> None:
    with pytest.raises(NumberError) as caught:
        read_number(text)
    assert caught.value.code == "number_long"


def test_a_per_cent_sign_stands_only_where_a_share_is_asked_for() -> None:
    assert read_number("12,5 %", percent=True) == read_number("12,5%", percent=True) == 12.5
    with pytest.raises(NumberError):
        read_number("12,5 %")


@pytest.mark.parametrize(("text", "count"), [("25", 25), ("25.0", 25), ("25,00", 25), ("1 250", 1250)])
def test_a_count_is_whole_however_a_table_writes_it(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("25.5", "number_whole"),
        ("0", "number_small"),
        ("101", "number_large"),
        ("-1", "number_negative"),
        ("1.250", "number_two_ways"),
        ("nan", "number_form"),
    ],
)
def test_a_count_out_of_range_is_refused(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        read_count(text, least=1, most=100)
    assert caught.value.code == code


@given(st.floats(-1e15, 1e15, exclude_min=True, exclude_max=True).filter(lambda x: x == 0 or abs(x) > 1e-9))
def test_a_number_that_is_written_is_read_back(value: float) -> None:
    assert read_number(write_number(value), signed=True) == value


@given(st.text(max_size=30) | st.from_regex(r"[-+]?[0-9 .,%eE]{0,12}", fullmatch=True), st.booleans(), st.booleans())
def test_any_text_is_a_finite_number_or_a_refusal(text: str, signed: bool, percent: bool) -> None:
    try:
        value = read_number(text, signed=signed, percent=percent)
    except NumberError:
        return
    assert abs(value) < 1e15
    assert signed or value >= 0.0
