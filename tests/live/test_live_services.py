"""Asks the real services, each once or twice: off unless `SAMSPEL_LIVE=1`, for whoever has a connection.

    SAMSPEL_LIVE=1 .venv/bin/python -m pytest tests/live -n 0

Trafiklab is asked only where SAMSPEL_TRAFIKLAB_KEY is set, since its calls are counted.
"""

import os
from pathlib import Path

import pytest

from samspel.app import fetching
from samspel.app.calling import TRIAL
from samspel.app.county_files import update_county_file
from samspel.app.desk import open_desk
from samspel.app.updating import update
from samspel.catalogue.fetching import Wanted, list_wanted
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Fetching

pytestmark = pytest.mark.skipif(os.environ.get("SAMSPEL_LIVE") != "1", reason="SAMSPEL_LIVE=1 asks the real services")
MOST = 3
"""So many measures of a service are asked for."""


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRIAL, raising=False)

    def choose(catalogue: Catalogue, one: Fetching) -> tuple[Wanted, ...]:
        return list_wanted(catalogue, one)[:MOST]

    monkeypatch.setattr(fetching, "list_wanted", choose)


@pytest.mark.parametrize("service", ["boverket", "election", "emissions", "employment", "kolada", "schools", "scb"])
def test_a_service_answers_as_it_is_documented(service: str, tmp_path: Path) -> None:
    (report,) = update(open_desk(home=tmp_path), (service,))
    assert report.failed is None
    assert report.stopped == []
    assert len(report.renewed) == report.due > 0


@pytest.mark.skipif(not os.environ.get("SAMSPEL_TRAFIKLAB_KEY"), reason="no key to Trafiklab")
def test_a_timetable_can_be_fetched_and_read(tmp_path: Path) -> None:
    kept = update_county_file(open_desk(home=tmp_path), "gtfs", "Gävleborg")
    assert kept.first < kept.last


def test_a_map_can_be_fetched_and_read(tmp_path: Path) -> None:
    assert update_county_file(open_desk(home=tmp_path), "osm", "Gotland").county == "09"
