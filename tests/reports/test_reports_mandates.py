"""Posts in words."""

from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.mandates import load_post_rules
from samspel.mandates.overview import Asked, look_over
from samspel.mandates.records import Person, Post
from samspel.mandates.watching import Ending
from samspel.reports.mandates import describe_election, describe_elsewhere, describe_ending


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


def test_posts_of_a_place_that_is_not_the_units_are_told_beside_the_goal(catalogue: Catalogue) -> None:
    texts, rules, day = catalogue.texts["sv"], load_post_rules(), date(2026, 12, 1)
    kind = next(one.id for one in rules.kinds if not one.choice)

    def tell(own: tuple[str, ...], *, sees_all: bool) -> str:
        held = [
            Person(number=number, posts=(Post(kind=kind, place=code, begins=date(2026, 1, 1)),))
            for number, code in enumerate(("2181", "21", "2080"))
        ]
        asked = Asked(day=day, chosen={}, places=own, members=400, sees_all=sees_all)
        return " ".join(describe_elsewhere(catalogue, texts, look_over(held, rules, asked, {}, ())))

    assert "uppdrag i Falun, som inte hör till enhetens platser" in tell(("2181",), sees_all=True)
    assert "uppdrag i Falun, som" in tell(("2181",), sees_all=False)
    assert tell(("2181", "2080"), sees_all=True) == tell((), sees_all=True) == ""
