"""The sheet to pin up: one page whatever is chosen, less said where there is little room."""

import dataclasses
import io
import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from samspel.app.briefing import render
from samspel.app.desk import Desk
from samspel.app.sheets import SIZES, read_address, write_sheet
from samspel.catalogue.own import LONGEST
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.documents.sheet import ROOMS
from samspel.rendering.blocks import Document, Heading, Lines, Paragraph, Picture, Size
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind

DAY = date(2026, 11, 29)
ADDRESSES = ("", "samspel.example", "https://underlag.en-lang-adress.example:8443/samspel")
CASES = 36
LONGEST_TITLE = 70


def count_pages(document: Document) -> int:
    (pdf,) = render(document, ("pdf",)).values()
    return len(PdfReader(io.BytesIO(pdf)).pages)


def read_paragraphs(document: Document) -> str:
    """The running text, with plain spaces before its units."""
    return " ".join(one.text for one in document.blocks if isinstance(one, Paragraph)).replace("\u00a0", " ")


def draw_cases(desk: Desk, count: int) -> Iterator[tuple[Place, list[Demand], Size, Lang, str]]:
    """So many places with one to three demands that are put to them, the same every time."""
    drawn = random.Random(12)
    kinds = (PlaceKind.MUNICIPALITY, PlaceKind.MUNICIPALITY, PlaceKind.REGION)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        place = drawn.choice([one for one in desk.catalogue.places.everywhere if one.kind is kind])
        able = [
            one
            for one in desk.catalogue.demands.values()
            if kind is PlaceKind.MUNICIPALITY or one.responsible != "municipality"
        ]
        chosen = drawn.sample(able, 1 + number % 3)
        yield place, chosen, SIZES[number // 3 % 2], ("sv", "en")[number // 6 % 2], drawn.choice(ADDRESSES)


def test_any_demands_at_any_place_take_one_page(still_desk: Desk) -> None:
    for place, demands, size, lang, address in draw_cases(still_desk, CASES):
        sheet = write_sheet(still_desk, place, demands, size, lang, DAY, read_address(address))
        assert count_pages(sheet) == 1, sheet.name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_demands_of_most_words_take_one_page_with_an_address(still_desk: Desk, size: Size, lang: Lang) -> None:
    texts = still_desk.catalogue.texts[lang]

    def tell(demand: Demand) -> int:
        told = texts.of(demand)
        return len(told.asks) + 3 * len(told.title)

    longest = sorted(still_desk.catalogue.demands.values(), key=tell)[-3:]
    place = max(still_desk.catalogue.places.municipalities, key=lambda one: len(one.area))
    assert count_pages(write_sheet(still_desk, place, longest, size, lang, DAY, ADDRESSES[-1])) == 1


@pytest.mark.parametrize("size", SIZES)
def test_own_demands_as_long_as_they_may_be_take_one_page(still_desk: Desk, size: Size) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    long = [
        replace(one, sv=replace(one.sv, title="Mm " * (LONGEST_TITLE // 3), asks="Wwmm " * (LONGEST["asks"] // 5)))
        for one in islice(still_desk.catalogue.demands.values(), 3)
    ]
    assert count_pages(write_sheet(still_desk, place, long, size, "sv", DAY, ADDRESSES[-1])) == 1


def test_less_is_said_on_the_small_sheet_and_all_of_what_is_asked_on_both(still_desk: Desk) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    demands = [still_desk.catalogue.demands_by_number[number] for number in (14, 33, 2)]
    large, small = (write_sheet(still_desk, place, demands, size, "sv", DAY) for size in SIZES)
    told = [read_paragraphs(sheet) for sheet in (large, small)]
    assert all("I de 7 kommuner som RKA räknar som liknande är medianen" in one for one in told)
    assert "I kommungruppen är den 40,0 %, så jämförelserna pekar åt olika håll." in told[1]
    assert all("utelämnar bladet" in one and "vad siffrorna inte kan visa" in one for one in told)
    for demand in demands:
        assert all(demand.sv.asks in one for one in told)
    assert [one.text for one in small.blocks if isinstance(one, Heading)] == [demand.sv.title for demand in demands]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("address", ["", ADDRESSES[-1]])
def test_what_a_verdict_rests_on_stands_with_a_sender_as_long_as_it_may_be(
    still_desk: Desk, size: Size, address: str
) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    demands = [still_desk.catalogue.demands_by_number[number] for number in (33, 2, 27)]
    sheet = write_sheet(still_desk, place, demands, size, "sv", DAY, address, sender="Klubb Mm " * 13)
    told = read_paragraphs(sheet)
    for beside in ("medianen 59,7 %", "den 40,0 %", "landet vore det omkring 10", "medianen 4,8 %"):
        assert beside in told
    assert count_pages(sheet) == 1


def test_a_sheet_without_room_for_what_a_verdict_rests_on_says_so(
    still_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    demands = [still_desk.catalogue.demands_by_number[number] for number in (33, 2, 27)]
    monkeypatch.setitem(ROOMS, "a5", dataclasses.replace(ROOMS["a5"], height=100))
    sheet = write_sheet(still_desk, place, demands, "a5", "sv", DAY)
    told = read_paragraphs(sheet)
    assert "medianen" not in told
    assert "utelämnar bladet vad siffrorna jämförs med, hur det är i kommungruppen och hur det har ändrats och" in told


def test_one_demand_alone_is_set_large_and_told_in_full(still_desk: Desk) -> None:
    place, demand = still_desk.catalogue.places.by_code["2181"], still_desk.catalogue.demands_by_number[1]
    one = write_sheet(still_desk, place, [demand], "a4", "sv", DAY)
    three = [still_desk.catalogue.demands_by_number[number] for number in (1, 9, 32)]
    sheet = write_sheet(still_desk, place, three, "a4", "sv", DAY)
    assert one.size is not None
    assert sheet.size is not None
    assert one.size > sheet.size >= ROOMS["a4"].least
    assert demand.measures[0].sv.cannot_show in " ".join(p.text for p in one.blocks if isinstance(p, Paragraph))
    assert (one.title, sheet.title) == ("Ett krav på Sandvikens kommun", "Tre krav på Sandvikens kommun")


@pytest.mark.parametrize(
    ("numbers", "lang", "title"),
    [
        ((33, 52, 5), "sv", "Tre krav i Gislaveds kommun"),
        ((33, 52, 5), "en", "Three demands in Gislaved municipality"),
        ((33, 5), "sv", "Två krav på Gislaveds kommun"),
        ((52,), "sv", "Ett krav på Region Jönköpings län"),
    ],
)
def test_the_title_names_a_body_only_where_every_demand_goes_to_it(
    still_desk: Desk, numbers: tuple[int, ...], lang: Lang, title: str
) -> None:
    place = still_desk.catalogue.places.by_code["0662"]
    demands = [still_desk.catalogue.demands_by_number[number] for number in numbers]
    assert write_sheet(still_desk, place, demands, "a4", lang, DAY).title == title


def test_a_code_to_photograph_is_there_with_an_address_and_only_then(still_desk: Desk) -> None:
    place, demand = still_desk.catalogue.places.by_code["2181"], still_desk.catalogue.demands_by_number[33]
    without = write_sheet(still_desk, place, [demand], "a5", "sv", DAY)
    assert not any(isinstance(block, Picture) for block in without.blocks)
    assert "Läs mer" not in render(without, ("txt",)).popitem()[1].decode()
    told = write_sheet(still_desk, place, [demand], "a5", "en", DAY, "https://samspel.example")
    assert sum(isinstance(block, Picture) for block in told.blocks) == 1
    text = render(told, ("txt",)).popitem()[1].decode()
    assert "Read more: samspel.example/en/plats/2181/krav/33/" in text
    assert "samspel.example/en/plats/2181/blad/?krav=33" in text


def test_a_demand_that_nobody_decides_here_is_refused(still_desk: Desk) -> None:
    places, demand = still_desk.catalogue.places, still_desk.catalogue.demands_by_number[2]
    for code, error in (("21", "wrong_body"), ("00", "not_for_country")):
        with pytest.raises(BadInputError) as caught:
            write_sheet(still_desk, places.by_code[code], [demand], "a4", "sv", DAY)
        assert caught.value.code == error


def test_word_files_take_one_page_too_where_their_font_is_missing(still_desk: Desk, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine")
    for place, demands, size, lang, address in draw_cases(still_desk, 12):
        sheet = write_sheet(still_desk, place, demands, size, lang, DAY, read_address(address))
        for name, data in render(sheet, ["docx"]).items():
            (tmp_path / name).write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(str(path) for path in tmp_path.glob("*.docx"))
    words = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(words, check=True, capture_output=True)
    pages = {path.name: len(PdfReader(path).pages) for path in tmp_path.glob("*.pdf")}
    assert len(pages) == len(files)
    assert {name for name, count in pages.items() if count != 1} == set()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_sheet_says_what_it_is_about_leaves_a_line_and_says_what_is_asked_of_whom_and_when_we_come_back(
    still_desk: Desk, size: Size, lang: Lang
) -> None:
    place, texts = still_desk.catalogue.places.by_code["2181"], still_desk.catalogue.texts[lang]
    demands = [still_desk.catalogue.demands_by_number[number] for number in (33, 2, 20)]
    sheet = write_sheet(still_desk, place, demands, size, lang, DAY)
    heads = [at for at, block in enumerate(sheet.blocks) if isinstance(block, Heading)]
    for at, demand in zip(heads, demands, strict=True):
        here, line, asks, who = sheet.blocks[at + 1 : at + 5]
        assert isinstance(here, Paragraph)
        assert "median" not in here.text, "what it is held against stands behind, smaller"
        assert line == Lines((texts("sheet.happened"),), style="written")
        assert isinstance(asks, Paragraph)
        assert asks.text == texts.of(demand).asks
        assert isinstance(who, Paragraph)
        assert "Sandvik" in who.text
    assert sheet.blocks[-1] == Lines((texts("sheet.back"),), style="written")
    unknown = sheet.blocks[heads[2] + 1]
    assert isinstance(unknown, Paragraph)
    assert unknown.text.endswith(texts.of(demands[2].questions[0]))
    assert count_pages(sheet) == 1
