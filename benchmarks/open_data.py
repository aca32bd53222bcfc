"""The open data in server time, with nothing remembered of the answer: a place, a measure at all places, its rows."""

import os
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.measuring import Result, time_median

if TYPE_CHECKING:
    from django.test import Client

PLACE_GOAL, SERIES_GOAL = 0.1, 0.05
CODES = ("2181", "2104", "2121", "2132", "2161", "2182", "2183", "2184", "2101", "1860", "1881", "1882")
MEASURES = ("N00090", "population", "U09800", "N00203", "jobs_industry_share")
ROWS = "the same measures as the first thousand rows"


def measure() -> tuple[Result, ...]:
    """Places not asked for before; each of some measures, of ours and of the register alone, when its table is read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.web.settings")
    import django

    django.setup()
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    for path in ("places/2180", "places/2180/needs", *(f"measures/{one}/series?format=json-stat2" for one in MEASURES)):
        _get(client, path)
    rows = time_median(partial(_get_next, client, "measures/{}/series?per_page=1000", cycle(MEASURES)), 10)
    whole = time_median(partial(_get_next, client, "measures/{}/series?format=json-stat2", cycle(MEASURES)), 25)
    needs = time_median(partial(_get_next, client, "places/{}/needs", cycle(CODES)), len(CODES))
    place = time_median(partial(_get_next, client, "places/{}", cycle(CODES)), len(CODES))
    return (
        Result("open data: the picture of a place", place, PLACE_GOAL, "the needs of the same places", needs, ""),
        Result("open data: a measure at all places, JSON-stat", whole, SERIES_GOAL, ROWS, rows, ""),
    )


def _get_next(client: "Client", path: str, names: Iterator[str]) -> None:
    """Ask for the next place or measure."""
    _get(client, path.format(next(names)))


def _get(client: "Client", path: str) -> None:
    """Ask for an answer. Raises RuntimeError unless it is there, so that no error is timed."""
    from samspel.web.api.problems import ROOT

    status = client.get(ROOT + path).status_code
    if status != HTTPStatus.OK:
        raise RuntimeError(f"{path} answered {status}")
