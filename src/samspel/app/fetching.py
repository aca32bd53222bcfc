"""What an update would fetch, and what is known of each service: nothing here asks another server."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from samspel.app.desk import Desk
from samspel.catalogue.fetching import Wanted, list_wanted, load_fetching
from samspel.catalogue.places import Places
from samspel.catalogue.records.fetching import Fetching, Service
from samspel.sources.live.county_files import Kind
from samspel.sources.live.pacing import estimate_seconds
from samspel.store.live.county_files import CountyFileStore
from samspel.store.live.raw import RawStore
from samspel.store.live.records import Known, Planned
from samspel.store.live.shown import Shown, read_shown
from samspel.store.live.states import ServiceState, read_states
from samspel.terms.clock import get_today
from samspel.terms.errors import NotFoundError

EACH_SECONDS = 1.0
"""What an answer is reckoned to take in a plan."""


def plan_update(desk: Desk, named: tuple[str, ...] = (), *, again: bool = False) -> tuple[Planned, ...]:
    """What an update would do, service by service. Raises NotFoundError for a service that is not there."""
    shown = read_shown(desk.store.home)
    return tuple(plan_service(desk, one, shown, again=again) for one in choose_services(desk, named).values())


def choose_services(desk: Desk, named: tuple[str, ...]) -> Mapping[str, Fetching]:
    """The services of figures that are named, or all of them. Raises NotFoundError for one that is not there."""
    known = {name: one for name, one in load_fetching(desk.catalogue).items() if one.files is None}
    for name in named:
        if name not in known:
            raise NotFoundError("fetch_unknown", found=name, known=", ".join(known))
    return {name: one for name, one in known.items() if not named or name in named}


def plan_service(desk: Desk, fetching: Fetching, shown: Shown | None, *, again: bool = False) -> Planned:
    """What an update would ask one service."""
    service, wanted = fetching.service, list_wanted(desk.catalogue, fetching)
    days = {(one.table, one.measure): one.day for one in (() if shown is None else shown.measures)}
    due = wanted if again else tuple(one for one in wanted if _is_due(days.get(one, ""), service))
    calls = count_calls(fetching, due, desk.catalogue.places)
    left = None
    if service.most_a_month is not None:
        made = RawStore(desk.store.home, service.id).count_calls(f"{datetime.now(UTC):%Y-%m}")
        left = max(0, service.most_a_month - made)
    return Planned(
        service=service,
        measures=len(wanted),
        due=due,
        calls=calls,
        seconds=estimate_seconds(service.per_minute, service.burst, calls, EACH_SECONDS),
        left=left,
        lacks_key=bool(service.key) and not os.environ.get(service.key),
    )


def count_calls(fetching: Fetching, due: tuple[Wanted, ...], places: Places) -> int:
    """The least number of calls: what has several pages takes more, which nobody knows before."""
    if not due:
        return 0
    from samspel.sources.live.adapters import make_adapter  # what it reads tables with is slow to start
    from samspel.sources.live.place_names import PlaceNames

    adapter = make_adapter(fetching, fetching.service, get_today().year, PlaceNames(places))
    return len(adapter.list_addresses(due))


def _is_due(day: str, service: Service) -> bool:
    """Whether a measure that was renewed on a day (ISO, empty for never) is to be renewed, by what its service says."""
    return not day or date.fromisoformat(day) + timedelta(days=service.days) <= get_today()


def list_known(desk: Desk) -> tuple[Known, ...]:
    """What is known of every service."""
    shown, states = read_shown(desk.store.home), read_states(desk.store.home)
    return tuple(_know(desk, one, shown, states) for one in load_fetching(desk.catalogue).values())


def _know(desk: Desk, fetching: Fetching, shown: Shown | None, states: Mapping[str, ServiceState]) -> Known:
    if fetching.files is not None:
        return _know_files(desk, fetching, len(fetching.files.feeds), states)
    service = fetching.service
    renewed = [one for one in (() if shown is None else shown.measures) if one.service == service.id]
    days = sorted(one.day for one in renewed)
    next_due = None if not days else date.fromisoformat(days[0]) + timedelta(days=service.days)
    return Known(
        service=service,
        state=states.get(service.id, ServiceState()),
        measures=len(list_wanted(desk.catalogue, fetching)),
        renewed=len(renewed),
        days=(days[0], days[-1]) if days else None,
        newest=max((one.last for one in renewed), default=0),
        next_due=next_due if next_due is not None and next_due > get_today() else None,
    )


def _know_files(desk: Desk, fetching: Fetching, feeds: int, states: Mapping[str, ServiceState]) -> Known:
    """Of files, the newest of each county counts; the year is that of the last day that any of them holds for."""
    kind: Kind = "gtfs" if fetching.gtfs is not None else "osm"
    newest = {one.county: one for one in reversed(CountyFileStore(desk.store.home, kind).list_kept())}
    days = sorted(one.fetched for one in newest.values())
    return Known(
        service=fetching.service,
        state=states.get(fetching.service.id, ServiceState()),
        measures=feeds,
        renewed=len(newest),
        days=(days[0], days[-1]) if days else None,
        newest=max((int(one.last[:4]) for one in newest.values() if one.last), default=0),
        next_due=None if not days else date.fromisoformat(days[0]) + timedelta(days=fetching.service.days),
    )
