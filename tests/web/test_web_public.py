"""The address of a page as it stands on what leaves the screen."""

import pytest
from django.test import RequestFactory, override_settings

from samspel.web.public import cite_page, find_own_address, make_link

PAGE = "/matt/population/?plats=2181"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_an_address_of_this_machine_alone_is_left_out_of_what_is_cited_but_not_out_of_a_link(host: str) -> None:
    with override_settings(ALLOWED_HOSTS=["*"], PUBLIC_ADDRESS=""):
        request = RequestFactory().get("/", headers={"host": host})
        assert find_own_address(request) == ""
        assert cite_page(request, PAGE) == PAGE
        assert make_link(request, PAGE) == f"http://{host}{PAGE}"


def test_an_address_that_others_reach_stands_and_one_that_is_set_goes_before_it() -> None:
    with override_settings(ALLOWED_HOSTS=["*"], PUBLIC_ADDRESS=""):
        assert (
            cite_page(RequestFactory().get("/", headers={"host": "192.0.2.7:80"}), PAGE) == f"http://192.0.2.7:80{PAGE}"
        )
    with override_settings(ALLOWED_HOSTS=["*"], PUBLIC_ADDRESS="https://samspel.example"):
        request = RequestFactory().get("/", headers={"host": "127.0.0.1:8000"})
        assert cite_page(request, PAGE) == make_link(request, PAGE) == f"https://samspel.example{PAGE}"
