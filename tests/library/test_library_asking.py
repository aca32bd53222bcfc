"""Samspel from Python: the tables of the files as frames, the records of the JSON, and a package as quick as before."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import samspel
from samspel.app.costing import add_costs
from samspel.app.courses import show_courses, show_every_place
from samspel.app.desk import Desk
from samspel.app.measures import find_measure
from samspel.app.needs import measure_needs
from samspel.app.places import show_place
from samspel.library import AskingError, Samspel, open_samspel
from samspel.rendering.table import Table, list_records
from samspel.reports.courses import tabulate_courses
from samspel.reports.handbook import render_demand, tabulate_demands
from samspel.reports.need_table import tabulate_needs
from samspel.reports.needs_data import make_need
from samspel.reports.place_data import make_portrait
from samspel.reports.sources import tabulate_sources


@pytest.fixture(scope="module")
def english(still_desk: Desk) -> Samspel:
    return Samspel(still_desk, "en")


def is_of(frame: pl.DataFrame, table: Table) -> bool:
    """Whether a frame has the rows of a table."""
    rows = list_records(table)
    return frame.columns == list(rows[0]) and frame.to_dicts() == rows


def test_frames_are_the_tables_of_the_files(still_desk: Desk, english: Samspel) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["en"]
    places = [catalogue.places.by_code[code] for code in ("2181", "2180")]
    measured = find_measure(still_desk, "en", "N00090")
    courses = show_courses(still_desk, "en", measured, places)
    assert is_of(english.series("N00090", ["Sandviken", "Gävle"]), tabulate_courses(catalogue, texts, courses))
    every = show_every_place(still_desk, "en", measured)
    assert is_of(english.series("N00090"), tabulate_courses(catalogue, texts, every))
    rows = add_costs(still_desk, measure_needs(still_desk, places[0]))
    assert is_of(english.needs("2181"), tabulate_needs(catalogue, texts, rows))
    assert is_of(english.demands(), tabulate_demands(catalogue, texts))
    assert is_of(english.sources(), tabulate_sources(catalogue, texts))
    assert english.places().height == len(catalogue.places.everywhere)


def test_records_are_those_of_the_json(still_desk: Desk, english: Samspel) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["en"]
    place = catalogue.places.by_code["2181"]
    assert english.place("Sandviken") == make_portrait(catalogue, texts, show_place(still_desk, place))
    (row,) = [one for one in add_costs(still_desk, measure_needs(still_desk, place)) if one.need.demand.number == 18]
    assert english.need("Sandviken", 18) == make_need(catalogue, texts, row)
    assert english.demand(18) == render_demand(catalogue, texts, catalogue.demands_by_number[18])
    assert english.measure("N00090")["id"] == "staff_sick_leave"
    assert len(english.json_stat("N00090")["value"]) == english.series("N00090").height


def test_one_place_may_stand_alone_and_years_and_sex_are_chosen(english: Samspel) -> None:
    one = english.series("N00090", "Sandviken", gender="K", first=2018, last=2020)
    assert (one["year"].to_list(), set(one["gender"])) == ([2018, 2019, 2020], {"K"})
    assert_frame_equal(one, english.series("N00090", ["2181"], gender="K", first=2018, last=2020))
    assert set(english.series("N00090", first=2022)["year"]) == {2022}


def test_verdicts_are_of_all_that_a_demand_is_put_to(still_desk: Desk, english: Samspel) -> None:
    regional = next(one for one in still_desk.catalogue.demands.values() if one.responsible == "region")
    assert english.verdicts(regional.id).height == len(still_desk.catalogue.places.regions)
    assert english.verdicts(18)["place_code"].n_unique() == len(still_desk.catalogue.places.municipalities)


def test_measures_by_words_and_all(still_desk: Desk, english: Samspel) -> None:
    assert english.measures("N00090")["id"].to_list() == ["staff_sick_leave"]
    assert english.measures("qqzzxx").height == 0
    assert english.measures(everything=True).height == len(still_desk.base.measures.everything)


@pytest.mark.parametrize("name", ["place", "needs"])
def test_what_there_is_not_is_told_in_the_language(still_desk: Desk, english: Samspel, name: str) -> None:
    for asked, words in ((english, "There is no place called"), (Samspel(still_desk, "sv"), "Det finns ingen plats")):
        with pytest.raises(AskingError, match=words) as caught:
            getattr(asked, name)("Sandvike")
        assert caught.value.code == "unknown_place"


def test_it_opens_on_another_folder_and_writes_nothing(tmp_path: Path) -> None:
    assert open_samspel("sv", home=tmp_path).places().height == 312
    assert list(tmp_path.iterdir()) == []


def test_the_package_loads_it_only_when_it_is_asked_for() -> None:
    """In a process of its own: the tests have loaded everything."""
    said = (
        "import json, sys, samspel; before = 'samspel.library' in sys.modules;"
        "from samspel import AskingError, Samspel, open_samspel;"
        "print(json.dumps([before, 'samspel.library' in sys.modules]))"
    )
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, check=True)
    assert json.loads(found.stdout) == [False, True]
    with pytest.raises(AttributeError, match="no attribute 'qqq'"):
        samspel.__getattr__("qqq")
