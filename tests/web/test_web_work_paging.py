"""Long lists, a page at a time."""

from datetime import date

import pytest
from django.test import Client

from reading import read
from samspel.web.work.paging import A_PAGE
from samspel.workspace.models import Account, Campaign, Unit

MANY = 2 * A_PAGE + 3


@pytest.fixture
def address(local: Account, branch: Unit) -> str:
    Campaign.objects.bulk_create(
        Campaign(unit=branch, title=f"Driv {number:03}", begun_on=date(2026, 1, 1)) for number in range(MANY)
    )
    return f"/arbete/{branch.pk}/driv/"


def list_titles(client: Client, address: str) -> list[str]:
    page = read(client.get(address))
    return [word for word in page.text.split("Driv ") if word[:3].isdecimal()]


def test_a_page_shows_its_share_and_leads_to_the_others(client: Client, address: str) -> None:
    first, last = (read(client.get(f"{address}{query}")) for query in ("", "?sida=3"))

    assert f"1–{A_PAGE} av {MANY}" in first.text
    assert f"{2 * A_PAGE + 1}–{MANY} av {MANY}" in last.text
    assert [a["href"] for a in first.attributes("a") if a.get("rel") in ("prev", "next")] == ["?sida=2"]
    assert [a["href"] for a in last.attributes("a") if a.get("rel") in ("prev", "next")] == ["?sida=2"]
    assert len(list_titles(client, address)) == A_PAGE
    assert len(list_titles(client, f"{address}?sida=3")) == 3


@pytest.mark.parametrize(("typed", "shown"), [("0", "1–"), ("-7", "1–"), ("x", "1–"), ("9" * 400, "1–"), ("99", "51–")])
def test_what_is_no_page_is_the_nearest_that_is(client: Client, address: str, typed: str, shown: str) -> None:
    assert shown in read(client.get(f"{address}?sida={typed}")).text


def test_a_table_as_a_file_has_every_row(client: Client, address: str) -> None:
    rows = client.get(f"{address}?hamta=campaigns.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == MANY + 1


def test_a_list_of_one_page_has_no_pager(client: Client, address: str) -> None:
    Campaign.objects.filter(title__gt="Driv 010").delete()
    assert "av 11" not in read(client.get(address)).text
