"""Fetches the timetable or the map of a county, makes sure that it can be read, and keeps it."""

import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from samspel.app.calling import make_client, update_alone
from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.catalogue.fetching import load_fetching, load_limits
from samspel.catalogue.records.fetching import CountyFeed, Fetching
from samspel.reach.network import Network
from samspel.sources.live.county_files import KEY, Kind, write_address
from samspel.sources.live.errors import FetchError
from samspel.sources.live.unpacking import check_zip
from samspel.store.live.county_files import CountyFileStore, KeptFile
from samspel.store.live.raw import RawStore
from samspel.store.live.states import note_state
from samspel.store.networks import open_network
from samspel.terms.clock import get_today
from samspel.terms.errors import NotFoundError, SamspelError
from samspel.terms.place import Place
from samspel.terms.units import MEGABYTE

KINDS: Mapping[str, Kind] = {"timetable": "gtfs", "map": "osm"}
"""What people call each."""


def update_county_file(desk: Desk, kind: Kind, words: str) -> KeptFile:
    """Fetch the timetable or the map of the county that a place lies in, build it and keep both. Raises NotFoundError
    for a place that is not there or has none, FetchError for what cannot be fetched, and BadInputError for a file that
    cannot be read; what was kept before is still there then.
    """
    county = desk.catalogue.places.region_of(find_place(desk.catalogue, words))
    fetching, feed = _find_feed(desk, kind, county)
    with update_alone(desk.store.home):
        try:
            kept = _fetch(desk, kind, fetching, feed)
        except SamspelError as error:
            note_state(desk.store.home, fetching.service.id, error)
            raise
        note_state(desk.store.home, fetching.service.id, None)
    return kept


def find_county_file(desk: Desk, kind: Kind, place: Place) -> KeptFile | None:
    """The timetable or map that is kept of the county that a place lies in."""
    return CountyFileStore(desk.store.home, kind).find_newest(desk.catalogue.places.region_of(place).code)


def find_path(desk: Desk, kind: Kind, kept: KeptFile) -> Path:
    """Where a kept file lies."""
    return CountyFileStore(desk.store.home, kind).path(kept.file)


def _find_feed(desk: Desk, kind: Kind, county: Place) -> tuple[Fetching, CountyFeed]:
    for fetching in load_fetching(desk.catalogue).values():
        for feed in fetching.files.feeds if fetching.files is not None and fetching.service.adapter == kind else ():
            if feed.county == county.code:
                return fetching, feed
    raise NotFoundError("fetch_no_county", place=county.area)


def _fetch(desk: Desk, kind: Kind, fetching: Fetching, feed: CountyFeed) -> KeptFile:
    service, home = fetching.service, desk.store.home
    secret = {KEY: os.environ.get(service.key, "")} if service.key else {}
    if not all(secret.values()):
        raise FetchError("fetch_key", address=service.address, key=service.key)
    raw, store = RawStore(home, service.id), CountyFileStore(home, kind)
    client = make_client(desk.catalogue, service, raw)
    answer = client.get(write_address(client.service, kind, feed), secret)
    if kind == "gtfs":
        check_zip(answer.address, answer.body, load_limits(desk.catalogue.folder).most_unpacked_megabytes * MEGABYTE)
    raw.note(answer, service.licence)
    path = store.put(feed.county, answer.digest, answer.body)
    days = _build_timetable(desk, path) if kind == "gtfs" else _build_map(desk, path)
    kept = KeptFile(
        county=feed.county,
        file=path.name,
        fetched=get_today().isoformat(),
        first=days[0],
        last=days[1],
        digest=answer.digest,
    )
    store.add(kept, fetching.files.kept if fetching.files is not None else 1)
    return kept


def _build_timetable(desk: Desk, path: Path) -> tuple[str, str]:
    """Build and keep the network; the first and the last day on which anything runs."""
    opened = open_network((path,), desk.store.home)
    first, last = _find_days(opened.network)
    opened.keep()
    return first.isoformat(), last.isoformat()


def _build_map(desk: Desk, path: Path) -> tuple[str, str]:
    """Read the roads, which are kept; a map holds for no days of its own."""
    from samspel.sources.osm.reading import read_roads  # its library is slow to start

    read_roads(path, desk.catalogue.road_rules, desk.store.home)
    return "", ""


def _find_days(network: Network) -> tuple[date, date]:
    """The first and the last day on which anything runs."""
    running = np.flatnonzero(network.trips_per_day)
    days = (int(running[0]), int(running[-1])) if running.size else (0, network.calendar.days - 1)
    return network.calendar.first + timedelta(days=days[0]), network.calendar.first + timedelta(days=days[1])
