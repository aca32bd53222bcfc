"""Series are built of tables and of each other, each with its origin, basis and reason for a blank."""

from collections.abc import Callable
from threading import Thread

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.catalogue.places import Places
from samspel.catalogue.records.figures import Direction
from samspel.observations.building import Mark, Observations
from samspel.observations.comparison import Comparison, compare_places
from samspel.observations.series import BASES, BLANKS, Series
from samspel.terms.blank import Blank
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis, Origin

Tiny = Callable[..., Observations]

NAN = np.nan
MOMENT = 0.3
"""Seconds that one thread waits for another to do what it must not."""
PEOPLE = """code,year,men,women
0101,2023,10,11
0102,2023,20,21
0201,2023,40,41
0101,2024,1,2
0102,2024,3,4
0201,2024,5,6
"""
POPULATION = {"id": "population", "figure": {"table": "people", "columns": ["men", "women"]}}
RATES = "code,rate\n0101,10\n0102,20\n0201,40\n"
RATE = {"id": "rate", "rollup": "population_mean", "figure": {"table": "rates", "column": "rate"}}
LARGE = {"id": "large", "figure": {"table": "sites", "count": True}}


def column(observations: Observations, name: str) -> list[float]:
    """The latest column of a series, by place."""
    series = observations.series(name)
    return [float(value) for value in series.values[:, series.latest_column]]


def bases(observations: Observations, name: str) -> list[Basis]:
    return [BASES[number] for number in observations.series(name).basis]


def blanks(observations: Observations, name: str) -> list[Blank | None]:
    return [observations.latest(name, place).blank for place in observations.catalogue.places.everywhere]


def test_a_column_of_a_table_becomes_a_series_by_place_and_year(tiny: Tiny) -> None:
    made: Observations = tiny({"people": PEOPLE}, [{"id": "men", "figure": {"table": "people", "column": "men"}}])
    series = made.series("men")
    assert series.years == (2023, 2024)
    assert series.values.tolist() == [[10, 1], [20, 3], [40, 5], [30, 4], [40, 5], [70, 9]]


def test_several_columns_are_added_up(tiny: Tiny) -> None:
    assert column(tiny({"people": PEOPLE}, [POPULATION]), "population") == [3, 7, 11, 10, 11, 21]


def test_a_scale_brings_the_figures_to_the_unit_of_the_indicator(tiny: Tiny) -> None:
    entry = {"id": "men", "figure": {"table": "people", "column": "men", "scale": 1000.0}}
    assert column(tiny({"people": PEOPLE}, [entry]), "men") == [1000, 3000, 5000, 4000, 5000, 9000]


def test_rows_of_the_same_place_and_year_are_added_up(tiny: Tiny) -> None:
    text = "code,sex,number\n0101,men,1\n0101,women,2\n0102,men,3\n0102,women,4\n0201,men,5\n0201,women,6\n"
    made = tiny({"ages": text}, [{"id": "people", "figure": {"table": "ages", "column": "number"}}])
    assert column(made, "people") == [3, 7, 11, 10, 11, 21]


def test_a_blank_among_rows_that_are_added_up_makes_the_sum_blank(tiny: Tiny) -> None:
    text = "code,sex,number\n0101,men,1\n0101,women,\n0102,men,3\n0102,women,4\n0201,men,5\n0201,women,6\n"
    made = tiny({"ages": text}, [{"id": "people", "figure": {"table": "ages", "column": "number"}}])
    np.testing.assert_array_equal(column(made, "people"), [NAN, 7, 11, NAN, 11, NAN])


def test_a_place_without_a_row_is_blank_and_not_zero(tiny: Tiny) -> None:
    made = tiny({"rates": "code,rate\n0101,0\n0201,5\n"}, [{**RATE, "rollup": "sum"}])
    np.testing.assert_array_equal(column(made, "rate"), [0, NAN, 5, NAN, 5, NAN])
    assert blanks(made, "rate") == [None, Blank.NOT_PUBLISHED, None, Blank.NOT_PUBLISHED, None, Blank.NOT_PUBLISHED]


def test_a_place_without_a_site_has_none_which_is_a_zero(tiny: Tiny) -> None:
    made = tiny({"sites": "code,site\n0101,a\n0101,b\n0201,c\n"}, [LARGE])
    assert column(made, "large") == [2, 0, 1, 2, 1, 3]


def test_a_table_of_one_year_belongs_to_that_year(tiny: Tiny) -> None:
    assert tiny({"rates": RATES}, [{**RATE, "rollup": "sum"}]).series("rate").years == (2024,)


def test_a_summed_region_is_as_measured_as_its_parts(tiny: Tiny) -> None:
    women = {"id": "women", "figure": {"table": "people", "column": "women"}}
    assert set(bases(tiny({"people": PEOPLE}, [women]), "women")) == {Basis.MEASURED}


@pytest.mark.parametrize(
    "formula",
    [
        {"derived": {"op": "ratio", "of": ["men", "women"]}},
        {"derived": {"op": "product", "of": ["men", "women"]}},
        {"derived": {"op": "difference", "of": ["men", "women"]}},
        {"derived": {"op": "sum", "of": ["men", "women"]}, "rollup": "sum"},
        {"figure": {"table": "people", "columns": ["men", "women"]}},
        {"figure": {"table": "people", "count": True}, "rollup": "sum"},
    ],
)
def test_what_samspel_works_out_is_never_called_measured(tiny: Tiny, formula: dict[str, object]) -> None:
    men, women = ({"id": name, "figure": {"table": "people", "column": name}} for name in ("men", "women"))
    made = tiny({"people": PEOPLE}, [men, women, {"id": "made", **formula}])
    assert set(bases(made, "made")) == {Basis.CALCULATED}


def test_a_mean_by_people_is_an_estimate_of_the_region_but_the_parts_stay_measured(tiny: Tiny) -> None:
    made = tiny({"people": PEOPLE, "rates": RATES}, [POPULATION, RATE])
    np.testing.assert_allclose(column(made, "rate"), [10, 20, 40, (30 + 140) / 10, 40, (30 + 140 + 440) / 21])
    measured, estimated = Basis.MEASURED, Basis.ESTIMATED
    assert bases(made, "rate") == [measured, measured, measured, estimated, measured, estimated]


def test_a_rate_that_a_whole_region_shares_stays_measured(tiny: Tiny) -> None:
    made = tiny({"people": PEOPLE, "rates": "code,rate\n0101,11.5\n0102,11.5\n0201,12\n"}, [POPULATION, RATE])
    assert column(made, "rate")[3] == 11.5
    assert bases(made, "rate")[3:] == [Basis.MEASURED, Basis.MEASURED, Basis.ESTIMATED]


def test_what_is_estimated_below_is_never_measured_above(tiny: Tiny) -> None:
    tables = {"people": PEOPLE, "estimated_rates": "code,rate\n0101,5\n0102,5\n0201,5\n"}
    entry = {**RATE, "figure": {"table": "estimated_rates", "column": "rate"}}
    assert set(bases(tiny(tables, [POPULATION, entry]), "rate")) == {Basis.ESTIMATED}


@pytest.mark.parametrize(("year", "country"), [(2020, 75.0), (2021, 75.0), (2024, 50.0), (2023, 50.0)])
def test_a_mean_is_weighed_by_the_people_of_the_nearest_year(year: int, country: float, tiny: Tiny) -> None:
    people = "code,year,men\n0101,2020,1\n0102,2020,3\n0201,2020,0\n0101,2024,2\n0102,2024,2\n0201,2024,0\n"
    rates = f"code,year,rate\n0101,{year},0\n0102,{year},100\n0201,{year},0\n"
    population = {"id": "population", "figure": {"table": "people", "column": "men"}}
    with np.errstate(invalid="ignore"):
        assert column(tiny({"people": people, "rates": rates}, [population, RATE]), "rate")[-1] == country


def test_a_mean_without_a_stated_year_is_weighed_by_the_latest_people(tiny: Tiny) -> None:
    people = "code,year,men\n0101,2020,1\n0102,2020,3\n0201,2020,1\n0101,2024,2\n0102,2024,2\n0201,2024,1\n"
    rates = "code,rate\n0101,0\n0102,100\n0201,0\n"
    population = {"id": "population", "figure": {"table": "people", "column": "men"}}
    made = tiny(
        {"people": people, "not_stated_rates": rates},
        [population, {**RATE, "figure": {"table": "not_stated_rates", "column": "rate"}}],
    )
    assert made.series("rate").years == (0,)
    assert column(made, "rate")[3] == 50.0


def test_without_a_rollup_regions_and_country_are_blank_and_say_so(tiny: Tiny) -> None:
    made = tiny({"rates": RATES}, [{**RATE, "rollup": "none"}])
    np.testing.assert_array_equal(column(made, "rate"), [10, 20, 40, NAN, NAN, NAN])
    assert blanks(made, "rate") == [None, None, None, *[Blank.NO_ROLLUP] * 3]


def test_a_level_that_the_indicator_is_not_for_says_so_where_it_is_blank(tiny: Tiny) -> None:
    made = tiny({"rates": "code,rate\n0101,1\n"}, [{**RATE, "rollup": "sum", "levels": ["municipality", "region"]}])
    assert blanks(made, "rate")[1:] == [*[Blank.NOT_PUBLISHED] * 4, Blank.NO_ROLLUP]


def test_an_indicator_that_is_not_built_in_is_blank_everywhere(tiny: Tiny) -> None:
    text = {"reason": "z", "how": "z"}
    made = tiny({}, [{"id": "queue", "missing": {"publisher": "z", "sv": text, "en": text}}])
    assert set(blanks(made, "queue")) == {Blank.NOT_BUILT_IN}


def test_a_derived_region_is_made_of_the_region_s_own_parts(tiny: Tiny) -> None:
    share = {
        "id": "share",
        "rollup": "parts",
        "derived": {"op": "ratio", "of": ["women", "population"], "scale": 100.0},
    }
    women = {"id": "women", "figure": {"table": "people", "column": "women"}}
    made = tiny({"people": PEOPLE}, [POPULATION, women, share])
    np.testing.assert_allclose(column(made, "share"), [200 / 3, 400 / 7, 600 / 11, 60, 600 / 11, 1200 / 21])


def test_a_derived_indicator_that_is_summed_adds_its_municipalities(tiny: Tiny) -> None:
    surplus = {"id": "surplus", "rollup": "sum", "derived": {"op": "product", "of": ["men", "women"]}}
    men, women = ({"id": name, "figure": {"table": "people", "column": name}} for name in ("men", "women"))
    assert column(tiny({"people": PEOPLE}, [men, women, surplus]), "surplus") == [2, 12, 30, 14, 30, 44]


def test_a_derived_value_is_no_better_known_than_its_weakest_part(tiny: Tiny) -> None:
    tables = {"people": PEOPLE, "estimated_co2": "code,co2\n0101,1\n0102,2\n0201,4\n"}
    co2 = {"id": "co2", "figure": {"table": "estimated_co2", "column": "co2"}}
    for rollup in ("parts", "sum", "none"):
        ratio = {"id": "each", "rollup": rollup, "derived": {"op": "ratio", "of": ["population", "co2"]}}
        assert set(bases(tiny(tables, [POPULATION, co2, ratio]), "each")) == {Basis.ESTIMATED}


def test_origins_merge_each_once_in_the_order_of_the_parts(tiny: Tiny) -> None:
    men, women = ({"id": name, "figure": {"table": "people", "column": name}} for name in ("men", "women"))
    rate = {**RATE, "rollup": "sum"}
    made = tiny(
        {"people": PEOPLE, "rates": RATES},
        [men, women, rate, {"id": "all", "rollup": "parts", "derived": {"op": "sum", "of": ["men", "rate", "women"]}}],
    )
    people, rates = (Origin(source=f"source-{name}", table=name, read="2026-11-22") for name in ("people", "rates"))
    assert made.series("all").origins == (people, rates)
    assert made.latest("all", made.catalogue.places.country).origins == (people, rates)


@pytest.mark.parametrize("op", ["ratio", "difference"])
def test_a_derived_blank_tells_the_reason_of_its_first_blank_part(op: str, tiny: Tiny) -> None:
    text = {"reason": "z", "how": "z"}
    missing = {"id": "queue", "missing": {"publisher": "z", "sv": text, "en": text}}
    made = tiny(
        {"rates": "code,rate\n0101,1\n0102,0\n"},
        [
            {**RATE, "rollup": "none"},
            missing,
            {"id": "first", "rollup": "parts", "derived": {"op": op, "of": ["rate", "queue"]}},
            {"id": "self", "rollup": "parts", "derived": {"op": "ratio", "of": ["rate", "rate"]}},
        ],
    )
    first, second, third, *above = [BLANKS[number] for number in made.series("first").blank]
    assert (first, second, third) == (Blank.NOT_BUILT_IN, Blank.NOT_BUILT_IN, Blank.NOT_PUBLISHED)
    assert set(above) == {Blank.NO_ROLLUP}
    assert blanks(made, "self") == [None, Blank.DIVISION_BY_ZERO, Blank.NOT_PUBLISHED, *above]


def test_a_blank_base_year_is_not_told_as_a_division_by_zero(tiny: Tiny) -> None:
    """As Knivsta, founded in 2003: its change over twenty years cannot be counted before 2023."""
    text = "code,year,rate\n0101,2003,1\n0201,2003,1\n0101,2023,2\n0102,2023,2\n0201,2023,2\n"
    change = {"id": "change", "rollup": "parts", "derived": {"op": "change", "of": ["rate"], "years": 20}}
    assert blanks(tiny({"rates": text}, [{**RATE, "rollup": "sum"}, change]), "change")[1] is Blank.NOT_PUBLISHED


def test_parts_that_never_meet_in_a_year_are_not_told_as_a_division_by_zero(tiny: Tiny) -> None:
    """Each part has a figure of its own year, so none was published for any year that both need."""
    tables = {"then": "code,year,a\n0101,2020,1\n0102,2020,1\n", "now": "code,year,b\n0101,2024,1\n0201,2024,1\n"}
    entries = [
        {"id": "a", "figure": {"table": "then", "column": "a"}},
        {"id": "b", "figure": {"table": "now", "column": "b"}},
        {"id": "ratio", "rollup": "parts", "derived": {"op": "ratio", "of": ["a", "b"]}},
    ]
    assert set(blanks(tiny(tables, entries), "ratio")) == {Blank.NOT_PUBLISHED}


def test_a_part_that_is_optional_is_nothing_where_it_is_lacking_and_never_the_reason_of_a_blank(tiny: Tiny) -> None:
    """As Gotland, where the municipality is also the region: its tax rate is the municipal one alone."""
    made = tiny(
        {"rates": "code,own,region\n0101,20,12\n0102,,12\n0201,33,\n"},
        [
            {"id": "own", "rollup": "none", "levels": ["municipality"], "figure": {"table": "rates", "column": "own"}},
            {"id": "region", "rollup": "none", "figure": {"table": "rates", "column": "region"}},
            {"id": "tax", "rollup": "parts", "derived": {"op": "sum", "of": ["region", "own"], "optional": ["region"]}},
            {
                "id": "none",
                "rollup": "parts",
                "derived": {"op": "ratio", "of": ["own", "region"], "optional": ["region"]},
            },
        ],
    )
    np.testing.assert_array_equal(column(made, "tax"), [32, NAN, 33, NAN, NAN, NAN])
    assert blanks(made, "tax")[:3] == [None, Blank.NOT_PUBLISHED, None]
    assert blanks(made, "none")[:3] == [None, Blank.NOT_PUBLISHED, Blank.DIVISION_BY_ZERO]


def test_a_mean_of_what_is_not_built_in_is_blank(tiny: Tiny) -> None:
    text = {"reason": "z", "how": "z"}
    missing = {"id": "queue", "missing": {"publisher": "z", "sv": text, "en": text}}
    mean = {"id": "mean", "rollup": "population_mean", "derived": {"op": "sum", "of": ["queue"]}}
    assert None not in blanks(tiny({"people": PEOPLE}, [POPULATION, missing, mean]), "mean")


def test_a_series_is_built_once(tiny: Tiny) -> None:
    made = tiny({"people": PEOPLE}, [POPULATION])
    assert made.series("population") is made.series("population")
    assert made.build_all() == 1


def test_an_indicator_without_any_way_to_its_value_is_refused(tiny: Tiny) -> None:
    with pytest.raises(ContentError) as caught:
        tiny({}, [{"id": "nothing"}]).series("nothing")
    assert (caught.value.facts["file"], caught.value.key) == ("tiny.toml", "nothing")
    assert caught.value.facts["expected"] == "one of figure, derived, computed and missing"


def test_an_error_is_told_the_same_way_twice(tiny: Tiny) -> None:
    made = tiny({"rates": "code,rate\n0101,many\n"}, [RATE])
    told = []
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            made.series("rate")
        told.append(caught.value.facts)
    assert told[0] == told[1]


@settings(max_examples=20)
@given(order=st.permutations(PEOPLE.splitlines()[1:]))
def test_order_of_the_rows_is_irrelevant(order: list[str], tiny: Tiny) -> None:
    header = PEOPLE.splitlines()[0]
    made = tiny({"people": "\n".join([header, *order]) + "\n"}, [POPULATION])
    assert made.series("population").years == (2023, 2024)
    assert made.series("population").values[:, 1].tolist() == [3, 7, 11, 10, 11, 21]


def test_a_mark_that_falls_while_places_are_compared_is_in_the_comparison(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made of figures before the mark is not kept after it."""
    observations, compared = tiny({"people": PEOPLE, "rates": RATES}, [POPULATION, RATE]), list[str]()
    marker = Thread(target=observations.mark, args=("rates", {"x": Mark("closed", "Ek", "2026-11-28")}))

    def compare(series: Series, places: Places, direction: Direction) -> Comparison:
        compared.append(series.indicator)
        if len(compared) == 1:
            marker.start()
            marker.join(MOMENT)
        return compare_places(series, places, direction)

    monkeypatch.setattr("samspel.observations.building.compare_places", compare)
    observations.comparison("rate")
    marker.join()
    observations.comparison("rate")
    assert compared == ["rate", "rate"]
