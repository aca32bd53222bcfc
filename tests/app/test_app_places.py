"""The picture of a place, places side by side, and the national goals."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pytest

from samspel.app.desk import Desk
from samspel.app.goals import show_goals
from samspel.app.places import compare, show_everywhere, show_place
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.reports.place_data import render_portrait
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind

At = Callable[[str], Place]


@pytest.mark.parametrize(("code", "similar"), [("2181", 7), ("21", 20), ("00", 0)])
def test_a_place_is_shown_beside_those_like_it(still_desk: Desk, at: At, code: str, similar: int) -> None:
    portrait = show_place(still_desk, at(code))
    assert portrait.picture.place is at(code)
    assert len(portrait.picture.similar) == similar
    assert portrait.interdependence.place is at(code)


@pytest.mark.parametrize("code", ["2181", "21", "00"])
def test_every_figure_has_a_source_and_every_blank_a_reason(still_desk: Desk, at: At, code: str) -> None:
    for section in render_portrait(
        still_desk.catalogue, still_desk.catalogue.texts["sv"], show_place(still_desk, at(code))
    )["sections"]:
        for row in section["indicators"]:
            here = row["here"]
            assert (here["value"] is None) != (here["blank"] is None), row["indicator"]
            assert here["blank"] != ""
            assert here["origins"] or here["value"] is None, row["indicator"]


def test_the_industry_and_welfare_of_stockholm_county_stand_beside_the_printed(still_desk: Desk, at: At) -> None:
    """Printed are about 70,000 in industry, 230,000 near it, 290,000 in welfare, and over 40 per cent of the jobs."""
    portrait = show_place(still_desk, at("01"))
    ours = {printed.indicator: found.value for printed, found in portrait.interdependence.printed}
    assert [round(value or 0.0, -4) for value in list(ours.values())[:3]] == [70_000, 230_000, 290_000]
    assert list(ours.values())[3] == pytest.approx(43.1, abs=0.05)
    assert show_place(still_desk, at("21")).interdependence.printed == ()


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_picture_of_every_place_can_be_written_as_json(still_desk: Desk, lang: Lang) -> None:
    places = still_desk.catalogue.places.everywhere
    for place in [*places[::29], *places[290:]]:
        plain = render_portrait(still_desk.catalogue, still_desk.catalogue.texts[lang], show_place(still_desk, place))
        assert json.loads(json.dumps(plain, allow_nan=False)) == plain


@pytest.mark.parametrize("codes", [["2181"], ["2181", "2181"], ["2181", "2180", "0180", "0114", "1060"], []])
def test_fewer_than_two_or_more_than_four_places_are_refused(still_desk: Desk, at: At, codes: list[str]) -> None:
    with pytest.raises(BadInputError) as caught:
        compare(still_desk, [at(code) for code in codes])
    assert caught.value.code == "compare_count"
    assert caught.value.facts["count"] == len(set(codes))


@pytest.mark.parametrize("codes", [["2181", "2180"], ["2181", "2180", "2181", "0980", "1060"], ["2181", "21", "00"]])
def test_two_to_four_places_stand_side_by_side_in_the_order_named(still_desk: Desk, at: At, codes: list[str]) -> None:
    compared = compare(still_desk, [at(code) for code in codes])
    expected = list(dict.fromkeys(codes))
    assert [place.code for place in compared.places] == expected
    for _, rows in compared.sections:
        for row, observations in rows:
            assert [o.place.code for o in observations] == expected
            assert {o.indicator for o in observations} == {row.indicator.id}


def test_places_side_by_side_have_the_figures_they_have_alone(still_desk: Desk, at: At) -> None:
    compared = compare(still_desk, [at("2181"), at("2180")])
    alone = {
        row.indicator.id: row.here.value
        for section in show_place(still_desk, at("2180")).picture.sections
        for row in section.rows
    }
    together = {row.indicator.id: found[1].value for _, rows in compared.sections for row, found in rows}
    assert {name: together[name] for name in alone} == alone


@pytest.mark.parametrize("code", ["2181", "21"])
def test_a_goal_shows_its_indicators_and_its_demands_in_order_of_need(still_desk: Desk, at: At, code: str) -> None:
    goals = still_desk.catalogue.goals
    for view in show_goals(still_desk, at(code), goals.values()):
        assert [row.indicator.id for row in view.rows] == list(view.goal.indicators)
        put_here = {"region", "shared"} if at(code).kind is PlaceKind.REGION else {"municipality", "region", "shared"}
        demands = [still_desk.catalogue.demands[name] for name in view.goal.demands]
        assert {need.demand.id for need in view.needs} == {one.id for one in demands if one.responsible in put_here}
        assert {need.place for need in view.needs} == {at(code)}


def test_only_the_goals_named_are_shown(still_desk: Desk, at: At, catalogue: Catalogue) -> None:
    goal = catalogue.goals["just-climate-transition"]
    assert [view.goal for view in show_goals(still_desk, at("2181"), [goal])] == [goal]


def test_the_country_is_nobodys_to_ask(still_desk: Desk, catalogue: Catalogue) -> None:
    with pytest.raises(BadInputError) as caught:
        show_goals(still_desk, catalogue.places.country, catalogue.goals.values())
    assert caught.value.code == "not_for_country"


def test_every_place_is_shown_once_with_progress(desk: Desk) -> None:
    watched: list[Place] = []

    def watch(places: Iterable[Place]) -> Iterator[Place]:
        for place in places:
            watched.append(place)
            yield place

    shown = [picture.place for picture in islice(show_everywhere(desk, watch), 3)]
    assert shown == watched == list(desk.catalogue.places.everywhere[:3])
