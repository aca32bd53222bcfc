import pytest

from samspel.terms.errors import BadInputError, ContentError, NotFoundError, SamspelError


def test_error_carries_its_code_and_facts_apart_from_any_prose() -> None:
    error = NotFoundError("place_not_found", name="Sandvikn", nearest="Sandviken")
    assert error.code == "place_not_found"
    assert error.facts == {"name": "Sandvikn", "nearest": "Sandviken"}


def test_error_reads_as_its_code_and_facts() -> None:
    assert str(BadInputError("not_a_table", file="a.csv", line=3)) == "not a table (file: a.csv, line: 3)"


def test_content_error_says_file_line_key_found_and_expected() -> None:
    error = ContentError("a.toml", "unit", "kg", "an id that exists", 7)
    assert error.code == "content"
    assert error.key == "unit"
    assert error.facts == {"file": "a.toml", "line": 7, "key": "unit", "found": "kg", "expected": "an id that exists"}


def test_content_error_without_a_line_says_line_zero() -> None:
    assert ContentError("a.toml", "unit", "kg", "an id").facts["line"] == 0


@pytest.mark.parametrize("kind", [NotFoundError, BadInputError, ContentError])
def test_every_error_is_one_that_the_user_can_act_on(kind: type[Exception]) -> None:
    assert issubclass(kind, SamspelError)
