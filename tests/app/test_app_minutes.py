"""Minutes as text, and the item that is about a matter."""

import io
from collections.abc import Iterator

import pytest
import typst
from pypdf import PdfReader, PdfWriter

from samspel.app.minutes import LIMIT, find_item, read_minutes
from samspel.terms.errors import BadInputError

MINUTES = """§ 11 Motion om nattis (KS 2026/123)
Kommunfullmäktige beslutar att avslå motionen.

§ 12 Motion om bussar till sexskiftet (KS 2026/124)
Kommunfullmäktige beslutar att bifalla motionen.
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typst.compile(b"= Protokoll\n\nKommunfullm\xc3\xa4ktige beslutar att avsl\xc3\xa5 motionen.")


def test_another_matters_yes_is_never_read_as_this_ones() -> None:
    assert "avslå" in find_item(MINUTES, "KS 2026/123", "").text
    assert "bifalla" not in find_item(MINUTES, "", "Motion om nattis").text
    assert find_item(MINUTES, "", "bussar till sexskiftet").number == "12"
    for reference, title in (("", ""), ("KS 2025/9", "om något annat"), ("", "Motion")):
        with pytest.raises(BadInputError, match="minutes item"):
            find_item(MINUTES, reference, title)


@pytest.mark.parametrize("reference", ["KS2026/123", "ks 2026-123", "KS\u00a02026/0123", "Dnr KS 2026:123", "2026/123"])
def test_a_reference_number_is_the_same_however_it_is_written(reference: str) -> None:
    assert find_item(MINUTES, reference, "").number == "11"


@pytest.mark.parametrize("reference", ["KS 2026/12", "KS 2026/1", "BUN 2026/123", "KS 2025/123"])
def test_a_reference_number_is_no_part_of_another(reference: str) -> None:
    with pytest.raises(BadInputError, match="minutes item"):
        find_item(MINUTES, reference, "")


@pytest.mark.parametrize("head", ["§ {}", "{} §", "KF § {}", "Kf §{}", "Paragraf {}", "§§ {}"])
def test_an_item_begins_where_its_paragraph_is_named(head: str) -> None:
    text = MINUTES.replace("§ 11", head.format(11)).replace("§ 12", head.format(12))
    assert (find_item(text, "KS 2026/123", "").number, find_item(text, "KS 2026/124", "").number) == ("11", "12")


def test_a_paragraph_of_the_law_begins_no_item() -> None:
    text = MINUTES.replace("avslå motionen.", "avslå motionen enligt 5 kap.\n50 § kommunallagen.")
    assert "50 § kommunallagen" in find_item(text, "KS 2026/123", "").text


def test_a_text_without_items_is_taken_whole() -> None:
    assert find_item("Motionen avslås.", "KS 1", "x").text == "Motionen avslås."


def test_the_text_of_a_pdf_is_read_in_a_process_of_its_own(pdf: bytes) -> None:
    assert "beslutar att avslå motionen" in " ".join(read_minutes(pdf).split())


def spoil(pdf: bytes) -> Iterator[tuple[bytes, str]]:
    locked = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    locked.encrypt("hemligt")
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    for writer, code in ((locked, "minutes locked"), (blank, "minutes pictures")):
        out = io.BytesIO()
        writer.write(out)
        yield out.getvalue(), code
    yield pdf[:200], "minutes pdf"
    yield b"%PDF-1.7 nonsense", "minutes pdf"
    yield b"\xff\xfe\x00", "minutes kind"
    yield b"x" * (LIMIT + 1), "minutes too large"


def test_what_cannot_be_read_says_why(pdf: bytes) -> None:
    for data, code in spoil(pdf):
        with pytest.raises(BadInputError, match=code):
            read_minutes(data)


PLAIN = "§ 4 Motion om nattbussar\nBeslut\nÄrendet återremitteras.\n§ 5 Annat\nMotionen bifalls.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_plain_text_is_read_in_every_usual_encoding_and_with_every_end_of_line(encoding: str, end: str) -> None:
    read = read_minutes(PLAIN.replace("\n", end).encode(encoding))
    assert read == PLAIN
    assert "återremitteras" in find_item(read, "", "Motion om nattbussar").text
