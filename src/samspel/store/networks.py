"""Keeps built timetable networks on this machine, so that a feed is worked through only once."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from samspel.reach.network import Calendar, Calls, Feed, Network, Routes, Stops, Transfers, Trips, Vehicles
from samspel.sources.gtfs.archive import digest_feed
from samspel.sources.gtfs.reading import Watch, read_network
from samspel.sources.gtfs.rules import load_rules
from samspel.terms.array_files import DAMAGED, pack_arrays
from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file
from samspel.terms.harmless import neutralise
from samspel.terms.units import MEGABYTE

FOLDER = "networks"
VERSION = 4
"""Counted up when a network is built or saved in another way, so that old saved files are not used."""

_CALLS = ("offsets", "stop", "arrival", "departure", "interpolated", "boards", "alights", "orders_on", "orders_off")
_TRANSFERS = ("origin", "target", "seconds", "possible")
_VEHICLES = ("block", "station", "stays", "leaves")
Arrays = dict[str, npt.NDArray[Any]]


class OpenedNetwork(NamedTuple):
    """A network, the file and the home that it is kept in, and whether it was there already."""

    network: Network
    path: Path
    home: Path
    is_kept: bool

    def keep(self, most: int | None = None) -> None:
        """Save it if it is new. Done when it has been of use: what a reckoning fails on, or takes too much memory, is
        not worth its place. Those used longest ago go when all take more than `most` bytes (content/timetables.toml),
        and one that alone takes more is not kept, nor one that cannot be written: it only saves time.
        """
        most = load_rules().kept.megabytes * MEGABYTE if most is None else most
        if not self.is_kept and _measure(self.network) <= most:
            with suppress(BadInputError):
                save_network(self.network, self.path, self.home)
        _remove_oldest(self.path.parent, most)


def open_network(paths: Sequence[Path], home: Path, watch: Watch | None = None) -> OpenedNetwork:
    """The network of these files: loaded if it was kept under `home`, else built. A kept file that is damaged is built
    anew. Errors as read_network.
    """
    if not paths:
        raise BadInputError("gtfs_none_given")
    path = home / FOLDER / f"{_digest(paths)}.npz"
    saved = load_network(path)
    if saved is not None and len(saved.feeds) == len(paths):
        with suppress(OSError):
            path.touch()
        named = zip(saved.feeds, paths, strict=True)
        feeds = tuple(replace(feed, file=neutralise(given.name)) for feed, given in named)
        return OpenedNetwork(replace(saved, feeds=feeds), path, home, True)
    return OpenedNetwork(read_network(paths, watch), path, home, False)


def save_network(network: Network, path: Path, home: Path | None = None) -> Path:
    """Write a network to a file of the home, whole or not at all. Raises BadInputError when it cannot be written."""
    return keep_file(home or path.parent, path, pack_arrays(_pack(network)))


def load_network(path: Path) -> Network | None:
    """A saved network; None when there is none or it is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            return _unpack({name: saved[name] for name in saved.files})
    except DAMAGED:
        return None


def _digest(paths: Sequence[Path]) -> str:
    told = "\n".join([str(VERSION), *(digest_feed(path) for path in paths)])
    return hashlib.sha256(told.encode()).hexdigest()


def _measure(network: Network) -> int:
    return sum(array.nbytes for array in _pack(network).values())


def _remove_oldest(folder: Path, most: int) -> None:
    """Remove kept networks, those used longest ago first, until the rest take no more than `most` bytes."""
    sizes: list[tuple[int, int, Path]] = []
    for path in folder.glob("*.npz"):
        with suppress(OSError):  # another program may have removed it since
            found = path.stat()
            sizes.append((found.st_mtime_ns, found.st_size, path))
    total = 0
    for _, size, path in sorted(sizes, reverse=True):
        total += size
        if total > most:
            with suppress(OSError):
                path.unlink()


def _pack(network: Network) -> Arrays:
    facts = {
        "timezone": network.timezone,
        "first": network.calendar.first.isoformat(),
        "feeds": [asdict(feed) for feed in network.feeds],
        "metres": network.vehicles.metres,
    }
    return {
        "facts": np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8),
        **_pack_texts("stop_ids", network.stops.ids),
        **_pack_texts("stop_names", network.stops.names),
        "points": network.stops.points,
        **_pack_texts("route_ids", network.routes.ids),
        **_pack_texts("route_names", network.routes.names),
        "kinds": network.routes.kinds,
        **_pack_texts("trip_ids", network.trips.ids),
        **_pack_texts("headsigns", network.trips.headsigns),
        "trip_route": network.trips.route,
        "trip_service": network.trips.service,
        **{f"calls_{name}": getattr(network.calls, name) for name in _CALLS},
        **_pack_texts("services", network.calendar.services),
        "active": network.calendar.active,
        **{f"transfers_{name}": getattr(network.transfers, name) for name in _TRANSFERS},
        **{f"vehicles_{name}": getattr(network.vehicles, name) for name in _VEHICLES},
    }


def _unpack(arrays: Arrays) -> Network:
    facts = json.loads(arrays["facts"].tobytes())
    return Network(
        stops=Stops(_unpack_texts(arrays, "stop_ids"), _unpack_texts(arrays, "stop_names"), arrays["points"]),
        routes=Routes(_unpack_texts(arrays, "route_ids"), _unpack_texts(arrays, "route_names"), arrays["kinds"]),
        trips=Trips(
            _unpack_texts(arrays, "trip_ids"),
            _unpack_texts(arrays, "headsigns"),
            arrays["trip_route"],
            arrays["trip_service"],
        ),
        calls=Calls(**{name: arrays[f"calls_{name}"] for name in _CALLS}),
        calendar=Calendar(_unpack_texts(arrays, "services"), date.fromisoformat(facts["first"]), arrays["active"]),
        transfers=Transfers(*(arrays[f"transfers_{name}"] for name in _TRANSFERS)),
        vehicles=Vehicles(**{name: arrays[f"vehicles_{name}"] for name in _VEHICLES}, metres=facts["metres"]),
        timezone=facts["timezone"],
        feeds=tuple(
            Feed(**feed | {"notes": tuple(map(tuple, feed["notes"])), "valid": tuple(feed["valid"])})
            for feed in facts["feeds"]
        ),
    )


def _pack_texts(name: str, texts: Sequence[str]) -> Arrays:
    """Texts as one row of bytes and where each ends."""
    parts = [text.encode() for text in texts]
    ends = np.cumsum([len(part) for part in parts], dtype=np.int64)
    return {f"{name}_bytes": np.frombuffer(b"".join(parts), dtype=np.uint8), f"{name}_ends": ends}


def _unpack_texts(arrays: Arrays, name: str) -> tuple[str, ...]:
    packed, ends = arrays[f"{name}_bytes"].tobytes(), arrays[f"{name}_ends"].tolist()
    return tuple(packed[start:end].decode() for start, end in zip([0, *ends], ends, strict=False))
