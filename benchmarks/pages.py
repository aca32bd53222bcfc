"""Pages of the web workspace, in server time, beside the same page in a process that has served nothing yet."""

import os
import time
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from benchmarks.measuring import Result, time_median

if TYPE_CHECKING:
    from django.test import Client

GOALS = {"/plats/{}/": 0.06, "/plats/{}/krav/": 0.1}
AGAIN, GOAL_AGAIN = ("/", "/plats/2180/", "/krav/emergency-surgery/", "/kallor/"), 0.1


def measure() -> tuple[Result, ...]:
    """The place page and the needs page, each for places not shown before, then some pages asked for again; the rival
    is the first page of a fresh process.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.web.settings")
    import django

    django.setup()
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    start = time.perf_counter()
    _get(client, "/plats/2180/")
    first = time.perf_counter() - start
    codes = iter(("2181", "2104", "2121", "2132", "2161", "2182", "2183", "2184", "2101", "1860", "1881", "1882"))
    new = (
        Result(
            f"page {path.format('…')}",
            time_median(partial(_get_next, client, path, codes)),
            goal,
            "the first page of the process",
            first,
            "each time a place not shown before",
        )
        for path, goal in GOALS.items()
    )
    again = (
        Result(
            f"page {path}",
            time_median(partial(_get, client, path)),
            GOAL_AGAIN,
            "the first page of the process",
            first,
            "asked for again",
        )
        for path in AGAIN
    )
    return (*new, *again)


def _get_next(client: "Client", path: str, codes: Iterator[str]) -> None:
    """Ask for the page of the next place."""
    _get(client, path.format(next(codes)))


def _get(client: "Client", path: str) -> None:
    """Ask for a page. Raises RuntimeError unless it is there, so that no error page is timed."""
    status = client.get(path).status_code
    if status != HTTPStatus.OK:
        raise RuntimeError(f"{path} answered {status}")
