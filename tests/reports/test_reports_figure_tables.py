"""The one table of figures: whose basis and publishers stand in a row, what differs, and why cells are blank."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from samspel.app.desk import Desk
from samspel.app.places import show_course
from samspel.catalogue.records.base import Lang
from samspel.observations.picture import Row, build_course, build_row
from samspel.observations.series import Observation
from samspel.rendering.table import Table, list_records, words
from samspel.reports.figure_tables import tabulate_course, tabulate_figures, tabulate_side_by_side
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis, Origin
from samspel.terms.place import Place

At = Callable[[str], Place]


def tabulate(desk: Desk, place: Place, *rows: Row, lang: Lang = "sv") -> Table:
    """Rows of a place in one table."""
    texts = desk.catalogue.texts[lang]
    return tabulate_figures(desk.catalogue, texts, place, [("section", row) for row in rows], name="x", caption="x")


def blank(observation: Observation, reason: Blank = Blank.NOT_PUBLISHED) -> Observation:
    return replace(observation, value=None, blank=reason)


def read_row(table: Table) -> dict[str, str]:
    """The first row as it is read, by the columns' keys."""
    read = words(table)
    return dict(zip((column.key for column in read.columns), read.texts[0], strict=True))


@pytest.mark.parametrize(
    ("code", "columns"),
    [
        ("2181", ["name", "value", "similar_median", "region", "country", "year", "credit"]),
        ("21", ["name", "value", "similar_median", "country", "year", "credit"]),
        ("00", ["name", "value", "year", "credit"]),
    ],
)
def test_a_place_is_read_beside_what_its_kind_is_compared_with(
    still_desk: Desk, at: At, code: str, columns: list[str]
) -> None:
    row = build_row(still_desk.observations, "population", at(code))
    assert [column.key for column in words(tabulate(still_desk, at(code), row)).columns] == columns


def test_files_have_the_same_columns_for_every_kind_of_place(still_desk: Desk, at: At) -> None:
    tables = [
        tabulate(still_desk, at(code), build_row(still_desk.observations, "population", at(code)))
        for code in ("2181", "21", "00")
    ]
    assert len({tuple(list_records(table)[0]) for table in tables}) == 1


def test_a_basis_that_differs_stands_at_its_value_and_in_files(still_desk: Desk, at: At) -> None:
    row = build_row(still_desk.observations, "population", at("2181"))
    row = replace(row, here=replace(row.here, basis=Basis.MEASURED), country=replace(row.country, basis=Basis.ASSUMED))
    table = tabulate(still_desk, at("2181"), row)
    read, (record,) = read_row(table), list_records(table)
    assert read["country"].endswith("(antaget)")
    assert "(" not in read["value"]
    assert (record["basis"], record["country_basis"]) == ("measured", "assumed")
    assert (record["basis_words"], record["country_basis_words"]) == ("mätt", "antaget")


def test_a_year_that_differs_stands_at_its_value(still_desk: Desk, at: At) -> None:
    row = build_row(still_desk.observations, "population", at("2181"))
    older = replace(row, country=replace(row.country, period=replace(row.country.period, year=2001)))
    assert "(2001)" in read_row(tabulate(still_desk, at("2181"), older))["country"]
    assert "(" not in read_row(tabulate(still_desk, at("2181"), row))["country"]


def test_a_row_without_a_value_here_has_the_basis_and_publisher_of_the_values_there_are(
    still_desk: Desk, at: At
) -> None:
    row = build_row(still_desk.observations, "population", at("2181"))
    table = tabulate(still_desk, at("2181"), replace(row, here=blank(row.here)))
    assert read_row(table)["credit"] == "mätt, SCB"
    (record,) = list_records(table)
    assert (record["basis"], record["publisher"]) == (None, "SCB")
    every = replace(row, here=blank(row.here), region=blank(row.region), country=blank(row.country))
    assert read_row(tabulate(still_desk, at("2181"), every))["credit"] == "–"


def test_publishers_of_all_values_of_a_row_are_named_once(still_desk: Desk, at: At) -> None:
    row = build_row(still_desk.observations, "population", at("2181"))
    other = Origin(source="skatteverket", table=row.here.origins[0].table, read="2026-11-22", publisher="Skatteverket")
    row = replace(row, country=replace(row.country, origins=(*row.country.origins, other)))
    assert read_row(tabulate(still_desk, at("2181"), row))["credit"] == "mätt, SCB, Skatteverket"


def test_each_reason_for_blanks_is_said_once_with_all_that_it_empties(still_desk: Desk, at: At) -> None:
    rows = [build_row(still_desk.observations, name, at("2181")) for name in ("population", "births")]
    emptied = [replace(row, region=blank(row.region, Blank.NO_ROLLUP)) for row in rows]
    texts = still_desk.catalogue.texts["sv"]
    names = "Folkmängd (Gävleborgs län); Födda (Gävleborgs län)"
    expected = texts("figure.blank", names=names, reason=texts("blank.no_rollup"))
    assert list(tabulate(still_desk, at("2181"), *emptied).notes) == [expected]


def test_places_side_by_side_are_told_why_a_cell_is_blank(still_desk: Desk, at: At) -> None:
    row = build_row(still_desk.observations, "population", at("2181"))
    other = blank(still_desk.observations.latest("population", at("1280")))
    texts, pair = still_desk.catalogue.texts["sv"], (at("2181"), at("1280"))
    table = tabulate_side_by_side(still_desk.catalogue, texts, pair, [(row, (row.here, other))], name="x", caption="x")
    assert [note for note in table.notes if "Folkmängd (Malmö)" in note and texts("blank.not_published") in note]


@pytest.mark.parametrize(("lang", "said"), [("sv", "2021–2022"), ("en", "2021–2022")])
def test_a_mean_of_years_has_its_years_on_every_face(still_desk: Desk, at: At, lang: Lang, said: str) -> None:
    place = at("2181")
    table = tabulate(still_desk, place, build_row(still_desk.observations, "diploma_4y_by_home", place), lang=lang)
    assert read_row(table)["year"] == said
    assert list_records(table)[0]["period"] == said
    course = build_course(still_desk.observations, "diploma_4y_by_home", place)
    over_time = tabulate_course(still_desk.catalogue, still_desk.catalogue.texts[lang], course, place)
    assert list_records(over_time)[-1]["period"] == said
    assert words(over_time).texts[-1][0] == said


def test_what_a_measure_does_not_show_stands_under_the_table(still_desk: Desk, at: At) -> None:
    row = build_row(still_desk.observations, "gross_regional_product", at("2181"))
    assert any(row.indicator.sv.limits in note for note in tabulate(still_desk, at("2181"), row).notes)


@pytest.mark.parametrize(
    ("indicator", "value", "lang", "said"),
    [
        ("housing_market_assessment", 2.0, "sv", "överskott"),
        ("housing_market_assessment", 0.0, "en", "shortage"),
        ("housing_market_2022", 1.0, "sv", "balans"),
        ("housing_market_2022", 1.5, "sv", "mellan balans och överskott"),
        ("transport_plan", 1.0, "sv", "ja"),
        ("climate_procurement", 0.0, "en", "no"),
    ],
)
def test_a_scale_of_words_is_read_in_words_and_stays_a_number_in_files(
    still_desk: Desk, at: At, indicator: str, value: float, lang: Lang, said: str
) -> None:
    row = build_row(still_desk.observations, indicator, at("2181"))
    here = replace(still_desk.observations.latest(indicator, at("2181")), value=value, blank=None)
    table = tabulate(still_desk, at("2181"), replace(row, here=here), lang=lang)
    assert read_row(table)["value"] == said
    (record,) = list_records(table)
    assert (record["value"], record["meaning"]) == (value, said)


def test_a_course_says_who_publishes_it(still_desk: Desk, at: At) -> None:
    course = build_course(still_desk.observations, "population", at("2181"))
    table = tabulate_course(still_desk.catalogue, still_desk.catalogue.texts["en"], course, at("2181"))
    assert table.notes == ("Source: measured, SCB.",)


def test_a_course_has_the_region_beside_and_women_and_men_in_its_file(still_desk: Desk, at: At) -> None:
    place, texts = at("2181"), still_desk.catalogue.texts["sv"]
    course = show_course(still_desk, place, "staff_sick_leave")
    table = tabulate_course(still_desk.catalogue, texts, course, place)
    assert "Gävleborgs län" in words(table).heads
    last = list_records(table)[-1]
    series = still_desk.observations.series("staff_sick_leave")
    assert last["region"] == series.course(at("21"))[-1].value
    for key, gender in (("women", "K"), ("men", "M")):
        told = still_desk.observations.by_gender("staff_sick_leave", gender)  # type: ignore[arg-type]
        assert told is not None
        assert last[key] == told.values[place.index, told.years.index(int(str(last["period"])))]
    assert last["men"] < last["value"] < last["women"]  # type: ignore[operator]


@pytest.mark.parametrize("code", ["21", "00"])
def test_a_region_and_the_country_have_no_region_beside_them(still_desk: Desk, at: At, code: str) -> None:
    course = build_course(still_desk.observations, "population", at(code))
    table = tabulate_course(still_desk.catalogue, still_desk.catalogue.texts["sv"], course, at(code))
    assert course.region == ()
    assert len(words(table).heads) == (2 if code == "00" else 3)
    assert {row["region"] for row in list_records(table)} == {None}
