"""Five people from the front page to what they came for, by what they see alone, with their taps counted.

Writing in a field is one tap, as choosing, ticking, unfolding, following a link and pressing a button are.
"""

import re
from typing import Literal

import pytest
from docx import Document
from playwright.sync_api import Download, Locator, Page, expect
from pypdf import PdfReader

from shipped import load_shipped

pytestmark = pytest.mark.browser
CHOSEN = (33, 51, 27)
ROLES: tuple[Literal["link"], Literal["button"]] = ("link", "button")


class Walker:
    """Somebody on a page, whose taps are counted; only what is seen can be tapped."""

    def __init__(self, page: Page, start: str = "/") -> None:
        self.page, self.taps = page, 0
        page.goto(start)

    def tap(self, part: Locator) -> None:
        """Tap something."""
        self.taps += 1
        part.click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Tap a link by its words."""
        self.tap(self.page.get_by_role("main").get_by_role("link", name=name).first)

    def write(self, field: Locator, words: str) -> None:
        """Write in a field."""
        self.taps += 1
        field.fill(words)

    def search(self, words: str) -> None:
        """Find a place from the front page."""
        self.write(self.page.get_by_label("Sök kommun"), words)
        self.tap(self.page.get_by_role("main").get_by_role("button", name="Sök"))

    def turn_to(self, tab: str) -> None:
        """Tap a tab of the place."""
        self.tap(self.page.locator(".tabs").get_by_role("link", name=tab, exact=True))

    def fetch(self, name: str) -> Download:
        """Tap a link or a button that gives a file."""
        way = self.page.get_by_role("link", name=name, exact=True)
        way = (
            way.and_(self.page.locator("[download]")).or_(self.page.get_by_role("button", name=name, exact=True)).first
        )
        way.wait_for()
        with self.page.expect_download() as begun:
            self.tap(way)
        return begun.value


def test_a_union_officer_has_three_demands_on_a_sheet_in_ten_taps_without_a_script(plain_page: Page) -> None:
    walker = Walker(plain_page)
    walker.search("Sandviken")
    walker.follow("Tre krav på ett blad")
    first, *rest = CHOSEN
    for number in rest:
        walker.tap(plain_page.get_by_role("checkbox", name=re.compile(rf"^{number}\. ")))
    walker.write(plain_page.get_by_label("Sök bland kraven med dina egna ord"), "bussen")
    walker.tap(plain_page.locator("#krav-val button"))
    walker.tap(plain_page.get_by_role("checkbox", name=re.compile(rf"^{first}\. ")))
    walker.tap(plain_page.get_by_role("button", name=re.compile("^Visa bladet")).first)
    expect(plain_page.get_by_role("article").get_by_role("heading")).to_have_count(1 + len(CHOSEN))
    sheet = walker.fetch("Hämta bladet")
    assert len(PdfReader(sheet.path()).pages) == 1
    assert walker.taps <= 10


def test_a_spare_time_politician_has_a_motion_with_two_figures_and_a_cost_in_eleven_taps_without_a_script(
    plain_page: Page,
) -> None:
    walker = Walker(plain_page)
    walker.search("Sandviken")
    walker.turn_to("Krav")
    walker.follow(re.compile("krav har både en siffra bakom sig och en antagen kostnad"))
    walker.tap(plain_page.locator(".cards h2 a").first)
    walker.follow("Skriv motionen")
    walker.write(plain_page.get_by_label("Vad har hänt?"), "Två på skiftet fick tacka nej i våras.")
    walker.tap(plain_page.get_by_label("Nej, inget av det"))
    walker.write(plain_page.get_by_label("Namn, ett på varje rad"), "Eva Ek (S)")
    walker.tap(plain_page.get_by_role("button", name="Spara och visa papperet"))
    motion = walker.fetch("Word (DOCX)")
    told = "\n".join(paragraph.text for paragraph in Document(str(motion.path())).paragraphs)
    assert re.search(r", enligt .*\bjobb i industrin\b.*\d,\d.*, enligt ", told)
    assert re.search(r"kosta(r|de)\b.*\d\skr", told)
    assert walker.taps <= 11


def test_a_business_office_sees_what_four_hundred_notices_mean_in_seven_taps(page: Page) -> None:
    walker = Walker(page)
    walker.search("Olofström")
    walker.turn_to("Vad händer om")
    walker.follow(re.compile("^Varsel om 400 jobb"))
    for said in (
        *("Svaret i korthet", "Vad gör vi nu", "Det vi begär av staten", "Så gick det där det har hänt på riktigt"),
        "Hur modellen har klarat sig förut",
    ):
        expect(page.get_by_text(said, exact=True).first).to_be_visible()
    expect(page.locator("#answer")).to_contain_text(
        re.compile(r"är de arbetslösa som bor i kommunen omkring \d+ fler år \d{4}")
    )
    expect(page.locator("#now tbody a[href*='fall=']").first).to_be_visible()
    walker.follow(re.compile("^Se utjämningen rad för rad"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("tjämning")
    assert walker.taps <= 7


def test_two_towns_stand_side_by_side_with_a_citation_and_a_file_in_six_taps_in_english(plain_page: Page) -> None:
    walker = Walker(plain_page, "/en/plats/1060/vad-hander-om/")
    walker.follow(re.compile("^Notice of 400 jobs"))
    walker.follow(re.compile("^The same event in .*, side by side$"))
    for place in ("Olofström", "Tanum"):
        expect(plain_page.get_by_role("heading", name=re.compile(place))).to_be_visible()
    expect(plain_page.get_by_text(re.compile("^How to cite: .*Olofström"))).to_be_visible()
    with plain_page.expect_download() as begun:
        walker.tap(plain_page.locator(".downloads").nth(1).get_by_role("link", name=re.compile("CSV$")))
    table = begun.value.path().read_text(encoding="utf-8")
    assert "unemployed_p10" in table
    assert "Tanum" in table
    assert walker.taps <= 6


def test_a_network_has_a_packet_of_forty_in_five_taps_without_a_script(plain_page: Page) -> None:
    names = ", ".join(place.name for place in load_shipped().places.municipalities[60:100])
    walker = Walker(plain_page)
    walker.tap(plain_page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Jämför"))
    walker.write(plain_page.get_by_label(re.compile("^Platser")), names)
    walker.tap(plain_page.get_by_role("main").get_by_role("button", name="Jämför"))
    walker.follow("Paket för alla 40: ett blad per plats")
    packet = walker.fetch("Hämta allt som en PDF")
    assert packet.suggested_filename == "paket-40-platser.pdf"
    assert len(PdfReader(packet.path()).pages) > 40
    assert walker.taps <= 5


def test_a_journalist_has_source_citation_and_data_in_six_taps_in_english(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    walker = Walker(page, "/en/")
    walker.tap(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Measures"))
    walker.write(page.get_by_role("main").get_by_role("searchbox"), "sick leave")
    walker.tap(page.get_by_role("main").get_by_role("button", name="Search"))
    walker.follow("Sick leave among the municipality's staff")
    expect(page.get_by_role("link", name="https://api.kolada.se/v3/kpi/N00090")).to_be_visible()
    cited = walker.fetch("BibTeX as a file").path().read_text(encoding="utf-8")
    assert cited.startswith("@")
    assert "N00090" in cited
    whole = walker.fetch("The whole data set as a data package (Parquet and CSV, with a codebook)")
    assert whole.suggested_filename == "samspel.zip"
    assert walker.taps <= 6
