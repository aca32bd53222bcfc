"""The address by which others reach the pages."""

import pytest

from samspel.terms.errors import BadInputError
from samspel.workspace.public_address import read_public_address


def test_the_address_is_read_without_its_slash_and_may_be_unset() -> None:
    assert read_public_address({}) == ""
    assert read_public_address({"SAMSPEL_ADDRESS": " https://samspel.example/ "}) == "https://samspel.example"


@pytest.mark.parametrize("given", ["samspel.example", "ftp://samspel.example", "https://"])
def test_what_is_no_web_address_is_refused(given: str) -> None:
    with pytest.raises(BadInputError, match="public address"):
        read_public_address({"SAMSPEL_ADDRESS": given})
