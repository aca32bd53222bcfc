"""Lists of workplaces, localities and commuters in and out: what is understood and what is told of what is wrong."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.records.base import Lang
from samspel.reach.workplaces import Box, CommuterGroup, Locality, Shift, Workplace
from samspel.sources.list_writing import write_commuters, write_localities, write_workplaces
from samspel.sources.lists import ROW_LIMIT
from samspel.sources.spreadsheet import SIZE_LIMIT
from samspel.sources.workplaces import (
    LONGEST_MARGIN,
    LONGEST_NAME,
    list_ignored,
    parse_commuters,
    parse_localities,
    parse_workplaces,
    read_commuters,
    read_localities,
    read_workplaces,
)
from samspel.terms.errors import BadInputError
from shipped import load_shipped

CATALOGUE = load_shipped()
SV = "arbetsplats;latitud;longitud;anställda;skift;börjar;slutar;dagar;marginal_före;marginal_efter"
EN = "workplace;latitude;longitude;employees;shift;start;end;days;minutes_before;minutes_after"
ROW = "Gjuteriet;60,62;16,78;240;Morgon;06:00;14:00;mån-fre;15;5"
MORNING = Shift(name="Morgon", begins=360, ends=840, weekdays=frozenset(range(5)), before=15, after=5)
FOUNDRY = Workplace("Gjuteriet", (60.62, 16.78), 240, (MORNING,))
VILLAGE, TOWN = Locality("Åby", (60.6, 16.7), 900, 80.0), Locality("Östad", (60.7, 16.8), 12000, None)
HOMES = "ort;latitud;longitud;invånare;areal_ha\nÅby;60,6;16,7;900;80\nÖstad;60,7;16,8;12000;\n"
GROUPS = "arbetsplats;ort;anställda\nGjuteriet;Åby;12\nGjuteriet;Östad;200\n"


def parse(text: str | bytes) -> tuple[Workplace, ...]:
    return parse_workplaces(text if isinstance(text, bytes) else text.encode(), "lista.csv", CATALOGUE)


def parse_homes(text: str) -> tuple[Locality, ...]:
    return parse_localities(text.encode(), "orter.csv", CATALOGUE)


def parse_groups(text: str) -> tuple[CommuterGroup, ...]:
    return parse_commuters(text.encode(), "pendlare.csv", CATALOGUE, [FOUNDRY], [VILLAGE, TOWN])


def refuse(reader: Callable[..., object], *arguments: object) -> list[BadInputError]:
    """Every error that a reader raises at once."""
    with pytest.raises(BadInputError) as caught:
        reader(*arguments)
    errors = [caught.value, *caught.value.others]
    for error in errors:
        for texts in CATALOGUE.texts.values():
            explained = texts.explain(error)
            assert explained.what
            assert explained.do
            assert "{" not in str(explained)
    return errors  # type: ignore[return-value]


def read_days(told: str) -> list[int]:
    (workplace,) = parse(f"{SV}\nA;60;16;;x;06:00;14:00;{told};;\n")
    return sorted(workplace.shifts[0].weekdays)


def change(**cells: str) -> str:
    """The right row with some cells changed, below its header."""
    columns = EN.split(";")
    row = dict(zip(columns, ROW.split(";"), strict=True)) | cells
    return f"{SV}\n{';'.join(row[column] for column in columns)}\n"


@pytest.mark.parametrize("header", [SV, EN, SV.upper(), SV.replace("_", " "), f" {SV.replace(';', ' ; ')} "])
def test_column_names_are_understood_in_both_languages(header: str) -> None:
    assert parse(f"{header}\n{ROW}\n") == (FOUNDRY,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_a_spreadsheet_saves_in_is_understood(encoding: str, end: str) -> None:
    text = end.join((SV, ROW.replace("Gjuteriet", "Smältverket på Ön"), ""))
    assert parse(text.encode(encoding))[0].name == "Smältverket på Ön"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_decimal_comma_and_decimal_point_are_understood(delimiter: str) -> None:
    for row in (ROW, ROW.replace(",", ".")):
        assert parse(f"{SV}\n{row}\n".replace(";", delimiter)) == (FOUNDRY,)


def test_a_table_with_commas_may_quote_its_decimal_commas() -> None:
    row = 'Gjuteriet,"60,62",16.78,240,Morgon,06:00,14:00,"mån,tis,ons,tor,fre",15,5'
    assert parse(f"{SV.replace(';', ',')}\n{row}\n") == (FOUNDRY,)


def test_columns_may_stand_in_any_order_among_others() -> None:
    cells = dict(zip(SV.split(";"), ROW.split(";"), strict=True))
    header = ["anmärkning", *reversed(SV.split(";"))]
    assert parse(";".join(header) + "\n" + ";".join(cells.get(column, "hej") for column in header)) == (FOUNDRY,)


def test_only_some_columns_are_needed_and_margins_have_a_stated_default() -> None:
    text = "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nA;60;16;x;22:00;06:00;sön-tor\n"
    (workplace,) = parse(text)
    assert workplace.employees is None
    margins = CATALOGUE.value("shift_minutes_before"), CATALOGUE.value("shift_minutes_after")
    assert (workplace.shifts[0].before, workplace.shifts[0].after) == margins


def test_rows_of_one_workplace_become_its_shifts_and_need_not_repeat_its_place() -> None:
    night = "Gjuteriet;;;;Natt;22:00;06:00;alla dagar;0;0"
    day = "gjuteriet;60,62;16,78;;Dag;7.00;16.00;mån;;"
    (workplace,) = parse("\n".join((SV, ";;;;;;;;;", night, ROW, day)))
    assert (workplace.point, workplace.employees) == ((60.62, 16.78), 240)
    assert [shift.name for shift in workplace.shifts] == ["Natt", "Morgon", "Dag"]


def test_a_shift_that_ends_before_it_begins_ends_the_next_day() -> None:
    (workplace,) = parse(
        f"{SV}\nA;60;16;;Natt;22:00;06:00;fre;;\nA;60;16;;Kväll;15:30;24:00;fre;;\nA;;;;Dag;07:00;16:00;fre;;\n"
    )
    night, evening, day = workplace.shifts
    assert [(one.ends_next_day, one.length) for one in (night, evening, day)] == [
        (True, 480),
        (True, 510),
        (False, 540),
    ]


@pytest.mark.parametrize(
    ("cell", "minutes"), [("6:00", 360), ("06.05", 365), ("06:00:00", 360), ("0:00", 0), ("23:59", 1439), ("00.01", 1)]
)
def test_clock_times_as_people_and_spreadsheets_write_them(cell: str, minutes: int) -> None:
    assert parse(change(start=cell))[0].shifts[0].begins == minutes


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("mån-fre", [0, 1, 2, 3, 4]),
        ("mon-fri", [0, 1, 2, 3, 4]),
        ("Måndag – fredag", [0, 1, 2, 3, 4]),
        ("lör,sön", [5, 6]),
        ("sat, sun", [5, 6]),
        ("lö+sö", [5, 6]),
        ("fre-mån", [0, 4, 5, 6]),
        ("sön-tor", [0, 1, 2, 3, 6]),
        ("tis och tors", [1, 3]),
        ("wed and thu", [2, 3]),
        ("mån-ons,fre", [0, 1, 2, 4]),
        ("ONSDAG", [2]),
        ("alla dagar", [0, 1, 2, 3, 4, 5, 6]),
        ("Every day", [0, 1, 2, 3, 4, 5, 6]),
        ("mån-sön", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_weekdays_as_people_write_them(cell: str, days: list[int]) -> None:
    assert read_days(cell) == days


@pytest.mark.parametrize(
    "cell", ["m", "mån-", "-fre", "mån--fre", "mån-ons-fre", "1-5", "vardagar", "måndagar", ",", "x"]
)
def test_what_is_no_weekday_is_refused(cell: str) -> None:
    (error,) = refuse(parse, change(days=cell))
    assert (error.code, error.facts["found"]) == ("sites_days", cell)


BROKEN: tuple[tuple[str, str, str], ...] = (
    ("workplace", "", "list_blank"),
    ("workplace", "x" * (LONGEST_NAME + 1), "sites_long"),
    ("latitude", "", "list_blank"),
    ("latitude", "60° 37'", "number_form"),
    ("latitude", "1e1", "number_form"),
    ("latitude", "nan", "number_form"),
    ("latitude", "6720000", "sites_degrees"),
    ("latitude", "-90,1", "sites_degrees"),
    ("longitude", "180,5", "sites_degrees"),
    ("longitude", "", "list_blank"),
    ("employees", "0", "number_small"),
    ("employees", "1,234", "number_two_ways"),
    ("employees", "1.234", "number_two_ways"),
    ("employees", "många", "number_form"),
    ("employees", "-5", "number_negative"),
    ("shift", "", "list_blank"),
    ("start", "", "list_blank"),
    ("start", "6", "sites_clock"),
    ("start", "0,25", "sites_clock"),
    ("start", "24:01", "sites_clock"),
    ("start", "06:60", "sites_clock"),
    ("end", "kl 14", "sites_clock"),
    ("end", "06:00", "sites_no_length"),
    ("days", "", "list_blank"),
    ("minutes_before", "-1", "number_negative"),
    ("minutes_after", str(LONGEST_MARGIN + 1), "number_large"),
    ("minutes_after", "5,5", "number_whole"),
)


@pytest.mark.parametrize(("column", "cell", "code"), BROKEN)
def test_a_wrong_cell_is_told_with_its_line(column: str, cell: str, code: str) -> None:
    (error,) = refuse(parse, change(**{column: cell}))
    assert (error.code, error.facts["line"], error.facts["file"]) == (code, 2, "lista.csv")
    assert error.facts.get("found", cell) in (cell, len(cell))


def test_the_limits_themselves_are_accepted() -> None:
    text = change(workplace="x" * LONGEST_NAME, latitude="-90", longitude="180", minutes_after=str(LONGEST_MARGIN))
    assert parse(text)[0].shifts[0].after == LONGEST_MARGIN


def test_all_wrong_rows_are_told_at_once_in_order_of_lines() -> None:
    rows = ("A;;;;Dag;07:00;16:00;mån;;", "B;60;16;;Dag;7;16:00;mån;;", ROW, "C;60;16;0;Dag;07:00;16:00;mån;;")
    errors = refuse(parse, "\n".join((SV, *rows)))
    assert [(error.code, error.facts["line"]) for error in errors] == [
        ("list_blank", 2),
        ("sites_clock", 3),
        ("number_small", 5),
    ]


def test_a_workplace_whose_row_is_wrong_is_not_also_told_to_lack_its_place() -> None:
    errors = refuse(parse, f"{SV}\nA;60;16;;Dag;7;16:00;mån;;\nA;;;;Natt;22:00;06:00;mån;;\n")
    assert [error.code for error in errors] == ["sites_clock"]


def test_rows_that_contradict_each_other_are_refused() -> None:
    other = ROW.replace("Morgon", "Dag")
    for row in (other.replace("60,62", "60,63"), other.replace("240", "250")):
        (error,) = refuse(parse, f"{SV}\n{ROW}\n{row}\n")
        assert (error.code, error.facts["line"], error.facts["workplace"]) == ("sites_differs", 3, "Gjuteriet")


def test_the_same_shift_twice_is_refused_with_both_lines() -> None:
    (error,) = refuse(parse, f"{SV}\n{ROW}\n{ROW.replace('Morgon', 'MORGON')}\n")
    assert (error.code, error.facts["line"], error.facts["earlier"]) == ("sites_twice", 3, 2)


def test_a_decimal_comma_between_commas_is_told_as_such() -> None:
    row = "Gjuteriet,60,62,16,78,240,Morgon,06:00,14:00,mån,15,5"
    (error,) = refuse(parse, f"{SV.replace(';', ',')}\n{row}\n")
    assert (error.code, error.facts["found"]) == ("list_cells", "15")


def test_blank_cells_to_spare_do_no_harm() -> None:
    assert parse(f"{SV}\n{ROW};;;\n;;;;;;;;;;;;\n") == (FOUNDRY,)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "list_empty"),
        (b"\xef\xbb\xbf", "list_empty"),
        (b" ;;; \r\n;;\r\n", "list_empty"),
        (SV.encode(), "list_no_rows"),
        (b"PK\x03\x04xl/workbook.xml", "list_workbook_broken"),
        (b"\xd0\xcf\x11\xe0rest of an old workbook", "list_workbook"),
        (b"%PDF-1.7\n", "list_kind"),
        (f'{SV}\n"{"x" * 200_000}'.encode(), "list_long_cell"),
        (b"a\0b\0", "list_encoding"),
        (b"\xff\xfea", "list_encoding"),
        (b"\x81\x8d", "list_encoding"),
        (f'{SV}\n"Gjuteriet;60\n'.encode(), "list_csv"),
        (b"namn;ort\na;b\n", "list_columns"),
        (f"{SV};skift\n{ROW};x\n".encode(), "list_column_twice"),
        (f"{SV};shift\n{ROW};x\n".encode(), "list_column_twice"),
        (f"{SV}\n".encode() + b"x\n" * (ROW_LIMIT + 1), "list_too_many_rows"),
        (b"x" * (SIZE_LIMIT + 1), "list_too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[:12].decode("latin-1"),
)
def test_a_file_that_cannot_be_used_at_all_is_told_why(data: bytes, code: str) -> None:
    (error,) = refuse(parse, data)
    assert error.code == code


@pytest.mark.parametrize("cell", ["#REF!", "#NAMN?", "#DIVISION/0!", "#SAKNAS!", "#N/A", "Err:502", "#####"])
@pytest.mark.parametrize("column", [0, 1, 3, 4, 5, 7])
def test_what_a_spreadsheet_shows_for_a_formula_that_failed_is_never_taken_for_a_value(cell: str, column: int) -> None:
    cells = ROW.split(";")
    cells[column] = cell
    (error,) = refuse(parse, f"{SV}\n{ROW.replace('Gjuteriet', 'Bruket')}\n{';'.join(cells)}\n")
    assert (error.code, error.facts["line"], error.facts["found"]) == ("list_error_cell", 3, cell)
    assert error.facts["column"] == SV.split(";")[column]


def test_a_name_that_only_begins_as_an_error_is_a_name() -> None:
    assert parse(f"{SV}\n{ROW.replace('Gjuteriet', '#1 Gjuteriet')}\n")[0].name == "#1 Gjuteriet"


def test_the_mark_that_old_programs_set_at_the_end_is_no_row() -> None:
    assert parse(f"{SV}\n{ROW}\n\x1a") == (FOUNDRY,)


def test_missing_columns_are_named_in_both_languages() -> None:
    (error,) = refuse(parse, f"{SV.replace('dagar', 'veckor')}\n{ROW}\n")
    assert (error.code, error.facts["wanted"]) == ("list_columns", "dagar/days")
    assert "veckor" in str(error.facts["found"])


def note(asked: list[str], heading: str) -> str:
    asked.append(heading)
    return ""


@pytest.mark.parametrize("count", [100, 50_000])
def test_the_nearest_name_is_looked_for_a_few_unknown_headings_only(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("samspel.sources.lists.find_meant", lambda heading, *_: note(asked, heading))
    (error,) = refuse(parse, ";".join(f"k{number}" for number in range(count)) + "\nx\n")
    assert error.code == "list_columns"
    assert len(asked) == 50


def test_a_file_of_fifty_megabytes_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (error,) = refuse(read_workplaces, path, CATALOGUE)
    assert (error.code, error.facts["limit"]) == ("list_too_large", SIZE_LIMIT // 1_000_000)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "ingen.csv", tmp_path):
        assert [error.code for error in refuse(read_localities, path, CATALOGUE)] == ["no_file"]


def test_the_three_lists_are_read_from_files(tmp_path: Path) -> None:
    for name, text in (("a.csv", f"{SV}\n{ROW}\n"), ("b.csv", HOMES), ("c.csv", GROUPS)):
        (tmp_path / name).write_text(text, encoding="cp1252")
    workplaces = read_workplaces(tmp_path / "a.csv", CATALOGUE)
    localities = read_localities(tmp_path / "b.csv", CATALOGUE)
    assert (workplaces, localities) == ((FOUNDRY,), (VILLAGE, TOWN))
    groups = read_commuters(tmp_path / "c.csv", CATALOGUE, workplaces, localities)
    assert groups == (CommuterGroup("Gjuteriet", "Åby", 12), CommuterGroup("Gjuteriet", "Östad", 200))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("900", "", "list_blank"),
        ("900", "0", "number_small"),
        (";80", ";0", "sites_area"),
        (";80", ";-1", "number_negative"),
        (";80", ";stor", "number_form"),
        ("60,6;", ";", "list_blank"),
        ("Åby", "", "list_blank"),
        ("Åby", "ÖSTAD", "sites_twice"),
    ],
)
def test_a_wrong_locality_is_told_with_its_line(old: str, new: str, code: str) -> None:
    (error,) = refuse(parse_homes, HOMES.replace(old, new, 1))
    assert (error.code, error.facts["line"]) == (code, 3 if code == "sites_twice" else 2)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Gjuteriet;Åby", "Gjuterit;Åby", "sites_unknown"),
        (";Åby", ";Aaby", "sites_unknown"),
        (";12\n", ";\n", "list_blank"),
        (";12\n", ";0\n", "number_small"),
        (";Åby", ";", "list_blank"),
        (";12\n", ";12;3\n", "list_cells"),
    ],
)
def test_a_wrong_group_of_commuters_is_told_with_its_line(old: str, new: str, code: str) -> None:
    (error,) = refuse(parse_groups, GROUPS.replace(old, new, 1))
    assert (error.code, error.facts["line"]) == (code, 2)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    (error,) = refuse(parse_groups, GROUPS.replace("Östad", "Östadd"))
    assert error.facts["nearest"] == "Östad"


def test_a_group_that_could_point_people_out_is_refused_and_the_limit_is_content() -> None:
    least = int(CATALOGUE.value("least_commuter_group"))
    (error,) = refuse(parse_groups, GROUPS.replace(";12", f";{least - 1}"))
    assert (error.code, error.facts["found"], error.facts["limit"]) == ("sites_small_group", least - 1, least)
    assert parse_groups(GROUPS.replace(";12", f";{least}"))[0].employees == least


def test_the_same_two_places_twice_are_refused_with_both_lines() -> None:
    (error,) = refuse(parse_groups, GROUPS.replace("Östad;200", "åby;20"))
    assert (error.code, error.facts["line"], error.facts["earlier"]) == ("sites_twice", 3, 2)


def test_more_commuters_than_employees_are_refused() -> None:
    assert len(parse_groups(GROUPS.replace("200", "228"))) == 2
    (error,) = refuse(parse_groups, GROUPS.replace("200", "229"))
    assert (error.code, error.facts["line"], error.facts["employees"]) == ("sites_too_many", 3, 240)


def test_a_box_holds_its_edges() -> None:
    box = Box(1.0, 2.0, 3.0, 4.0)
    assert box.holds((1.0, 4.0))
    assert not box.holds((2.1, 3.5))
    assert not box.holds((1.5, 2.9))


# The way out and back.

letters = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp"))
names = st.builds(str.__add__, st.text("'=+-@ 1", max_size=3), st.text(letters, max_size=20)).map(
    lambda text: " ".join(normalize("NFC", text).split())
)
filled = names.filter(bool)
points = st.tuples(st.integers(-9_000_000, 9_000_000), st.integers(-18_000_000, 18_000_000)).map(
    lambda pair: (pair[0] / 1e5, pair[1] / 1e5)
)
minutes = st.integers(0, 1439)
shifts = st.builds(
    Shift,
    name=filled,
    begins=minutes,
    ends=minutes,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    before=st.integers(0, LONGEST_MARGIN),
    after=st.integers(0, LONGEST_MARGIN),
).filter(lambda shift: shift.begins != shift.ends)
counts = st.integers(1, 999_999_999)
workplaces = st.builds(
    Workplace,
    filled,
    points,
    st.none() | counts,
    st.lists(shifts, min_size=1, max_size=4, unique_by=lambda shift: shift.name.casefold()).map(tuple),
)
areas = st.none() | st.integers(1, 10**8).map(lambda tenths: tenths / 10)
localities = st.builds(Locality, filled, points, counts, areas)
languages: Any = st.sampled_from(["sv", "en"])


def by_name(one: Workplace | Locality) -> str:
    return one.name.casefold()


@given(st.lists(workplaces, min_size=1, max_size=4, unique_by=by_name), languages)
def test_any_workplaces_come_back_equal(listed: list[Workplace], lang: Lang) -> None:
    assert parse(write_workplaces(listed, CATALOGUE.texts[lang])) == tuple(listed)


@given(st.lists(localities, min_size=1, max_size=6, unique_by=by_name), languages)
def test_any_localities_come_back_equal(listed: list[Locality], lang: Lang) -> None:
    data = write_localities(listed, CATALOGUE.texts[lang])
    assert parse_localities(data, "orter.csv", CATALOGUE) == tuple(listed)


@given(st.lists(localities, min_size=1, max_size=6, unique_by=by_name), st.integers(5, 1000), languages)
def test_any_commuters_come_back_equal(listed: list[Locality], people: int, lang: Lang) -> None:
    work = Workplace("Gjuteriet", (60.0, 16.0), None, (MORNING,))
    groups = tuple(CommuterGroup(work.name, one.name, people + row) for row, one in enumerate(listed))
    data = write_commuters(groups, CATALOGUE.texts[lang])
    assert parse_commuters(data, "pendlare.csv", CATALOGUE, [work], listed) == groups


@given(st.binary(max_size=200) | st.lists(st.text(max_size=9), max_size=12).map(lambda cells: ";".join(cells).encode()))
def test_no_bytes_below_the_header_bring_the_program_down(data: bytes) -> None:
    outcome: Any = None
    try:
        outcome = parse(SV.encode() + b"\n" + data)
    except Exception as error:
        outcome = error
    assert isinstance(outcome, tuple | BadInputError)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_swedish_spreadsheet_opens_the_list_as_it_stands(lang: Lang) -> None:
    data = write_workplaces([FOUNDRY], CATALOGUE.texts[lang])
    header, row = {"sv": (SV, ROW), "en": (EN, ROW.replace(",", ".").replace("mån-fre", "mon-fri"))}[lang]
    assert data == f"\ufeff{header}\r\n{row}\r\n".encode()


@pytest.mark.parametrize("lead", ["=", "+", "-", "@"])
def test_a_spreadsheet_takes_no_name_for_a_formula(lead: str) -> None:
    site = Workplace(f"{lead}cmd", (60.0, 16.0), None, (MORNING,))
    data = write_workplaces([site], CATALOGUE.texts["sv"])
    assert next(csv.reader(io.StringIO(data.decode("utf-8-sig").splitlines()[1]), delimiter=";"))[0] == f"'{lead}cmd"
    assert parse(data) == (site,)


def test_a_shift_that_begins_at_24_is_refused_since_it_may_be_either_night() -> None:
    (error,) = refuse(parse, f"{SV}\nA;60;16;;Natt;24:00;06:00;mån;;\n")
    assert (error.code, error.facts["found"]) == ("sites_midnight", "24:00")


# Tables as others write them.


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("lead", ["", "\n\n", ";;;\n", "sep=;\n", "\n \n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_whatever_stands_first_and_however_lines_end(end: str, lead: str, encoding: str) -> None:
    assert parse(f"{lead}{SV}\n{ROW}\n".replace("\n", end).encode(encoding)) == (FOUNDRY,)


@pytest.mark.parametrize("number", ["240.0", "240,0", "240,00", " 240 "])
def test_counts_with_decimals_as_tools_for_tables_write_them(number: str) -> None:
    assert parse(change(employees=number, minutes_before="10.0")) == parse(change(minutes_before="10"))


def test_degrees_with_three_decimals_have_one_reading() -> None:
    assert parse(change(latitude="60.621", longitude="16,775"))[0].point == (60.621, 16.775)


def test_a_name_over_two_lines_is_one_name_and_later_lines_keep_their_numbers() -> None:
    text = (
        f"{SV}\n{ROW.replace('Gjuteriet', chr(34) + 'Gjut' + chr(10) + 'eriet' + chr(34))}\n{ROW.replace('240', 'x')}\n"
    )
    (error,) = refuse(parse, text)
    assert error.facts["line"] == 4


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_headings_and_names_in_loose_letters_are_the_same(form: Literal["NFC", "NFD"]) -> None:
    text = f"{SV}\n{ROW}\n".replace("Gjuteriet", "Smältverket på Ön")
    assert parse(normalize(form, text)) == parse(text)
    assert parse(normalize(form, text))[0].name == "Smältverket på Ön"


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("marginal_före", "minuter före"),
        ("marginal_efter", "Minuter_efter"),
        ("anställda", "antal anställda"),
        ("longitud", "lng"),
        ("slutar", "sluttid"),
    ],
)
def test_a_column_is_known_by_the_other_names_that_people_use(own: str, other: str) -> None:
    row = ROW.split(";")
    row[-2:] = ["25", "35"]
    text = f"{SV}\n{';'.join(row)}\n"
    assert parse(text.replace(own, other)) == parse(text)
    (shift,) = parse(text)[0].shifts
    assert (shift.before, shift.after) == (25, 35)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("marginal_före", "marginal_for"),
        ("marginal_efter", "minuter_eftr"),
        ("marginal_före", "minuter före (tid till ombyte)"),
        ("anställda", "anställda 2024"),
        ("anställda", "anstalda"),
    ],
)
def test_a_misspelt_column_is_refused_with_the_one_it_was_meant_to_be(right: str, wrong: str) -> None:
    assert right in SV
    (error,) = refuse(parse, f"{SV.replace(right, wrong)}\n{ROW}\n")
    assert (error.code, error.facts["found"]) == ("column_unknown", wrong)
    assert right in str(error.facts["nearest"]).split("/")


def test_columns_of_ones_own_are_passed_over_and_told(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(f"Kommentar;{SV};;Adress\nx;{ROW};7;y\n", encoding="utf-8")
    assert parse(path.read_bytes()) == (FOUNDRY,)
    assert list_ignored(path, "sites", CATALOGUE) == ("Kommentar", "", "Adress")
    path.write_text(f"{SV}\n{ROW}\n", encoding="utf-8")
    assert list_ignored(path, "sites", CATALOGUE) == ()


def test_what_commands_a_terminal_is_not_kept_in_a_name() -> None:
    assert parse(change(workplace="Gju\x1b[31m\u202eteriet"))[0].name == "Gju\ufffd[31m\ufffdteriet"


def test_at_most_fifty_mistakes_are_told_and_the_rest_counted() -> None:
    errors = refuse(parse, f"{SV}\n" + f"{ROW.replace('240', 'x')}\n" * 300)
    assert (len(errors), errors[-1].code, errors[-1].facts["count"]) == (51, "more_mistakes", 250)
    assert [error.facts["line"] for error in errors[:50]] == list(range(2, 52))


def test_a_cell_of_any_length_is_told_in_part() -> None:
    (error,) = refuse(parse, change(days="x" * 50_000))
    assert len(str(error.facts["found"])) <= 200
