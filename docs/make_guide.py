"""Write docs/guide/*.md of docs/guide/walks.toml, and take their pictures where there is a Chromium.

Run with `make docs`. Without Chromium the pictures stay as they are.
"""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import tomli

FOLDER = Path(__file__).parent / "guide"
PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = Path("/usr/bin/chromium")
HEIGHTS = {360: 640, 1280: 800}
WORDS = {
    "sv": ("Steg", "Adress", "Skriven av docs/make_guide.py; ändra i walks.toml."),
    "en": ("Step", "Address", "Written by docs/make_guide.py; change walks.toml."),
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do, the page it leads to, and what stands there."""

    do: str
    address: str
    see: str = ""
    link: str = ""
    picture: bool = False


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What one person does."""

    id: str
    lang: str
    width: int
    title: str
    who: str
    step: tuple[Step, ...]

    def name_picture(self, number: int) -> str:
        """The file of a step's picture."""
        return f"guide-{self.id}-{number}.png"


def read_walks() -> tuple[Walk, ...]:
    """The walks in order of the file."""
    told: dict[str, Any] = tomli.loads((FOLDER / "walks.toml").read_text(encoding="utf-8"))
    return tuple(Walk(**{**walk, "step": tuple(Step(**step) for step in walk["step"])}) for walk in told["walk"])


def write_walk(walk: Walk) -> str:
    """The page of a walk."""
    step_word, address_word, note = WORDS[walk.lang]
    lines = [f"<!-- {note} -->", f"# {walk.title}", "", walk.who, ""]
    for number, step in enumerate(walk.step, 1):
        lines += [f"**{step_word} {number}.** {step.do}", "", f"{address_word}: `{step.address}`", ""]
        if step.picture:
            lines += [f"![{step_word} {number}: {walk.title}](../pictures/{walk.name_picture(number)})", ""]
    return "\n".join(lines).rstrip() + "\n"


def take_pictures(walks: tuple[Walk, ...]) -> None:
    """The pictures of all steps that have one, of a server with an empty home."""
    from playwright.sync_api import sync_playwright
    from waitress.server import create_server

    from samspel.web.wsgi import build_application

    with tempfile.TemporaryDirectory() as home:
        os.environ["SAMSPEL_HOME"] = home
        served = create_server(build_application("127.0.0.1"), host="127.0.0.1", port=0)
        Thread(target=served.run, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
            for walk in walks:
                size = {"width": walk.width, "height": HEIGHTS[walk.width]}
                page = browser.new_page(viewport=size, base_url=f"http://127.0.0.1:{served.effective_port}")  # type: ignore[arg-type]
                for number, step in enumerate(walk.step, 1):
                    if step.picture:
                        page.goto(step.address)
                        page.screenshot(path=PICTURES / walk.name_picture(number))
            browser.close()
        served.close()


def main() -> None:
    """Write the pages, and take the pictures."""
    walks = read_walks()
    for walk in walks:
        (FOLDER / f"{walk.id}.md").write_text(write_walk(walk), encoding="utf-8")
    if CHROMIUM.exists():
        take_pictures(walks)


if __name__ == "__main__":
    main()
