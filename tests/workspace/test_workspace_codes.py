"""Codes: drawn of letters that are not taken for each other, and kept as what cannot be read back."""

from samspel.workspace.codes import LETTERS, digest_secret, draw_code


def test_a_code_is_as_long_as_asked_for_and_has_no_letter_that_is_taken_for_another() -> None:
    codes = {draw_code(12) for _ in range(50)}
    assert len(codes) == 50
    assert {len(code) for code in codes} == {12}
    assert set("".join(codes)) <= set(LETTERS) - set("01ilo")


def test_the_same_secret_is_kept_otherwise_for_each_thing_and_whatever_was_sent() -> None:
    assert len({digest_secret("abc", of) for of in ("", "voice", "network", "request")}) == 4
    assert digest_secret("\ud800") == digest_secret("?")
