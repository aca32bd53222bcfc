"""The course of a measure: as its publisher has it, for women and men, and a sentence for what there is not."""

from statistics import median

import pytest

from samspel.app.courses import ALL, Choice, show_courses, show_cube, show_every_place, show_part
from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.app.measures import find_measure
from samspel.observations.courses import Courses
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError


def show(desk: Desk, measure: str, *names: str, choice: Choice = ALL) -> Courses:
    places = [find_place(desk.catalogue, name) for name in names]
    return show_courses(desk, "sv", find_measure(desk, "sv", measure), places, choice)


def test_a_course_is_what_the_publisher_has_in_every_year(desk: Desk) -> None:
    courses = show(desk, "N00090", "Sandviken", "Gävle")
    assert (courses.years[0], courses.years[-1]) == (2006, 2022)
    by_year = dict(zip(courses.years, courses.observations[0], strict=True))
    assert (by_year[2006].value, by_year[2022].value) == (8.5, 8.4)
    assert by_year[2021].value is None
    assert by_year[2021].blank is not None


def test_women_and_men_are_read_apart(desk: Desk) -> None:
    women, men = (show(desk, "N00090", "Sandviken", choice=Choice(gender=gender)) for gender in ("K", "M"))
    assert [women.observations[0][-1].value, men.observations[0][-1].value] == [
        desk.observations.latest(f"staff_sick_leave_{who}", women.places[0]).value for who in ("women", "men")
    ]


def test_the_median_of_those_like_the_first_place_stands_beside_where_it_is_asked_for(desk: Desk) -> None:
    asked = show(desk, "N00090", "Sandviken", "Gävle", choice=Choice(similar=True))
    peers = show(desk, "N00090", *(place.code for place in desk.catalogue.places.similar_to(asked.places[0])))
    by_year = dict(zip(asked.years, asked.similar, strict=True))
    for at, year in enumerate(peers.years):
        values = [course[at].value for course in peers.observations]
        known = [value for value in values if value is not None]
        assert by_year[year] == (median(known) if 2 * len(known) > len(values) else None)
    assert show(desk, "N00090", "Sandviken").similar == ()


def test_a_measure_that_only_its_publisher_describes_has_its_course(desk: Desk) -> None:
    courses = show(desk, "N00053", "Sandviken", choice=Choice(first=2020, last=2021))
    assert courses.years == (2020, 2021)
    assert [one.value for one in courses.observations[0]] == [3406.0, 3410.0]


def test_the_same_place_twice_stands_once(desk: Desk) -> None:
    assert len(show(desk, "N00090", "Sandviken", "2181").places) == 1


def test_every_place_with_a_value_is_in_the_whole_course(desk: Desk) -> None:
    whole = show_every_place(desk, "sv", find_measure(desk, "sv", "N60077"))
    assert {place.kind.value for place in whole.places} == {"region", "country"}


@pytest.mark.parametrize(
    ("measure", "places", "choice", "code"),
    [
        ("N00090", (), ALL, "measure_places"),
        ("N60077", ("Sandviken",), ALL, "measure_level"),
        ("population", ("Sandviken",), Choice(gender="K"), "measure_gender"),
        ("N00090", ("Sandviken",), Choice(first=2031), "measure_period"),
        ("N00090", ("Sandviken",), Choice(first=2020, last=2010), "measure_period"),
        ("N07402", ("Gävleborg",), ALL, "measure_level"),
    ],
)
def test_what_there_is_not_gets_a_sentence(
    desk: Desk, measure: str, places: tuple[str, ...], choice: Choice, code: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        show(desk, measure, *places, choice=choice)
    assert caught.value.code == code
    assert "{" not in str(desk.catalogue.texts["sv"].explain(caught.value))


def test_sixty_places_are_shown_and_sixty_one_are_not(desk: Desk) -> None:
    names = [place.code for place in desk.catalogue.places.municipalities]
    assert len(show(desk, "N00090", *names[:60]).places) == 60
    with pytest.raises(BadInputError):
        show(desk, "N00090", *names[:61])


def test_an_indicator_that_is_not_built_in_says_how_to_get_it(desk: Desk) -> None:
    missing = next(one for one in desk.catalogue.indicators.values() if one.missing is not None)
    with pytest.raises(SamspelError) as caught:
        show(desk, missing.id, "Sandviken")
    assert isinstance(caught.value, NotFoundError)
    assert missing.missing is not None
    assert missing.missing.sv.how in str(caught.value.facts["why"])


def test_parts_of_all_places_make_the_whole(still_desk: Desk) -> None:
    measured = find_measure(still_desk, "sv", "N00090")
    whole = show_every_place(still_desk, "sv", measured)
    flat = [one for course in whole.observations for one in course]
    found: list[object] = []
    for start in range(0, len(flat) + 100, 100):
        part, rows, count = show_part(still_desk, "sv", measured, ALL, slice(start, start + 100))
        assert count == len(flat)
        assert part.years == whole.years
        found += [one for course in part.observations for one in course][rows]
    assert found == flat


def test_a_part_or_a_cube_of_years_without_values_names_those_that_there_are(still_desk: Desk) -> None:
    measured, early = find_measure(still_desk, "sv", "N00090"), Choice(last=1900)
    for ask in (
        lambda: show_part(still_desk, "sv", measured, early, slice(0, 10)),
        lambda: show_cube(still_desk, "sv", measured, (), early),
    ):
        with pytest.raises(BadInputError) as caught:
            ask()
        assert (caught.value.code, caught.value.facts["first"]) == ("measure_period", 2006)
