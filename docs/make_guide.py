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
SCROLL = "(at) => at && document.querySelector(at).scrollIntoView({behavior: 'instant'})"
DAY = "2026-12-01"
"""The day of the pictures, which tell what is to be done by when."""
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
    at: str = ""


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
        lines += [f"**{step_word} {number}.** {step.do}", ""]
        lines += [] if "{" in step.address else [f"{address_word}: `{step.address}`", ""]
        if step.picture:
            lines += [f"![{step_word} {number}: {walk.title}](../pictures/{walk.name_picture(number)})", ""]
    return "\n".join(lines).rstrip() + "\n"


def find_numbers() -> dict[str, int]:
    """The numbers of the made-up branch, of a remark that is new and of what it drives, by their names in addresses."""
    from samspel.workspace.example import find_example
    from samspel.workspace.masking import mask
    from samspel.workspace.models import Campaign, Voice

    unit = find_example()
    assert unit is not None
    campaigns = {one.title: one for one in Campaign.objects.filter(unit=unit)}
    decided = campaigns["Barnomsorg på kvällar, nätter och helger"]
    return {
        "unit": unit.pk,
        "voice": mask(next(one.pk for one in Voice.objects.filter(workplace__unit=unit) if "lägenhet" in one.text)),
        "campaign": campaigns["Buss som passar skiften"].pk,
        "decided": decided.pk,
        "matter": decided.matters.get().pk,
    }


def make_branch() -> None:
    """The made-up branch, as of the day of the pictures."""
    from datetime import date

    from samspel.web.shared import get_desk
    from samspel.workspace.alone import get_local_account
    from samspel.workspace.example import make_example

    make_example(get_desk(), get_local_account(), date.fromisoformat(DAY))


def take_pictures(walks: tuple[Walk, ...]) -> None:
    """The pictures of all steps that have one, of a server with an empty home."""
    from playwright.sync_api import sync_playwright
    from waitress.server import create_server

    from samspel.web.wsgi import build_application

    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"SAMSPEL_HOME": home, "SAMSPEL_DAY": DAY}
        served = create_server(build_application("127.0.0.1"), host="127.0.0.1", port=0)
        make_branch()
        numbers = find_numbers()
        Thread(target=served.run, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
            for walk in walks:
                size = {"width": walk.width, "height": HEIGHTS[walk.width]}
                page = browser.new_page(viewport=size, base_url=f"http://127.0.0.1:{served.effective_port}")  # type: ignore[arg-type]
                for number, step in enumerate(walk.step, 1):
                    if step.picture:
                        page.goto(step.address.format(**numbers))
                        page.evaluate(
                            "(at) => at && document.querySelector(at).scrollIntoView({behavior: 'instant'})", step.at
                        )
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
