"""The table of shifts: one for all faces, its shares as values and as words, and whose they are beneath it."""

from math import nan

import pytest
from msgspec.structs import replace

from made_reach import make_report, make_turn
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.reach.findings import find_cycling, find_worst, merge_days, pick_hardest
from samspel.reach.report import KeptPlace, ReachReport, TurnReach
from samspel.rendering.html_blocks import PAGE, PAPER, Setting, render_blocks
from samspel.rendering.table import Link, list_records, words
from samspel.reports.shifts import (
    TURN_LINK,
    format_days,
    label_turn,
    make_share_cell,
    tabulate_hardest_shifts,
    tabulate_shifts,
)

OTHER_PLACE = KeptPlace(name="Sågen", latitude=60.5, longitude=16.6, people=None)


@pytest.fixture
def swedish(catalogue: Catalogue) -> Texts:
    return catalogue.texts["sv"]


def make(*turns: TurnReach) -> ReachReport:
    report = make_report(turns, {}, None)
    return replace(report, workplaces=(*report.workplaces, OTHER_PLACE))


def test_files_have_every_share_in_per_cent_and_who_reads_the_shares_shown_first(
    catalogue: Catalogue, swedish: Texts
) -> None:
    table = tabulate_shifts(catalogue, swedish, make(make_turn("Dag", "07:00", "16:00", (0.123, 0.997))))
    (row,) = list_records(table)
    assert (row["place"], row["workplace"], row["shift"], row["days"]) == (
        "Sandviken",
        "Bruket",
        "Dag",
        "2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27",
    )
    assert (row["employees_within_45"], row["people_home_within_60"]) == (12.3, 100.0)
    assert (row["weaker_leg"], row["counted"]) == ("out", "employees")
    assert words(table).texts == (("Bruket, Dag", "07.00–16.00", "mån–fre", "12 %", "> 99 %", "60 %", "100 %", "dit"),)


def test_where_nobody_has_said_where_employees_live_the_peoples_shares_are_read_and_files_are_blank(
    catalogue: Catalogue, swedish: Texts
) -> None:
    table = tabulate_shifts(catalogue, swedish, make(make_turn("Dag", "07:00", "16:00", None)))
    (row,) = list_records(table)
    assert (row["employees_within_45"], row["people_within_45"], row["counted"]) == (None, 30.0, "people")
    assert words(table).texts[0][3:5] == ("30 %", "60 %")
    assert swedish("reach.basis.people") in table.notes


def test_whose_the_shares_are_is_told_with_the_workplace_where_it_differs(catalogue: Catalogue, swedish: Texts) -> None:
    first = make_turn("Dag", "07:00", "16:00", (0.5, 0.6))
    second = replace(make_turn("Dag", "07:00", "16:00", None), workplace=1)
    notes = tabulate_shifts(catalogue, swedish, make(first, second)).notes
    assert f"Bruket: {swedish('reach.basis.employees')}" in notes
    assert f"Sågen: {swedish('reach.basis.people')}" in notes
    assert swedish("reach.basis.employees") in tabulate_shifts(catalogue, swedish, make(first)).notes


def test_a_made_up_table_says_so(catalogue: Catalogue, swedish: Texts) -> None:
    report = make(make_turn("Dag", "07:00", "16:00", None))
    assert swedish("demo.notice") not in tabulate_shifts(catalogue, swedish, report).notes
    made_up = tabulate_shifts(catalogue, swedish, replace(report, is_made_up=True))
    assert swedish("demo.notice") in made_up.notes
    assert list_records(made_up)[0]["place"] == swedish("demo.notice")


def test_a_page_draws_a_bar_and_marks_the_chosen_shift_and_paper_does_neither(
    catalogue: Catalogue, swedish: Texts
) -> None:
    report = make(make_turn("Dag", "07:00", "16:00", (0.25, 0.5)), make_turn("Natt", "22:00", "06:00", (0.0, 0.0)))
    table = tabulate_shifts(catalogue, swedish, report)
    page = render_blocks(
        [table], Setting(classes=PAGE, find_address=lambda link: f"?{link.key}", chosen=Link(TURN_LINK, "2"))
    )
    assert page.count('<rect class="bar-share" width="25.0"') == 1
    assert page.count('<tr role="row" class="chosen">') == 1
    assert '<a href="?2" aria-current="true">Bruket, Natt</a>' in page
    assert '<a href="?1">Bruket, Dag</a>' in page
    assert 'class="wide-cell"' in page
    paper = render_blocks([table], Setting(classes=PAPER))
    assert not any(part in paper for part in ("<svg", "aria-current", "wide-cell", "chosen"))


def test_a_share_that_nobody_knows_has_neither_value_nor_bar(swedish: Texts) -> None:
    for share in (None, nan):
        cell = make_share_cell(swedish, share, has_bar=True)
        assert (cell.value, cell.words, cell.bar) == (None, "–", None)
    assert make_share_cell(swedish, 0.0, has_bar=True).bar == 0.0
    assert make_share_cell(swedish, 0.5).bar is None


def test_days_that_look_the_same_are_one_row_on_paper_with_the_mean_of_each_way(
    catalogue: Catalogue, swedish: Texts
) -> None:
    week = make_turn("Dag", "07:00", "16:00", (0.2, 0.5), days=4)
    friday = replace(week, days=make_turn("Dag", "07:00", "16:00", None).days[4:], people_out=(0.3, 0.1))
    report = make(week, friday)
    assert len(words(tabulate_shifts(catalogue, swedish, report)).texts) == 2
    (row,) = words(tabulate_hardest_shifts(catalogue, swedish, report)).texts
    assert row == ("Bruket, Dag", "07.00–16.00", "mån–fre", "20 %", "50 %", "50 %", "100 %", "dit")


def test_only_the_hardest_are_kept_in_their_order(swedish: Texts) -> None:
    turns = [make_turn(name, "07:00", "16:00", (share, share)) for name, share in (("A", 0.9), ("B", 0.1), ("C", 0.5))]
    assert [one.turn.shift for one in pick_hardest(merge_days(make(*turns)), 2)] == ["B", "C"]
    worst = find_worst(make(*turns))
    assert worst is not None
    assert label_turn(swedish, make(*turns), worst) == "Bruket, B 07.00–16.00, måndag–fredag"
    assert find_worst(make()) is None
    assert find_cycling(None, 0) is None


@pytest.mark.parametrize(
    ("lang", "days", "told"), [("sv", (0, 1), "mån och tis"), ("en", (5, 6, 0), "Sat–Mon"), ("en", (2,), "Wed")]
)
def test_days_are_short_in_a_table(catalogue: Catalogue, lang: Lang, days: tuple[int, ...], told: str) -> None:
    assert format_days(catalogue.texts[lang], days, short=True) == told
