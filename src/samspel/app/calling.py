"""What every update does before it asks: who is asked, with which limits, and that nobody else is updating."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from samspel.catalogue.fetching import load_limits
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.client import HERE, Client
from samspel.sources.live.pacing import Pace
from samspel.store.live import FOLDER
from samspel.store.live.raw import RawStore
from samspel.terms.errors import BadInputError
from samspel.terms.files import make_private

TRIAL = "SAMSPEL_TRIAL_SERVER"
"""Names a server on this machine that is asked in place of every service's own, in trials."""
UNBOUND = 1e6


def make_client(catalogue: Catalogue, service: Service, raw: RawStore) -> Client:
    """A client for a service, which counts its calls where the service counts them."""
    aimed, loopback = _aim(service)

    def spend() -> None:
        if service.most_a_month is not None:
            raw.spend(f"{datetime.now(UTC):%Y-%m}", service.most_a_month, service.address)

    limits = load_limits(catalogue.folder)
    if service.most_megabytes is not None:
        limits = msgspec.structs.replace(limits, most_megabytes=service.most_megabytes)
    return Client(
        service=aimed,
        limits=limits,
        pace=Pace(per_minute=aimed.per_minute, burst=aimed.burst),
        spend=spend,
        loopback=loopback,
    )


@contextmanager
def update_alone(home: Path) -> Iterator[None]:
    """Let one update at a time run. Raises BadInputError where another does, or nothing can be kept."""
    folder = home / FOLDER
    try:
        make_private(home, folder)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise BadInputError("cannot_write", file=str(folder), reason=str(error.strerror)) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadInputError("fetch_running", folder=str(folder)) from None
        yield
    finally:
        os.close(handle)


def _aim(service: Service) -> tuple[Service, bool]:
    """The service where it is asked, and whether that is a trial's server on this machine, which needs no pace."""
    named = os.environ.get(TRIAL, "")
    if not named or urlsplit(named).hostname not in HERE:
        return service, False
    return msgspec.structs.replace(service, address=f"{named}/{service.id}", per_minute=UNBOUND), True
