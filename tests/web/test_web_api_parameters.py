"""What is asked for is read strictly: what is not known is refused, with what there is."""

import json

import pytest
from django.http import QueryDict
from django.test import Client

from samspel.terms.errors import BadInputError
from samspel.web.api.addresses import ADDRESSES
from samspel.web.api.parameters import MOST_ROWS, PAGING, Parameter, read_asked
from samspel.web.api.problems import ROOT

PLACE, SEX = Parameter(name="place", is_repeatable=True), Parameter(name="sex", choices=("T", "K"))
KNOWN = (PLACE, SEX, *PAGING)


@pytest.mark.parametrize(
    ("query", "code", "facts"),
    [
        ("plaze=1", "api_parameter", {"name": "plaze", "known": "place, sex, page, per_page"}),
        ("sex=M", "api_choice", {"name": "sex", "found": "M", "known": "T, K"}),
        ("sex=T&sex=K", "api_twice", {"name": "sex"}),
        ("page=0", "api_range", {"name": "page", "found": "0", "least": 1, "most": 1_000_000}),
        (f"per_page={MOST_ROWS + 1}", "api_range", {"name": "per_page", "most": MOST_ROWS}),
        ("page=two", "number_form", {"found": "two"}),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(query: str, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(BadInputError) as caught:
        read_asked(KNOWN, {}, QueryDict(query))
    assert caught.value.code == code
    assert facts.items() <= dict(caught.value.facts).items()


def test_what_is_left_out_or_empty_is_as_usual() -> None:
    asked = read_asked(KNOWN, {"place": "2181"}, QueryDict("sex=&place=a&place=%20&place=b&page=3&per_page=10"))
    assert (asked.text("sex"), asked.many("place"), asked.rows) == ("", ("a", "b"), slice(20, 30))
    assert read_asked(KNOWN, {}, QueryDict("")).rows == slice(0, 500)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_every_address_refuses_an_unknown_parameter_in_the_readers_language(client: Client, address: object) -> None:
    path = getattr(address, "example")  # noqa: B009
    bare = path.partition("?")[0]
    for lang, word in (("sv", "Det finns ingen parameter"), ("en", "There is no parameter")):
        response = client.get(f"{ROOT}{bare}?qqq=1&lang={lang}")
        assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
        assert json.loads(response.content)["title"].startswith(word)
