"""Lists between bytes and rows of cells: the delimiter of the header, whatever stands before it or within quotes."""

import pytest

from samspel.sources.spreadsheet import SIZE_LIMIT, decode, split_cells, tidy_text, write_rows
from samspel.terms.errors import BadInputError


@pytest.mark.parametrize(
    "text",
    [
        "namn,antal\nÅmot,3\n",
        "namn;antal\r\nÅmot;3\r\n",
        "namn\tantal\rÅmot\t3\r",
        ",,\n\u00a0 ,\nnamn,antal\nÅmot,3",
        "\n\nsep=;\nnamn;antal\nÅmot;3",
        '"SEP=;";;\nnamn;antal\nÅmot;3',
    ],
)
def test_the_delimiter_is_the_headers(text: str) -> None:
    read = split_cells(text, "a.csv")
    assert read.header[1][:2] == ["namn", "antal"]
    assert [cells for _, cells in read.rows] == [["Åmot", "3"]]


def test_delimiters_within_quotes_do_not_count() -> None:
    read = split_cells('"ort; kommun; län",antal\n"a;b;c",3', "a.csv")
    assert (read.header[1], read.rows[0][1]) == (["ort; kommun; län", "antal"], ["a;b;c", "3"])


def test_rows_keep_the_line_that_they_begin_on() -> None:
    read = split_cells('\nnamn,antal\n\n"två\nrader",1\nÅmot,2', "a.csv")
    assert [read.header[0], *(line for line, _ in read.rows)] == [2, 4, 6]


@pytest.mark.parametrize("text", ["", "\n \n", ";;;\n,,", "sep=;\n"])
def test_a_list_of_nothing_is_empty(text: str) -> None:
    with pytest.raises(BadInputError) as told:
        split_cells(text, "a.csv")
    assert told.value.code == "list_empty"


@pytest.mark.parametrize(
    "data",
    [
        "Åmot".encode(),
        "Åmot".encode("utf-8-sig"),
        "Åmot".encode("cp1252"),
        "Åmot".encode("utf-16"),
        "Åmot\x1a".encode(),
    ],
)
def test_a_text_is_read_in_any_of_its_encodings_and_without_the_mark_of_its_end(data: bytes) -> None:
    assert decode(data, "a.csv") == "Åmot"


def test_what_is_no_text_is_told_with_its_line() -> None:
    with pytest.raises(BadInputError) as told:
        decode(b"namn\nx\n\0y", "a.csv")
    assert (told.value.code, told.value.facts["line"]) == ("list_encoding", 3)
    assert decode(b"x" * SIZE_LIMIT, "a.csv")
    with pytest.raises(BadInputError) as large:
        decode(b"x" * (SIZE_LIMIT + 1), "a.csv")
    assert large.value.code == "list_too_large"


def test_a_cell_that_would_be_a_formula_is_guarded_and_read_back_as_it_was() -> None:
    written = decode(write_rows(["namn", "antal"], [["=1+1", "-3"]]), "a.csv")
    (_, cells), *_ = split_cells(written, "a.csv").rows
    assert cells == ["'=1+1", "-3"]
    assert tidy_text(cells[0]) == "=1+1"


SHIFTS = "arbetsplats;börjar;anställda\nÄlvkarleby gjuteri på Näs;06.00;14\n"


@pytest.mark.parametrize("page", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
def test_a_list_is_read_in_every_code_page_that_swedish_was_written_in(page: str) -> None:
    assert decode(SHIFTS.encode(page), "a.csv") == SHIFTS


@pytest.mark.parametrize("text", ["namn\n“Hej” Lund…\n", "namn\n„Hej”\nTomašic Š\n", "namn;kr\nAB;5€\nCafé…;7\n"])
def test_signs_of_windows_are_not_taken_for_letters_of_an_old_code_page(text: str) -> None:
    assert decode(text.encode("cp1252"), "a.csv") == text
