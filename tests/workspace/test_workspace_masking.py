"""Numbers in addresses tell nothing of the order in which things came."""

from itertools import pairwise

from samspel.workspace.masking import MOST, mask, unmask


def test_each_number_has_another_and_is_found_again() -> None:
    numbers = [*range(2000), MOST - 1, MOST, MOST + 7, -1]
    masked = [mask(number) for number in numbers]
    assert [unmask(one) for one in masked] == numbers
    assert len(set(masked)) == len(numbers)


def test_they_are_in_no_order_and_fit_a_form() -> None:
    masked = [mask(number) for number in range(1, 200)]
    rising = sum(after > before for before, after in pairwise(masked))
    assert 60 < rising < 140
    assert all(len(str(one)) < 10 for one in masked)
