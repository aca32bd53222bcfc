"""Every page in both languages on a phone and on a desk: open to all, no sideways scrolling, nothing from elsewhere."""

import pytest
from benchmarks.weight import HEAVIEST, MOST_KB, open_slowly
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser.looking import DESK, LIGHTNESS, PHONE, ZOOMED, check_dark, check_english, check_once, check_others, open_at

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/sok/?q=Sandvken",
    "/sok/?q=bussen&plats=2181",
    "/krav/",
    "/krav/emergency-surgery/",
    "/krav/egna/",
    "/krav/egna/skriv/",
    "/ansvar/",
    "/mal/",
    "/jamfor/?plats=2181&plats=2180&plats=0180&plats=21",
    "/jamfor/?plats=l%C3%A4n:21&plats=00&matt=N00053&matt=staff_sick_leave&sortera=N00053",
    "/jamfor/paket/?plats=2181&plats=2180",
    "/jamfor/paket/?plats=2181",
    "/karta/",
    "/karta/?visa=childcare-odd-hours&plats=G%C3%A4vleborg",
    "/matt/?q=sjukfr%C3%A5nvaro",
    "/matt/staff_sick_leave/?plats=2181&plats=2180",
    "/kallor/",
    "/oppna-data/",
    "/hjalp/?fran=/plats/2181/",
    "/hjalp/ord/",
    "/dela/",
    "/utan-natet/",
    "/?tur=1",
    "/plats/2181/krav/?tur=3",
    "/sjukhus/",
    "/plats/2181/",
    "/plats/21/",
    "/plats/0184/",
    "/plats/00/",
    "/plats/2181/siffror/",
    "/plats/2181/siffror/people/",
    "/plats/2181/krav/",
    "/plats/2181/krav/emergency-surgery/",
    "/plats/21/krav/childcare-odd-hours/",
    "/plats/2181/krav/emergency-surgery/papper/",
    "/plats/2181/krav/emergency-surgery/motion/",
    "/plats/2181/mal/just-climate-transition/papper/skrivelse/",
    "/plats/2181/kedjan/",
    "/plats/2181/liknande/",
    "/plats/2181/mal/",
    "/plats/2181/mal/just-climate-transition/",
    "/plats/2181/blad/",
    "/plats/2181/blad/?krav=33,2&krav=14&papper=a5&adress=samspel.example",
    "/plats/21/blad/?krav=1,2,3,4",
    "/plats/2181/underlag/",
    "/plats/2181/fragor/",
    "/plats/2181/egna-uppgifter/",
    "/plats/2181/sparat/",
    "/plats/1060/vad-hander-om/",
    "/plats/1060/vad-hander-om/?vad1=closure&jobb1=400&ar1=2027&jobb2=5&krav=2&krav=6&varfor=1",
    "/plats/0980/vad-hander-om/?vad1=establishment&jobb1=300&ar1=2027&b_jobb1=100&b_krav=6",
    "/plats/1060/vad-hander-om/?jobb1=99999&b_ar1=1999&b_jobb1=1",
    "/plats/21/vad-hander-om/",
    "/modellprov/",
    "/plats/1060/utjamning/",
    "/plats/21/utjamning/",
    "/plats/00/utjamning/",
    "/plats/2580/omstallning/",
    "/plats/2580/omstallning/?valt=1&steg=hydrogen-steel&ar_hydrogen-steel=1999",
    "/plats/25/omstallning/",
    "/elkalkyl/",
    "/elkalkyl/?el=250000&pris=120&atgard=led&kostnad_led=80000",
    "/plats/nonsense/",
    "/plats/00/krav/",
)
IN_THE_DARK = (
    "/",
    "/karta/?visa=childcare-odd-hours&plats=G%C3%A4vleborg",
    "/jamfor/?plats=2181&plats=2180&plats=0180&plats=21",
    "/plats/2181/",
    "/plats/2181/siffror/people/",
    "/plats/2181/krav/",
    "/plats/2181/krav/emergency-surgery/",
    "/plats/2181/krav/emergency-surgery/motion/",
    "/plats/2181/kedjan/",
    "/plats/1060/vad-hander-om/?jobb1=99999&b_ar1=1999&b_jobb1=1",
    "/elkalkyl/?el=250000&pris=120&atgard=led&kostnad_led=80000",
    "/plats/nonsense/",
)
SMALL = """() => [...document.querySelectorAll('header a, button, .button, select, .chips a, .tabs a')]
    .filter((part) => part.offsetParent && part.getBoundingClientRect().height < 43.5)
    .map((part) => part.outerHTML.slice(0, 80))"""
"""What is pressed and too low for a thumb."""
CUT = """() => {
    const folds = [...document.querySelectorAll('details:not([open])')];
    for (const fold of folds) fold.open = true;
    const cut = [...document.querySelectorAll('.scroll:not(.matrix)')]
        .filter((part) => part.scrollWidth > part.clientWidth)
        .map((part) => part.getAttribute('aria-label'));
    for (const fold of folds) fold.open = false;
    return cut;
}"""
"""The tables that do not fit, also where they stand folded, but for those that are to be read both ways."""
LONG = """() => {
    const probe = document.createElement('span');
    probe.textContent = '0'.repeat(76);
    probe.style.cssText = 'position:absolute;visibility:hidden;white-space:nowrap';
    const long = (part) => part.textContent.length > 200;
    return [...document.querySelectorAll('main p:not(:has(select)), main li')].filter(long).filter((part) => {
        part.append(probe);
        const wide = part.clientWidth > probe.offsetWidth;
        probe.remove();
        return wide;
    }).map((part) => part.textContent.slice(0, 60));
}"""
"""Where lines are too long to read."""
MOST_PX = 4000
"""The height of a page that one scrolls through with a thumb."""
PACKET = "/jamfor/paket/"
NEAR = 2
"""Views within which the first result of a list is to be found at 400 per cent."""


@pytest.mark.parametrize("path", PATHS)
def test_page(page: Page, path: str) -> None:
    if path.startswith(PACKET):  # the page that waits goes on by itself to the one that is looked at
        for language in ("", "/en"):
            page.goto(language + path)
            expect(page.locator("[hx-trigger^=every]")).to_have_count(0)
            page.wait_for_load_state("load")
    phone = open_at(page, path, PHONE)
    check_once(page, phone)
    assert page.evaluate(SMALL) == []
    assert page.evaluate(CUT) == []
    desk = check_others(page, phone, (*ZOOMED, DESK))
    assert page.evaluate(LONG) == []
    if path in IN_THE_DARK:
        check_dark(page, desk)
    check_english(page, path)


@pytest.mark.parametrize("path", HEAVIEST)
def test_a_page_weighs_little_until_somebody_types(browser: Browser, server: str, path: str) -> None:
    kilobytes, _ = open_slowly(browser, server + path)
    assert 0 < kilobytes < MOST_KB


def test_the_pages_in_the_dark_are_among_the_pages() -> None:
    assert set(IN_THE_DARK) <= set(PATHS)


@pytest.mark.parametrize("address", ["/plats/2181/krav/", "/en/plats/0980/krav/"])
def test_the_first_need_is_within_two_views_at_400_per_cent(browser: Browser, server: str, address: str) -> None:
    zoomed: ViewportSize = {"width": 320, "height": 256}
    with browser.new_context(base_url=server, viewport=zoomed, device_scale_factor=4) as context:
        page = context.new_page()
        page.goto(address)
        box = page.locator("#needs :is(.standouts a, details.area summary)").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= NEAR * zoomed["height"]


def test_what_is_printed_in_the_dark_is_light(page: Page) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto("/plats/2181/siffror/people/")
    assert page.evaluate(LIGHTNESS) == 255
    assert page.evaluate("getComputedStyle(document.querySelector('.picture > svg')).filter") == "none"


def test_a_chart_is_turned_in_the_dark_and_a_map_is_not(page: Page) -> None:
    """The words below a map say that darker is more."""
    page.emulate_media(color_scheme="dark")
    page.goto("/karta/")
    assert "Ju mörkare" in page.locator("main").inner_text()
    assert "invert" not in page.evaluate("getComputedStyle(document.querySelector('.picture-map > svg')).filter")
    page.goto("/plats/2181/siffror/people/")
    chart = "getComputedStyle(document.querySelector('.multiples .picture > svg')).filter"
    assert "invert" in page.evaluate(chart)


def test_the_map_of_the_country_is_folded_on_a_phone_and_beside_its_table_on_a_desk(plain_page: Page) -> None:
    plain_page.goto("/karta/")
    table, summary = plain_page.locator(".long table"), plain_page.locator(".long > summary")
    assert not table.is_visible()
    assert plain_page.evaluate("document.documentElement.scrollHeight") < MOST_PX
    summary.click()
    assert table.is_visible()
    plain_page.reload()
    plain_page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert table.is_visible()
    assert not summary.is_visible()
