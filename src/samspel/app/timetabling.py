"""Fetches the timetable of a county, makes sure that it can be read, and keeps it."""

import os
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from samspel.app.calling import make_client, update_alone
from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.catalogue.fetching import load_fetching, load_limits
from samspel.catalogue.records.fetching import CountyFeed, Fetching
from samspel.reach.network import Network
from samspel.sources.live.errors import FetchError
from samspel.sources.live.gtfs import KEY, check_answer, write_address
from samspel.store.live.raw import RawStore
from samspel.store.live.states import note_state
from samspel.store.live.timetables import KeptTimetable, TimetableStore
from samspel.store.networks import open_network
from samspel.terms.clock import get_today
from samspel.terms.errors import NotFoundError, SamspelError
from samspel.terms.place import Place
from samspel.terms.units import MEGABYTE


def update_timetable(desk: Desk, words: str) -> KeptTimetable:
    """Fetch the timetable of the county that a place lies in, build its network and keep both. Raises NotFoundError for
    a place that is not there or has no timetable, FetchError for what cannot be fetched, and BadInputError for a
    timetable that cannot be read; what was kept before is still there then.
    """
    county = desk.catalogue.places.region_of(find_place(desk.catalogue, words))
    fetching, feed = _find_feed(desk, county)
    with update_alone(desk.store.home):
        try:
            kept = _fetch(desk, fetching, feed)
        except SamspelError as error:
            note_state(desk.store.home, fetching.service.id, error)
            raise
        note_state(desk.store.home, fetching.service.id, None)
    return kept


def find_timetable(desk: Desk, place: Place) -> KeptTimetable | None:
    """The timetable that is kept of the county that a place lies in."""
    return TimetableStore(desk.store.home).find_newest(desk.catalogue.places.region_of(place).code)


def find_file(desk: Desk, kept: KeptTimetable) -> Path:
    """Where the file of a kept timetable lies."""
    return TimetableStore(desk.store.home).path(kept.file)


def _find_feed(desk: Desk, county: Place) -> tuple[Fetching, CountyFeed]:
    for fetching in load_fetching(desk.catalogue).values():
        for feed in fetching.gtfs.feeds if fetching.gtfs is not None else ():
            if feed.county == county.code:
                return fetching, feed
    raise NotFoundError("fetch_no_timetable", place=county.area)


def _fetch(desk: Desk, fetching: Fetching, feed: CountyFeed) -> KeptTimetable:
    service, home = fetching.service, desk.store.home
    key = os.environ.get(service.key, "")
    if not key:
        raise FetchError("fetch_key", address=service.address, key=service.key)
    raw, store = RawStore(home, service.id), TimetableStore(home)
    client = make_client(desk.catalogue, service, raw)
    answer = client.get(write_address(client.service, feed), {KEY: key})
    check_answer(answer, load_limits(desk.catalogue.folder).most_unpacked_megabytes * MEGABYTE)
    raw.note(answer, service.licence)
    path = store.put(feed.county, answer.digest, answer.body)
    opened = open_network((path,), home)
    first, last = _find_days(opened.network)
    opened.keep()
    kept = KeptTimetable(
        county=feed.county,
        file=path.name,
        fetched=get_today().isoformat(),
        first=first.isoformat(),
        last=last.isoformat(),
        digest=answer.digest,
    )
    store.add(kept, fetching.gtfs.kept if fetching.gtfs is not None else 1)
    return kept


def _find_days(network: Network) -> tuple[date, date]:
    """The first and the last day on which anything runs."""
    running = np.flatnonzero(network.trips_per_day)
    days = (int(running[0]), int(running[-1])) if running.size else (0, network.calendar.days - 1)
    return network.calendar.first + timedelta(days=days[0]), network.calendar.first + timedelta(days=days[1])
