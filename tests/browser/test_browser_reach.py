"""Journeys to shifts in a browser: open to all on a phone and a desk, sent and followed with JavaScript and without."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page, expect

from browser.looking import check_open, check_widths_and_languages
from samspel.app.reach_ground import DEMO
from samspel.reach.report import ReachReport
from samspel.web.shared import get_desk
from samspel.web.views.reach import get_example, get_workshop

pytestmark = pytest.mark.browser

EXAMPLE, PAGE, WITHOUT = "/exempel/resor/", "/plats/2181/resor/", "/plats/1480/resor/"
SITES = "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nGjuteri;56,196762;18,55254;{shift};07:00;16:00;ons\n"


@pytest.fixture
def example(page: Page, server: str, town_report: ReachReport) -> str:
    """The made-up town's page, its report kept where the page looks for it; a test below has it reckoned."""
    get_example()._keep(town_report)
    page.goto(EXAMPLE)
    expect(page.locator("#turns")).to_be_visible()
    return EXAMPLE


@pytest.fixture
def kept(example: str) -> Iterator[str]:
    """A stored report for Sandviken: the made-up town's."""
    made_up = get_example().find()
    assert made_up is not None
    file = get_desk().reach.save(msgspec.structs.replace(made_up, place="2181", is_made_up=False))
    yield PAGE
    file.unlink()


@pytest.fixture
def files(server: str, tmp_path: Path) -> Iterator[dict[str, Path]]:
    """A timetable, workplaces and localities to send; what comes of them is removed."""
    folder = get_desk().catalogue.folder / DEMO
    timetable = tmp_path / "tider.zip"
    with zipfile.ZipFile(timetable, "w") as packed:
        for path in sorted((folder / "timetable").glob("*.txt")):
            packed.write(path, path.name)
    sites = tmp_path / "arbetsplatser.csv"
    sites.write_text(SITES.format(shift="Dag"), encoding="utf-8")
    yield {"#tidtabell": timetable, "#arbetsplatser": sites, "#orter": folder / "localities.csv"}
    (get_desk().store.home / "reach" / "1480.json").unlink(missing_ok=True)
    get_workshop().forget("1480")


def send(page: Page, files: dict[str, Path]) -> None:
    page.goto(WITHOUT)
    for field, path in files.items():
        page.locator(field).set_input_files(path)
    page.locator("#dag").fill("2026-11-25")
    page.locator("form.reach-form button").click()


@pytest.mark.parametrize("path", [f"{EXAMPLE}?skift=2", f"{PAGE}?skift=3", WITHOUT, "/plats/00/resor/"])
@pytest.mark.usefixtures("kept")
def test_pages_are_open_to_all_at_every_width(page: Page, path: str) -> None:
    check_widths_and_languages(page, path)


def test_a_shift_is_chosen_by_the_keyboard(page: Page, kept: str) -> None:
    page.goto(kept)
    page.locator("tbody a").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#skift h2")).to_contain_text("Morgon")
    expect(page.locator("#skift svg[role=img]")).to_be_visible()
    expect(page.locator("tr.chosen a")).to_have_attribute("aria-current", "true")


def test_a_bar_is_as_long_as_its_share(page: Page, kept: str) -> None:
    page.goto(kept)
    cell = page.locator("td.share").first
    room, share = (cell.locator(f".bar-{part}").bounding_box() for part in ("room", "share"))
    assert room is not None
    assert share is not None
    assert share["width"] / room["width"] == pytest.approx(int(cell.inner_text().split()[0]) / 100, abs=0.02)


def test_what_is_folded_stays_so_on_paper_unless_opened(page: Page, kept: str) -> None:
    page.goto(kept)
    page.emulate_media(media="print")
    expect(page.locator("#others ~ details p").first).to_be_hidden()
    expect(page.locator("#skift svg[role=img]")).to_be_visible()
    expect(page.locator("form.reach-form")).to_be_hidden()


def test_a_form_is_sent_followed_and_shown(page: Page, files: dict[str, Path]) -> None:
    send(page, files)
    expect(page.locator("#turns")).to_be_visible()
    assert page.url.endswith(WITHOUT)
    expect(page.locator("tbody a").first).to_have_text("Gjuteri, Dag")


def test_without_javascript_the_page_moves_on_by_itself(plain_page: Page, files: dict[str, Path]) -> None:
    send(plain_page, files)
    expect(plain_page.locator("#turns")).to_be_visible()
    assert plain_page.url.endswith(WITHOUT)


def test_mistakes_are_shown_above_a_form_that_keeps_what_was_typed(page: Page, files: dict[str, Path]) -> None:
    files["#arbetsplatser"].write_text(SITES.format(shift=""), encoding="utf-8")
    send(page, files)
    expect(page.get_by_role("alert")).to_contain_text("Rad 2")
    expect(page.locator("#dag")).to_have_value("2026-11-25")
    check_open(page)


def test_a_name_in_a_file_is_never_run(page: Page, files: dict[str, Path]) -> None:
    """The fixture fails the test for anything that a script would say."""
    evil = "<img src=x onerror=console.error(1)><script>console.error(2)</script>"
    files["#arbetsplatser"].write_text(SITES.format(shift=evil), encoding="utf-8")
    send(page, files)
    expect(page.locator("#turns")).to_be_visible()
    expect(page.locator("tbody a").first).to_have_text(f"Gjuteri, {evil}")
    assert page.locator("main img, main script").count() == 0


def test_without_javascript_the_example_moves_on_by_itself(plain_page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_example(), "_report", None)
    monkeypatch.setattr("samspel.web.reach_example.FOLDER", "reckoned-anew")
    plain_page.goto(EXAMPLE)
    expect(plain_page.locator("meta[http-equiv=refresh]")).to_have_count(1)
    expect(plain_page.locator("#turns")).to_be_visible()
    assert plain_page.url.endswith(EXAMPLE)
