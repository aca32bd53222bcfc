"""How the made-up town's shifts hold with disruptions, by the parameters, by their range, and by the user's own."""

import pytest

from samspel.app.desk import Desk
from samspel.app.reach_ground import DEMO, DEMO_DAY, Question
from samspel.app.reaching import _reckon
from samspel.catalogue.texts import Texts
from samspel.reach.findings import find_shares, find_steady
from samspel.reach.report import ReachReport
from samspel.reports.reach import describe_how
from samspel.reports.steady import describe_steady


@pytest.fixture(scope="module")
def sv(still_desk: Desk) -> Texts:
    return still_desk.catalogue.texts["sv"]


def reckon(desk: Desk, *, tries: bool = True, cycles: bool = False, **own: float) -> ReachReport:
    folder = desk.catalogue.folder / DEMO
    question = Question(
        timetables=(folder / "timetable",),
        sites=folder / "sites.csv",
        day=DEMO_DAY,
        commuters=folder / "commuters.csv",
        origins=folder / "localities.csv",
        finds_departures=False,
        tries_disruptions=tries,
        cycles=cycles,
        parameters=tuple(own.items()),
    )
    return _reckon(desk, question, None, iter)


def test_the_worse_the_assumption_the_fewer_it_holds_for(town_report: ReachReport) -> None:
    for turn in town_report.turns:
        assumed, mild, harsh = find_steady(turn)
        for number, share in enumerate(find_shares(turn)):
            assert harsh[number] <= assumed[number] <= mild[number]
            # A late bus may be caught by some who just miss it; on most days that helps nobody.
            assert mild[number] <= share + 1e-9
        for reach in turn.localities:
            assert all(steady <= within + 1e-9 for steady, within in zip(reach.steady, reach.within, strict=True))
    assert any(find_steady(turn)[0][-1] < find_shares(turn)[-1] - 0.05 for turn in town_report.turns)


def test_the_users_own_shares_have_no_range_and_none_at_all_is_the_timetable(still_desk: Desk, sv: Texts) -> None:
    report = reckon(still_desk, late_percent=0.0, cancelled_percent=0.0)
    for turn in report.turns:
        assert [list(one) for one in find_steady(turn)] == [pytest.approx(list(find_shares(turn)))]
        for reach in turn.localities:
            assert reach.steady == pytest.approx(reach.within)
    told = describe_steady(sv, report, report.turns[0])
    assert told.startswith("Om 0 av 100 turer är sena och 0 av 100 ställs in klarar 64 procent av de anställda")
    assert told.endswith("Hur ofta turer störs är ert eget antagande.")


def test_nothing_is_told_of_disruptions_that_were_not_tried(still_desk: Desk, sv: Texts) -> None:
    report = reckon(still_desk, tries=False)
    assert {turn.steady for turn in report.turns} == {()}
    assert {describe_steady(sv, report, turn) for turn in report.turns} == {""}
    how = " ".join(describe_how(sv, report))
    assert "Inställda och försenade turer syns inte" in how
    assert "antagande: 1 procent" not in how


def test_bicycles_change_nothing_on_days_that_go_wrong(still_desk: Desk, town_report: ReachReport) -> None:
    with_bicycles = reckon(still_desk, cycles=True)
    by_name = {(turn.workplace, turn.shift, turn.days[0]): turn for turn in with_bicycles.turns}
    named = [((turn.workplace, turn.shift, turn.days[0]), turn) for turn in town_report.turns]
    kept = [(turn, by_name[name]) for name, turn in named if name in by_name]
    assert kept
    assert all(one.steady == other.steady for one, other in kept)


def test_the_sentence_says_the_assumption_and_its_range(town_report: ReachReport, sv: Texts) -> None:
    turn = next(turn for turn in town_report.turns if turn.shift == "Dag")
    told = describe_steady(sv, town_report, turn)
    assert told.startswith("Om 15 av 100 turer är sena och 1 av 100 ställs in klarar ")
    assert "båda resorna på 60 minuter minst 95 dagar av 100." in told
    assert "Hur ofta turer störs är ett antagande." in told
    how = " ".join(describe_how(sv, town_report))
    assert "1 procent ställs in och 15 procent är minst 3 minuter sena, i snitt 4 minuter till" in how
    assert "För 200 påhittade dagar" in how
