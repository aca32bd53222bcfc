import io
import re
import struct
from collections.abc import Iterator
from typing import Any, cast
from unicodedata import category

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from sample_document import NASTY, WORDS, build_document, build_nasty_document, draw, render_elsewhere, table_of_words
from samspel.catalogue.loading import find_content
from samspel.rendering.blocks import Heading, Paragraph
from samspel.rendering.pdf import GLYPHS, REPLACEMENT, _keep_showable, can_show, column_shares, render_pdf, render_png
from samspel.rendering.table import words


def read_pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def find_root(pdf: bytes) -> dict[str, Any]:
    return cast(dict[str, Any], PdfReader(io.BytesIO(pdf)).trailer["/Root"])


def walk_tags(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, ArrayObject):
        for child in node:
            yield from walk_tags(child.get_object())
    elif isinstance(node, DictionaryObject):
        tag = cast(dict[str, Any], node)
        if "/S" in tag:
            yield tag
        if "/K" in tag:
            yield from walk_tags(tag["/K"].get_object())


def find_tags(pdf: bytes) -> list[dict[str, Any]]:
    return list(walk_tags(find_root(pdf)["/StructTreeRoot"].get_object()))


def squeeze(text: str) -> str:
    """The text without white space, since a PDF's own depends on where lines end."""
    return re.sub(r"\s", "", text)


def test_every_kind_of_block_is_there() -> None:
    text = squeeze("".join(read_pages(render_pdf(build_document()))))
    assert [word for word in WORDS if squeeze(word) not in text] == []
    assert "Ensam" in text
    assert squeeze("1 av 1") in text


def test_it_is_tagged_and_says_that_it_is_accessible() -> None:
    root = find_root(render_pdf(build_document()))
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv-SE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", root["/Metadata"].get_data())


def test_tags_tell_headings_lists_and_table_headers() -> None:
    tags = [tag["/S"] for tag in find_tags(render_pdf(build_document()))]
    assert [tags.count(name) for name in ("/Title", "/H1", "/H2", "/L", "/LI")] == [1, 1, 1, 3, 5]
    assert [tags.count(name) for name in ("/Table", "/THead", "/TH", "/TD")] == [1, 1, 2, 4]


def test_pictures_have_words() -> None:
    figures = [tag for tag in find_tags(render_pdf(build_document())) if tag["/S"] == "/Figure"]
    assert [tag["/Alt"] for tag in figures] == ["Ensam bild i ord", "Vänster bild i ord", "Höger bild i ord"]


def test_pictures_stay_vectors() -> None:
    assert b"/Subtype/Image" not in render_pdf(build_document())


def test_title_and_day_are_the_documents_own() -> None:
    pdf = render_pdf(build_document())
    facts = PdfReader(io.BytesIO(pdf)).metadata
    assert facts is not None
    assert facts.title == "Buss före morgonskiftet"
    assert set(re.findall(rb"D:(\d{8})", pdf)) == {b"20260312"}


def test_same_bytes_in_another_place_and_time() -> None:
    here = render_pdf(build_document())
    assert render_pdf(build_document()) == here
    assert render_elsewhere("pdf") == here


def test_signs_of_markup_are_shown_as_they_are() -> None:
    text = squeeze("".join(read_pages(render_pdf(build_nasty_document(NASTY)))))
    # Kicker, title, heading, lead and text, bullet, caption, four cells, note, two captions, label, footer.
    assert text.count(squeeze(NASTY)) >= 15


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("buss \U0001f68c!", f"buss{REPLACEMENT}!"),
        ("familj \U0001f469\u200d\U0001f469\u200d\U0001f467", f"familj{REPLACEMENT}"),
        ("A\u030alder", "\u00c5lder"),
        ("x\u0332y", "xy"),
        ("word\uf0b7", "word"),
        ("a\x00b\x07c\ufeffd\ud800", "abcd"),
        ("rad\x0bbryt\u2028slut\tx", "radbrytslutx"),
        ("汉字", REPLACEMENT),
    ],
)
def test_characters_without_a_glyph_do_no_harm(text: str, shown: str) -> None:
    assert shown in squeeze("".join(read_pages(render_pdf(build_nasty_document(text)))))


@pytest.mark.parametrize("word", ["W" * 900, "å" * 120, "https://ex.se/" + "a" * 200])
def test_a_word_that_no_line_has_room_for_breaks(word: str) -> None:
    lines = [line for page in read_pages(render_pdf(build_document(Paragraph(word)))) for line in page.splitlines()]
    bare = [line.replace("\u200b", "").strip() for line in lines]
    assert word in "".join(bare)
    assert max(map(len, bare)) < len(word)


def test_an_address_with_places_to_break_is_left_as_it_is() -> None:
    address = "https://www.ex.se/nyheter/lokalt/gavleborg/nattis-laggs-ned-i-host-trots-protester-fran-foraldrar"
    pages = read_pages(render_pdf(build_document(Paragraph(address))))
    assert address in "".join("".join(pages).split())


def test_a_long_table_repeats_its_header() -> None:
    rows = tuple((f"Ort {number}", str(number)) for number in range(60))
    pages = read_pages(render_pdf(build_document(table_of_words("Många", ("Orter", "Antal"), rows, (False, True)))))
    assert len(pages) > 1
    assert all("Orter" in page for page in pages)
    assert [name for name, _ in rows if not any(name in page for page in pages)] == []
    assert f"{len(pages)} av {len(pages)}" in pages[-1]


@pytest.mark.parametrize("lines", range(26, 38))
def test_heading_caption_and_header_stay_with_the_first_row(lines: int) -> None:
    before = (Paragraph(f"Rad {number}") for number in range(lines))
    grid = table_of_words("Tabellnamn", ("Kolumn", "B"), tuple((f"cell-{n}", "1") for n in range(9)), (False, True))
    pages = read_pages(render_pdf(build_document(*before, Heading("Rubriken"), grid)))
    places = {
        next(number for number, page in enumerate(pages) if word in page)
        for word in ("Rubriken", "Tabellnamn", "Kolumn", "cell-0")
    }
    assert len(places) == 1


def test_png_is_as_wide_as_asked() -> None:
    png = render_png(draw("Ord"), 800)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (800, 200)
    assert render_png(draw("Ord"), 800) == png


def test_columns_share_the_width_by_their_texts() -> None:
    grid = table_of_words("", ("A", "B", "C"), (("x " * 19, "1" * 8, "y " * 9),), (False, True, False))
    assert column_shares(words(grid)) == pytest.approx((40 / 70, 10 / 70, 20 / 70))


def test_room_to_spare_for_a_wider_font_is_given_to_every_column_and_taken_from_what_may_break() -> None:
    grid = table_of_words("", ("Mått", "Sandviken", "År"), [("x " * 60, "1", "2024")], (False, True, False))
    usual, spared = column_shares(words(grid)), column_shares(words(grid), 3)
    assert spared[1] > usual[1]
    assert spared[2] > usual[2]
    assert sum(spared) == pytest.approx(1.0)


def test_a_crowded_table_cuts_neither_numbers_nor_headers() -> None:
    header = ("Mått", "Ludvika", "Liknande", "Dalarna", "Riket", "Grund")
    row = ("Utsläpp från industrin i hela kommunen", *["10\u00a0587\u00a0710"] * 4, "beräknat av länsstyrelserna")
    grid = table_of_words("Trångt", header, (row,) * 3, (False, True, True, True, True, False))
    lines = "\n".join(read_pages(render_pdf(build_document(grid))))
    assert [word for word in header if word not in lines] == []
    assert len(re.findall(r"(?<!\d)10\s587\s710(?!\d)", lines)) == 12


def test_a_table_without_rows_has_its_header() -> None:
    grid = table_of_words("Tom", ("Mått", "Värde"), (), (False, True))
    assert "Mått" in "".join(read_pages(render_pdf(build_document(grid))))


def read_ranges() -> list[tuple[int, int]]:
    lines = (find_content() / GLYPHS).read_text("ascii").split()
    return [(int(first, 16), int(last, 16)) for first, last in (line.split("-") for line in lines)]


def test_the_table_of_characters_is_that_of_the_fonts() -> None:
    """Every range at once, its ends' neighbours one by one: run docs/make_glyph_table.py when typst brings others."""
    ranges = read_ranges()
    kinds = {"Cc", "Cf", "Cn", "Co", "Cs", "Mc", "Me", "Mn", "Zl", "Zp"}
    shown = "".join(chr(code) for first, last in ranges for code in range(first, last + 1))
    assert can_show("".join(char for char in shown if category(char) not in kinds))
    beyond = [last + 1 for _, last in ranges if category(chr(last + 1)) not in kinds]
    assert [hex(code) for code in beyond[::4] if can_show(chr(code))] == []


@pytest.mark.parametrize("text", ["åäö ÅÄÖ – ” € 5 m² ½", "Łódź Þórr Ωμέγα Привет"])
def test_letters_of_european_languages_are_in_the_table(text: str) -> None:
    assert _keep_showable(text) == text


def test_rare_letters_become_one_mark_without_asking_the_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a document asks the table, since the fonts take milliseconds for each letter")

    monkeypatch.setattr("samspel.rendering.pdf.typst.compile", refuse)
    rare = "".join(chr(code) for code in range(0x1200, 0x1248))
    assert _keep_showable(f"Gjuteriet {rare} AB") == f"Gjuteriet {REPLACEMENT} AB"


def test_a_table_cuts_no_word_that_its_column_has_room_for() -> None:
    said = ("Kommunal- och regionskatt", "Arbetslösa", "Kommunens resultat", "Invånare i annat arbete")
    grid = table_of_words("Hela ord", said, (said,) * 3, (False,) * 4)
    lines = "\n".join(read_pages(render_pdf(build_document(grid))))
    assert [word for one in said for word in re.split(r"[\s]", one) if word not in lines.split()] == []
    endless = "Arbetslöshetsförsäkringsersättningsnivå" * 2
    crowded = table_of_words("Trångt", ("A", "B", "C"), ((endless,) * 3,) * 2, (False,) * 3)
    text = squeeze("".join(read_pages(render_pdf(build_document(crowded)))))
    assert endless not in text, "where there is no room words are still cut, not run into the next column"
