"""The section on reach: in the fact sheet, in the backgrounds it bears on, in three formats and both languages."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import msgspec
import pytest
from msgspec.structs import replace as replace_fields
from pypdf import PdfReader

from made_reach import make_report, make_roads, make_turn
from samspel.catalogue.records.base import Lang
from samspel.documents.fact_sheet import compose_fact_sheet
from samspel.documents.matter import Matter
from samspel.documents.papers import compose_paper
from samspel.needs.answers import Answers
from samspel.needs.deciding import find_addressee
from samspel.needs.measuring import NeedsAssessor
from samspel.observations.building import Observations
from samspel.reach.report import ReachReport
from samspel.rendering.blocks import Block, Bullets, Document, Heading, Paragraph, Picture
from samspel.rendering.docx import render_docx
from samspel.rendering.html import render_html
from samspel.rendering.pdf import render_pdf
from samspel.rendering.table import Table, words
from samspel.reports.reach import describe_notes
from samspel.reports.reach_sections import compose_reach, compose_reach_grounds, offer_departure
from samspel.reports.shifts import draw_shares
from samspel.reports.writing import Writer
from samspel.scenarios.costs import CostedNeed

SHIFTS = "shift-transit"
DEMANDS = (SHIFTS, "roads-to-work", "cycle-paths-to-work", "free-training-transport", "emergency-surgery")


@pytest.fixture(scope="module")
def report(observations: Observations) -> ReachReport:
    settings = {name: parameter.value for name, parameter in observations.catalogue.parameters.items()}
    turns = (make_turn("Morgon", "06:00", "14:00", (0.2, 0.5)), make_turn("Natt", "22:00", "06:00", (0.0, 0.0), 4))
    return make_report(turns, settings, make_roads())


@pytest.fixture
def writer(observations: Observations) -> Writer:
    return Writer(observations, observations.catalogue.texts["sv"], date(2026, 11, 22))


def read(blocks: Iterable[Block]) -> str:
    """All that the blocks say."""
    told = []
    for block in blocks:
        match block:
            case Heading():
                told.append(block.text)
            case Paragraph():
                told += [block.lead, block.text]
            case Bullets():
                told += block.items
            case Table():
                read = words(block)
                told += [block.caption, *read.heads, *(cell for row in read.texts for cell in row), *block.notes]
            case Picture():
                told += [block.alt, block.caption]
            case _:
                pass
    return " ".join(told)


def test_the_fact_sheet_tells_the_value_the_shift_nobody_makes_and_the_departure(
    writer: Writer, report: ReachReport
) -> None:
    told = read(compose_reach(writer, report))
    for part in (
        "23,4",
        "Vid 1 av 2 skift hinner ingen båda resorna på 60 minuter",
        "Bruket Natt",
        "att flytta turen 05.27 på linje 42 från Byn till 05.05, måndag–fredag",
        "omkring 31 fler anställda",
        "Omkring 2 som klarar ett skift",
        "Inställda",
        "mätt",
        "12,3",
    ):
        assert part in told, part


def test_without_an_unreached_shift_the_hardest_is_named(writer: Writer, report: ReachReport) -> None:
    told = read(compose_reach(writer, msgspec.structs.replace(report, turns=report.turns[:1])))
    assert "Svårast att nå är Bruket, Morgon" in told
    assert "hinner ingen" not in told


def test_the_background_on_shifts_shows_a_journey_that_can_be_checked(writer: Writer, report: ReachReport) -> None:
    told = read(compose_reach_grounds(writer, report, SHIFTS))
    assert "25 minuter senare" in told
    assert "De flesta i Byn" in told
    assert "Dit: resa saknas." in told
    assert [origin.file for origin in writer.origins] == ["x.zip", "lan.osm.pbf"]


@pytest.mark.parametrize(
    ("demand", "part"),
    [
        ("roads-to-work", "100 procent grus eller jord"),
        ("cycle-paths-to-work", "60 procent av de anställda"),
        ("free-training-transport", "51"),
        ("emergency-surgery", "Gävle sjukhus"),
        ("ambulance-transport", "Stationen"),
    ],
)
def test_each_demand_has_the_grounds_that_bear_on_it(
    writer: Writer, report: ReachReport, demand: str, part: str
) -> None:
    assert part in read(compose_reach_grounds(writer, report, demand))


def test_nothing_is_said_where_nothing_was_reckoned(writer: Writer, report: ReachReport) -> None:
    bare = msgspec.structs.replace(report, roads=None, turns=(), values=())
    for demand in (*DEMANDS, "childcare-odd-hours"):
        assert tuple(compose_reach_grounds(writer, bare, demand)) == ()
    assert writer.origins == {}


def test_a_locality_without_a_time_by_road_says_why(writer: Writer, report: ReachReport) -> None:
    told = read(compose_reach_grounds(writer, report, "emergency-surgery"))
    assert writer.texts("roads.gap.far_from_road") in told


def test_a_departure_is_offered_beside_the_proposals_only_of_demand_33(writer: Writer, report: ReachReport) -> None:
    (block,) = offer_departure(writer, report, SHIFTS)
    assert isinstance(block, Paragraph)
    assert block.text.startswith("att flytta turen 05.27")
    assert "enligt tidtabellen" in block.text
    assert list(offer_departure(writer, report, "roads-to-work")) == []
    useless = [msgspec.structs.replace(turn, departures=()) for turn in report.turns]
    bare = msgspec.structs.replace(report, turns=tuple(useless))
    assert list(offer_departure(writer, bare, SHIFTS)) == []


def test_the_bars_say_the_same_as_their_words(writer: Writer, report: ReachReport) -> None:
    picture = draw_shares(writer.texts, report)
    assert picture.alt.endswith("Morgon 20 %; Natt 0 %.")
    assert "20 %" in picture.svg


def test_many_shifts_are_cut_to_those_that_fewest_make(writer: Writer, report: ReachReport) -> None:
    turns = tuple(make_turn(f"S{number}", "06:00", "14:00", (number / 40, number / 20)) for number in range(20))
    blocks = tuple(compose_reach(writer, msgspec.structs.replace(report, turns=turns)))
    (grid,) = (block for block in blocks if isinstance(block, Table))
    assert [row[0].split()[-1] for row in words(grid).texts] == [f"S{number}" for number in range(14)]
    assert writer.texts("reach.section.left", count="6") in grid.notes


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_documents_render_in_every_format(observations: Observations, report: ReachReport, lang: Lang) -> None:
    place = observations.catalogue.places.by_code["2181"]
    texts = observations.catalogue.texts[lang]
    assessor = NeedsAssessor(observations, Answers(()))
    writer = Writer(observations, texts, date(2026, 11, 22))
    sheet = compose_fact_sheet(writer, place, assessor.measure_place(place), reach=report)
    (need,) = assessor.measure_place(place, [observations.catalogue.demands[SHIFTS]])
    catalogue = observations.catalogue
    background = compose_paper(
        Matter(
            writer=Writer(observations, texts, date(2026, 11, 22)),
            paper=catalogue.papers["underlag"],
            place=place,
            row=CostedNeed(need, None),
            to=find_addressee(catalogue, need.demand, place),
            reach=report,
        )
    )
    assert texts("reach.motion.offered_lead") in read(background.blocks)
    assert "X-trafik" in read(background.blocks)
    for document in (sheet, background):
        check(document, texts("reach.title"))


def check(document: Document, title: str) -> None:
    pages = PdfReader(BytesIO(render_pdf(document))).pages
    assert title in " ".join(" ".join(page.extract_text() for page in pages).split())
    assert title in render_html(document).decode()
    assert render_docx(document)


def test_a_note_that_no_version_writes_any_more_is_told_by_its_name(writer: Writer, report: ReachReport) -> None:
    """A report kept by an earlier version may hold it, and must be shown all the same."""
    (feed,) = report.feeds
    noted = replace_fields(feed, notes=(("timetable.note.trips_by_moonlight", 3), ("timetable.note.short_trips", 2)))
    told = describe_notes(writer.texts, replace_fields(report, feeds=(noted,)))
    assert "trips by moonlight" in told[0]
    assert told[1] == writer.texts("timetable.note.short_trips", count="2")
