"""Without a connection: the last pages of figures are there, anything else says plainly that it is not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


@pytest.fixture
def walker(browser: Browser, server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A phone that may keep pages, where nothing is kept of what other tests have answered."""
    for folder in ("answers", "reach", "demands", "hospitals"):
        for file in (tmp_path_factory.getbasetemp() / "web-home" / folder).glob("*"):
            if file.is_file():
                file.unlink()
    with browser.new_context(viewport={"width": 360, "height": 740}, base_url=server) as context:
        yield context.new_page()


def test_the_last_places_open_without_a_connection(walker: Page) -> None:
    walker.goto("/")
    walker.wait_for_function(READY)
    for path in ("/plats/2181/", "/plats/2181/sparat/", "/plats/2181/krav/emergency-surgery/motion/"):
        walker.goto(path)
    walker.goto("/plats/2180/")
    walker.wait_for_function("caches.keys().then((names) => names.some((name) => name.includes('pages')))")
    walker.context.set_offline(True)
    walker.goto("/plats/2181/")
    expect(walker.locator("h1")).to_contain_text("Sandviken")
    assert walker.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor") != "rgba(0, 0, 0, 0)"
    for path in ("/plats/2181/sparat/", "/plats/2181/krav/emergency-surgery/motion/", "/plats/1280/"):
        walker.goto(path)
        expect(walker.locator("h1")).to_have_text("Ingen anslutning")
    kept = walker.locator("[data-kept] a")
    expect(kept.first).to_contain_text("Gävle")
    assert [a for a in kept.all_inner_texts() if "motion" in a.casefold()] == []
    kept.nth(1).click()
    expect(walker.locator("h1")).to_contain_text("Sandviken")
    walker.goto("/en/plats/1280/")
    expect(walker.locator("h1")).to_have_text("No connection")
