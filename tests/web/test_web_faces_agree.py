"""What one face says the others say too: caveats of the roads, shares, and which demands a report bears on."""

from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from msgspec.structs import replace
from reading import read

from samspel.briefs.html import render_html
from samspel.briefs.reach_section import compose_reach_grounds
from samspel.briefs.road_words import tell_road_notes
from samspel.briefs.writing import Writer
from samspel.catalogue.records import Lang
from samspel.cli.framing import Session
from samspel.cli.reach_printing import print_report
from samspel.reach.report import CycleKept, KeptPlace, ReachReport, RoadReach, RoadStretch, RoadTime
from samspel.usecases.briefing import compose_brief
from samspel.usecases.desk import Desk
from samspel.usecases.reaching import reach_demo

PAGE = {"sv": "/plats/2181/resor/", "en": "/en/plats/2181/resor/"}
DAY = date(2026, 11, 22)
Keep = Callable[[ReachReport], Path]


def squeeze(text: str) -> str:
    return " ".join(text.split())


def make_roads(drawn: str = "2024-05", share: float = 0.997) -> RoadReach:
    """All that a map can give, with caveats of every kind."""
    near = RoadTime(of=0, minutes=12.4, goal="Sjukhuset", basis="measured", why="")
    far = RoadTime(of=1, minutes=41.0, goal="Sjukhuset", basis="estimated", why="off_map")
    return RoadReach(
        file="karta.osm.pbf",
        drawn=drawn,
        limit_minutes=30.0,
        surgery=(near, far),
        surgery_of_sites=(near,),
        stations=(near, far),
        sites=(replace(near, goal=""),),
        last_km=3.0,
        last_kilometres=((RoadStretch(road="service", surface="paved", light="lit", limit=50, share=share),),),
        cycling=(
            CycleKept(
                workplace=0,
                within=share,
                sheltered=share,
                on_cycleway=0.1,
                lit=0.2,
                light_unknown=0.0,
                paved=0.004,
                surface_unknown=0.0,
                by_road=(),
            ),
        ),
        outside=("Bortom", "Långtbort"),
        lost=2,
        hospitals_assumed=False,
    )


@pytest.fixture(scope="session")
def whole(desk: Desk) -> ReachReport:
    """The made-up town's journeys, said to be Sandviken's, with one workplace."""
    report = reach_demo(desk)
    site = KeptPlace(name="Verket", latitude=60.6, longitude=16.8, people=80)
    kept = tuple(turn for turn in report.turns if turn.workplace == 0)
    return replace(report, place="2181", is_made_up=False, workplaces=(site,), turns=kept, roads=make_roads())


@pytest.fixture
def keep(desk: Desk) -> Iterator[Keep]:
    yield desk.reach.save
    (desk.store.home / "reach" / "2181.json").unlink(missing_ok=True)


def read_faces(
    client: Client, desk: Desk, lang: Lang, report: ReachReport, capsys: pytest.CaptureFixture[str]
) -> dict[str, str]:
    """The same report on its page, in the fact sheet and in the terminal."""
    place = desk.catalogue.places.by_code["2181"]
    sheet = render_html(compose_brief(desk, place, None, lang, DAY)).decode()
    session = Session(lang, as_json=False)
    session.__dict__["desk"] = desk
    session.__dict__["console"] = session.console.__class__(width=5000, highlight=False, emoji=False, markup=False)
    print_report(session, report, (), is_new=False)
    page = read(client.get(PAGE[lang])).text
    return {
        "page": page,
        "sheet": unescape(sheet),
        "terminal": capsys.readouterr().out,
    }


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("drawn", ["", "2024-05", "i våras", "2026-10-01T20:21:03Z"])
def test_every_caveat_of_the_roads_stands_on_every_face(
    client: Client,
    desk: Desk,
    whole: ReachReport,
    keep: Keep,
    capsys: pytest.CaptureFixture[str],
    lang: Lang,
    drawn: str,
) -> None:
    report = replace(whole, roads=make_roads(drawn))
    keep(report)
    caveats = tell_road_notes(desk.catalogue.texts[lang], report)
    assert len(caveats) >= 8
    for face, text in read_faces(client, desk, lang, report, capsys).items():
        told = squeeze(text)
        assert [one for one in caveats if squeeze(one) not in told] == [], face


@pytest.mark.parametrize(("share", "told"), [(0.997, "> 99 %"), (0.003, "< 1 %"), (0.5, "50 %"), (1.0, "100 %")])
def test_a_share_is_never_finer_on_the_page_than_in_a_document(
    client: Client,
    desk: Desk,
    whole: ReachReport,
    keep: Keep,
    share: float,
    told: str,
) -> None:
    keep(replace(whole, roads=make_roads(share=share)))
    page = squeeze(read(client.get(PAGE["sv"])).text)
    assert page.count(told) >= 3
    assert "99,7" not in page


def test_a_demand_whose_motion_has_grounds_from_a_report_leads_to_it_and_no_other(
    client: Client,
    desk: Desk,
    whole: ReachReport,
    keep: Keep,
) -> None:
    values = tuple(
        replace(whole.values[0], indicator=name, value=20.0) for name in ("shift_reach_share", "training_reach_minutes")
    )
    report = replace(whole, values=values)
    keep(report)
    named = f'href="{PAGE["sv"]}"'
    in_the_menu = client.get("/plats/2181/krav/2/").content.decode().count(named)
    writer = Writer(desk.observations, desk.catalogue.texts["sv"], DAY)
    grounded = {name for name in desk.catalogue.demands if tuple(compose_reach_grounds(writer, report, name))}
    linked = {
        name
        for name in desk.catalogue.demands
        if client.get(f"/plats/2181/krav/{name}/").content.decode().count(named) > in_the_menu
    }
    assert linked == grounded
    assert {"shift-transit", "ambulance-transport", "emergency-surgery"} <= grounded
