"""A measure as JSON-stat 2.0: as long as its sizes say, a reason for each blank, and whose the values are."""

from math import prod

import pytest

from samspel.app.courses import Choice, show_courses, show_cube
from samspel.app.desk import Desk
from samspel.app.measures import find_measure
from samspel.reports.figures import label_publishers
from samspel.reports.json_stat import render_json_stat

PLACES = ("2181", "2180", "21")


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", ["staff_sick_leave", "population", "council_seats", "U09800", "N00203"])
def test_the_values_fill_the_sizes_and_every_blank_says_why(still_desk: Desk, name: str, lang: str) -> None:
    texts = still_desk.catalogue.texts["sv" if lang == "sv" else "en"]
    cube = show_cube(still_desk, texts.lang, find_measure(still_desk, texts.lang, name), ())
    found = render_json_stat(still_desk.catalogue, texts, cube)
    assert (found["version"], found["class"]) == ("2.0", "dataset")
    assert len(found["value"]) == prod(found["size"])
    for dimension, size in zip(found["id"], found["size"], strict=True):
        category = found["dimension"][dimension]["category"]
        assert len(category["index"]) == size
        assert set(category["label"]) == set(category["index"])
    told = found["extension"]["samspel"]
    blanks = {str(at) for at, value in enumerate(found["value"]) if value is None}
    assert set(found["status"]) == blanks
    assert set(found["status"].values()) == set(told["status"])
    assert all(told["status"].values())
    assert set(told["basis"]) == set(found["dimension"]["place"]["category"]["index"])
    assert set(told["basis"].values()) == set(told["basis_words"])
    assert found["source"] == texts.said(label_publishers(still_desk.catalogue, cube.origins))
    assert told["origins"]


def test_places_years_and_sex_are_as_in_the_courses(still_desk: Desk) -> None:
    places = [still_desk.catalogue.places.by_code[code] for code in PLACES]
    measured = find_measure(still_desk, "sv", "population")
    choice = Choice(first=2015, last=2020)
    courses = show_courses(still_desk, "sv", measured, places, choice)
    cube = show_cube(still_desk, "sv", measured, places, choice)
    found = render_json_stat(still_desk.catalogue, still_desk.catalogue.texts["sv"], cube)
    assert found["dimension"]["place"]["category"]["index"] == list(PLACES)
    assert found["dimension"]["year"]["category"]["index"] == [str(year) for year in courses.years]
    assert found["value"] == [one.value for course in courses.observations for one in course]
