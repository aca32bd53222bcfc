"""A campaign in words: its goal."""

from datetime import date

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import NO_BREAK
from samspel.reports.campaigns import Frozen, Goal, describe_goal, tabulate_papers


def tell(catalogue: Catalogue, start: float | None, to: float | None, sign: float | None) -> str:
    goal = Goal(
        indicator=catalogue.indicators["children_odd_hours"],
        place=catalogue.places.by_code["2181"],
        start=start,
        to=to,
        by=date(2028, 12, 31),
        now=None,
        sign=sign,
    )
    return describe_goal(catalogue, catalogue.texts["sv"], goal)


def test_a_goal_stands_as_it_was_typed(catalogue: Catalogue) -> None:
    assert f"från 32{NO_BREAK}barn till 2,5{NO_BREAK}barn." in tell(catalogue, 32.0, 2.5, None)
    assert "till" not in tell(catalogue, 32.0, None, None).split("nått")[0]


@pytest.mark.parametrize(
    ("to", "sign", "told"),
    [
        (2.5, -1.0, "målet är lägre än värdet vid starten"),
        (40.0, 1.0, "målet är högre än värdet vid starten"),
        (40.0, -1.0, ""),
        (2.5, 1.0, ""),
        (2.5, None, ""),
        (32.0, -1.0, ""),
    ],
)
def test_a_goal_that_goes_the_other_way_than_the_demand_says_so(
    catalogue: Catalogue, to: float, sign: float | None, told: str
) -> None:
    said = tell(catalogue, 32.0, to, sign)
    assert told in said if told else "Obs" not in said


def test_a_goal_says_which_places_it_does_not_measure(catalogue: Catalogue) -> None:
    goal = Goal(
        indicator=catalogue.indicators["children_odd_hours"],
        place=catalogue.places.by_code["2080"],
        start=None,
        to=None,
        by=None,
        now=None,
        is_elsewhere=True,
        others=2,
    )
    said = describe_goal(catalogue, catalogue.texts["sv"], goal)
    assert "bara i Falu kommun, inte på drivets övriga platser (2)" in said
    assert "Falu kommun hör inte till enhetens platser" in said


def test_what_a_paper_lacks_is_told_a_sentence_each(catalogue: Catalogue) -> None:
    paper = Frozen(
        key="1/1/1",
        title="Motion",
        kind="Motion",
        file_kind="pdf",
        day=date(2026, 11, 30),
        sha256="",
        figures=2,
        lacks=("Fyll i: Adress", "Fyll i: Vem skriver."),
    )
    (row,) = tabulate_papers(catalogue.texts["sv"], [paper]).rows
    assert "Fyll i: Adress. Fyll i: Vem skriver." in [cell.words for cell in row]
