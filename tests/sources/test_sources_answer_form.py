"""The form in: what is understood, and what is told of each thing that is wrong, with its line."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from unicodedata import normalize

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answer
from samspel.sources.answer_form import LONGEST_TEXT, NEEDED, ROW_LIMIT, find_ignored, parse_form, parse_kept
from samspel.sources.form_writing import COLUMNS
from samspel.sources.spreadsheet import SIZE_LIMIT, decode, read_data
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from sources.form_rows import (
    AREAS,
    CYCLE,
    ENGLISH,
    HEADER,
    HECTARES,
    OFFERED,
    TEXTS,
    TODAY,
    WAITING,
    WITHIN,
    write_rows,
)

Parse = Callable[[str | bytes], tuple[Answer, ...]]
Refuse = Callable[[str | bytes], BadInputError]
Row = Mapping[str, str]

NO_BREAK, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("header", [HEADER, ENGLISH, tuple(word.upper() for word in HEADER)])
def test_any_delimiter_and_language_of_the_header_is_understood(
    parse: Parse, delimiter: str, header: tuple[str, ...]
) -> None:
    (answer,) = parse(write_rows(OFFERED, delimiter=delimiter, header=header))
    assert (answer.demand, answer.item, answer.value) == ("childcare-odd-hours", "offered", "yes")
    assert (answer.body, answer.answered_by, answer.day.isoformat()) == ("2181", "registrator", "2026-11-20")


def test_the_order_of_columns_does_not_matter_and_others_are_passed_over(parse: Parse) -> None:
    cells = [OFFERED[column] for column in reversed(COLUMNS)]
    text = ";".join([*reversed(HEADER), "diarienummer"]) + "\n" + ";".join([*cells, "KS 2026/1"])
    assert parse(text) == parse(write_rows(OFFERED))


def test_a_form_without_the_columns_for_people_is_enough(parse: Parse) -> None:
    names = [TEXTS["sv"](f"form.{column}") for column in NEEDED]
    text = ";".join(names) + "\n" + ";".join(OFFERED[column] for column in NEEDED)
    assert parse(text) == parse(write_rows(OFFERED))


def test_a_row_without_an_answer_is_passed_over_whatever_else_it_holds(parse: Parse) -> None:
    assert parse(write_rows({**OFFERED, "answer": "  ", "body": "9", "demand": "x", "day": "?"})) == ()


def test_only_a_header_holds_no_answers(parse: Parse) -> None:
    assert parse(write_rows()) == ()


@pytest.mark.parametrize(
    ("cell", "value"), [("ja", "yes"), ("Nej", "no"), ("YES", "yes"), ("no", "no"), (" Ej aktuellt ", "not_applicable")]
)
def test_yes_and_no_in_both_languages(parse: Parse, cell: str, value: str) -> None:
    assert parse(write_rows({**OFFERED, "answer": cell}))[0].value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1 234,5", 1234.5),
        (f"1{NO_BREAK}234,5", 1234.5),
        ("0", 0.0),
        ("0,125", 0.125),
        ("2 000 000 kr", 2_000_000.0),
        ("2000 kronor", 2000.0),
        ("12 st", 12.0),
        ("12st.", 12.0),
        ("Not applicable", "not_applicable"),
        ("ej aktuellt", "not_applicable"),
    ],
)
def test_numbers_as_people_write_them(parse: Parse, cell: str, value: float | str) -> None:
    assert parse(write_rows({**HECTARES, "answer": cell}))[0].value == value


@pytest.mark.parametrize("cell", ["12", "12,0", "12.0", "1 250", "0", "12 st", "ej aktuellt"])
def test_a_count_is_a_whole_number(parse: Parse, cell: str) -> None:
    (answer,) = parse(write_rows({**WAITING, "answer": cell}))
    assert answer.value in (12.0, 1250.0, 0.0, "not_applicable")


@pytest.mark.parametrize("cell", ["12,5", "12.5", "0,5", "12,5 st", "1 250,5"])
def test_half_a_child_is_not_a_count(refuse: Refuse, cell: str) -> None:
    problem = refuse(write_rows({**WAITING, "answer": cell}))
    assert (problem.code, problem.facts["line"], problem.facts["column"]) == ("number_whole", 2, "svar")


def test_a_count_that_was_kept_before_it_had_to_be_whole_is_still_read(catalogue: Catalogue, sandviken: Place) -> None:
    ids = {**WAITING, "kind": "question", "answer": "12.5", "known": "body"}
    text = ";".join(ids) + "\n" + ";".join(ids.values())
    (answer,), others = parse_kept(text, "2181.csv", catalogue, sandviken)
    assert (answer.value, others) == (12.5, [])


@pytest.mark.parametrize(
    ("cell", "value"), [("0", 0.0), ("100", 100.0), ("12,5 %", 12.5), ("80 procent", 80.0), (f"80{NO_BREAK}%", 80.0)]
)
def test_per_cent_with_or_without_its_sign(parse: Parse, cell: str, value: float) -> None:
    assert parse(write_rows({**WITHIN, "answer": cell}))[0].value == value


@pytest.mark.parametrize("cell", ["2 mkr", "50 %", "12 av 20", "kr", "12 kr st"])
def test_a_word_that_changes_the_number_is_not_passed_over(refuse: Refuse, cell: str) -> None:
    assert refuse(write_rows({**WAITING, "answer": cell})).code.startswith("number_")


def test_a_figure_may_have_the_countrys_beside_it(parse: Parse) -> None:
    (answer,) = parse(write_rows({**CYCLE, "answer": "40,5", "country": "50", "source": "Kolada"}))
    assert (answer.kind, answer.item, answer.value, answer.country) == ("figure", "cycle_reach_share", 40.5, 50.0)
    assert answer.source == "Kolada"


def test_a_figure_without_the_countrys(parse: Parse) -> None:
    assert parse(write_rows({**CYCLE, "kind": "figure"}))[0].country is None


def test_a_text_may_hold_anything_over_several_lines(parse: Parse) -> None:
    text = 'Norrsätra; "Gamla bruket"\noch Årsunda, i den ordningen'
    assert parse(write_rows({**AREAS, "answer": text}))[0].value == text


def test_a_code_whose_noughts_the_spreadsheet_ate_is_understood(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(write_rows({**OFFERED, "body": "180"}), encoding="utf-8")
    assert parse_form(read_data(path), path.name, catalogue, catalogue.places.by_code["0180"], TODAY)[0].body == "0180"


def test_the_same_answer_twice_counts_once(parse: Parse) -> None:
    assert len(parse(write_rows(OFFERED, OFFERED))) == 1


def test_today_is_not_in_the_future(parse: Parse) -> None:
    assert parse(write_rows({**OFFERED, "day": TODAY.isoformat()}))[0].day == TODAY


PLAN: Row = {**CYCLE, "demand": "regional-energy-council", "item": "energy_plan"}
BROKEN: tuple[tuple[str, Row, str, str], ...] = (
    ("another body", {**OFFERED, "body": "0180"}, "form_body", "0180"),
    ("no body", {**OFFERED, "body": ""}, "form_body", ""),
    ("unknown demand", {**OFFERED, "demand": "childcare-od-hours"}, "form_demand", "childcare-od-hours"),
    ("a number for a demand", {**OFFERED, "demand": "2"}, "form_demand", "2"),
    ("unknown question", {**OFFERED, "item": "ofered"}, "form_item", "ofered"),
    ("unknown figure", {**CYCLE, "item": "cycle_reach"}, "form_item", "cycle_reach"),
    ("a figure of another demand", {**CYCLE, "demand": "shift-transit"}, "form_item", "cycle_reach_share"),
    ("neither yes nor no", {**OFFERED, "answer": "kanske"}, "form_yes_no", "kanske"),
    ("a number for yes", {**OFFERED, "answer": "1"}, "form_yes_no", "1"),
    ("a word for a number", {**WAITING, "answer": "tolv"}, "number_form", "tolv"),
    ("a unit", {**WAITING, "answer": "12 barn"}, "number_form", "12 barn"),
    ("a range", {**WAITING, "answer": "10-20"}, "number_form", "10-20"),
    ("two commas", {**WAITING, "answer": "1,2,3"}, "number_form", "1,2,3"),
    ("point and comma", {**WAITING, "answer": "1.234,5"}, "number_form", "1.234,5"),
    ("not a number", {**WAITING, "answer": "NaN"}, "number_form", "NaN"),
    ("infinite", {**WAITING, "answer": "-inf"}, "number_form", "-inf"),
    ("infinite by size", {**WAITING, "answer": "1e999"}, "number_form", "1e999"),
    ("only a sign", {**WITHIN, "answer": "%"}, "number_form", "%"),
    ("a thousand or one and a bit", {**WAITING, "answer": "1,234"}, "number_two_ways", "1,234"),
    ("the same with a point", {**WAITING, "answer": "1.250"}, "number_two_ways", "1.250"),
    ("fewer than none", {**WAITING, "answer": "-3"}, "number_negative", "-3"),
    ("fewer than none with a true minus", {**WAITING, "answer": f"{MINUS}12"}, "number_negative", f"{MINUS}12"),
    ("a share in a count", {**WAITING, "answer": "12%"}, "number_form", "12%"),
    ("the country's figure is a word", {**CYCLE, "country": "okänt"}, "number_form", "okänt"),
    ("a spreadsheet's error", {**WAITING, "answer": "#VALUE!"}, "list_error_cell", "#VALUE!"),
    ("a spreadsheet's error as a name", {**OFFERED, "answered_by": "#REF!"}, "list_error_cell", "#REF!"),
    ("a spreadsheet's error as a text", {**AREAS, "answer": "#SAKNAS!"}, "list_error_cell", "#SAKNAS!"),
    ("above a hundred", {**WITHIN, "answer": "100,1"}, "form_percent", "100,1"),
    ("below nought", {**WITHIN, "answer": f"{MINUS}0,1"}, "form_percent", f"{MINUS}0,1"),
    ("a figure above a hundred", {**CYCLE, "answer": "101"}, "form_percent", "101"),
    ("a word's number that none has", {**PLAN, "answer": "3"}, "number_large", "3"),
    ("no date", {**OFFERED, "day": ""}, "form_day", ""),
    ("a date as in England", {**OFFERED, "day": "20/11/2026"}, "form_day", "20/11/2026"),
    ("a day that never was", {**OFFERED, "day": "2026-02-30"}, "form_day", "2026-02-30"),
    ("tomorrow", {**OFFERED, "day": "2026-11-23"}, "form_future", "2026-11-23"),
)


@pytest.mark.parametrize(("row", "code", "found"), [pytest.param(*case, id=name) for name, *case in BROKEN])
def test_a_wrong_row_is_told_with_its_line_and_what_was_found(refuse: Refuse, row: Row, code: str, found: str) -> None:
    error = refuse(write_rows(AREAS, row))
    assert (error.code, error.facts["line"], error.facts["file"]) == (code, 3, "svar.csv")
    assert str(error.facts["found"]) == found
    assert error.others == ()


def test_an_answer_without_a_name_is_refused(refuse: Refuse) -> None:
    error = refuse(write_rows({**OFFERED, "answered_by": " "}))
    assert (error.code, error.facts["line"]) == ("form_no_name", 2)


def test_the_nearest_demand_and_item_are_named(refuse: Refuse) -> None:
    demand = refuse(write_rows({**OFFERED, "demand": "childcare-od-hours"}))
    assert str(demand.facts["nearest"]).startswith("childcare-odd-hours")
    item = refuse(write_rows({**OFFERED, "item": "ofered"}))
    assert (item.facts["demand"], str(item.facts["nearest"]).split(", ")[0]) == ("childcare-odd-hours", "offered")


def test_two_different_answers_to_one_question_are_refused(refuse: Refuse) -> None:
    error = refuse(write_rows(OFFERED, {**OFFERED, "answer": "nej"}))
    assert (error.code, error.facts["line"], error.facts["item"]) == ("form_twice", 3, "offered")


def test_one_figure_under_two_demands_has_one_value(refuse: Refuse, parse: Parse) -> None:
    first = {**CYCLE, "demand": "work-experience-school", "item": "industrial_programme_share"}
    second = {**first, "demand": "industrial-programmes"}
    assert len(parse(write_rows(first, second))) == 1
    assert refuse(write_rows(first, {**second, "answer": "41"})).code == "form_twice"


def test_every_wrong_row_is_told_at_once(refuse: Refuse) -> None:
    wrong = [{**OFFERED, "answer": "kanske"}, OFFERED, {**WAITING, "answer": "tolv"}, {**WITHIN, "answer": "101"}]
    error = refuse(write_rows(*wrong))
    told = [(one.code, one.facts["line"]) for one in (error, *error.others)]
    assert told == [("form_yes_no", 2), ("number_form", 4), ("form_percent", 5)]


def test_the_line_is_the_files_own_when_a_text_takes_several(refuse: Refuse) -> None:
    error = refuse(write_rows({**AREAS, "answer": "ett\ntvå\ntre"}, {**OFFERED, "answer": "kanske"}))
    assert error.facts["line"] == 5


@pytest.mark.parametrize("column", NEEDED)
def test_a_missing_column_is_named(refuse: Refuse, column: str) -> None:
    header = tuple("x" if name == column else told for name, told in zip(COLUMNS, HEADER, strict=True))
    error = refuse(write_rows(OFFERED, header=header))
    assert error.code == "list_columns"
    assert TEXTS["sv"](f"form.{column}") in str(error.facts["wanted"])
    assert "x" in str(error.facts["found"])


def test_a_file_without_a_header_lacks_every_column(refuse: Refuse) -> None:
    error = refuse(write_rows(OFFERED).partition("\n")[2])
    assert (error.code, str(error.facts["wanted"]).count(",")) == ("list_columns", len(NEEDED) - 1)


def test_an_unclosed_quote_is_told(refuse: Refuse) -> None:
    error = refuse(write_rows(AREAS) + '2181;"childcare-odd-hours;offered\n')
    assert (error.code, error.facts["line"]) == ("list_csv", 3)


def test_a_row_shorter_than_the_header_lacks_what_is_cut_off(refuse: Refuse) -> None:
    assert refuse(write_rows() + "2181;childcare-odd-hours;offered;fråga;?;ja eller nej;ja\n").code == "form_day"


def test_a_row_cut_off_before_the_answer_holds_none(parse: Parse) -> None:
    assert parse(write_rows() + "2181;childcare-odd-hours;offered\n") == ()


def test_a_row_longer_than_the_header_is_read_as_far_as_the_header(parse: Parse) -> None:
    row = write_rows(OFFERED).rstrip("\n")
    assert parse(f"{row};mer;än;så\n") == parse(f"{row}\n")


def test_nul_bytes_are_refused_and_never_taken_for_an_answer(refuse: Refuse) -> None:
    assert refuse(write_rows({**OFFERED, "answer": "ja\0"})).code == "list_encoding"
    assert refuse(write_rows({**WAITING, "answer": "1\x002"})).code == "list_encoding"


def test_a_row_of_blanks_is_no_row(parse: Parse) -> None:
    assert len(parse(write_rows(OFFERED) + ";;;;;;;;;;\n\n   \n")) == 1


@pytest.mark.parametrize("text", ["\n", ";;;\n;;", NO_BREAK, " \r\n\r\n"])
def test_a_file_with_nothing_but_blanks_is_refused(refuse: Refuse, text: str) -> None:
    assert refuse(text).code == "list_empty"


def test_a_file_with_nothing_but_a_byte_order_mark_is_empty(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(b"\xef\xbb\xbf")
    with pytest.raises(BadInputError) as caught:
        parse_form(read_data(path), path.name, catalogue, catalogue.places.by_code["2181"], TODAY)
    assert caught.value.code == "list_empty"


@pytest.mark.parametrize("data", [b"", b" \r\n\t"])
def test_an_empty_file_is_told(refuse: Refuse, data: bytes) -> None:
    assert refuse(data).code == "list_empty"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_may_stand_first(tmp_path: Path, encoding: str, parse: Parse) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(write_rows(OFFERED).encode(encoding))
    assert len(parse(read_data(path))) == 1


def note(asked: list[str], heading: str) -> str:
    asked.append(heading)
    return ""


def test_the_nearest_name_is_looked_for_a_few_unknown_headings_only(
    parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("samspel.sources.lists.find_meant", lambda heading, *_: note(asked, heading))
    others = [f"k{number}" for number in range(50_000)]
    text = ";".join([*HEADER, *others]) + "\n" + ";".join(OFFERED[column] for column in COLUMNS)
    assert parse(text) == parse(write_rows(OFFERED))
    assert len(asked) == 50


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-20 00:00:00", "2026-11-20T00:00", "2026-11-20 00:00:00.000"])
@pytest.mark.parametrize("body", ["2181", "2181.0"])
def test_code_and_day_may_be_written_as_tools_for_tables_write_them(parse: Parse, day: str, body: str) -> None:
    assert parse(write_rows({**OFFERED, "day": day, "body": body})) == parse(write_rows(OFFERED))


def test_a_day_with_an_hour_is_no_day(refuse: Refuse) -> None:
    assert refuse(write_rows({**OFFERED, "day": "2026-11-20 12:00:00"})).code == "form_day"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_form_may_be_saved_in_any_encoding_of_a_spreadsheet(tmp_path: Path, encoding: str, parse: Parse) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(write_rows({**OFFERED, "answered_by": "Åsa Öström"}).encode(encoding))
    assert parse(read_data(path))[0].answered_by == "Åsa Öström"


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"organ\n\x81rsunda\n", "list_encoding", 2),
        (b"organ\nX\0\n", "list_encoding", 2),
        (b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "list_workbook", "workbook"),
        (b"PK\x03\x04\x14\0[Content_Types].xml xl/workbook.xml", "list_workbook_broken", None),
        (b"PK\x03\x04\x14\0[Content_Types].xml word/document.xml", "list_kind", "document"),
        (b"PK\x03\x04\x14\0svar.csv", "list_kind", "packed"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "list_kind", "document"),
        (b"%PDF-1.4\n", "list_kind", "pdf"),
        (b"\xff\xd8\xff\xe0", "list_kind", "picture"),
        (b"<!DOCTYPE html>\n<html>", "list_kind", "page"),
    ],
)
def test_a_file_of_another_kind_is_told_for_what_it_is(tmp_path: Path, data: bytes, code: str, told: object) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(data)
    with pytest.raises(BadInputError) as caught:
        decode(read_data(path), path.name)
    facts = caught.value.facts
    assert (caught.value.code, facts.get("file_kind", facts.get("line"))) == (code, told)


def test_utf_16_without_a_mark_is_refused(refuse: Refuse) -> None:
    assert refuse(write_rows(OFFERED).encode("utf-16-le")).code == "list_encoding"


def test_ten_gigabytes_are_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "svar.csv"
    path.touch()
    os.truncate(path, 10_000_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read"))
    with pytest.raises(BadInputError) as caught:
        decode(read_data(path), path.name)
    assert (caught.value.code, caught.value.facts["limit"]) == ("list_too_large", SIZE_LIMIT // 1_000_000)


@pytest.mark.parametrize("name", ["", "finns-inte.csv"])
def test_a_folder_or_nothing_is_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_data(tmp_path / name)
    assert (caught.value.code, caught.value.facts["file"]) == ("no_file", str(tmp_path / name))


def test_a_name_too_long_for_the_machine_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        read_data(tmp_path / ("a" * 300))


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(write_rows(OFFERED), encoding="utf-8")

    def deny(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", deny)
    with pytest.raises(BadInputError):
        decode(read_data(path), path.name)


@pytest.mark.parametrize("column", ["answer", "answered_by", "source"])
def test_a_text_too_long_is_refused_and_never_cut(parse: Parse, refuse: Refuse, column: str) -> None:
    for text in ("å" * LONGEST_TEXT, "'" + "=" * LONGEST_TEXT):
        assert len(parse(write_rows({**AREAS, column: text}))) == 1
    error = refuse(write_rows({**AREAS, column: "å" * (LONGEST_TEXT + 1)}))
    assert (error.code, error.facts["found"], error.facts["limit"]) == ("form_too_long", LONGEST_TEXT + 1, LONGEST_TEXT)


@pytest.mark.parametrize("cell", ["1_000", "٣", "1e3", "１２"])
def test_a_number_in_the_manner_of_programs_is_refused(refuse: Refuse, cell: str) -> None:
    assert refuse(write_rows({**WAITING, "answer": cell})).code == "number_form"


@pytest.mark.parametrize("cell", ["1" + "0" * 15, "9" * 5000])
def test_a_number_beyond_what_is_exact_is_refused(refuse: Refuse, cell: str) -> None:
    assert refuse(write_rows({**WAITING, "answer": cell})).code == "number_long"


@pytest.mark.parametrize("cell", ["-3", f"{MINUS}3"])
def test_a_sum_of_money_may_be_below_nought(parse: Parse, catalogue: Catalogue, cell: str) -> None:
    money = next(
        (demand.id, measure.indicator)
        for demand in catalogue.demands.values()
        for measure in demand.measures
        if catalogue.indicators[measure.indicator].unit == "sek_per_inhabitant"
    )
    row = {**CYCLE, "demand": money[0], "item": money[1], "answer": cell}
    assert parse(write_rows(row))[0].value == -3.0


def test_a_misspelt_column_is_told_with_the_one_it_resembles(refuse: Refuse) -> None:
    error = refuse(write_rows(OFFERED).replace(";källa", ";kala"))
    assert (error.code, error.facts["found"], error.facts["nearest"]) == ("column_unknown", "kala", "källa/source")


def test_a_column_of_ones_own_is_passed_over_and_can_be_told(parse: Parse, catalogue: Catalogue) -> None:
    text = "\n".join(
        f"{line};{cell}" for line, cell in zip(write_rows(OFFERED).splitlines(), ("Anteckning", "x"), strict=True)
    )
    assert parse(text)[0].value == "yes"
    assert find_ignored(text.encode(), "svar.csv", catalogue) == ("Anteckning",)
    assert find_ignored(write_rows(OFFERED).encode(), "svar.csv", catalogue) == ()


def test_headings_and_words_in_loose_letters_are_the_same(parse: Parse) -> None:
    assert parse(normalize("NFD", write_rows({**CYCLE, "country": "38"})))[0].country == 38.0


def test_a_change_in_per_cent_may_be_below_nought(parse: Parse) -> None:
    fell = {**CYCLE, "demand": "business-office", "item": "jobs_change", "answer": f"{MINUS}3,2 %"}
    assert parse(write_rows(fell))[0].value == -3.2


def test_at_most_fifty_mistakes_are_told_and_the_rest_counted(refuse: Refuse) -> None:
    error = refuse(write_rows(*({**OFFERED, "item": f"offerd{number}"} for number in range(120))))
    assert error.facts["nearest"] == "offered"
    *told, rest = error.others
    assert (len(told), rest.code, rest.facts["count"]) == (49, "more_mistakes", 70)


def test_a_form_of_more_rows_than_any_is_refused(refuse: Refuse) -> None:
    error = refuse(write_rows(*[OFFERED] * (ROW_LIMIT + 1)))
    assert (error.code, error.facts["limit"]) == ("list_too_many_rows", ROW_LIMIT)


@pytest.mark.parametrize("space", [NARROW, "\u2009"])
def test_thousands_may_stand_apart_with_a_narrow_space(parse: Parse, space: str) -> None:
    assert parse(write_rows({**WAITING, "answer": f"1{space}234"}))[0].value == 1234.0


@pytest.mark.parametrize("cell", ["=1+1", '=HYPERLINK("http://x")', "+46 26 24 00 00", "-", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_is_read_as_it_stands(parse: Parse, cell: str) -> None:
    assert parse(write_rows({**AREAS, "answer": cell}))[0].value == cell


def test_a_form_of_a_place_is_read_against_its_own_code(catalogue: Catalogue, parse: Parse, sandviken: Place) -> None:
    assert {answer.body for answer in parse(write_rows(OFFERED, WAITING))} == {sandviken.code}


def test_the_rows_of_another_bodys_form_are_told_once_with_its_name(refuse: Refuse) -> None:
    other = {**OFFERED, "body": "21"}
    told = refuse(write_rows(other, OFFERED, other, {**other, "day": ""}))
    assert (told.code, told.others) == ("form_other_body", ())
    assert (told.facts["other"], told.facts["count"], told.facts["line"]) == ("Region Gävleborg", 3, 2)


def test_rows_of_two_other_bodies_are_told_once_each(refuse: Refuse) -> None:
    rows = [{**OFFERED, "body": body} for body in ("21", "2180", "2180", "21")]
    told = refuse(write_rows(*rows))
    assert [one.facts["other"] for one in (told, *told.others)] == ["Region Gävleborg", "Gävle kommun"]


@pytest.mark.parametrize("column", ["day", "demand", "item", "body"])
def test_a_cell_left_blank_is_told_as_missing_and_not_as_a_dash(refuse: Refuse, column: str) -> None:
    told = refuse(write_rows({**OFFERED, column: ""}))
    for texts in TEXTS.values():
        assert "–" not in texts.explain(told).what
        assert texts.explain(told).what != TEXTS["sv"].entries[f"errors.{told.code}.what"]


@pytest.mark.parametrize("header", [HEADER, ENGLISH])
def test_a_column_is_named_as_in_the_file(refuse: Refuse, header: tuple[str, ...]) -> None:
    told = refuse(write_rows({**WAITING, "answer": "många"}, header=header))
    assert told.facts["column"] == header[COLUMNS.index("answer")]
