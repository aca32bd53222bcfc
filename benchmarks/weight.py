"""What a page weighs with all it brings, and when it is first painted on a slow phone network, in Chromium."""

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from benchmarks.measuring import Result

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = next(filter(Path.exists, map(Path, ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium"))), None)
"""The same engine without the parts of a browser that nobody sees takes half of the processor, where there is one."""
HEAVIEST = ("/", "/matt/staff_sick_leave/?plats=2181", "/plats/2181/siffror/")
PAGES = (
    *HEAVIEST,
    "/plats/2181/",
    "/plats/2181/krav/",
    "/plats/2181/krav/emergency-surgery/",
    "/krav/housing-construction/",
)
MOST_KB, MOST_S = 60.0, 1.5
LATENCY_MS, BYTES_A_SECOND, OPENED = 400, 400_000 // 8, 3
"""Slow 3G: a round trip of 400 ms, 400 kbit/s."""
SEARCHED = "bussen"
"""What is then written in the page's search."""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


def measure() -> Iterator[Result]:
    """Each page with an empty cache, for the first time in a new window; nothing where there is no Chromium."""
    if CHROMIUM is None:
        return
    from playwright.sync_api import sync_playwright
    from waitress.server import create_server

    from samspel.web.wsgi import build_application

    with TemporaryDirectory() as home, sync_playwright() as playwright:
        os.environ |= {"SAMSPEL_HOME": home, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        served = create_server(build_application("127.0.0.1"), host="127.0.0.1", port=0)
        Thread(target=served.run, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        address = f"http://127.0.0.1:{served.effective_port}"
        for path in PAGES:
            opened = [open_slowly(browser, address + path) for _ in range(OPENED)]
            kilobytes, seconds = (median(each) for each in zip(*opened, strict=True))
            yield Result(
                f"weight {path}", kilobytes, MOST_KB, "no rival", None, "with heads, style, script and a search", "kB"
            )
            yield Result(f"first paint {path}", seconds, MOST_S, "no rival", None, "slow 3G, nothing kept")
        browser.close()
        served.close()


def open_slowly(browser: "Browser", address: str) -> tuple[float, float]:
    """The kilobytes that came over the network, heads and all, a search with them, and seconds to the first paint."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page, taken = context.new_page(), list[float]()
    session = context.new_cdp_session(page)
    session.on("Network.loadingFinished", lambda event: taken.append(event["encodedDataLength"]))
    session.send("Network.enable")
    speeds = {"latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    session.send("Network.emulateNetworkConditions", {"offline": False, **speeds})
    page.goto(address, wait_until="networkidle")
    painted = page.evaluate(PAINTED) / 1000
    page.locator("[data-search]").first.press_sequentially(SEARCHED)
    page.locator("[data-suggestions] a").first.wait_for()
    context.close()
    return sum(taken) / 1000, painted
