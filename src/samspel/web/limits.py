"""What the server lets its users take: each limit has a default and a setting in the environment (docs/server.md)."""

import os
from collections.abc import Mapping

import msgspec

from samspel.terms.errors import BadInputError
from samspel.terms.units import KILOBYTE

PREFIX = "SAMSPEL_"
PROXIES = "SAMSPEL_PROXIES"
UPLOADS_WAITING = 5
LARGEST = 1_000_000
"""No setting is larger: what is typed as bytes where megabytes are meant is a mistake."""


def count_spare_cores() -> int:
    """Cores for long work: one less than the machine has, so that other pages are answered meanwhile."""
    return max(1, (os.cpu_count() or 1) - 1)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits of the running server. A setting is the field's name in capitals after SAMSPEL_, a whole number from 1."""

    upload_memory_mb: int = 3_000
    """Memory that one reckoning of uploaded files may take."""
    upload_minutes: int = 30
    """Minutes that one may take."""
    uploads_at_once: int = 1
    uploads_waiting: int = UPLOADS_WAITING
    bodies_at_once: int = 4
    """Uploads being received at the same time."""
    body_kb_per_second: int = 20
    """Slower than this an upload is broken off."""
    small_body_kb: int = 200
    """What every address that takes no file accepts."""
    connections: int = 500
    """When all are taken, the one that has been silent longest makes room."""
    header_seconds: int = 15
    idle_seconds: int = 30
    threads: int = 8
    requests_waiting: int = 400
    """Requests in the queue; more are told to come back."""
    costly_at_once: int = msgspec.field(default_factory=count_spare_cores)
    """Simulations and documents being made at the same time."""
    costly_waiting: int = 3
    costly_wait_seconds: int = 20
    packets_at_once: int = 1
    """Packets for groups being made at the same time."""
    packets_waiting: int = 3
    packets_kept: int = 10
    """Packets that lie on the disk, a few megabytes each."""
    kept_pages_mb: int = 50
    """Memory for costly pages that were made before."""
    stop_seconds: int = 10
    """How long a stopping server waits for requests under way."""

    @property
    def small_body(self) -> int:
        """Bytes of what an address accepts that takes no file."""
        return self.small_body_kb * KILOBYTE


def read_limits(environ: Mapping[str, str]) -> Limits:
    """The limits with what the environment sets. Raises BadInputError for a value that is no whole number from 1."""
    typed = {name: environ.get(f"{PREFIX}{name.upper()}", "").strip() for name in Limits.__struct_fields__}
    return Limits(**{name: _read(name, text) for name, text in typed.items() if text})


def read_proxies(environ: Mapping[str, str]) -> int:
    """How many servers stand before this one; none where the environment says nothing. Raises BadInputError as
    `read_limits`.
    """
    typed = environ.get(PROXIES, "").strip()
    return _read("proxies", typed) if typed and typed != "0" else 0


def _read(name: str, typed: str) -> int:
    if typed.isascii() and typed.isdecimal() and 0 < int(typed[:8]) <= LARGEST and len(typed) <= len(str(LARGEST)):
        return int(typed)
    raise BadInputError("setting", name=f"{PREFIX}{name.upper()}", found=typed[:40], limit=LARGEST)
