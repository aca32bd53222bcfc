"""Files of closures and openings that somebody wants the model tried on: read by row, each mistake with its line."""

from pathlib import Path

import pytest

from samspel.scenarios.shocks import IDS
from samspel.sources.case_files import COLUMNS, FiledCase, read_cases
from samspel.terms.errors import BadInputError

IDENTITY = {name: name for name in COLUMNS}


def read(tmp_path: Path, text: str) -> tuple[list[FiledCase], list[BadInputError]]:
    path = tmp_path / "cases.csv"
    path.write_text(text, encoding="utf-8")
    return read_cases(path, IDS, IDENTITY)


def test_a_row_is_a_case_and_what_is_left_out_is_usual(tmp_path: Path) -> None:
    found, wrong = read(
        tmp_path, "jobs;year;kind;place;until\n1 200;2012;closure;Trollhättan;2013\n50;2015;establishment;1488;"
    )
    assert wrong == []
    assert [(one.jobs, one.year, one.until, one.kind, one.place, one.sector, one.line) for one in found] == [
        (1200, 2012, 2013, "closure", "Trollhättan", "industry", 2),
        (50, 2015, None, "establishment", "1488", "industry", 3),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A;notice;2015;;;100;", "case_file_kind"),
        ("A;closure;2015;;;100;country", "case_file_country"),
        ("A;closure;2015;2014;;100;", "case_file_years"),
        ("A;closure;2015;;2014;100;", "case_file_years"),
        ("A;closure;2015;;;1.000;", "number_two_ways"),
        ("A;closure;15;;;100;", "number_small"),
        ("A;closure;;;;100;", "list_blank"),
        (";closure;2015;;;100;", "list_blank"),
        ("A;closure;2015;;;100;mines", "shock_sector"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_stops_no_other(tmp_path: Path, row: str, code: str) -> None:
    head = "place;kind;year;until;last;jobs;sector"
    found, (wrong,) = read(tmp_path, f"{head}\n{row}\nB;closure;2015;2016;2018;100;welfare\n")
    assert [one.place for one in found] == ["B"]
    assert (wrong.code, wrong.facts.get("line", 2)) == (code, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "list_empty"),
        ("place;kind;year;jobs\n", "list_no_rows"),
        ("place;kind;year\nA;closure;2015\n", "list_columns"),
        ("place;kind;year;jobs;colour\nA;closure;2015;1;red\n", "list_column"),
    ],
)
def test_a_file_that_cannot_be_used_at_all_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read(tmp_path, text)
    assert caught.value.code == code
