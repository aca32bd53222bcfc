"""The index over everything, and the ear for remarks, made once."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.searching import load_manner, load_search, load_spoken
from samspel.observations.building import Observations
from samspel.search.finder import Finder, make_finder
from samspel.search.suggesting import Ear, make_ear

WORDS = Path(__file__).parent / "words"


@pytest.fixture(scope="session")
def finder(catalogue: Catalogue, observations: Observations) -> Finder:
    return make_finder(catalogue, observations, load_spoken(catalogue), load_search(catalogue))


@pytest.fixture(scope="session")
def ear(catalogue: Catalogue) -> Ear:
    return make_ear(tuple(catalogue.demands.values()), load_manner(catalogue))


@pytest.fixture(scope="session")
def read_words() -> Callable[[str], dict[str, set[str]]]:
    """What each word of a table should be found as: any of `kind/id`."""

    def read(name: str) -> dict[str, set[str]]:
        with (WORDS / f"{name}.tsv").open(encoding="utf-8", newline="") as opened:
            rows = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {row["words"]: set(row["targets"].split(" ")) for row in rows}

    return read
