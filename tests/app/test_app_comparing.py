"""Places beside each other on chosen measures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from given_answers import GIVEN
from samspel.app.comparing import BY_PLACE, Choice, compare_columns, fit_places, format_spans, split_measures
from samspel.app.courses import show_courses
from samspel.app.desk import Desk
from samspel.app.grouping import Named, find_places
from samspel.app.keeping import keep_answers
from samspel.app.measures import find_measure
from samspel.observations.beside import Beside
from samspel.reports.comparison import describe_choice
from samspel.terms.errors import SamspelError
from samspel.terms.place import Place

At = Callable[[str], Place]


def compare(desk: Desk, places: str, *measures: str, **choice: object) -> Beside:
    named = find_places(desk.catalogue, [places])
    return compare_columns(desk, "sv", named, measures, Choice(**choice)).beside  # type: ignore[arg-type]


def refuse(desk: Desk, places: str, *measures: str, **choice: object) -> SamspelError:
    with pytest.raises(SamspelError) as caught:
        compare(desk, places, *measures, **choice)
    return caught.value


@pytest.mark.parametrize("measure", ["staff_sick_leave", "N00053"])
def test_a_value_beside_others_is_the_last_of_its_course(still_desk: Desk, measure: str) -> None:
    beside = compare(still_desk, "län:Gävleborg", measure)
    courses = show_courses(still_desk, "sv", find_measure(still_desk, "sv", measure), beside.places)
    (column,) = beside.measures
    assert [one.value for one in column.observations] == [course[-1].value for course in courses.observations]
    assert {one.period.year for one in column.observations} == {courses.years[-1]}


def test_a_chosen_year_is_every_places_year(still_desk: Desk) -> None:
    beside = compare(still_desk, "Sandviken, Gävle", "N00053", "population", year=2012)
    assert {one.period.year for column in beside.measures for one in column.observations} == {2012}


def test_rows_are_sorted_with_blanks_last(still_desk: Desk) -> None:
    falling = compare(still_desk, "län:Västra Götaland", "population", "staff_sick_leave", sort="staff_sick_leave")
    values = [one.value for one in falling.measures[1].observations]
    known = [value for value in values if value is not None]
    assert 0 < len(known) < len(values)
    assert known == sorted(known, reverse=True)
    assert values[len(known) :] == [None] * (len(values) - len(known))
    assert [one.place for one in falling.measures[0].observations] == list(falling.places)
    rising = compare(still_desk, "län:Västra Götaland", "staff_sick_leave", sort="staff_sick_leave", falling=False)
    assert [one.value for one in rising.measures[0].observations][: len(known)] == sorted(known)


def test_names_are_sorted_as_in_swedish(still_desk: Desk) -> None:
    beside = compare(still_desk, "Örebro, Ängelholm, Åmål, Gävle", "population", sort=BY_PLACE)
    assert [place.name for place in beside.places] == ["Gävle", "Åmål", "Ängelholm", "Örebro"]


def test_without_a_choice_the_fact_sheets_first_measures_stand(still_desk: Desk) -> None:
    beside = compare(still_desk, "län:Gävleborg")
    assert not beside.is_chosen
    first = still_desk.catalogue.fact_sheet.indicators[:6]
    assert [column.measured.id for column in beside.measures] == first


def test_a_measure_named_twice_stands_once_and_is_told(still_desk: Desk) -> None:
    beside = compare(still_desk, "Sandviken, Gävle", "N00090", "staff_sick_leave", "population")
    assert [column.measured.id for column in beside.measures] == ["staff_sick_leave", "population"]
    assert [one.id for one in beside.measures_twice] == ["staff_sick_leave"]


def test_the_measure_that_rows_are_sorted_by_is_drawn_unless_another_is_chosen(still_desk: Desk) -> None:
    both = ("population", "N00053")

    def find_drawn(**choice: object) -> str:
        drawn = compare(still_desk, "Sandviken, Gävle", *both, **choice).drawn
        return "" if drawn is None else drawn.measured.id

    assert find_drawn() == "population"
    assert find_drawn(sort="N00053") == "N00053"
    assert find_drawn(sort="N00053", draw="population") == "population"


def test_a_looked_up_value_stands_in_its_own_row_alone(desk: Desk, at: At) -> None:
    answer = replace(
        GIVEN,
        demand="culture-for-all",
        item="culture_school_share",
        kind="figure",
        value=41.7,
        country=30.2,
        answered_by="Anna Ek",
        day=date(2026, 11, 22),
        source="SKR",
    )
    keep_answers(desk, at("2181"), [answer])
    beside = compare(desk, "Sandviken, Gävle", "culture_school_share")
    assert [one.value for one in beside.measures[0].observations] == [41.7, None]


@pytest.mark.parametrize(
    ("places", "measures", "choice", "code"),
    [
        ("Sandviken", ("population",), {}, "compare_count"),
        ("Sandviken, 2181", ("population",), {}, "compare_count"),
        ("Sandviken, Gävle", ("population",) * 13, {}, "compare_measures"),
        ("Sandviken, Gävle", ("N0005",), {}, "no_such_measure"),
        ("Sandviken, Gävle", ("N60077",), {}, "measure_level"),
        ("Sandviken, Gävle", ("population",), {"sort": "N00053"}, "compare_not_chosen"),
        ("Sandviken, Gävle", ("population",), {"draw": "N00053"}, "compare_not_chosen"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    still_desk: Desk, places: str, measures: tuple[str, ...], choice: dict[str, object], code: str
) -> None:
    assert refuse(still_desk, places, *measures, **choice).code == code


def test_of_a_group_without_room_the_most_populous_are_shown_and_the_others_told(still_desk: Desk) -> None:
    everyone = find_places(still_desk.catalogue, ["grupp:commuting-larger-city"]).places
    assert len(everyone) == 63
    beside = compare(still_desk, "grupp:commuting-larger-city", "population")
    assert len(beside.places) == 60
    assert (*beside.places, *beside.left_out) != everyone
    assert list(beside.places) == [place for place in everyone if place not in beside.left_out]
    people = [one.value or 0.0 for one in beside.measures[0].observations]
    smallest = compare(still_desk, ", ".join(place.code for place in beside.left_out), "population")
    assert max(one.value or 0.0 for one in smallest.measures[0].observations) <= min(people)


def test_a_place_named_by_itself_is_never_left_out_for_a_groups(still_desk: Desk) -> None:
    left = compare(still_desk, "grupp:commuting-larger-city", "population").left_out
    beside = compare(still_desk, f"grupp:commuting-larger-city, {left[0].name}, Riket", "population")
    assert {left[0].code, "00"} <= {place.code for place in beside.places}
    assert len(beside.left_out) == 4
    assert not {left[0].code, "00"} & {place.code for place in beside.left_out}


def test_of_more_places_than_fit_named_by_themselves_the_first_are_shown(still_desk: Desk) -> None:
    towns = still_desk.catalogue.places.municipalities
    fitted = fit_places(still_desk, Named(towns[:62], (), frozenset(towns[:61])))
    assert fitted.places == towns[:60]
    assert fitted.left_named == (towns[60],)
    assert fitted.left_out == (towns[61],)
    assert fit_places(still_desk, Named(towns[:60], (), frozenset(towns[:60]))).left_out == ()


@pytest.mark.parametrize(("asked", "shown"), [(2007, 2008), (1990, 2008), (2030, 2022), (2015, 2015)])
def test_the_nearest_year_stands_in_the_place_of_one_that_is_lacking_and_is_told(
    still_desk: Desk, asked: int, shown: int
) -> None:
    beside = compare(still_desk, "Sandviken, Gävle", "N00053", year=asked)
    (one,) = beside.measures
    assert {observation.period.year for observation in one.observations} == {shown}
    assert one.instead_of == (None if asked == shown else asked)
    told = " ".join(describe_choice(still_desk.catalogue.texts["sv"], beside))
    assert (f"finns inte för {asked}. Här står {shown}, som är närmast." in told) is (asked != shown)
    assert one.turn([1, 0]).instead_of == one.instead_of


def test_a_level_that_is_lacking_is_told_with_those_there_are(still_desk: Desk) -> None:
    assert refuse(still_desk, "Sandviken, Gävle", "N60077").facts["known"] == "regioner och riket"


def test_years_are_told_as_spans() -> None:
    assert format_spans([1998, 2001, 2002, 2003, 2010]) == "1998, 2001–2003, 2010"
    assert format_spans([]) == ""


def test_measures_are_split_but_a_name_with_a_comma_stays_whole(still_desk: Desk) -> None:
    title = "Månadsavlönade totalt, kommun, antal"
    assert split_measures(still_desk, "sv", [f"{title}\r\npopulation; N00090", " "]) == [title, "population", "N00090"]
    assert split_measures(still_desk, "sv", ["N00053, population"]) == ["N00053", "population"]
    assert split_measures(still_desk, "sv", ["Månadsavlönade, kommun"]) == ["Månadsavlönade, kommun"]
