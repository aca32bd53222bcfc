from itertools import permutations

import pytest

from samspel.terms.origin import WEAKNESS, Basis, Origin, weakest


def test_weakness_orders_every_basis_once() -> None:
    assert sorted(WEAKNESS) == sorted(Basis)


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (Basis.MEASURED, Basis.ANSWERED),
        (Basis.MEASURED, Basis.CALCULATED),
        (Basis.CALCULATED, Basis.ANSWERED),
        (Basis.CALCULATED, Basis.ESTIMATED),
        (Basis.MEASURED, Basis.ESTIMATED),
        (Basis.ANSWERED, Basis.ESTIMATED),
        (Basis.ANSWERED, Basis.ASSUMED),
        (Basis.ESTIMATED, Basis.ASSUMED),
    ],
)
def test_what_is_made_of_a_weaker_basis_is_no_stronger_than_it(stronger: Basis, weaker: Basis) -> None:
    assert weakest(stronger, weaker) is weaker
    assert weakest(weaker, stronger) is weaker


def test_weakest_of_one_is_itself() -> None:
    assert [weakest(basis) for basis in Basis] == list(Basis)


def test_order_of_parts_is_irrelevant_to_the_weakest_basis() -> None:
    assert {weakest(*order) for order in permutations(Basis)} == {Basis.ASSUMED}


def test_equal_origins_are_one_origin() -> None:
    assert (
        len(
            {
                Origin(source="scb", table="population", read="2026-11-22"),
                Origin(source="scb", table="population", read="2026-11-22"),
            }
        )
        == 1
    )
    assert Origin(source="scb", table="population", read="2026-11-22") != Origin(
        source="scb", table="population", read="2026-11-23"
    )
