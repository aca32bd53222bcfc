"""The course of a demand's figure in words and as a small curve."""

import re
from collections.abc import Callable

import pytest

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.records.base import Lang
from samspel.needs.courses import Track
from samspel.reports.tracks import describe_track, find_need_track, picture_spark, picture_track
from samspel.terms.place import Place

At = Callable[[str], Place]


def make_track(at: At, indicator: str, code: str = "2181") -> Track:
    return Track(
        place=at(code),
        indicator=indicator,
        years=(2019, 2020, 2021),
        here=(10.0, None, 12.5),
        similar=(9.0, 9.5, 8.0),
        swing=0.5,
    )


def test_a_track_is_told_by_its_ends_here_and_beside(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    said = describe_track(catalogue, texts, make_track(at, "neet_16_24"))
    assert said.replace("\xa0", " ") == (
        "2019–2021: från 10,0 % till 12,5 %. Liknande kommuner: från 9,0 % till 8,0 %."
    )
    assert "Andra regioner" in describe_track(catalogue, texts, make_track(at, "care_guarantee_mean", "21"))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_unit_that_ends_with_a_full_stop_ends_the_sentence(still_desk: Desk, at: At, lang: Lang) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    units = {one.id for one in catalogue.units.values() if texts.of(one).suffix.endswith(".")}
    name = next(one.id for one in catalogue.indicators.values() if one.unit in units)
    said = describe_track(catalogue, texts, make_track(at, name))
    assert ".." not in said
    assert said.endswith(".")


def test_a_count_is_not_set_beside_other_places(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    track = make_track(at, "population")
    assert "Liknande" not in describe_track(catalogue, texts, track)
    assert "stroke-dasharray" not in picture_spark(catalogue, texts, track).svg


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_curve_has_words_for_those_who_do_not_see_it(still_desk: Desk, at: At, lang: Lang) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    track = make_track(at, "neet_16_24")
    name = texts.of(catalogue.indicators["neet_16_24"]).name
    spark, drawn = picture_spark(catalogue, texts, track), picture_track(catalogue, texts, track)
    assert name in spark.alt
    assert "Sandviken" in spark.alt
    assert spark.caption == drawn.caption == describe_track(catalogue, texts, track)
    assert drawn.caption in drawn.alt


@pytest.mark.parametrize("code", ["2181", "21", "0980"])
def test_a_demand_shows_the_course_of_the_figure_that_decides_it(still_desk: Desk, at: At, code: str) -> None:
    found = [(need, find_need_track(still_desk.observations, need)) for need in measure_needs(still_desk, at(code))]
    shown = [(need, track) for need, track in found if track is not None]
    assert len(shown) > len(found) / 3
    for need, track in shown:
        assert need.main is not None
        assert need.main.measure.decides
        assert (track.indicator, track.place) == (need.main.measure.indicator, need.main.observation.place)


def test_a_scale_of_words_has_no_curve(still_desk: Desk, at: At) -> None:
    units, worded = still_desk.catalogue.units, 0
    for need in measure_needs(still_desk, at("2181")):
        track = find_need_track(still_desk.observations, need)
        assert track is None or not units[still_desk.catalogue.indicators[track.indicator].unit].codes
        if need.main is not None and need.main.measure.decides:
            worded += bool(units[still_desk.catalogue.indicators[need.main.measure.indicator].unit].codes)
    assert worded, "no demand is decided by a scale of words"


def test_every_card_of_the_list_tells_the_same_course(still_desk: Desk, at: At) -> None:
    """The sentence holds both years of the drawing."""
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    tracks = [find_need_track(still_desk.observations, need) for need in measure_needs(still_desk, at("2181"))]
    sparks = [picture_spark(catalogue, texts, track) for track in tracks if track is not None]
    assert len(sparks) > 20
    for spark in sparks:
        drawn = re.findall(r"<text[^>]*>(\d{4})</text>", spark.svg)
        assert len(drawn) == 2
        assert spark.caption.startswith("–".join(drawn))
