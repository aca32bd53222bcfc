"""A branch on a real server, played by its roles with pages alone: people who tap and write, and a year that passes."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from browser.conftest import PATIENCE, watch
from copies import copy_content
from web.running_server import PROGRAM, run_server

SAMSPEL = [sys.executable, "-c", "from samspel.cli.main import run; run()"]
OLDER = (
    "from pathlib import Path; from samspel.catalogue import loading; "
    "loading.find_content = lambda: Path({content!r}); from samspel.cli.main import run; run()"
)
"""Starts the program with other content than its own."""
GUARD = Path(__file__).parents[1] / "network_guard"
OUTSIDE = "no program under test reaches another host"
PASSWORD = "kaffe vid spåret sju"
PHONE: ViewportSize = {"width": 360, "height": 740}


def make_older_content(to: Path, measures: tuple[str, ...], until: int) -> Path:
    """The shipped content as it was before some measures had values of later years than `until`."""
    copy_content(to)
    kept = to / "figures" / "kolada.parquet"
    values = polars.read_parquet(kept)
    kept.unlink()
    values.filter(~polars.col("measure").is_in(measures) | (polars.col("year") <= until)).write_parquet(kept)
    return to


@dataclass
class Server:
    """Where a branch's server keeps its things and answers; it is started anew for each day that is played."""

    home: Path
    database: str
    port: int

    @property
    def address(self) -> str:
        """Where browsers find it."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def on(self, day: str, content: Path | None = None) -> Iterator[None]:
        """Answer on a day, with the shipped content or another."""
        program = PROGRAM if content is None else [sys.executable, "-c", OLDER.format(content=str(content)), "serve"]
        options = ("--accounts", "--port", str(self.port))
        with run_server(self.home, *options, program=program, variables=self._variables | {"SAMSPEL_DAY": day}):
            yield

    def command(self, *words: str) -> str:
        """What a command says that whoever runs the server gives."""
        return run_command(self.home, self._variables, *words)

    @property
    def _variables(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database, **guard(self.home.parent)}


def guard(folder: Path) -> dict[str, str]:
    """What a program is started with, so that no part of it reaches another host; what tries is told in the folder."""
    paths = [str(GUARD), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths), "SAMSPEL_TEST_OUTSIDE": str(folder / "outside.txt")}


def list_outside(folder: Path) -> list[str]:
    """What guarded programs have tried to reach."""
    told = folder / "outside.txt"
    return told.read_text(encoding="utf-8").splitlines() if told.exists() else []


def run_guarded(folder: Path, code: str) -> str:
    """What a piece of a program says under the guard."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | guard(folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


def run_command(home: Path, variables: dict[str, str], *words: str) -> str:
    """What a command says, with a home of its own."""
    environment = os.environ | {"SAMSPEL_HOME": str(home)} | guard(home.parent) | variables
    done = subprocess.run([*SAMSPEL, *words], env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def find_port() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Person:
    """Somebody with a phone, who sees what stands on the page, taps and writes. Taps are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    @property
    def main(self) -> Locator:
        """The page without its header and footer."""
        return self.page.get_by_role("main")

    def open(self, address: str) -> None:
        """Open an address that somebody has sent or that was kept."""
        self.page.goto(address)

    def tap(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Tap a link or a button by its words."""
        place = within or self.main
        self.tap_on(place.get_by_role("link", name=name).or_(place.get_by_role("button", name=name)).first)

    def tap_on(self, part: Locator) -> None:
        """Tap something."""
        self.taps += 1
        part.click()

    def unfold(self, words: str) -> Locator:
        """Tap on what is folded; what came out."""
        fold = self.main.locator("details").filter(has=self.page.locator("summary", has_text=words)).first
        self.tap_on(fold.locator("summary").first)
        return fold

    def write(self, label: str | re.Pattern[str], words: str, within: Locator | None = None) -> None:
        """Write in a field, which is no tap."""
        (within or self.main).get_by_label(label).first.fill(words)

    def choose(self, label: str, option: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Choose in a list, which is a tap."""
        field = (within or self.main).get_by_label(label, exact=True).first
        self.taps += 1
        if isinstance(option, re.Pattern):
            option = next(one for one in field.locator("option").all_inner_texts() if option.search(one))
        field.select_option(label=option)

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Fail unless it stands on the page."""
        expect(self.main).to_contain_text(words, ignore_case=True)

    def go(self, entry: str) -> None:
        """Tap in the unit's menu."""
        self.tap_on(self.page.locator("nav.tabs").get_by_role("link", name=entry, exact=True))

    def join(self, link: str, name: str = "") -> None:
        """Open an invitation and choose a name, where the account has none, and a password."""
        self.open(link)
        if name:
            self.write("Kontots namn", name)
        self.write("Lösenord", PASSWORD)
        self.write("Samma lösenord igen", PASSWORD)
        self.tap("Spara")

    def sign_in(self, name: str) -> None:
        """Sign in by name and password, where one is asked to."""
        self.write("Kontots namn", name)
        self.write("Lösenord", PASSWORD)
        self.tap("Logga in")

    def say(self, link: str, words: str) -> str:
        """Leave a remark by a workplace's link; the code that one is given."""
        self.open(link)
        self.write("Vad är det som inte fungerar?", words)
        self.tap("Titta innan du lämnar")
        self.tap("Lämna det")
        self.sees("Tack, det är lämnat.")
        return self.page.locator(".headline-value").inner_text().strip()


@contextmanager
def give_phone(browser: Browser, server: Server, complaints: list[str], *, script: bool = True) -> Iterator[Person]:
    """A phone of one's own. What it asks of another host is refused and remembered."""
    with browser.new_context(
        base_url=server.address,
        viewport=PHONE,
        service_workers="block",
        java_script_enabled=script,
        reduced_motion="reduce",
    ) as context:
        watch(context, server.address, complaints)
        context.set_default_timeout(PATIENCE)
        yield Person(context.new_page())
