"""The pages of what renewals changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from reading import read
from samspel.needs.news import ChangedValues, ChangedVerdict, Changes
from samspel.needs.verdict import Verdict
from samspel.store.live.news import keep_changes, list_keys

FIRST, SECOND = datetime(2026, 10, 1, 4, 10, tzinfo=UTC), datetime(2026, 11, 2, 5, 10, tzinfo=UTC)
SICK, DEMAND = "staff_sick_leave", "childcare-odd-hours"


def make(moment: datetime, value: float, places: tuple[str, ...] = ("2181",)) -> Changes:
    values = ChangedValues(
        indicator=SICK,
        before_year=2022,
        year=2024,
        places=list(places),
        before=[6.5] * len(places),
        now=[value] * len(places),
    )
    verdicts = [
        ChangedVerdict(
            demand=DEMAND,
            place=place,
            before=Verdict.SOME,
            before_strength="measured",
            now=Verdict.LARGE,
            strength="measured",
            main="children_odd_hours",
        )
        for place in places
    ]
    return Changes(made=moment.isoformat(), figures=[values], verdicts=verdicts, here=verdicts)


@pytest.fixture
def renewals(web_home: Path) -> Iterator[tuple[str, ...]]:
    """Two renewals, the latest first."""
    keep_changes(web_home, make(FIRST, 7.25))
    keep_changes(web_home, make(SECOND, 8.75, ("2181", "2180", "0114")))
    keys = list_keys(web_home)
    yield keys
    for key in keys:
        (web_home / "live" / "news" / f"{key}.json").unlink()


@pytest.mark.parametrize("path", ["/nytt/", "/plats/2181/nytt/", "/en/plats/00/nytt/"])
def test_before_the_first_renewal_the_pages_say_so(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "samspel update" in read(response).text


@pytest.mark.usefixtures("renewals")
def test_a_place_tells_the_latest_renewal_and_leads_to_those_before(client: Client, renewals: tuple[str, ...]) -> None:
    page = read(client.get("/plats/2181/nytt/"))
    assert "2 november 2026" in page.text
    assert "8,8\u00a0%" in page.text
    assert "behovet är större" in page.text
    before = f"/plats/2181/nytt/{renewals[1]}/"
    assert before in page.links
    assert "7,3\u00a0%" in read(client.get(before)).text
    assert client.get("/plats/2181/nytt/20200101T000000000000/").status_code == 404
    assert client.get("/plats/Sandviken/nytt/").status_code == 302


@pytest.mark.usefixtures("renewals")
def test_the_page_of_a_place_says_that_there_is_news_and_leads_there(client: Client) -> None:
    page = read(client.get("/plats/2181/"))
    assert "en ny siffra, och ett krav har fått en annan bedömning" in page.text
    assert "/plats/2181/nytt/" in page.links


@pytest.mark.usefixtures("renewals")
def test_all_places_are_chosen_among_by_county_demand_and_way(client: Client, renewals: tuple[str, ...]) -> None:
    everywhere = read(client.get("/nytt/"))
    assert {f"/plats/{code}/nytt/{renewals[0]}/" for code in ("2181", "0114")} <= set(everywhere.links)
    one = client.get("/nytt/?lan=21&hamta=changes.csv").content.decode("utf-8-sig")
    assert ("2181" in one, "2180" in one, "0114" in one) == (True, True, False)
    assert client.get(f"/nytt/?krav={DEMAND}&hall=larger&hamta=changes.csv").content.count(b"\n") == 4
    assert "Inget krav har fått" in read(client.get("/nytt/?hall=smaller")).text
    before = client.get(f"/nytt/?hamtning={renewals[1]}&hamta=changes.csv").content
    assert before.count(b"\n") == 2
    assert client.get("/nytt/?hamtning=x").status_code == 404
    assert client.get("/nytt/?lan=Atlantis").status_code == 404


@pytest.mark.usefixtures("renewals")
def test_the_figures_of_a_county_are_a_file(client: Client) -> None:
    rows = client.get("/nytt/siffror.csv?lan=21").content.decode("utf-8-sig")
    assert rows.count("\n") == 3
    assert "staff_sick_leave" in rows
    assert client.get("/nytt/siffror.xlsx?lan=21").content[:2] == b"PK"
    refused = client.get("/nytt/siffror.csv")
    assert refused.status_code == 400
    assert "Välj ett län" in read(refused).text
