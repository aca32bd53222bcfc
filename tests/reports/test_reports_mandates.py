"""Posts in words."""

from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.mandates import load_post_rules
from samspel.mandates.watching import Ending
from samspel.reports.mandates import describe_ending


def test_one_of_a_kind_is_one_and_several_are_several(catalogue: Catalogue) -> None:
    ending = Ending(day=date(2026, 12, 31), kinds={"auditor": 1, "board_member": 2}, persons=3, without=3)
    said = describe_ending(catalogue.texts["sv"], load_post_rules(), ending)
    assert said == "1 revisor, 2 ledamöter i styrelse och nämnd"
