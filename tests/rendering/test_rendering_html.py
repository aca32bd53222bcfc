import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from sample_document import NASTY, WORDS, build_document, build_nasty_document, render_elsewhere, table_of_words
from samspel.rendering.blocks import Document
from samspel.rendering.html import render_fragment, render_html
from samspel.rendering.html_blocks import PAGE, Setting, render_blocks
from samspel.rendering.table import Cell, Column, Table

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Every element with its attributes and every text, and the elements that are never closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def find(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self) -> str:
        return "".join(self.texts)


def read_page(document: Document) -> Page:
    return Page(render_html(document).decode())


def test_every_kind_of_block_is_there() -> None:
    text = read_page(build_document()).text()
    assert [word for word in WORDS if word not in text] == []


@pytest.mark.parametrize("document", [build_document(), build_nasty_document(NASTY)])
def test_every_element_is_closed(document: Document) -> None:
    assert read_page(document).open == []
    assert Page(render_fragment(document)).open == []


def test_page_has_language_title_and_one_main_heading() -> None:
    page = read_page(build_document())
    assert page.find("html") == [{"lang": "sv"}]
    assert len(page.find("h1")) == len(page.find("main")) == len(page.find("article")) == 1
    assert [len(page.find(tag)) for tag in ("h2", "h3", "ul", "ol", "li")] == [1, 1, 1, 2, 5]
    assert "<title>Buss före morgonskiftet</title>" in render_html(build_document()).decode()


def test_page_asks_nobody_for_anything() -> None:
    page = read_page(build_document())
    assert page.find("script") == page.find("link") == page.find("img") == page.find("iframe") == []
    assert "://" not in render_html(build_document()).decode()
    assert "default-src 'none'" in (page.find("meta")[2]["content"] or "")


def test_table_tells_its_headers_and_can_be_scrolled_with_keys() -> None:
    page = read_page(build_document())
    assert [cell["scope"] for cell in page.find("th")] == ["col", "col", "row", "row"]
    region = next(attributes for attributes in page.find("div") if attributes["class"] == "brief-table")
    assert (region["role"], region["aria-label"], region["tabindex"]) == ("region", "Tabellens namn", "0")
    assert [cell.get("class") for cell in page.find("td")] == ["brief-number", "brief-number"]


def years(number: int, *, words: str = "1,0 %", first: str = "") -> Table:
    """A table of years with so many columns of numbers."""
    columns = tuple(Column(key=f"c{at}", head=f"Ort {at}", is_number=at > 0) for at in range(number + 1))
    cells = tuple(Cell(value=1.0, words=words) for _ in range(number))
    row = (Cell(value=2020, words=first or "2020"), *cells)
    return Table(name="years", caption="År", columns=columns, rows=(row, row))


def test_a_table_of_years_stays_a_table_and_repeats_nothing() -> None:
    html = render_blocks([years(3)], Setting(classes=PAGE))
    assert '<table class="years">' in html
    assert "role=" not in html.partition("<table")[2]
    assert "data-label" not in html
    assert html.count('<tr><th scope="row">2020</th><td>1,0 %</td><td>1,0 %</td><td>1,0 %</td></tr>') == 2
    assert html.count('<th scope="col"') == 4


@pytest.mark.parametrize(
    "table",
    [years(5), years(3, words="1 000 000,0 kronor"), years(3, first="Folkmängd")],
    ids=["wide", "long", "names"],
)
def test_a_table_that_a_phone_cannot_hold_has_a_label_in_each_cell(table: Table) -> None:
    html = render_blocks([table], Setting(classes=PAGE))
    rows, cells = len(table.rows), len(table.columns) - 1
    assert html.count('role="row"') == rows + 1
    assert html.count(' data-label="Ort ') == rows * cells
    assert '<th scope="row" role="rowheader">' in html


def test_a_blank_year_looks_blank() -> None:
    table = years(1)
    blank = (Cell(value=2021, words="2021"), Cell(value=None, words="Tomt"))
    html = render_blocks([replace(table, rows=(*table.rows, blank))], Setting(classes=PAGE))
    assert '<td class="blank">Tomt</td>' in html


def test_a_long_table_has_all_its_rows() -> None:
    rows = tuple((f"Ort {number}", str(number)) for number in range(60))
    page = read_page(build_document(table_of_words("Många", ("Orter", "Antal"), rows, (False, True))))
    assert len(page.find("tr")) == 61


def test_pictures_have_words() -> None:
    drawings = read_page(build_document()).find("svg")
    assert [drawing["aria-label"] for drawing in drawings] == [
        "Ensam bild i ord",
        "Vänster bild i ord",
        "Höger bild i ord",
    ]
    assert {drawing["role"] for drawing in drawings} == {"img"}
    assert not any("aria-labelledby" in drawing for drawing in drawings)


def test_ids_of_pictures_do_not_collide() -> None:
    html = render_fragment(build_document())
    ids = [str(attributes["id"]) for _, attributes in Page(html).elements if "id" in attributes]
    assert len(ids) == len(set(ids)) == 9
    references = re.findall(r"url\(#([^)]+)\)", html) + re.findall(r'href="#([^"]+)"', html)
    assert len(references) == 9
    assert set(references) <= set(ids)


def test_style_inside_a_picture_follows_its_ids() -> None:
    assert "rect { stroke: url(#picture-1-fade); }" in render_fragment(build_document())


def test_same_bytes_in_another_place_and_time() -> None:
    here = render_html(build_document())
    assert render_html(build_document()) == here
    assert render_elsewhere("html") == here


@pytest.mark.parametrize("text", [NASTY, "buss \U0001f68c!", "汉字", "<script>alert(1)</script>", "]]>--></style>"])
def test_signs_are_shown_as_they_are(text: str) -> None:
    page = Page(render_fragment(build_nasty_document(text)))
    assert page.text().count(text) >= 15
    assert page.find("script") == []
    assert [drawing["aria-label"] for drawing in page.find("svg")] == [text, text]


def test_control_characters_do_no_harm() -> None:
    assert "abc" in render_html(build_nasty_document("a\x00b\x07c\ud800")).decode()


def test_lines_of_a_text_stay_lines() -> None:
    assert "<li>ett<br>två</li>" in render_fragment(build_nasty_document("ett\r\ntvå"))
