"""The fact sheet: two pages, and no number that is not in the figures."""

import io
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from brief_readers import Compose, find_grids, missing_from, read_page, read_words, squeeze
from desks import make_desk
from samspel.app.aftermath import plan_aftermath
from samspel.app.briefing import RENDERERS, compose_brief, render
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.app.places import show_place
from samspel.app.simulating import simulate
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.documents.fact_sheet import NEEDS_SHOWN, QUESTIONS_SHOWN
from samspel.needs.verdict import Verdict
from samspel.observations.building import Observations
from samspel.rendering.blocks import Document
from samspel.rendering.table import words
from samspel.reports.figures import describe_blank
from samspel.reports.interdependence import tabulate_interdependence
from samspel.reports.needs import describe_verdicts
from samspel.reports.place_data import render_portrait
from samspel.scenarios.shocks import Shock
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError

DAY = date(2026, 11, 22)
MUNICIPALITIES = {
    "2181": "Sandviken, industry",
    "1060": "Olofström, one large firm",
    "2584": "Kiruna, mine",
    "0184": "Solna, suburb without industry",
    "0980": "Gotland, region too",
    "0180": "Stockholm, the largest",
    "2403": "Bjurholm, the smallest",
    "1480": "Göteborg, large city",
    "2505": "Arvidsjaur, far from surgery",
    "2284": "Örnsköldsvik, industry on the coast",
    "1904": "Skinnskatteberg, small industry",
    "1257": "Örkelljunga, small",
}
REGIONS = {"21": "Gävleborg", "09": "Gotland", "23": "Jämtland Härjedalen"}


@pytest.fixture
def desk(catalogue: Catalogue, observations: Observations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a home of its own."""
    monkeypatch.setenv("SAMSPEL_HOME", str(tmp_path))
    return make_desk(catalogue, observations, tmp_path)


@pytest.fixture(scope="module")
def compose_anew(still_desk: Desk) -> Compose:
    """Compose the fact sheet of a place by its code."""

    def run(code: str, lang: Lang = "sv") -> Document:
        return compose_brief(still_desk, still_desk.catalogue.places.by_code[code], None, lang, DAY)

    return run


@pytest.fixture(scope="module")
def compose(compose_anew: Compose) -> Compose:
    """The same, each composed once for all that is asked of it."""
    return cache(compose_anew)


def count_pages(document: Document) -> int:
    (pdf,) = render(document, ("pdf",)).values()
    return len(PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("code", MUNICIPALITIES)
def test_a_municipality_takes_two_pages(compose: Compose, code: str) -> None:
    assert count_pages(compose(code)) == 2


@pytest.mark.parametrize("code", MUNICIPALITIES)
def test_a_municipality_takes_two_pages_in_english(compose: Compose, code: str) -> None:
    assert count_pages(compose(code, "en")) == 2


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", REGIONS)
def test_a_region_takes_two_or_three_pages(compose: Compose, code: str, lang: Lang) -> None:
    assert count_pages(compose(code, lang)) in (2, 3)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", [*MUNICIPALITIES, *REGIONS])
def test_nothing_is_left_to_fill_in(compose: Compose, catalogue: Catalogue, code: str, lang: Lang) -> None:
    page = read_page(compose(code, lang))
    assert [sign for sign in ("{", "}", "None", "nan") if sign in page.split() or (sign in "{}" and sign in page)] == []
    assert missing_from(page, catalogue.texts[lang]("facts.title", area=catalogue.places.by_code[code].area)) == []


@pytest.mark.parametrize("code", ["2181", "1060", "0980", "21", "09"])
def test_the_industry_share_on_the_page_is_the_use_cases(compose: Compose, desk: Desk, code: str) -> None:
    catalogue = desk.catalogue
    texts, place = catalogue.texts["sv"], catalogue.places.by_code[code]
    plain = render_portrait(catalogue, texts, show_place(desk, place))
    rows = {row["indicator"]: row for section in plain["sections"] for row in section["indicators"]}
    share, jobs = rows["jobs_industry_share"], rows["jobs_industry"]
    told = texts(
        "facts.ingress_jobs",
        area=place.area,
        jobs=texts.quantity(jobs["here"]["value"], "jobs"),
        year=share["here"]["period"],
        share=texts.quantity(share["here"]["value"], "percent"),
        country=texts.quantity(share["country"], "percent"),
    )
    assert squeeze(told) in read_page(compose(code))


def test_every_figure_of_the_table_is_the_observations(compose: Compose, desk: Desk) -> None:
    catalogue = desk.catalogue
    texts, place = catalogue.texts["sv"], catalogue.places.by_code["2181"]
    names = [n for n in catalogue.fact_sheet.indicators if "municipality" in catalogue.indicators[n].levels]
    grid = find_grids(compose("2181"))[0]
    for name, row in zip(names, grid.rows, strict=True):
        for place_told, column in ((place, 1), (catalogue.places.by_code["21"], 3), (catalogue.places.country, 4)):
            value = desk.observations.latest(name, place_told).value
            if value is None:
                assert row[column] == texts("words.blank"), (name, place_told.name)
            else:
                told = row[column].partition(" (")[0]
                assert texts.quantity(value, catalogue.indicators[name].unit).startswith(told), name


@pytest.mark.parametrize("code", ["0184", "1231", "1384"])
def test_every_blank_of_the_table_is_told_why(compose: Compose, desk: Desk, code: str) -> None:
    catalogue = desk.catalogue
    texts, place = catalogue.texts["sv"], catalogue.places.by_code[code]
    note = squeeze(find_grids(compose(code))[0].note)
    rows = [catalogue.indicators[name] for name in catalogue.fact_sheet.indicators]
    blanks = [(row, desk.observations.latest(row.id, place).blank) for row in rows if place.kind.value in row.levels]
    reasons = [squeeze(describe_blank(texts, row, blank)) for row, blank in blanks if blank is not None]
    assert reasons
    assert [reason for reason in reasons if reason not in note] == []


@pytest.mark.parametrize("code", ["2181", "0184", "21"])
def test_the_counts_of_needs_are_those_of_the_use_case(compose: Compose, desk: Desk, code: str) -> None:
    place = desk.catalogue.places.by_code[code]
    told = describe_verdicts(desk.catalogue.texts["sv"], measure_needs(desk, place))
    assert squeeze(told) in read_page(compose(code))


def test_needs_and_questions_are_shown_most_pressing_first(compose: Compose, desk: Desk, catalogue: Catalogue) -> None:
    needs = measure_needs(desk, catalogue.places.by_code["2181"])
    words = read_words(compose("2181"))
    needed = [need for need in needs if need.verdict in (Verdict.LARGE, Verdict.SOME)]
    leads = [f"{need.demand.number}. {need.demand.sv.title} (" for need in needed]
    assert [lead for lead in leads if lead in words] == leads[:NEEDS_SHOWN]
    places = [words.index(lead) for lead in leads[:NEEDS_SHOWN]]
    assert places == sorted(places)
    asked = [
        f"{need.demand.number}. {need.open_questions[0].question.sv}"
        for need in needs
        if need.verdict is Verdict.UNKNOWN and need.open_questions and need not in needed[:NEEDS_SHOWN]
    ]
    assert [question for question in asked if question in words] == asked[:QUESTIONS_SHOWN]


def test_after_an_event_the_questions_of_the_demands_that_it_makes_urgent_are_put(desk: Desk) -> None:
    place = desk.catalogue.places.by_code["0481"]
    scenario = Request(shocks=(Shock(kind="notice", year=2027, jobs=400.0),), draws=50, years=5)
    plan = plan_aftermath(desk, simulate(desk, place, scenario))
    said = read_words(compose_brief(desk, place, None, "sv", DAY, scenario))
    urgent = [one.need for one in plan.needs if one.need.open_questions][:QUESTIONS_SHOWN]
    assert urgent
    for need in urgent:
        assert f"{need.demand.number}. {need.open_questions[0].question.sv}" in said
    calm = read_words(compose_brief(desk, place, None, "sv", DAY))
    assert calm.count(desk.catalogue.texts["sv"]("facts.questions_intro")) == 1
    assert desk.catalogue.texts["sv"]("facts.questions_intro") not in said


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["2181", "0662", "0180"])
def test_after_an_event_four_pages_begin_with_it(desk: Desk, code: str, lang: Lang) -> None:
    texts, place = desk.catalogue.texts[lang], desk.catalogue.places.by_code[code]
    scenario = Request(shocks=(Shock(kind="closure", year=2027, jobs=400.0),), draws=200, years=15)
    document = compose_brief(desk, place, None, lang, DAY, scenario)
    assert count_pages(document) <= 4
    assert document.title == texts("after.named.closure", jobs=texts.number(400.0), place=place.name, sector="")
    said = read_words(document)
    order = ("after.next", "after.authorities", "after.state", "facts.questions_title", "facts.figures_title")
    places = [said.index(texts(key)) for key in order]
    assert places == sorted(places)
    assert said.index("2027") < places[0]


@pytest.mark.parametrize("code", ["21", "01", "09"])
def test_a_regions_sheet_has_the_table_of_industry_and_welfare(compose: Compose, desk: Desk, code: str) -> None:
    catalogue, place = desk.catalogue, desk.catalogue.places.by_code[code]
    table = tabulate_interdependence(catalogue, catalogue.texts["sv"], show_place(desk, place).interdependence)
    assert find_grids(compose(code))[1].rows == words(table).texts


def test_a_municipalitys_sheet_has_one_table(compose: Compose) -> None:
    assert len(find_grids(compose("2181"))) == 1


def test_the_sources_of_every_figure_are_named(compose: Compose, desk: Desk, catalogue: Catalogue) -> None:
    page = read_page(compose("2181"))
    place = catalogue.places.by_code["2181"]
    origins = {o for name in catalogue.fact_sheet.indicators for o in desk.observations.latest(name, place).origins}
    assert missing_from(page, *(catalogue.sources[origin.source].sv.name for origin in origins)) == []


@pytest.mark.parametrize("kind", RENDERERS)
def test_the_same_sheet_gives_the_same_bytes(compose_anew: Compose, kind: str) -> None:
    for code in ("2181", "21"):
        assert render(compose_anew(code), [kind]) == render(compose_anew(code), [kind])  # type: ignore[list-item]


def test_the_country_has_no_sheet(compose: Compose) -> None:
    with pytest.raises(BadInputError) as caught:
        compose("00")
    assert caught.value.code == "not_for_country"


def test_the_order_of_work_changes_nothing(compose_anew: Compose) -> None:
    first = read_words(compose_anew("2181"))
    for code in ("0180", "21"):
        compose_anew(code, "en")
    assert read_words(compose_anew("2181")) == first


@pytest.mark.parametrize("code", ["2181", "1060", "0980", "21"])
def test_every_publisher_that_the_sheet_names_stands_in_its_list_of_sources(
    compose: Compose, catalogue: Catalogue, code: str
) -> None:
    *parts, sources = read_words(compose(code)).split(catalogue.texts["sv"]("facts.sources_title"))
    said = "".join(parts)
    named = {
        source.publisher
        for source in catalogue.sources.values()
        if re.search(rf"(, |via ){re.escape(source.publisher)}(?! via|, SCB via)", said)
    }
    assert {"SCB", "Kolada (RKA)"} <= named
    assert [publisher for publisher in sorted(named) if publisher not in sources] == []
