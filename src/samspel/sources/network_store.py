"""Keeps built timetable networks on this machine, so that a feed is worked through only once."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from samspel.reach.network import Calendar, Calls, Feed, Network, Routes, Stops, Transfers, Trips
from samspel.sources.arrays import pack_arrays
from samspel.sources.files import keep_file
from samspel.sources.gtfs.archive import digest_feed
from samspel.sources.gtfs.reading import Watch, read_network
from samspel.terms.errors import BadInputError

FOLDER = "networks"
VERSION = 1
"""Counted up when a network is built or saved in another way, so that old saved files are not used."""

_CALLS = ("offsets", "stop", "arrival", "departure", "interpolated", "boards", "alights")
_TRANSFERS = ("origin", "target", "seconds", "possible")
_DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
Arrays = dict[str, npt.NDArray[Any]]


class OpenedNetwork(NamedTuple):
    """A network, the file and the home that it is kept in, and whether it was there already."""

    network: Network
    path: Path
    home: Path
    is_kept: bool

    def keep(self) -> None:
        """Save it if it is new. Done when it has been of use: what a reckoning fails on, or takes too much memory, is
        not worth its place. Raises BadInputError when it cannot be written.
        """
        if not self.is_kept:
            save_network(self.network, self.path, self.home)


def open_network(paths: Sequence[Path], home: Path, watch: Watch | None = None) -> OpenedNetwork:
    """The network of these files: loaded if it was kept under `home`, else built. A kept file that is damaged is built
    anew. Errors as read_network.
    """
    if not paths:
        raise BadInputError("gtfs_none_given")
    path = home / FOLDER / f"{_digest(paths)}.npz"
    saved = load_network(path)
    if saved is not None and len(saved.feeds) == len(paths):
        named = zip(saved.feeds, paths, strict=True)
        feeds = tuple(replace(feed, file=given.name) for feed, given in named)
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
    except _DAMAGED:
        return None


def _digest(paths: Sequence[Path]) -> str:
    told = "\n".join([str(VERSION), *(digest_feed(path) for path in paths)])
    return hashlib.sha256(told.encode()).hexdigest()


def _pack(network: Network) -> Arrays:
    facts = {
        "timezone": network.timezone,
        "first": network.calendar.first.isoformat(),
        "feeds": [[feed.file, feed.publisher, feed.version, feed.digest, feed.notes] for feed in network.feeds],
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
    }


def _unpack(arrays: Arrays) -> Network:
    facts = json.loads(arrays["facts"].tobytes())
    return Network(
        Stops(_unpack_texts(arrays, "stop_ids"), _unpack_texts(arrays, "stop_names"), arrays["points"]),
        Routes(_unpack_texts(arrays, "route_ids"), _unpack_texts(arrays, "route_names"), arrays["kinds"]),
        Trips(
            _unpack_texts(arrays, "trip_ids"),
            _unpack_texts(arrays, "headsigns"),
            arrays["trip_route"],
            arrays["trip_service"],
        ),
        Calls(*(arrays[f"calls_{name}"] for name in _CALLS)),
        Calendar(_unpack_texts(arrays, "services"), date.fromisoformat(facts["first"]), arrays["active"]),
        Transfers(*(arrays[f"transfers_{name}"] for name in _TRANSFERS)),
        facts["timezone"],
        tuple(
            Feed(file, publisher, version, digest, tuple((key, count) for key, count in notes))
            for file, publisher, version, digest, notes in facts["feeds"]
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
