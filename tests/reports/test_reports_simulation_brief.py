"""The simulation in briefs: all that was assumed, what it gives, what speaks against it, and how to run it again."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from brief_readers import find_grids, missing_from, read_page, read_words
from desks import make_desk
from samspel import __version__
from samspel.app.briefing import compose_brief
from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.app.simulating import simulate, simulate_with_levers
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.observations.building import Observations
from samspel.rendering.blocks import Document, Heading, Pair, Paragraph
from samspel.rendering.docx import render_docx
from samspel.rendering.pdf import render_pdf
from samspel.reports.demand import describe_study
from samspel.reports.events import describe_event
from samspel.reports.levers import describe_lever, describe_no_effect
from samspel.reports.outcomes import describe_change, format_band, format_ends, format_tenths, label_outcome
from samspel.reports.record import describe_record, describe_record_in_short
from samspel.reports.simulation import describe_effect
from samspel.reports.simulation_brief import DRAWN
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError
from samspel.trials.simulated import Simulated

DAY = date(2026, 11, 22)
SHOCKS = (parse_shock("2027:100:industry"), parse_shock("2028:60+40@2030:industry"))
REQUEST = Request(shocks=SHOCKS, levers=("6", "32"), years=8, draws=100, seed=3)
CALM = Request(levers=("17", "32"), years=8, draws=100, seed=3)
MOST_PAGES = 4


@pytest.fixture(scope="module")
def desk(catalogue: Catalogue, observations: Observations, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(catalogue, observations, tmp_path_factory.mktemp("home"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPEL_HOME", str(tmp_path))


def compose(desk: Desk, request: Request | None, demand: int = 0, code: str = "1060", lang: Lang = "sv") -> Document:
    catalogue = desk.catalogue
    found = catalogue.demands_by_number[demand] if demand else None
    return compose_brief(desk, catalogue.places.by_code[code], found, lang, DAY, request)


def run(desk: Desk, request: Request = REQUEST, code: str = "1060") -> Simulated:
    return simulate(desk, desk.catalogue.places.by_code[code], request)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_fact_sheet_says_what_was_assumed_what_it_gives_and_what_speaks_against(desk: Desk, lang: Lang) -> None:
    page, simulation, texts = read_page(compose(desk, REQUEST, lang=lang)), run(desk), desk.catalogue.texts[lang]
    main, zero, year = simulation.main, simulation.zero, simulation.last_year
    assert missing_from(page, *(describe_event(texts, shock) for shock in SHOCKS)) == []
    assert missing_from(page, *(describe_lever(desk.catalogue, texts, one) for one in simulation.choice.pulled)) == []
    assert missing_from(page, *describe_effect(texts, simulation, main)) == []
    assert (
        missing_from(
            page, *(describe_change(texts, zero.effect, one, year) for one in simulation.model.outcomes.headlines)
        )
        == []
    )
    told = describe_record_in_short(texts, simulation.past)
    assert missing_from(page, told, texts("simulate.zero"), texts("simulate.equalised")) == []
    assert simulation.studies
    assert missing_from(page, *(describe_study(texts, study) for study in simulation.studies)) == []
    assert missing_from(page, REQUEST.command(simulation.place)) == []
    assert [sign for sign in "{}" if sign in page] == []


def test_the_levels_have_the_middle_and_both_bands(desk: Desk) -> None:
    simulation, texts = run(desk, CALM), desk.catalogue.texts["sv"]
    (grid,) = [g for g in find_grids(compose(desk, CALM)) if texts("scenario.levels_half") in g.header]
    rows = {row[0]: row for row in grid.rows}
    shown = simulation.model.outcomes.shown_in("brief")
    assert len(rows) == len(shown) == 9
    for outcome in shown:
        band = simulation.main.scenario.band(outcome.id)[:, -1]
        change = simulation.main.effect.band(outcome.id)[:, -1]
        assert rows[label_outcome(texts, outcome)][-3:] == (
            format_band(texts, outcome, band),
            format_ends(texts, outcome, band[1:4]),
            format_band(texts, outcome, change, change=True),
        )


def test_the_levers_stand_in_a_table_with_the_hypotheses_at_zero_beside(desk: Desk) -> None:
    simulation, texts = run(desk), desk.catalogue.texts["sv"]
    of_levers, zero = simulation.main.of_levers, simulation.zero.of_levers
    (grid,) = [g for g in find_grids(compose(desk, REQUEST)) if g.header[-1] == texts("scenario.levers_helps")]
    for outcome, row in zip(simulation.model.outcomes.headlines, grid.rows, strict=True):
        assert row[2] == format_ends(texts, outcome, of_levers.band(outcome.id)[:, -1], change=True)
        assert row[3] == format_band(texts, outcome, zero.band(outcome.id)[:, -1], change=True)
        assert row[4] == format_tenths(texts, of_levers.share_better(outcome), of_levers.share_worse(outcome))
    alone = simulate_with_levers(desk, simulation.place, REQUEST).alone
    people = simulation.model.outcomes["people"]
    head = label_outcome(texts, people, change=True)
    (grid,) = [g for g in find_grids(compose(desk, REQUEST)) if g.header[:2] == (texts("levers.lever"), head)]
    assert [row[1] for row in grid.rows] == [
        format_band(texts, people, one.changes["people"].band, change=True) for one in alone
    ]
    assert len(alone) > 1


@pytest.mark.parametrize("request_of", ["calm", "event"])
def test_there_is_a_fan_for_each_chief_outcome_and_after_an_event_for_people_and_those_without_work(
    desk: Desk, request_of: str
) -> None:
    plain, document = (compose(desk, request) for request in (None, CALM if request_of == "calm" else REQUEST))
    texts, outcomes = desk.catalogue.texts["sv"], open_model(desk).outcomes
    shown = outcomes.headlines if request_of == "calm" else tuple(outcomes[name] for name in DRAWN)
    pairs = [block for block in document.blocks if isinstance(block, Pair) and block not in plain.blocks]
    drawn = [picture.caption for pair in pairs for picture in (pair.left, pair.right)]
    assert drawn == [texts("scenario.chart", name=label_outcome(texts, outcome)) for outcome in shown]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_without_an_event_the_fact_sheet_tells_the_whole_record(desk: Desk, lang: Lang) -> None:
    page, simulation, texts = read_page(compose(desk, CALM, lang=lang)), run(desk, CALM), desk.catalogue.texts[lang]
    assert missing_from(page, *describe_record(texts, simulation.place.area, simulation.past)) == []


@pytest.mark.parametrize(("demand", "request_"), [(0, CALM), (32, REQUEST)])
def test_without_a_scenario_the_brief_is_as_before(desk: Desk, demand: int, request_: Request) -> None:
    """A fact sheet after an event is another one: it begins with the event and leaves the figures of the place to the
    page.
    """
    texts = desk.catalogue.texts["sv"]
    words, longer = read_words(compose(desk, None, demand)), read_words(compose(desk, request_, demand))
    assert texts("scenario.counted") not in words
    assert texts("scenario.counted") in longer
    assert [line for line in words.splitlines() if line not in longer] == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_motion_holds_what_its_own_lever_changes(desk: Desk, lang: Lang) -> None:
    document = compose(desk, Request(shocks=SHOCKS, levers=(), years=8, draws=100, seed=3), 32, lang=lang)
    page, simulation = (
        read_page(document),
        run(desk, Request(shocks=SHOCKS, levers=("32",), years=8, draws=100, seed=3)),
    )
    texts = desk.catalogue.texts[lang]
    assert missing_from(page, texts("scenario.motion_title"), *(describe_event(texts, one) for one in SHOCKS)) == []
    (grid,) = [g for g in find_grids(document) if g.header[-1] == texts("scenario.levers_helps")]
    for outcome, row in zip(simulation.model.outcomes.headlines, grid.rows, strict=True):
        assert row[2] == format_ends(texts, outcome, simulation.main.of_levers.band(outcome.id)[:, -1], change=True)
    assert missing_from(page, *(texts.said(study.citation) for study in simulation.studies)) == []
    assert missing_from(page, simulation.request.command(simulation.place)) == []
    assert missing_from(page, desk.catalogue.demands_by_number[32].sv.cost if lang == "sv" else "") == []


def test_a_demand_that_moves_nothing_says_so_and_shows_no_table(desk: Desk) -> None:
    document, texts = (
        compose(desk, Request(shocks=SHOCKS, levers=(), years=8, draws=50, seed=3), 4),
        desk.catalogue.texts["sv"],
    )
    told = texts("simulate.no_lever", demand=desk.catalogue.demands_by_number[4].sv.title)
    assert missing_from(read_page(document), told) == []
    assert [g for g in find_grids(document) if g.header[-1] == texts("scenario.levers_helps")] == []


def test_with_the_hypotheses_at_zero_it_says_so_once(desk: Desk) -> None:
    page = read_page(compose(desk, Request(shocks=SHOCKS, levers=(), years=8, draws=50, seed=3, with_hypotheses=False)))
    texts = desk.catalogue.texts["sv"]
    assert page.count(texts("simulate.zero_only")) == 1
    assert texts("simulate.zero") not in page


@pytest.mark.parametrize("demand", [0, 32])
@pytest.mark.parametrize("code", ["1060", "0980"])
def test_it_renders_as_pdf_and_docx(desk: Desk, demand: int, code: str) -> None:
    document = compose(
        desk, Request(shocks=SHOCKS, levers=() if demand else ("2",), years=8, draws=50, seed=3), demand, code
    )
    assert render_pdf(document).startswith(b"%PDF")
    assert render_docx(document).startswith(b"PK")


def test_a_region_has_no_scenario(desk: Desk) -> None:
    with pytest.raises(BadInputError) as caught:
        compose(desk, REQUEST, code="21")
    assert caught.value.code == "simulate_municipality"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("demand", [0, 32])
def test_levers_that_change_nothing_say_why_once_and_show_no_zeros(desk: Desk, lang: Lang, demand: int) -> None:
    request, texts = (
        Request(shocks=(), levers=() if demand else ("32",), years=6, draws=50, seed=3),
        desk.catalogue.texts[lang],
    )
    simulation = run(desk, Request(shocks=(), levers=("32",), years=6, draws=50, seed=3))
    document = compose(desk, request, demand, lang=lang)
    (why,) = describe_no_effect(desk.catalogue, texts, simulation)
    assert simulation.choice.pulled
    assert read_page(document).count(why) == 1
    assert [g for g in find_grids(document) if g.header[-1] == texts("scenario.levers_helps")] == []


@pytest.mark.parametrize(("code", "lang"), [("1060", "sv"), ("2181", "en"), ("0180", "sv")])
def test_a_fact_sheet_after_an_event_has_at_most_four_pages(desk: Desk, code: str, lang: Lang) -> None:
    request = Request(shocks=(parse_shock("2027:400:industry"),), draws=100)
    pages = PdfReader(BytesIO(render_pdf(compose(desk, request, code=code, lang=lang)))).pages
    assert len(pages) <= MOST_PAGES


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_how_it_was_counted_stands_in_one_note_last_and_nowhere_in_the_text(desk: Desk, lang: Lang) -> None:
    texts = desk.catalogue.texts[lang]
    plain, blocks = compose(desk, None, lang=lang).blocks, compose(desk, REQUEST, lang=lang).blocks
    own = [one for one in blocks if isinstance(one, Paragraph) and one not in plain]
    (note,) = (one for one in own if one.lead == texts("scenario.counted"))
    assert note.style == "note"
    assert isinstance(blocks[blocks.index(note) + 1], Heading), "the last of its section"
    for technical in (__version__, "samspel simulate", "frö 3" if lang == "sv" else "seed 3"):
        assert technical in note.text
        assert [one.text for one in own if technical in one.text] == [note.text]
