"""A course in words, rows and lines: whose figures, on what basis, why a dash is a dash."""

import pytest

from samspel.app.courses import ALL, Choice, show_courses
from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.app.measures import find_measure
from samspel.observations.courses import Courses
from samspel.rendering.table import data, list_records, words
from samspel.reports.courses import (
    compose_courses,
    describe_courses,
    draw_courses,
    format_measured,
    frame_courses,
    tabulate_courses,
    tabulate_years,
)


@pytest.fixture
def desk(still_desk: Desk) -> Desk:
    """A desk on which nothing is kept."""
    return still_desk


def show(desk: Desk, measure: str, *names: str, choice: Choice = ALL) -> Courses:
    places = [find_place(desk.catalogue, name) for name in names]
    return show_courses(desk, "sv", find_measure(desk, "sv", measure), places, choice)


def test_every_face_has_basis_publisher_and_the_reason_of_each_blank(desk: Desk) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts["sv"]
    courses = show(desk, "N00090", "Sandviken", "Gävleborg")
    credit, ends, gap, level = describe_courses(catalogue, texts, courses)
    assert "mätt" in credit
    assert "Kolada" in credit
    assert ends == "Tabellen är läst som den stod 2024 och slutar 2022. Kolada kan ha nyare värden."
    assert gap.startswith("Streck för Sandviken:")
    assert level.startswith("Streck för Gävleborg:")
    assert tabulate_years(catalogue, texts, courses).notes == (credit, ends, gap, level)
    rows = list_records(tabulate_courses(catalogue, texts, courses))
    for row in rows:
        assert (row["value"] is None) == bool(row["blank"]) == (row["basis"] is None) == (row["publisher"] is None)


def test_what_is_read_has_a_column_a_place_and_what_is_filed_a_row_a_place_and_year(desk: Desk) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts["sv"]
    courses = show(desk, "N00090", "Sandviken", "Gävle", choice=Choice(first=2020))
    read = words(tabulate_years(catalogue, texts, courses))
    assert read.heads == ("År", "Sandviken", "Gävle")
    assert len(read.rows) == 3
    filed = data(tabulate_courses(catalogue, texts, courses))
    assert len(filed.rows) == 6


def test_a_file_of_all_has_women_and_men_too_where_they_are_told_apart(desk: Desk) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts["sv"]
    measured, places = find_measure(desk, "sv", "neet_16_24"), [catalogue.places.by_code["2181"]]
    rows = list_records(
        tabulate_courses(catalogue, texts, show_courses(desk, "sv", measured, places, Choice(first=2015)))
    )
    assert [row["year"] for row in rows] == list(range(2015, 2023))
    for key, gender in (("women", "K"), ("men", "M")):
        series = desk.observations.by_gender("neet_16_24", gender)  # type: ignore[arg-type]
        assert series is not None
        assert rows[-1][key] == series.in_year(2022)[places[0].index]
    alone = list_records(
        tabulate_courses(catalogue, texts, show_courses(desk, "sv", measured, places, Choice(gender="M")))
    )
    assert {(row["gender"], row["women"], row["men"]) for row in alone} == {("M", None, None)}


@pytest.mark.parametrize(
    ("measure", "value", "written"),
    [
        ("N00053", 3410.0, "3 410"),
        ("N00053", 14.2857, "14,3"),
        ("N00053", 0.03124, "0,031"),
        ("N00090", 8.4, "8,4 %"),
        ("N00053", None, "–"),
    ],
)
def test_a_value_is_written_as_its_unit_says_or_as_it_was_published(
    desk: Desk, measure: str, value: float | None, written: str
) -> None:
    found = format_measured(desk.catalogue.texts["sv"], find_measure(desk, "sv", measure), value)
    assert found.replace("\u00a0", " ") == written


def test_a_picture_says_in_words_where_each_line_begins_and_ends(desk: Desk) -> None:
    texts = desk.catalogue.texts["sv"]
    picture = draw_courses(texts, show(desk, "N00090", "Sandviken", "Gävle"))
    assert picture is not None
    plain = picture.alt.replace("\u00a0", " ")
    assert "Sandviken: 8,5 % år 2006, 8,4 % år 2022." in plain
    assert "Gävle: " in plain


def test_one_year_and_seven_places_are_not_drawn(desk: Desk) -> None:
    texts = desk.catalogue.texts["sv"]
    names = [place.code for place in desk.catalogue.places.municipalities[:7]]
    assert draw_courses(texts, show(desk, "N00090", *names)) is None
    assert draw_courses(texts, show(desk, "N00090", "Gävle", choice=Choice(first=2022))) is None
    assert draw_courses(texts, show(desk, "N00090", *names[:6])) is not None


def test_a_measure_without_a_text_of_ours_says_so_and_that_it_was_replaced(desk: Desk) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts["sv"]
    gone = next(
        one
        for one in desk.base.measures.everything.values()
        if not one.is_described and one.registered and one.registered.replaced == "gone"
    )
    code = next(
        place.code
        for place in catalogue.places.everywhere
        if place.kind.value in (gone.registered.levels if gone.registered else ())
    )
    told = " ".join(str(block) for block in compose_courses(catalogue, texts, show(desk, gone.id, code)))
    assert texts("measures.not_described") in told
    assert texts("measures.replaced.gone") in told


@pytest.mark.parametrize(("measure", "is_told"), [("population", True), ("jobs_industry_share", False)])
def test_a_picture_whose_scale_does_not_start_at_zero_says_so(desk: Desk, measure: str, is_told: bool) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts["sv"]
    places = ("Sandviken",) if is_told else ("Sandviken", "Danderyd")
    framed = frame_courses(catalogue, texts, show(desk, measure, *places), "https://example.org")
    assert framed is not None
    assert ("Skalan börjar inte på noll." in framed) == is_told
