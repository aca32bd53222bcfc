"""Writes the example motions of docs/examples from their made-up stories, as PDF and plain text.

Run it after the handbook or the papers have changed: `python docs/make_examples.py`.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from samspel.app.briefing import MOTION, Written, render, write_paper
from samspel.app.desk import Desk, open_desk
from samspel.app.drafting import find_paper
from samspel.app.finding import find_demand
from samspel.catalogue.reading import read_toml

FOLDER = Path(__file__).parent / "examples"
DAY = date(2026, 11, 22)


def write_examples(desk: Desk) -> Iterator[Written]:
    """Each example as a paper."""
    catalogue = desk.catalogue
    for told in read_toml(FOLDER / "stories.toml")["example"]:
        words = {name: text for name, text in told.items() if isinstance(text, str) and name != "place"}
        place, demand = catalogue.places.by_code[told["place"]], find_demand(catalogue, str(told["demand"]))
        yield write_paper(desk, place, demand, find_paper(catalogue, MOTION), "sv", DAY, words=words)


if __name__ == "__main__":
    for written in write_examples(open_desk()):
        for name, data in render(written.document, ("pdf", "txt")).items():
            (FOLDER / name).write_bytes(data)
