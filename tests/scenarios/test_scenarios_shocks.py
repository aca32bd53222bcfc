"""Events: every way to write one, and every mistake."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.loading import Catalogue
from samspel.dynamics.town import Town
from samspel.scenarios.model import Model
from samspel.scenarios.shocks import KINDS, WHERE, Grounds, Shock, Words, find_sector, known_words, lay_out, parse_shock
from samspel.sources.shock_files import read_shocks
from samspel.terms.errors import BadInputError


@pytest.fixture
def grounds(model: Model, town_of: Callable[[str], Town]) -> Grounds:
    return Grounds.of(town_of("1060"), model.parameters, 15, "Olofström")


def test_a_closure_takes_its_jobs_in_its_year(grounds: Grounds) -> None:
    events = lay_out([parse_shock("2026:400:industry"), parse_shock("2026:-100:local_services")], grounds)
    assert events.closed[1].tolist() == [400.0, 0.0, 100.0, 0.0]
    assert events.closed.sum() == 500.0


def test_a_notice_is_spread_over_its_years(grounds: Grounds) -> None:
    events = lay_out([parse_shock("2026-2028:300:industry")], grounds)
    assert events.closed[:5, 0].tolist() == [0.0, 100.0, 100.0, 100.0, 0.0]


def test_an_establishment_opens(grounds: Grounds) -> None:
    assert lay_out([parse_shock("2027:+3000:industry")], grounds).opened[2, 0] == 3000.0


def test_a_decline_takes_a_share_of_what_is_left(grounds: Grounds) -> None:
    closed = lay_out([parse_shock("2025-2026:10%:industry")], grounds).closed[:, 0]
    np.testing.assert_allclose(closed[:2], [grounds.jobs[0] * 0.1, grounds.jobs[0] * 0.09])


def test_a_downturn_falls_on_the_country_stays_low_and_comes_back(grounds: Grounds) -> None:
    events = lay_out([parse_shock("2026:3%:country")], grounds)
    np.testing.assert_allclose(events.national[:6], [0.0, 0.03, 0.03, 0.02, 0.01, 0.0], atol=1e-9)
    np.testing.assert_allclose(events.swing[:6, 0] / grounds.jobs[0], [0.0, -0.03, 0.0, 0.01, 0.01, 0.01], atol=1e-9)
    np.testing.assert_allclose(events.swing.sum(axis=0), 0.0, atol=1e-9)
    assert events.swing[1, 3] == 0.0


def test_a_file_of_events_with_a_conversion(grounds: Grounds, tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text(
        '[[shock]]\nkind = "conversion"\nyear = 2026\nuntil = 2027\njobs = 300\nnew_jobs = 200\nnew_year = 2028\n',
        "utf-8",
    )
    events = lay_out(read_shocks(path), grounds)
    assert events.closed[:4, 0].tolist() == [0.0, 150.0, 150.0, 0.0]
    assert events.opened[3, 0] == 200.0


@pytest.mark.parametrize(
    "text",
    [
        "2026:400:industry",
        "2026-2028:400:welfare",
        "2026:+30:industry",
        "2026:2%:industry",
        "2026:3%:country",
        "2026:300+200:industry",
        "2026-2027:300+200@2028:industry",
        "2026:1234567:industry",
    ],
)
def test_an_event_is_told_as_it_was_written(text: str) -> None:
    assert parse_shock(text).written == text


MISTAKES = [
    ("2026:400", "shock_form"),
    ("2026:1.000:industry", "number_two_ways"),
    ("2026:1,000:industry", "number_two_ways"),
    ("2026:+12.500:industry", "number_two_ways"),
    ("2026:300+1.200:industry", "number_two_ways"),
    ("2026:400,5:industry", "number_whole"),
    ("2026:400.5:industry", "number_whole"),
    ("2026-2028:0,5:industry", "number_whole"),
    ("2026:+12,25:industry", "number_whole"),
    ("2026:300+200,5@2028:industry", "number_whole"),
    ("2026:1 00:industry", "number_form"),
    ("2026:nan:industry", "shock_form"),
    ("2026:\u0664\u0660\u0660:industry", "shock_form"),
    ("soon:400:industry", "shock_form"),
    ("2026:400:country", "shock_form"),
    ("2026:+2%:industry", "shock_form"),
    ("2026:400:forestry", "shock_sector"),
    ("2026:400:indstry", "shock_sector_near"),
    ("2026:+400+200:industry", "shock_form"),
    ("2026:3%+200:industry", "shock_form"),
    ("2026:300+200@2050:industry", "shock_year"),
    ("2026:300+200@0000:industry", "shock_year"),
    ("2026:1e999:industry", "shock_form"),
    ("2024:400:industry", "shock_year_past"),
    ("2050:400:industry", "shock_year"),
    ("2030-2028:400:industry", "shock_year"),
    ("2026:0:industry", "shock_amount"),
    ("2026:100%:industry", "shock_amount"),
    ("2026:4000:industry", "shock_too_large"),
]


@pytest.mark.parametrize(("text", "code"), MISTAKES)
def test_every_mistake_has_its_sentence(
    grounds: Grounds, model: Model, observations: object, text: str, code: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        lay_out([parse_shock(text)], grounds)
    assert caught.value.code == code


def test_two_events_together_may_not_take_more_than_there_is(grounds: Grounds) -> None:
    half = parse_shock("2026:2000:industry")
    lay_out([half], grounds)
    with pytest.raises(BadInputError):
        lay_out([half, half], grounds)
    lay_out([parse_shock("2025:+1000:industry"), half, half], grounds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[shock]]\nkind = 'flood'\nyear = 2026\n",
        "[[shock]]\nyear = \n",
        "[[shock]]\nkind='closure'\nyear=2026\nsector='x'\n",
    ],
)
def test_a_file_that_cannot_be_used_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "events.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInputError):
        read_shocks(path)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        read_shocks(tmp_path / "nothing.toml")


@pytest.fixture(scope="module")
def words(catalogue: Catalogue) -> Words:
    return known_words(catalogue.texts.values())


@pytest.mark.parametrize(
    ("written", "sector"),
    [
        ("industri", "industry"),
        ("Industrin", "industry"),
        ("tjänster  till företag", "firm_services"),
        ("business services", "firm_services"),
        ("lokal service", "local_services"),
        ("VÄLFÄRD", "welfare"),
        ("va\u0308lfa\u0308rd", "welfare"),
        ("industry", "industry"),
    ],
)
def test_a_sector_may_be_written_by_its_name_in_either_language(words: Words, written: str, sector: str) -> None:
    assert parse_shock(f"2026:400:{written}", words).sector == sector


def test_the_country_may_be_written_by_its_name(words: Words) -> None:
    assert (parse_shock("2027:3%:riket", words).kind, parse_shock("2027:3%:hela landet", words).kind) == (
        "downturn",
        "downturn",
    )


def test_no_name_means_two_things(catalogue: Catalogue) -> None:
    for part, ids in (("sector", WHERE), ("kind", KINDS)):
        named: dict[str, str] = {}
        for name in ids:
            for texts in catalogue.texts.values():
                for word in texts(f"events.{part}.{name}").split(","):
                    assert named.setdefault(word.strip(), name) == name


def test_a_misspelt_sector_gets_the_nearest_name(words: Words) -> None:
    with pytest.raises(BadInputError) as caught:
        parse_shock("2026:400:indutsri", words)
    assert (caught.value.code, caught.value.facts["nearest"]) == ("shock_sector_near", "industri")


def test_a_number_may_have_gaps_and_a_true_minus(words: Words) -> None:
    assert parse_shock("2026:\u22121\u00a0400:industri", words).jobs == 1400.0


def test_a_conversion_is_written_in_one_line(grounds: Grounds) -> None:
    events = lay_out([parse_shock("2026-2027:300+200@2028:industry")], grounds)
    assert events.closed[:4, 0].tolist() == [0.0, 150.0, 150.0, 0.0]
    assert events.opened[3, 0] == 200.0


EVENTS = st.builds(
    Shock,
    kind=st.sampled_from(("closure", "establishment", "conversion", "decline")),
    year=st.integers(2025, 2039),
    jobs=st.integers(1, 10**9).map(float),
    percent=st.integers(1, 99).map(float),
    sector=st.sampled_from(WHERE[:-1]),
    new_jobs=st.integers(1, 10**6).map(float),
    new_year=st.none() | st.integers(2025, 2039),
)


@given(EVENTS)
def test_what_is_told_is_read_back_as_the_same_event(shock: Shock) -> None:
    told = shock.written
    assert parse_shock(told).written == told
    assert parse_shock(told).kind == shock.kind


@given(st.text(max_size=40))
def test_any_text_is_an_event_or_a_sentence(text: str) -> None:
    with suppress(BadInputError):
        assert parse_shock(text).kind in KINDS


SWEDISH = """händelse;år;till;jobb;procent;sektor;nya jobb;nytt år
nedläggning;2026;;1 400;;industri;;
varsel;2026;2028;300;;;;
etablering;2027;;500;;företagstjänster;;
minskning;2026;2030;;2,5;industri;;

lågkonjunktur;2027;;;3%;;;
omställning;2026;2027;300;;industri;200;2028
"""


def test_every_kind_can_stand_in_a_csv_file_in_swedish(tmp_path: Path, words: Words, grounds: Grounds) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(SWEDISH.encode("cp1252"))
    western = read_shocks(path, words)
    path.write_bytes(SWEDISH.encode("utf-8-sig"))
    shocks = read_shocks(path, words)
    assert western == shocks
    assert [shock.kind for shock in shocks] == list(KINDS)
    assert [shock.written for shock in shocks] == [
        "2026:1400:industry (events.csv:2)",
        "2026-2028:300:industry (events.csv:3)",
        "2027:+500:firm_services (events.csv:4)",
        "2026-2030:2.5%:industry (events.csv:5)",
        "2027:3%:country (events.csv:7)",
        "2026-2027:300+200@2028:industry (events.csv:8)",
    ]
    assert lay_out(shocks, grounds).closed.sum() > 2000.0


def test_toml_and_csv_give_the_same_events(tmp_path: Path, words: Words) -> None:
    (tmp_path / "a.csv").write_text("kind,year,jobs,sector\nclosure,2026,400,industry\n", "utf-8")
    (tmp_path / "a.toml").write_text("[[shock]]\nkind='nedläggning'\nyear=2026\njobs=400\nsector='industri'\n", "utf-8")
    one, other = (read_shocks(tmp_path / name, words)[0] for name in ("a.csv", "a.toml"))
    assert [(shock.kind, shock.year, shock.jobs, shock.sector) for shock in (one, other)] == [
        ("closure", 2026, 400.0, "industry")
    ] * 2


def test_a_workbook_gives_the_same_events_as_its_list(tmp_path: Path, words: Words) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["kind", "year", "jobs", "sector"])
    sheet.write_row(1, 0, ["nedläggning", 2026, 400, "industri"])
    book.close()
    (shock,) = read_shocks(tmp_path / "a.xlsx", words)
    assert (shock.kind, shock.year, shock.jobs, shock.sector) == ("closure", 2026, 400.0, "industry")


BROKEN = [
    (b"", "list_empty", 0),
    (b"\n ;;\n", "list_empty", 0),
    (b"kind,year,jobs\n", "list_no_rows", 0),
    (b"kind,year,jobs\n\x81,2026,4\n", "list_encoding", 2),
    (b"PK\x03\x04xl/", "list_workbook_broken", 0),
    (b"year,jobs\n2026,4\n", "list_columns", 0),
    (b"kind,jobs\nclosure,4\n", "list_columns", 0),
    (b"kind,year,colour\nclosure,2026,red\n", "list_column", 1),
    (b"kind,year,year\nclosure,2026,2026\n", "list_column_twice", 0),
    (b"kind,year,jobs\nclosure,2026,4\nflood,2026,4\n", "shock_file_kind", 3),
    (b"kind,year,jobs\nclosure,soon,4\n", "number_form", 2),
    (b"kind,year,jobs\nclosure,20.5,4\n", "number_whole", 2),
    (b"kind,year,jobs\nclosure,2026,inf\n", "number_form", 2),
    (b"kind,year,jobs\nclosure," + b"9" * 5000 + b",4\n", "number_long", 2),
    (b"kind,year,jobs\nclosure,2026,1.000\n", "number_two_ways", 2),
    (b"kind;year;jobs\nclosure;2026;1,000\n", "number_two_ways", 2),
    (b"kind,year,jobs\nclosure,2026,-5\n", "number_negative", 2),
    (b"kind,year,jobs,prcent\nclosure,2026,4,\n", "list_column", 1),
    (b"kind,year,jobs\nclosure,,4\n", "list_blank", 2),
    (b"kind,year,jobs\nclosure,2026,4,5\n", "list_cells", 2),
    (b'kind,year,jobs\nclosure,2026,"4\n', "list_csv", 2),
    (b"kind,year,percent\nclosure,2026,4\n", "shock_file_amount", 2),
    (b"kind,year,jobs\ndecline,2026,4\n", "shock_file_amount", 2),
    (b"kind,year,jobs,new_jobs\nclosure,2026,4,4\n", "shock_file_amount", 2),
    (b"kind,year,jobs,\nclosure,2026,4,5\n", "list_cells", 2),
    (b"kind,year,jobs\nclosure,2026,#REF!\n", "list_error_cell", 2),
]


@pytest.mark.parametrize(("data", "code", "line"), BROKEN)
def test_a_broken_csv_file_is_told_with_its_line(tmp_path: Path, data: bytes, code: str, line: int) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(data)
    with pytest.raises(BadInputError) as caught:
        read_shocks(path)
    assert (caught.value.code, caught.value.facts.get("line", 0)) == (code, line)


def test_a_misspelt_kind_gets_the_nearest(tmp_path: Path, words: Words) -> None:
    path = tmp_path / "events.csv"
    path.write_text("händelse,år,jobb\nnedlägning,2026,4\n", "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_shocks(path, words)
    assert caught.value.facts["nearest"] == "nedläggning"


def test_a_kind_that_resembles_none_gets_no_nearest(tmp_path: Path, words: Words, catalogue: Catalogue) -> None:
    path = tmp_path / "events.csv"
    path.write_text("händelse,år,jobb\nxyzzy,2026,4\n", "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_shocks(path, words)
    told = str(catalogue.texts["sv"].explain(caught.value))
    assert "closure" not in told
    assert told.endswith("Skriv ett av dem.")


def test_a_file_of_events_that_is_not_there_is_no_answer_form(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(BadInputError) as caught:
        read_shocks(tmp_path / "none.csv")
    assert "formulär" not in str(catalogue.texts["sv"].explain(caught.value))


def test_a_mistake_names_the_column_as_its_writer_did(tmp_path: Path, words: Words) -> None:
    path = tmp_path / "events.csv"
    path.write_text("Händelse;År;Jobb\nvarsel;2026;x\n", "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_shocks(path, words)
    assert caught.value.facts["column"] == "Jobb"


def test_all_wrong_rows_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "kind,year,jobs,sector\nflood,2026,4,\nclosure,x,4,\nclosure,2026,4,\nclosure,2026,4,indstry\n", "utf-8"
    )
    with pytest.raises(BadInputError) as caught:
        read_shocks(path)
    told = [caught.value, *caught.value.others]
    assert [error.code for error in told] == ["shock_file_kind", "number_form", "shock_sector_near"]
    assert told[2].facts["shock"] == "events.csv:5"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("closure,2050,4,industry", "shock_year"),
        ("closure,2026,400000,industry", "shock_too_large"),
        ("closure,2026,0,industry", "shock_amount"),
        ("closure,2026,4,country", "shock_form"),
    ],
)
def test_an_event_that_does_not_fit_is_told_with_its_line(
    tmp_path: Path, grounds: Grounds, row: str, code: str
) -> None:
    path = tmp_path / "events.csv"
    path.write_text(f"kind,year,jobs,sector\nclosure,2026,1,industry\n{row}\n", "utf-8")
    with pytest.raises(BadInputError) as caught:
        lay_out(read_shocks(path), grounds)
    assert caught.value.code == code
    assert str(caught.value.facts["shock"]).endswith("(events.csv:3)")


def test_the_second_entry_of_a_toml_file_is_told_by_its_line(tmp_path: Path, grounds: Grounds) -> None:
    path = tmp_path / "events.toml"
    entry = "[[shock]]\nkind = 'closure'\nyear = {}\njobs = 4\n"
    path.write_text("# events\n" + entry.format(2026) + entry.format(2050), "utf-8")
    with pytest.raises(BadInputError) as caught:
        lay_out(read_shocks(path), grounds)
    assert caught.value.facts["shock"] == "2050:4:industry (events.toml:6)"


ENTRY = "[[shock]]\nkind = 'closure'\nyear = 2026\njobs = 4\n"
BROKEN_TOML = [
    ("[[shock]]\nkind = \n", "shock_file_toml", 2),
    ("[" * 2000, "shock_file_toml", 1),
    ("shock = 4\n", "shock_file_table", 0),
    ("[[event]]\nkind = 'closure'\n", "shock_file_table", 0),
    (f"{ENTRY}\n[other]\nkey = 1\n", "shock_file_table", 0),
    (ENTRY + ENTRY.replace("jobs", "jbos"), "list_column", 5),
    (ENTRY.replace("jobs", "colour"), "list_column", 1),
    (f"{ENTRY}jobb = 4\n", "list_column_twice", 0),
    (ENTRY.replace("year", "until"), "list_blank", 1),
    (ENTRY.replace("= 4", "= true"), "number_form", 1),
    (ENTRY.replace("= 4", "= inf"), "number_form", 1),
    (ENTRY.replace("= 4", "= nan"), "number_form", 1),
    (ENTRY.replace("= 4", "= [4]"), "number_form", 1),
    (ENTRY.replace("= 4", "= -4"), "number_negative", 1),
    (ENTRY.replace("2026", "2026.5"), "number_whole", 1),
    (ENTRY.replace("closure", "flood"), "shock_file_kind", 1),
]


@pytest.mark.parametrize(("text", "code", "line"), BROKEN_TOML)
def test_a_broken_toml_file_is_told_as_a_broken_list(
    tmp_path: Path, words: Words, catalogue: Catalogue, text: str, code: str, line: int
) -> None:
    path = tmp_path / "events.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_shocks(path, words)
    assert (caught.value.code, caught.value.facts.get("line", 0)) == (code, line)
    assert all(str(texts.explain(caught.value)) for texts in catalogue.texts.values())


def test_a_toml_file_in_the_code_page_of_windows_is_read(tmp_path: Path, words: Words) -> None:
    path = tmp_path / "events.toml"
    path.write_bytes("[[shock]]\nkind = 'nedläggning'\nyear = 2026\njobs = 4\nsektor = 'välfärd'\n".encode("cp1252"))
    assert [(shock.kind, shock.sector) for shock in read_shocks(path, words)] == [("closure", "welfare")]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    def read(_: Path) -> bytes:
        raise AssertionError("it was read")

    monkeypatch.setattr(Path, "read_bytes", read)
    with pytest.raises(BadInputError) as caught:
        read_shocks(path)
    assert caught.value.code == "list_too_large"


@pytest.mark.parametrize("number", ["1 000", "1\u00a0000", "1\u202f000", "1\u2009000", "1000", "1000,0", "1000.0"])
def test_a_thousand_jobs_may_be_written_in_every_clear_way(tmp_path: Path, number: str) -> None:
    path = tmp_path / "events.csv"
    path.write_text(f"kind;year;jobs\nclosure;2026;{number}\n", "utf-8")
    assert [shock.jobs for shock in (parse_shock(f"2026:{number}:industry"), *read_shocks(path))] == [1000.0] * 2


@pytest.mark.parametrize(("text", "percent"), [("2027:2.125%:industry", 2.125), ("2027:12,345%:country", 12.345)])
def test_a_share_with_three_decimals_can_be_read_in_one_way_only(text: str, percent: float) -> None:
    assert parse_shock(text).percent == percent
    assert parse_shock(parse_shock(text).written) == parse_shock(text)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("lead", ["", "\n\n", "sep=;\n", ";;;\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_of_events_is_read_as_a_spreadsheet_writes_it(
    tmp_path: Path, words: Words, end: str, lead: str, encoding: str
) -> None:
    path = tmp_path / "events.csv"
    text = f"{lead}ha\u0308ndelse;a\u030ar;jobb;sektor\nnedla\u0308ggning;2026.0;25.0;va\u0308lfa\u0308rd\n"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    (shock,) = read_shocks(path, words)
    assert (shock.kind, shock.year, shock.jobs, shock.sector) == ("closure", 2026, 25.0, "welfare")


def test_a_misspelt_heading_of_events_is_told_with_the_nearest(tmp_path: Path, words: Words) -> None:
    path = tmp_path / "events.csv"
    path.write_text("händelse;år;jobb;sektorn\nnedläggning;2026;4;industri\n", "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_shocks(path, words)
    assert (caught.value.code, caught.value.facts["nearest"]) == ("list_column", "sektor")


def test_at_most_fifty_wrong_events_are_told(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("kind,year,jobs\n" + "flood,2026,4\n" * 80, "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_shocks(path)
    assert (len(caught.value.others), caught.value.others[-1].facts["count"]) == (50, 30)


def test_an_unknown_sector_is_answered_with_the_names_of_all(words: Words) -> None:
    with pytest.raises(BadInputError) as caught:
        find_sector("bilar", "2026:400:bilar", words)
    known = str(caught.value.facts["known"]).split(", ")
    assert "industri (industry)" in known
    assert len(known) == len(WHERE)
