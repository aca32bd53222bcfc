import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from benchmarks.weight import CHROMIUM
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from waitress.server import create_server

from samspel.app.desk import HOME_VARIABLE
from samspel.web.headers import HEADERS
from samspel.web.wsgi import build_application
from whole_web import few_draws

__all__ = ["few_draws"]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EMPTY = "/tomt/"
"""An empty page that no server is asked for. It lies beside the others and is as closed to other windows as they are,
since Chromium else starts two processes for the way out and back, a fifth of a second.
"""
PATIENCE = 120_000
"""Milliseconds that anything waited for may take: tests wait for what is to be seen, and a busy machine breaks none."""
BLOCKED = "Service Worker registration blocked"
"""By the tests, but for those of what is kept without a connection."""
ABORTED = ("htmx:afterRequest", "htmx:sendAbort")
"""What htmx says of a request that another one replaced, which is meant; of one that failed it says more."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The workspace on a free port; its address."""
    home = tmp_path_factory.getbasetemp() / "web-home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        application = build_application("127.0.0.1")
    served = create_server(application, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=served.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.effective_port}"
    served.close()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Its loop stays on in this process, where Django else lets nobody open the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium-headless-shell)")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def complaints() -> list[str]:
    """Requests to any other host, and what the browser complained of, since the last test."""
    return []


def watch(context: BrowserContext, server: str, complaints: list[str]) -> None:
    """Block and remember every request to another host, and remember complaints."""

    def judge(route: Route) -> None:
        if route.request.url == server + EMPTY:
            route.fulfill(body="", headers=HEADERS | {"Content-Type": "text/html"})
        elif route.request.url.startswith((server, "data:")):
            route.continue_()
        else:
            complaints.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "console",
        lambda said: (
            complaints.append(said.text)
            if said.type in ("error", "warning")
            and not said.text.startswith(("Failed to load resource", BLOCKED, *ABORTED))
            else None
        ),
    )


@contextmanager
def open_phone(browser: Browser, server: str, complaints: list[str], *, script: bool) -> Iterator[Page]:
    """A page for many tests: a new window costs the browser a second, a new page a quarter of one."""
    with browser.new_context(base_url=server, java_script_enabled=script, service_workers="block") as context:
        watch(context, server, complaints)
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture(scope="session")
def phone(browser: Browser, server: str, complaints: list[str]) -> Iterator[Page]:
    with open_phone(browser, server, complaints, script=True) as page:
        yield page


@pytest.fixture(scope="session")
def plain_phone(browser: Browser, server: str, complaints: list[str]) -> Iterator[Page]:
    with open_phone(browser, server, complaints, script=False) as page:
        yield page


def lend(page: Page, complaints: list[str]) -> Iterator[Page]:
    """The page as if it were new: empty, narrow, on a screen, without cookies; afterwards nothing is complained."""
    page.goto(EMPTY)
    page.context.clear_cookies()
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(media="null", color_scheme="null")
    complaints.clear()
    yield page
    assert complaints == []


@pytest.fixture
def page(phone: Page, complaints: list[str]) -> Iterator[Page]:
    """A phone."""
    yield from lend(phone, complaints)


@pytest.fixture
def plain_page(plain_phone: Page, complaints: list[str]) -> Iterator[Page]:
    """A phone without JavaScript."""
    yield from lend(plain_phone, complaints)
