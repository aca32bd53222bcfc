"""Posts in words."""

from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.mandates import load_post_rules
from samspel.mandates.watching import Ending
from samspel.reports.mandates import describe_election, describe_ending


def test_one_of_a_kind_is_one_and_several_are_several(catalogue: Catalogue) -> None:
    ending = Ending(day=date(2026, 12, 31), kinds={"auditor": 1, "board_member": 2}, persons=3, without=3)
    said = describe_ending(catalogue.texts["sv"], load_post_rules(), ending)
    assert said == "1 revisor, 2 ledamöter i styrelse och nämnd"


def test_seats_of_before_the_latest_election_say_so(catalogue: Catalogue) -> None:
    texts, rules = catalogue.texts["sv"], load_post_rules()
    assert "valet 13 september 2026 finns inte" in describe_election(texts, rules, date(2026, 11, 30), [2022])
    assert describe_election(texts, rules, date(2026, 9, 12), [2022]) == ""
    assert describe_election(texts, rules, date(2026, 11, 30), [2026]) == ""
    assert describe_election(texts, rules, date(2026, 11, 30), []) == ""
