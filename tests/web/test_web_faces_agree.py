"""What one face says the others say too: caveats of the roads, shares, and which demands a report bears on."""

from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from msgspec.structs import replace
from rich.console import Console

from reading import read
from samspel.app.briefing import compose_brief
from samspel.app.costing import find_costs_at
from samspel.app.desk import Desk
from samspel.app.simulating import simulate, simulate_with_levers
from samspel.catalogue.records.base import Lang
from samspel.cli.framing import Session
from samspel.cli.reaching import print_report
from samspel.cli.simulating import print_simulation
from samspel.reach.report import CycleKept, KeptPlace, ReachReport, RoadReach, RoadStretch, RoadTime
from samspel.rendering.html import render_html
from samspel.rendering.table import Table, words
from samspel.reports.costs import describe_cost, describe_cost_anywhere, render_cost
from samspel.reports.demand import describe_study
from samspel.reports.levers import compose_effect, describe_levers, describe_no_effect, tabulate_moves
from samspel.reports.reach import describe_feeds, describe_how, describe_missing, describe_outside, describe_values
from samspel.reports.reach_sections import compose_reach_grounds
from samspel.reports.record import describe_record, describe_record_in_short
from samspel.reports.roads_sentences import describe_road_notes
from samspel.reports.shifts import tabulate_shifts
from samspel.reports.simulation import describe_region, tabulate_levels
from samspel.reports.simulation_data import render_simulation
from samspel.reports.writing import Writer
from samspel.scenarios.costs import load_costs
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request

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
def whole(town_report: ReachReport) -> ReachReport:
    """The made-up town's journeys, said to be Sandviken's, with one workplace."""
    site = KeptPlace(name="Verket", latitude=60.6, longitude=16.8, people=80)
    kept = tuple(turn for turn in town_report.turns if turn.workplace == 0)
    return replace(town_report, place="2181", is_made_up=False, workplaces=(site,), turns=kept, roads=make_roads())


@pytest.fixture
def keep(desk: Desk) -> Iterator[Keep]:
    yield desk.reach.save
    (desk.store.home / "reach" / "2181.json").unlink(missing_ok=True)


def open_session(desk: Desk, lang: Lang) -> Session:
    """A run of the program whose terminal is so wide that it breaks no sentence."""
    session = Session(lang, as_json=False)
    session.__dict__["desk"] = desk
    session.__dict__["console"] = Console(width=5000, highlight=False, emoji=False, markup=False)
    return session


def read_faces(
    client: Client, desk: Desk, lang: Lang, report: ReachReport, capsys: pytest.CaptureFixture[str]
) -> dict[str, str]:
    """The same report on its page, in the fact sheet and in the terminal."""
    place = desk.catalogue.places.by_code["2181"]
    sheet = render_html(compose_brief(desk, place, None, lang, DAY)).decode()
    print_report(open_session(desk, lang), report, (), is_new=False)
    page = read(client.get(PAGE[lang])).text
    return {"page": page, "sheet": unescape(sheet), "terminal": capsys.readouterr().out}


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
    caveats = describe_road_notes(desk.catalogue.texts[lang], report)
    assert len(caveats) >= 8
    for face, text in read_faces(client, desk, lang, report, capsys).items():
        told = squeeze(text)
        assert [one for one in caveats if squeeze(one) not in told] == [], face


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_value_doubt_and_basis_of_the_journeys_stands_on_every_face(
    client: Client, desk: Desk, whole: ReachReport, keep: Keep, capsys: pytest.CaptureFixture[str], lang: Lang
) -> None:
    lost = (replace(whole.localities[0], name="Bortom", latitude=16.8, longitude=60.6), *whole.localities[1:])
    other = replace(whole.workplaces[0], name="Sågen", latitude=40.0, longitude=3.0)
    turns = (*whole.turns, replace(whole.turns[0], workplace=1, employees=None))
    roads = replace(make_roads(), last_kilometres=(*make_roads().last_kilometres, ()))
    changed = {"localities": lost, "workplaces": (*whole.workplaces, other), "turns": turns, "roads": roads}
    report = replace(whole, outside_localities=12.5, silent=(DAY,), sites_without_stop=(1,), **changed)
    keep(report)
    catalogue, texts = desk.catalogue, desk.catalogue.texts[lang]
    outside, values = describe_outside(catalogue, texts, report), describe_values(catalogue, texts, report)
    missing, notes = describe_missing(texts, report), tabulate_shifts(catalogue, texts, report).notes
    assert (len(outside), len(values), len(missing), len(notes)) == (2, 5, 5, 4)
    said = [*outside, *values, *missing, *notes, *describe_how(texts, report), *describe_feeds(texts, report)]
    for face, text in read_faces(client, desk, lang, report, capsys).items():
        told = squeeze(text)
        assert [one for one in said if squeeze(one) not in told] == [], face


@pytest.mark.parametrize(("share", "told"), [(0.997, "> 99 %"), (0.003, "< 1 %"), (0.5, "50 %"), (1.0, "100 %")])
def test_a_share_is_never_finer_on_the_page_than_in_a_document(
    client: Client, desk: Desk, whole: ReachReport, keep: Keep, share: float, told: str
) -> None:
    keep(replace(whole, roads=make_roads(share=share)))
    page = squeeze(read(client.get(PAGE["sv"])).text)
    assert page.count(told) >= 3
    assert "99,7" not in page


def test_a_demand_whose_motion_has_grounds_from_a_report_leads_to_it_and_no_other(
    client: Client, desk: Desk, whole: ReachReport, keep: Keep
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


@pytest.mark.parametrize(("lang", "prefix"), [("sv", ""), ("en", "/en")])
def test_a_demand_has_one_answer_on_cost_on_every_face(
    client: Client, desk: Desk, capsys: pytest.CaptureFixture[str], lang: Lang, prefix: str
) -> None:
    place, demands = desk.catalogue.places.by_code["2181"], list(desk.catalogue.demands.values())
    numbers = [str(demand.number) for demand in demands]
    request = Request(levers=tuple(numbers), years=2, draws=10)
    run = simulate(desk, place, request)
    print_simulation(open_session(desk, lang), run, None)
    page = f"{prefix}/plats/2181/vad-hander-om/?langd=2&" + "&".join(f"krav={number}" for number in numbers)
    together = {
        "simulation": capsys.readouterr().out,
        "what-if page": read(client.get(page)).text,
        "fact sheet": unescape(render_html(compose_brief(desk, place, None, lang, DAY, request)).decode()),
    }
    plain = render_simulation(desk.catalogue, desk.catalogue.texts[lang], run)
    known = find_costs_at(desk, place)
    for demand in demands:
        cost = squeeze(describe_cost(desk.catalogue.texts[lang], place, demand, known.get(demand.id)))
        alone = {
            "page": read(client.get(f"{prefix}/plats/2181/krav/{demand.number}/")).text,
            "motion": unescape(render_html(compose_brief(desk, place, demand, lang, DAY)).decode()),
            "JSON": plain["costs"][demand.id],
        }
        if demand.number % 9 == 2:
            brief = compose_brief(desk, place, demand, lang, DAY, Request(years=2, draws=10))
            alone["motion of a simulation"] = unescape(render_html(brief).decode())
        for face, text in (*together.items(), *alone.items()):
            assert squeeze(text).count(cost) == 1, (face, demand.number)
        assert plain["costs_per_year"][demand.id] == render_cost(known.get(demand.id), lang)


def test_a_demand_with_a_known_cost_never_says_that_it_is_not_known(desk: Desk) -> None:
    for name in load_costs(desk.catalogue):
        demand = desk.catalogue.demands[name]
        assert "inte känd" not in demand.sv.cost, name
        assert "inte känt" not in demand.sv.cost, name
        assert "not known" not in demand.en.cost, name
    others = [one for one in desk.catalogue.demands.values() if one.id not in load_costs(desk.catalogue)]
    assert others
    assert [
        one.id
        for one in others
        if "räknas fram" in describe_cost_anywhere(desk.catalogue, desk.catalogue.texts["sv"], one)
    ] == []


def test_a_region_s_cost_is_that_of_its_municipalities_together(desk: Desk) -> None:
    places, name = desk.catalogue.places, "childcare-odd-hours"
    region = places.by_code["21"]
    counts = [find_costs_at(desk, member)[name].count for member in places.members_of(region)]
    assert find_costs_at(desk, region)[name].count == pytest.approx(sum(counts))
    assert find_costs_at(desk, region)["sfi-matching"].count == 1.0


@pytest.mark.parametrize(("lang", "prefix"), [("sv", ""), ("en", "/en")])
@pytest.mark.parametrize(("code", "own"), [("1488", True), ("2181", False)])
def test_how_the_model_has_done_stands_on_every_face(
    client: Client, desk: Desk, capsys: pytest.CaptureFixture[str], lang: Lang, prefix: str, code: str, own: bool
) -> None:
    place, texts = desk.catalogue.places.by_code[code], desk.catalogue.texts[lang]
    request = Request(shocks=(parse_shock("2026:100:industry"),), years=2)
    run = simulate(desk, place, request)
    record = describe_record(texts, place.area, run.past)
    short = describe_record_in_short(texts, run.past)
    assert bool(run.past.trials) is own
    assert any(look.nearest == "unchanged" for look in run.past.looks)
    print_simulation(open_session(desk, lang), run, None)
    page = f"{prefix}/plats/{code}/vad-hander-om/?vad1=closure&jobb1=100&sektor1=industry&ar1=2026&langd=2"
    paper = unescape(render_html(compose_brief(desk, place, None, lang, DAY, request)).decode())
    faces = (
        ("terminal", capsys.readouterr().out, record),
        ("page", read(client.get(page)).text, record),
        ("fact sheet", paper, (short,)),
    )
    for face, text, asked in faces:
        told = squeeze(text)
        assert [one for one in asked if squeeze(one) not in told] == [], face
        assert squeeze(texts("simulate.difference_note")) in told, face
    plain = render_simulation(desk.catalogue, desk.catalogue.texts[lang], run)
    assert plain["record"] == list(record)
    assert [one["passed"] for one in plain["backtests"]] == [False] * own
    assert "unchanged" in {one["nearest"] for one in plain["hindcast"]}


@pytest.mark.parametrize(("lang", "prefix"), [("sv", ""), ("en", "/en")])
@pytest.mark.parametrize(
    ("shocks", "levers"),
    [(("2027:100:industry",), ("2", "32")), ((), ("2", "32")), ((), ("32",)), (("2027:100:industry",), ("4",))],
)
def test_every_basis_and_caveat_of_a_simulation_stands_on_every_face(
    client: Client,
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    lang: Lang,
    prefix: str,
    shocks: tuple[str, ...],
    levers: tuple[str, ...],
) -> None:
    place, catalogue, texts = desk.catalogue.places.by_code["1060"], desk.catalogue, desk.catalogue.texts[lang]
    request = Request(shocks=tuple(map(parse_shock, shocks)), levers=levers, years=4)
    run = simulate_with_levers(desk, place, request)
    print_simulation(open_session(desk, lang), run, None)
    event = "vad1=closure&jobb1=100&sektor1=industry&ar1=2027&" if shocks else ""
    page = f"{prefix}/plats/1060/vad-hander-om/?{event}langd=4&" + "&".join(f"krav={lever}" for lever in levers)
    faces = {
        "terminal": capsys.readouterr().out,
        "page": read(client.get(page)).text,
        "fact sheet": unescape(render_html(compose_brief(desk, place, None, lang, DAY, request)).decode()),
    }
    tables = [tabulate_moves(catalogue, texts, run)] if run.choice.pulled else []
    tables += [block for block in compose_effect(catalogue, texts, run) if isinstance(block, Table)]
    said = [
        *describe_levers(catalogue, texts, run),
        *describe_no_effect(catalogue, texts, run),
        *(describe_study(texts, study) for study in run.studies),
        *(texts.of(run.model.parameters[name]).reason for name in run.hypotheses),
        texts("simulate.notes", rules_year=run.model.calibration.rules_year),
        *(note for table in tables for note in table.notes),
        *(cell for table in tables for row in words(table).texts for cell in row),
    ]
    levels = tabulate_levels(texts, run, "brief")
    rest = [
        *describe_region(catalogue, texts, run),
        *levels.notes,
        *(cell for row in words(levels).texts for cell in row),
    ]
    for face, text in faces.items():
        told = squeeze(text)
        is_short = face == "fact sheet" and bool(shocks)  # after an event it leaves the levels to the page, and says so
        assert [one for one in (*said, *(() if is_short else rest)) if squeeze(one) not in told] == [], face
        assert is_short == (squeeze(texts("scenario.rest_on_page")) in told)
        assert not run.happens or squeeze(texts("simulate.difference_note")) in told, face
