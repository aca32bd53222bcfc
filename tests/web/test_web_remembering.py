"""What changes in the home, by this program or another, is seen at once on every page that rests on it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from made_reach import make_bare_report
from samspel.app.desk import HOME_VARIABLE, Desk
from samspel.observations.building import Mark
from samspel.reach.report import LocalValue, ReachReport

FIGURE, SHOWN = "culture_school_share", "41,7"
PAGES = (
    "/plats/2181/",
    "/jamfor/?plats=1060&plats=2181",
    "/plats/2181/krav/culture-for-all/",
    "/plats/2181/underlag.html",
    "/plats/2181/tabell.csv",
    "/jamfor.csv?plats=1060&plats=2181",
)
OTHERS = ("/plats/2180/", "/plats/21/", "/plats/00/", "/plats/2180/krav/culture-for-all/", "/plats/2180/underlag.html")
ANSWER = """
from datetime import date
from samspel.app.desk import open_desk
from samspel.app.keeping import keep_answers
from samspel.needs.answers import Answer
desk = open_desk()
town = desk.catalogue.places.by_code["2181"]
given = dict(demand="culture-for-all", item="culture_school_share", kind="figure", value={value}, country=30.25)
who = dict(answered_by="Anna Ek", day=date(2026, 11, 22), source="SKR")
keep_answers(desk, town, [Answer(body="2181", **given, **who)])
"""


def look(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    words = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(words))


def answer_in_another_program(home: Path, value: float) -> None:
    environment = os.environ | {HOME_VARIABLE: str(home)}
    subprocess.run([sys.executable, "-c", ANSWER.format(value=value)], env=environment, check=True)


def make_report(value: float) -> ReachReport:
    told = LocalValue(
        indicator="surgery_minutes_mean",
        value=value,
        basis="calculated",
        source="own-road-map",
        file="karta.pbf",
        publisher="OSM",
    )
    return make_bare_report(told)


@pytest.fixture
def nothing_kept(client: Client, desk: Desk, web_home: Path, no_answers: None) -> Iterator[None]:
    yield
    desk.reach.forget("2181")
    for hospital in desk.hospitals.load():
        desk.hospitals.save(hospital, None)


@pytest.mark.usefixtures("nothing_kept")
def test_a_figure_that_another_program_keeps_is_seen_at_once_with_who_on_every_page_of_its_place_and_no_other(
    client: Client, web_home: Path
) -> None:
    others = [look(client, address) for address in OTHERS]
    assert all(SHOWN not in look(client, address) for address in PAGES)
    answer_in_another_program(web_home, 41.7)
    for address in PAGES:
        page = look(client, address)
        assert SHOWN.replace(",", ".") in page.replace(",", "."), address
        assert "Anna Ek" in page, address
        assert "2026-11-22" in page, address
    assert [look(client, address) for address in OTHERS] == others
    answer_in_another_program(web_home, 52.3)
    for address in PAGES:
        page = look(client, address).partition("Senast ändrat")[0].replace(",", ".")
        assert "52.3" in page, address
        assert "41.7" not in page, address


@pytest.mark.usefixtures("nothing_kept")
def test_a_new_report_of_reach_is_seen_at_once_on_every_page_of_its_place(client: Client, desk: Desk) -> None:
    addresses = ("/plats/2181/", "/jamfor/?plats=1060&plats=2181", "/plats/2181/krav/emergency-surgery/")
    for value in (123.0, 211.0):
        desk.reach.save(make_report(value))
        for address in addresses:
            page = look(client, address)
            assert re.search(rf"\b{value:.0f}\b", page), address
            assert "OSM" in page, address
    desk.reach.forget("2181")
    assert not any(re.search(r"\b211\b", look(client, address)) for address in addresses)


@pytest.mark.usefixtures("nothing_kept")
def test_what_is_said_of_a_hospital_is_seen_at_once_on_every_page_that_rests_on_it(client: Client, desk: Desk) -> None:
    addresses = ("/plats/2181/", "/plats/2181/krav/emergency-surgery/", "/plats/2181/underlag.html")
    before = [look(client, address) for address in addresses]
    desk.hospitals.save("Gävle sjukhus", Mark("no", "Anna Ek", "2026-11-22", "brev"))
    after = [look(client, address) for address in addresses]
    assert all(one != other for one, other in zip(before, after, strict=True))
    desk.hospitals.save("Gävle sjukhus", None)
    assert [look(client, address) for address in addresses] == before
    raw = client.get("/plats/2181/").content
    desk.hospitals.save("Gävle sjukhus", Mark("no", "Anna Ek", "2026-11-22", "brev"))
    drawn = client.get("/plats/2181/").content
    assert raw.count(b"<title>G\xc3\xa4vle sjukhus") > drawn.count(b"<title>G\xc3\xa4vle sjukhus")
