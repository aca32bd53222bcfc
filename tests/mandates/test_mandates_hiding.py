"""Small numbers are not told."""

from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from samspel.mandates.counting import Tally
from samspel.mandates.hiding import hide_places, hide_small, show

LEAST = 5
counts = st.dictionaries(st.sampled_from([f"21{number:02}" for number in range(12)]), st.integers(0, 40))


@given(st.builds(Tally, persons=st.integers(0, 40), posts=st.integers(0, 60), only_substitutes=st.integers(0, 40)))
def test_nothing_small_is_told_nor_what_a_difference_gives(tally: Tally) -> None:
    found = hide_small(tally, LEAST)
    assert all(number is None or number >= LEAST for number in astuple(found))
    assert found.only_substitutes is None or found.persons is None or found.persons - found.only_substitutes >= LEAST


@given(counts)
def test_what_is_hidden_of_places_cannot_be_found_by_taking_the_others_from_the_whole(numbers: dict[str, int]) -> None:
    found = hide_places({code: Tally(persons=number) for code, number in numbers.items()}, LEAST)
    hidden = [numbers[code] for code, one in found.items() if one.persons is None]
    shown = [numbers[code] for code, one in found.items() if one.persons is not None]
    assert all(number >= LEAST for number in shown)
    assert not hidden or not shown or (len(hidden) > 1 and sum(hidden) >= LEAST)


def test_one_small_place_takes_the_next_with_it() -> None:
    found = hide_places({"a": Tally(persons=12), "b": Tally(persons=3), "c": Tally(persons=7)}, LEAST)
    assert [found[code].persons for code in "abc"] == [12, None, None]


def test_who_may_see_the_list_sees_every_number() -> None:
    assert show(Tally(persons=1, posts=2, vacant=1)).persons == 1


def test_a_small_number_of_posts_to_come_is_not_told_either() -> None:
    assert hide_small(Tally(persons=9, posts=9, later=4), LEAST).later is None
    assert hide_small(Tally(persons=9, posts=9, later=5), LEAST).later == LEAST
