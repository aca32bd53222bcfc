"""What a password must be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ready_django  # noqa: F401 - Django's own list of passwords needs the settings
from samspel.terms.errors import BadInputError
from samspel.workspace.passwords import SHORTEST, check_password


@pytest.mark.parametrize("password", ["kaffe vid spåret sju", "tolv tecken!", "Zx9-Qv2-Lm4-Rt8"])
def test_a_long_one_will_do(password: str) -> None:
    check_password(password, "anna")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kort", "password_length"),
        ("x" * 201, "password_length"),
        ("aaaaaaaaaaaaaa", "password_common"),
        ("sommar2026sommar", "password_common"),
        ("Lösenord-123456", "password_common"),
        ("123456789012345", "password_common"),
        ("jagheter anna andersson", "password_name"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, code: str) -> None:
    with pytest.raises(BadInputError) as raised:
        check_password(password, "anna")

    assert code in {error.code for error in (raised.value, *raised.value.others)}


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=SHORTEST - 1))
def test_no_short_one_will_do(password: str) -> None:
    with pytest.raises(BadInputError):
        check_password(password)
