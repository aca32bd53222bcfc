"""Localities: minutes, gaps and journeys as a table, and what stands folded."""

import pytest
from msgspec.structs import replace

from made_reach import make_report, make_turn
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.report import MissedChange, ReachReport
from samspel.rendering.blocks import Bullets, Fold
from samspel.rendering.table import list_records, words
from samspel.reports.localities import (
    compose_failures,
    compose_gaps,
    compose_journeys,
    describe_journey,
    fold_rest,
    tabulate_localities,
)


@pytest.fixture
def swedish(catalogue: Catalogue) -> Texts:
    return catalogue.texts["sv"]


@pytest.fixture
def report(catalogue: Catalogue) -> ReachReport:
    settings = {name: parameter.value for name, parameter in catalogue.parameters.items()}
    turns = (make_turn("Dag", "07:00", "16:00", None), make_turn("Natt", "22:00", "06:00", None))
    return make_report(turns, settings, None)


def test_who_reads_has_minutes_shares_and_the_gap_of_the_chosen_shift(
    catalogue: Catalogue, swedish: Texts, report: ReachReport
) -> None:
    table = tabulate_localities(catalogue, swedish, report, report.turns[1])
    assert table.caption == "Orterna: Bruket, Natt 22.00–06.00, måndag–fredag"
    assert [tuple(word.replace("\u00a0", " ") for word in row) for row in words(table).texts] == [
        ("Staden", "900", "49 min", "40 min", "40 %", "90 %", "–"),
        ("Byn", "100", "saknas", "44 min", "0 %", "0 %", "börja 25 min senare"),
    ]


def test_files_have_every_shift_with_its_journeys(catalogue: Catalogue, swedish: Texts, report: ReachReport) -> None:
    rows = list_records(tabulate_localities(catalogue, swedish, report))
    assert [(row["shift"], row["locality"]) for row in rows] == [
        ("Dag", "Staden"),
        ("Dag", "Byn"),
        ("Natt", "Staden"),
        ("Natt", "Byn"),
    ]
    assert (rows[0]["there_lines"], rows[0]["there_stops"]) == ("41", "Torget 05:12 - Bruket 05:40")
    assert (rows[1]["there_leaves"], rows[1]["minutes_there"], rows[1]["later_minutes"]) == (None, None, 25.0)


def test_a_missed_change_is_told_with_the_journey_and_stands_in_files(
    catalogue: Catalogue, swedish: Texts, report: ReachReport
) -> None:
    reach = report.turns[0].localities[0]
    assert reach.out_journey is not None
    missed = (
        MissedChange(line="Tåg 20", stop="Torget", arrives_at="06:14", later=30),
        MissedChange(line="7", stop="Kyrkan", arrives_at="05:44", later=0),
        MissedChange(line="8", stop="Bruket", arrives_at=None, later=None),
    )
    journey = replace(reach.out_journey, missed=missed)
    assert describe_journey(swedish, journey).partition("framme 05.44. ")[2] == (
        "Missar man Tåg 20 från Torget är man framme 06.14, 30 minuter senare. "
        "Missar man linje 7 från Kyrkan är man ändå framme 05.44. "
        "Missar man linje 8 från Bruket finns ingen senare resa."
    )
    turn = replace(report.turns[0], localities=(replace(reach, out_journey=journey, steady=(0.1, 0.25)),))
    (row,) = list_records(tabulate_localities(catalogue, swedish, report, turn))
    assert row["there_missed"] == "Tåg 20 Torget 06:14; 7 Kyrkan 05:44; 8 Bruket -"
    assert (row["steady_within_45"], row["steady_within_60"]) == (10.0, 25.0)
    (row, _) = list_records(tabulate_localities(catalogue, swedish, report, report.turns[0]))
    assert (row["there_missed"], row["steady_within_60"]) == ("", None)


def test_a_failing_locality_is_described_with_the_journey_of_the_leg_that_fails_only(
    swedish: Texts, report: ReachReport
) -> None:
    (gaps,) = compose_gaps(swedish, report, report.turns[0], 5)
    (failures,) = compose_failures(swedish, report, report.turns[0], 5)
    assert isinstance(gaps, Bullets)
    assert isinstance(failures, Bullets)
    assert failures.items == (f"{gaps.items[0]} Dit: resa saknas.",)
    assert "Hem:" not in failures.items[0]


def test_a_shift_that_all_make_has_no_failures(swedish: Texts, report: ReachReport) -> None:
    turn = replace(report.turns[0], localities=report.turns[0].localities[:1])
    assert compose_failures(swedish, report, turn, 5) == compose_gaps(swedish, report, turn, 5) == ()


def test_every_journey_stands_folded_with_both_ways(swedish: Texts, report: ReachReport) -> None:
    _, bullets = compose_journeys(swedish, report, report.turns[0]).blocks
    assert isinstance(bullets, Bullets)
    assert [item.split(".")[0] for item in bullets.items] == ["Staden", "Byn"]
    assert all("Dit:" in item and "Hem:" in item for item in bullets.items)


@pytest.mark.parametrize(("count", "folded"), [(0, None), (2, None), (3, 1), (5, 3)])
def test_what_is_beyond_the_shown_stands_folded(count: int, folded: int | None) -> None:
    blocks = fold_rest([str(number) for number in range(count)], 2, "more")
    folds = [
        len(part.items)
        for block in blocks
        if isinstance(block, Fold)
        for part in block.blocks
        if isinstance(part, Bullets)
    ]
    assert folds == ([] if folded is None else [folded])
    assert len(blocks) == (0 if not count else 1 + len(folds))
