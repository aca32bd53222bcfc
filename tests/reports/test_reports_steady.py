"""How a shift holds with disruptions, in words and as columns."""

import pytest
from msgspec.structs import replace

from made_reach import make_report, make_turn
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.reach.report import ReachReport, Steady
from samspel.rendering.table import list_records
from samspel.reports.reach import describe_how
from samspel.reports.shifts import tabulate_shifts
from samspel.reports.steady import describe_steady

ASSUMED = Steady(people=(0.1, 0.3), employees=(0.2, 0.4))
MILD = Steady(people=(0.2, 0.4), employees=(0.3, 0.6))
HARSH = Steady(people=(0.0, 0.0), employees=(0.0, 0.003))


@pytest.fixture
def swedish(catalogue: Catalogue) -> Texts:
    return catalogue.texts["sv"]


def make(catalogue: Catalogue, *steady: Steady, employed: bool = True) -> ReachReport:
    settings = {name: parameter.value for name, parameter in catalogue.parameters.items()}
    turn = make_turn("Dag", "07:00", "16:00", (0.5, 0.7) if employed else None)
    if not employed:
        steady = tuple(replace(one, employees=None) for one in steady)
    return make_report((replace(turn, steady=steady),), settings, None)


def test_the_employees_go_before_the_people_and_the_range_is_told(catalogue: Catalogue, swedish: Texts) -> None:
    report = make(catalogue, ASSUMED, MILD, HARSH)
    assert describe_steady(swedish, report, report.turns[0]) == (
        "Om 15 av 100 turer är sena och 1 av 100 ställs in klarar 40 procent av de anställda båda resorna "
        "på 60 minuter minst 95 dagar av 100. Med färre störningar blir det 60 procent, med fler mindre än 1 procent. "
        "Hur ofta turer störs är ett antagande."
    )
    people = make(catalogue, ASSUMED, MILD, HARSH, employed=False)
    assert "30 procent av orternas invånare" in describe_steady(swedish, people, people.turns[0])


def test_nobody_by_the_assumption_is_told_and_nobody_whatever_is_assumed_is_not(
    catalogue: Catalogue, swedish: Texts
) -> None:
    report = make(catalogue, HARSH, MILD, HARSH, employed=False)
    assert "klarar ingen av orternas invånare" in describe_steady(swedish, report, report.turns[0])
    never = make(catalogue, HARSH, HARSH, HARSH, employed=False)
    assert describe_steady(swedish, never, never.turns[0]) == ""


def test_the_users_own_assumption_is_called_so(catalogue: Catalogue, swedish: Texts) -> None:
    report = make(catalogue, ASSUMED)
    assert describe_steady(swedish, report, report.turns[0]).endswith("Hur ofta turer störs är ert eget antagande.")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_older_report_knows_nothing_of_it(catalogue: Catalogue, lang: Lang) -> None:
    texts, report = catalogue.texts[lang], make(catalogue)
    assert describe_steady(texts, report, report.turns[0]) == ""
    assert texts("reach.how.promise") in describe_how(texts, report)
    assert not any("steady" in key for row in list_records(tabulate_shifts(catalogue, texts, report)) for key in row)


def test_files_hold_every_share_and_how_it_was_assumed_is_told(catalogue: Catalogue, swedish: Texts) -> None:
    report = make(catalogue, ASSUMED, MILD, HARSH)
    (row,) = list_records(tabulate_shifts(catalogue, swedish, report))
    assert [row[f"steady_{end}_within_60"] for end in ("assumed", "mild", "harsh")] == pytest.approx([40.0, 60.0, 0.3])
    assert row["steady_assumed_within_45"] == pytest.approx(20.0)
    how = describe_how(swedish, report)
    assert swedish("reach.how.promise_steady") in how
    assert swedish("reach.how.promise") not in how
