"""The code of an address, for a page and for a terminal."""

from samspel.app.inviting import invite

ADDRESS = "http://192.168.1.20:8000/?nyckel=abc"


def test_the_picture_and_the_signs_are_the_same_code() -> None:
    invitation = invite(ADDRESS)
    assert invitation.picture.startswith("<svg")
    width = len(invitation.signs[0])
    assert {len(line) for line in invitation.signs} == {width}
    assert 2 * len(invitation.signs) - 1 == width
    assert set(invitation.signs[0]) == {"█"}
    assert invitation.signs != invite(ADDRESS + "d").signs
