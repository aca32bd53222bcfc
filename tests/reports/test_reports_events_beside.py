"""One event in several municipalities in words: each has the sentence of its own page, and nobody is left out."""

from datetime import date

import pytest

from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.app.simulating_beside import simulate_beside
from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Fold, Grid, Paragraph, Picture
from samspel.rendering.table import Table, list_records, words
from samspel.reports.aftermath import describe_happened
from samspel.reports.events_beside import (
    OUTCOMES,
    compose_events_beside,
    describe_size,
    describe_tested,
    render_events_beside,
    tabulate_events_beside,
    tabulate_sizes,
    write_command,
)
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request
from samspel.trials.beside import SideBySide, Size

NAMES = ("Olofström", "Gislaved", "Dorotea")
DAY = date(2026, 12, 1)


def set_beside(desk: Desk, size: Size = "jobs", written: str = "2027:400:industry") -> SideBySide:
    request = Request(shocks=(parse_shock(written),), years=8, draws=50)
    return simulate_beside(desk, [find_place(desk.catalogue, name) for name in NAMES], request, size)


@pytest.fixture(scope="module")
def beside(still_desk: Desk) -> SideBySide:
    return set_beside(still_desk)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_place_has_the_sentence_of_its_own_page_or_why_there_is_none(
    still_desk: Desk, beside: SideBySide, lang: Lang
) -> None:
    texts = still_desk.catalogue.texts[lang]
    blocks = list(compose_events_beside(still_desk.catalogue, texts, beside, DAY, "https://x.se/jamfor/"))
    told = [block.text for block in blocks if isinstance(block, Paragraph)]
    for simulation in beside.shown:
        assert describe_happened(texts, simulation) in told
    assert any("197" in one and "Dorotea" in one for one in told)
    assert describe_size(texts, beside) == told[0]
    (cited,) = [one for one in told if "https://x.se/jamfor/" in one]
    assert all(said in cited for said in (*NAMES, "SCB", ["1", "december 2026"][0], "400"))


def test_a_share_is_the_same_everywhere_and_said_so(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    shared, given = set_beside(still_desk, "share"), set_beside(still_desk, written="2027-2029:2%:industry")
    said = {describe_size(texts, one) for one in (shared, given, set_beside(still_desk))}
    assert len(said) == 3
    rows = list_records(tabulate_sizes(texts, shared))
    assert {round(float(row["share"] or 0.0), 2) for row in rows} == {0.06}
    assert [row["share"] for row in list_records(tabulate_sizes(texts, given))] == [None] * 3


def test_the_table_has_every_place_and_year_with_its_band(still_desk: Desk, beside: SideBySide) -> None:
    table = tabulate_events_beside(still_desk.catalogue.texts["sv"], beside)
    rows = list_records(table)
    assert [(row["place_code_words"], row["year"]) for row in rows] == [
        *(("Olofström", year) for year in (2027, 2029, 2031)),
        *(("Gislaved", year) for year in (2027, 2029, 2031)),
        ("Dorotea", None),
    ]
    for one, simulation in enumerate(beside.shown):
        for row in rows[3 * one : 3 * one + 3]:
            for name in OUTCOMES:
                band = simulation.main.effect.band(name)[:, int(row["year"] or 0) - simulation.town.year]
                assert row[name] == pytest.approx(float(band[MEDIAN]))
                assert (row[f"{name}_p10"], row[f"{name}_p90"]) == pytest.approx((float(band[0]), float(band[-1])))
    assert "197" in str(rows[-1]["note"])
    assert rows[0]["basis"] == "estimated"
    assert "Dorotea" in words(table).texts[-1]


def test_one_picture_an_outcome_shows_the_places_that_could_be_run(still_desk: Desk, beside: SideBySide) -> None:
    texts = still_desk.catalogue.texts["en"]
    blocks = compose_events_beside(still_desk.catalogue, texts, beside, DAY)
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    pictures = [block for cell in grid.cells for block in cell if isinstance(block, Picture)]
    assert len(pictures) == len(OUTCOMES)
    for picture in pictures:
        assert "Olofström, 2027: " in picture.alt
        assert "Dorotea" not in picture.svg


def test_the_command_and_the_plain_data_say_what_was_asked(still_desk: Desk) -> None:
    shared = set_beside(still_desk, "share")
    assert write_command(shared) == (
        "samspel simulate Olofström --shock 2027:400:industry --years 8 --draws 50 --seed 1"
        " --beside Gislaved --beside Dorotea --size share"
    )
    plain = render_events_beside(still_desk.catalogue.texts["sv"], shared)
    assert plain["size"] == "share"
    assert "UNDERKÄND" in str(plain["record"])
    assert plain["not_run"] == {}


def test_every_block_is_there_in_both_languages(still_desk: Desk, beside: SideBySide) -> None:
    both = [
        [type(block) for block in compose_events_beside(still_desk.catalogue, texts, beside, DAY)]
        for texts in still_desk.catalogue.texts.values()
    ]
    assert both[0] == both[1]
    assert sum(kind is Table for kind in both[0]) == 2


def test_how_the_answer_on_unemployment_has_held_is_told_once_for_all(still_desk: Desk, beside: SideBySide) -> None:
    for texts in still_desk.catalogue.texts.values():
        (tested,) = describe_tested(texts, beside)
        blocks = list(compose_events_beside(still_desk.catalogue, texts, beside, DAY))
        assert [block.text for block in blocks if isinstance(block, Paragraph)].count(tested) == 1


def test_each_row_says_how_long_after_the_year_of_the_event_it_is_and_how_much_it_is_by_inhabitant(
    still_desk: Desk, beside: SideBySide
) -> None:
    table = tabulate_events_beside(still_desk.catalogue.texts["sv"], beside)
    told = [row[1] for row in words(table).texts]
    assert told[:3] == ["samma år (2027)", "2 år senare (2029)", "4 år senare (2031)"]
    rows = list_records(table)
    assert [row["after"] for row in rows] == [0, 2, 4, 0, 2, 4, None]
    (first, *_) = beside.shown
    column = 2027 - first.town.year
    people = float(first.main.effect.before.band("people")[MEDIAN, column])
    each = rows[0]["jobs_per_inhabitant"]
    assert isinstance(each, float)
    assert each == pytest.approx(float(first.main.effect.band("jobs")[MEDIAN, column]) / people)
    assert -0.1 < each < 0.0
    assert "per 1 000 invånare" in " ".join(words(table).texts[0])
    assert "kr per invånare" in " ".join(words(table).texts[0])
    assert rows[-1]["jobs_per_inhabitant"] is None


def test_it_is_cited_with_the_number_the_address_and_an_entry_of_bibtex(still_desk: Desk, beside: SideBySide) -> None:
    texts = still_desk.catalogue.texts["sv"]
    blocks = list(compose_events_beside(still_desk.catalogue, texts, beside, DAY, "https://x.se/jamfor/"))
    (cited,) = [one.text for one in blocks if isinstance(one, Paragraph) and "https://x.se" in one.text]
    assert "400 jobb i varje" in cited
    (entry,) = [block.text for fold in blocks if isinstance(fold, Fold) for block in fold.blocks]  # type: ignore[union-attr]
    assert entry.startswith("@misc{samspel-1060-0662-2425,")
    assert "url = {https://x.se/jamfor/}" in entry
    assert "400 jobb i varje" in entry
