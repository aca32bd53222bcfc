"""Forty places beside each other, on paper and on a phone: nothing is cut, and nothing scrolls within what scrolls."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from shipped import load_shipped

pytestmark = pytest.mark.browser
CODES = ",".join(place.code for place in load_shipped().places.municipalities[60:100])
MEASURES = ("N00053", "N02201", "N00799", "N07418", "N15428", "N02797", "population", "unemployment")
SIX, MANY = (33, 27, 30, 32, 5, 6), (1, 2, 5, 6, 8, 14, 27, 28, 30, 32, 33, 43)
VERDICTS = re.compile(r"(?:Stort|Visst|Lika|Litet|Finns)\??(?:, svarat)?|Okänt|Gäller inte")
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">')
SIZE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
MOST_PAGES, HIGHEST_ROW = 3, 60


def compare(demands: tuple[int, ...], measures: tuple[str, ...] = ()) -> str:
    return f"/jamfor/?plats={CODES}&matt={'%3B'.join(measures)}&krav={','.join(map(str, demands))}"


def read_paper(page: Page, folder: Path, *, boxes: bool = False) -> str:
    """The text of the page on A4, or where each of its words stands."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext to read what is printed")
    paper = folder / "compared.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, format="A4")
    how = "-bbox" if boxes else "-layout"
    return subprocess.run(["pdftotext", how, str(paper), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("demands", "measures", "lies"),
    [(SIX, (), False), (SIX[:2], MEASURES[:4], False), (SIX, MEASURES[:6], True), (MANY, MEASURES, True)],
)
def test_every_column_is_printed_whole_on_at_most_three_pages(
    plain_page: Page, tmp_path: Path, demands: tuple[int, ...], measures: tuple[str, ...], lies: bool
) -> None:
    plain_page.goto(compare(demands, measures))
    shown = plain_page.locator(".matrix tbody .badge").count()
    assert shown == 40 * len(demands)
    told = read_paper(plain_page, tmp_path)
    assert 1 <= told.count("\f") <= MOST_PAGES
    assert len(VERDICTS.findall(told.split("Varje kolumn visar")[0])) >= shown
    for number in demands:
        assert re.search(rf"(?<!\d){number}\.(?!\d)", told), number
    boxes = read_paper(plain_page, tmp_path, boxes=True)
    width, height = map(float, SIZE.findall(boxes)[0])
    assert (width > height) is lies
    edges = [tuple(map(float, found)) for found in WORD.findall(boxes)]
    assert edges
    assert all(left > 0 and right < width and top > 0 and bottom < height for left, top, right, bottom in edges)


def test_paper_says_what_it_is_of_which_day_by_which_figures_and_breaks_no_word(
    plain_page: Page, tmp_path: Path
) -> None:
    plain_page.goto(compare(SIX))
    told = read_paper(plain_page, tmp_path)
    words = set(told.split())
    assert "40 platser sida vid sida" in told.splitlines()[0]
    assert re.search(r"Gjord med Samspel \S+ den \d+ \w+ \d{4}\.", told)
    assert "Så avgörs kraven" in told
    assert "Skolverket via Kolada" in told
    address = re.sub(r"\s", "", told[told.index("Samma jämförelse") :])
    assert f"/jamfor/?plats={CODES}&" in address
    names = plain_page.locator(".matrix tbody th").all_inner_texts()
    heads = plain_page.locator(".matrix thead th").all_inner_texts()
    assert {word for said in (*names, *heads) for word in said.split()} <= words


def test_no_name_is_broken_on_a_phone(plain_page: Page) -> None:
    plain_page.goto(compare(SIX))
    plain_page.set_viewport_size({"width": 360, "height": 800})
    names = plain_page.locator(".matrix tbody th[scope=row] a")
    lines = names.evaluate_all(
        "all => all.map(one => [one.textContent.trim().split(/[ -]/).length, one.getClientRects().length])"
    )
    assert len(lines) == 40
    assert all(seen <= parts for parts, seen in lines)


def test_what_only_a_screen_needs_is_not_printed(plain_page: Page, tmp_path: Path) -> None:
    plain_page.goto("/jamfor/?plats=Sandvikn,Gävel,Hofors,Ockelbo&matt=population")
    plain_page.get_by_role("link", name=re.compile("Rätta alla")).click()
    expect(plain_page.get_by_role("link", name="Ångra rättningen")).to_be_visible()
    expect(plain_page.get_by_text("Vad måtten betyder")).to_be_visible()
    told = read_paper(plain_page, tmp_path)
    assert "Sandviken" in told
    assert "Ångra" not in told
    assert "Vad måtten betyder" not in told


def test_whoever_prints_chooses_how_a_narrow_table_lies(plain_page: Page, tmp_path: Path) -> None:
    plain_page.goto("/jamfor/?plats=Sandviken,Hofors&matt=population")
    paper = tmp_path / "lying.pdf"
    plain_page.pdf(path=paper, format="A4", landscape=True)
    found = subprocess.run(["pdfinfo", str(paper)], capture_output=True, text=True, check=True).stdout
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", found)
    assert size is not None
    assert float(size[1]) > float(size[2])


def test_on_a_phone_the_table_goes_sideways_alone_and_its_heads_come_again(plain_page: Page) -> None:
    plain_page.goto(compare(SIX))
    box = plain_page.locator(".scroll.matrix")
    inside, seen = box.evaluate("box => [box.scrollHeight, box.clientHeight]")
    assert inside <= seen + 1
    rows = box.locator("tbody tr:not([aria-hidden])")
    expect(rows).to_have_count(40)
    assert max(rows.evaluate_all("rows => rows.map(row => row.offsetHeight)")) <= HIGHEST_ROW
    again = box.locator("tbody tr[aria-hidden]")
    expect(again).to_have_count(3)
    expect(again.first).to_be_visible()
    plain_page.set_viewport_size({"width": 1280, "height": 900})
    expect(again.first).to_be_hidden()
