"""Pictures of a place: its map has its border, its neighbours by name, and what stands on it."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.observations.building import Observations
from samspel.reports.figures import format_period
from samspel.reports.pictures import draw_map_of_place, draw_standing
from samspel.terms.place import Place


@pytest.mark.parametrize(
    ("code", "lang"), [("2181", "sv"), ("21", "en"), ("0980", "sv"), ("0127", "sv"), ("2584", "en")]
)
def test_a_place_has_its_border_and_its_neighbours(
    observations: Observations, at: Callable[[str], Place], code: str, lang: Lang
) -> None:
    place, catalogue = at(code), observations.catalogue
    picture = draw_map_of_place(observations, catalogue.texts[lang], place)
    root = ElementTree.fromstring(picture.svg)
    assert catalogue.texts[lang].said(place.area) in picture.alt
    own = catalogue.places.members_of(place) if code == "21" else (place,)
    near = {one.name for one in observations.borders.neighbours(catalogue, own)}
    told = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert bool(near & told) == bool(near)
    assert len(picture.svg) < 60_000


def test_a_municipality_without_a_locality_of_its_own_has_a_map_that_says_so(
    observations: Observations, at: Callable[[str], Place]
) -> None:
    texts = observations.catalogue.texts["sv"]
    towns = observations.catalogue.places.municipalities
    captions = {draw_map_of_place(observations, texts, town).caption for town in towns if town.code.startswith("01")}
    assert captions == {texts("place.map_caption"), texts("place.map_none")}


def test_a_figure_of_several_years_is_not_told_as_that_of_one(
    observations: Observations, at: Callable[[str], Place]
) -> None:
    texts, indicators = observations.catalogue.texts["sv"], observations.catalogue.indicators.values()
    means = [one.id for one in indicators if one.figure is not None and one.figure.mean_of > 1]
    told = [draw_standing(observations, texts, one, at("2181")) for one in means]
    captions = [one.caption for one in told if one is not None]
    assert captions
    assert all(re.search(r", i snitt 20\d\d–20\d\d[.]", one) for one in captions), captions
    single = draw_standing(observations, texts, observations.catalogue.inputs.industry_share, at("2181"))
    assert single is not None
    assert re.search(r", 20\d\d[.]", single.caption)


def test_a_picture_tells_the_year_that_its_text_tells(still_desk: Desk, at: Callable[[str], Place]) -> None:
    """Of two years of a survey a municipality may have been in one."""
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    measured = [
        one
        for demand in catalogue.demands.values()
        for one in still_desk.assessor.measure_demand(demand, at("2181")).measurements
        if one.observation.value is not None and one.observation.since is not None
    ]
    assert measured
    for one in measured:
        said, where = one.observation, one.measure.indicator
        strip = draw_standing(still_desk.observations, texts, where, said.place, told=said)
        assert strip is None or f"{format_period(catalogue, texts, said)}." in strip.caption
    alone = [one for one in measured if one.observation.since == one.observation.period.year]
    assert alone
