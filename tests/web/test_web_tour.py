"""The tour: three steps in the address, each of which one can leave, and nothing kept."""

import pytest
from django.test import Client

from reading import read


def test_the_tour_goes_through_three_pages_and_ends(client: Client) -> None:
    path, met = "/?tur=1", []
    for _ in range(3):
        response = client.get(path)
        assert response.status_code == 200
        assert not response.cookies
        page = read(response)
        (aside,) = [part for part in page.attributes("aside") if "tour" in part.get("class", "")]
        met.append(path)
        buttons = [a["href"] for a in page.attributes("a") if "button" in a.get("class", "") and "tur=" in a["href"]]
        if not buttons:
            break
        (path,) = buttons
        assert aside["aria-label"] == "Rundtur"
    assert met == ["/?tur=1", "/plats/2181/?tur=2", "/plats/2181/krav/?tur=3"]


def test_one_can_skip_and_stays_on_the_page_with_its_choices(client: Client) -> None:
    page = read(client.get("/en/plats/2180/krav/?omrade=work&tur=3"))
    assert "/en/plats/2180/krav/?omrade=work" in [a.get("href") for a in page.attributes("a")]
    assert "Step 3 of 3" in page.text


def test_the_second_step_goes_on_at_the_place_that_is_read(client: Client) -> None:
    page = read(client.get("/plats/2180/?tur=2"))
    assert "/plats/2180/krav/?tur=3" in [a.get("href") for a in page.attributes("a")]


@pytest.mark.parametrize("said", ["", "0", "4", "x", "1\0", "-1", "²"])
def test_an_unknown_step_is_none(client: Client, said: str) -> None:
    response = client.get("/", {"tur": said})
    assert response.status_code == 200
    assert "Rundtur" not in response.content.decode()
