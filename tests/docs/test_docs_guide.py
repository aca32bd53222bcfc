"""The guide's walks: every address opens, holds what is said, and is reached by the link that is named; the pages
are as make_guide.py writes them, and every picture is there and small.
"""

import re
import runpy
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus, urljoin

import pytest
from django.test import Client

import ready_django  # noqa: F401 - models need the settings
from reading import read
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.workspace.alone import get_local_account
from samspel.workspace.example import make_example
from whole_web import application, client, desk, web_home
from workspace_database import database, postgres

ROOT = Path(__file__).parents[2]
PROGRAM = runpy.run_path(str(ROOT / "docs" / "make_guide.py"))

__all__ = ["application", "client", "database", "desk", "postgres", "web_home"]

LARGEST = 200_000
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
WALKS = PROGRAM["read_walks"]()


def list_links(page: str, at: str) -> set[tuple[str, str]]:
    """The words and the whole address of each link of a page."""
    return {
        (
            " ".join(unescape(re.sub(r"<[^>]+>", "", words)).split()),
            unquote_plus(urljoin(at, unescape(href)).partition("#")[0]),
        )
        for href, words in LINK.findall(page)
    }


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("walk", WALKS, ids=[walk.id for walk in WALKS])
def test_each_step_of_a_walk_works(client: Client, walk: Any, database: str, desk: Desk) -> None:
    before, at = "", ""
    make_example(desk, get_local_account(), get_today())
    numbers = PROGRAM["find_numbers"]()
    for step in walk.step:
        address = step.address.format(**numbers)
        response = client.get(address)
        assert response.status_code == 200, step.address
        assert not step.link or (step.link, unquote_plus(address)) in list_links(before, at), step.link
        if step.see:
            before, at = response.content.decode(), address
            assert step.see in read(response).text.replace("\u00a0", " "), step.address
        else:
            assert response.content.startswith(
                {"pdf": b"%PDF", "bib": b"@"}[step.address.partition("?")[0].rpartition(".")[2]]
            )


@pytest.mark.parametrize("walk", WALKS, ids=[walk.id for walk in WALKS])
def test_the_page_of_a_walk_is_as_its_program_writes_it(walk: Any) -> None:
    assert (PROGRAM["FOLDER"] / f"{walk.id}.md").read_text(encoding="utf-8") == PROGRAM["write_walk"](walk)


def test_every_picture_is_there_and_small() -> None:
    named = {walk.name_picture(n) for walk in WALKS for n, step in enumerate(walk.step, 1) if step.picture}
    assert named == {path.name for path in PROGRAM["PICTURES"].glob("guide-*.png")}
    assert [path.name for path in PROGRAM["PICTURES"].glob("guide-*.png") if path.stat().st_size > LARGEST] == []


def test_the_guide_and_the_readme_lead_to_the_walks() -> None:
    guide = (ROOT / "docs" / "anvandarguide.md").read_text(encoding="utf-8")
    assert [walk.id for walk in WALKS if f"guide/{walk.id}.md" not in guide] == []
