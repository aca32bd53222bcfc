from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from waitress.server import create_server

from samspel.app.desk import HOME_VARIABLE
from samspel.web.wsgi import build_application

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
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
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def strays() -> list[str]:
    """Requests to any other host, and what the browser complained of."""
    return []


def watch(context: BrowserContext, server: str, strays: list[str]) -> None:
    """Block and remember every request to another host, and remember complaints."""

    def judge(route: Route) -> None:
        if route.request.url.startswith((server, "data:")):
            route.continue_()
        else:
            strays.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    context.on("weberror", lambda error: strays.append(str(error.error)))
    context.on(
        "console",
        lambda said: (
            strays.append(said.text)
            if said.type in ("error", "warning") and not said.text.startswith(("Failed to load resource", *ABORTED))
            else None
        ),
    )


@pytest.fixture
def page(browser: Browser, server: str, strays: list[str]) -> Iterator[Page]:
    """A phone."""
    with browser.new_context(viewport={"width": 360, "height": 740}, base_url=server) as context:
        watch(context, server, strays)
        yield context.new_page()
        assert strays == []


@pytest.fixture
def plain_page(browser: Browser, server: str, strays: list[str]) -> Iterator[Page]:
    """A phone without JavaScript."""
    settings = {"viewport": {"width": 360, "height": 740}, "base_url": server, "java_script_enabled": False}
    with browser.new_context(**settings) as context:  # type: ignore[arg-type]
        watch(context, server, strays)
        yield context.new_page()
        assert strays == []
