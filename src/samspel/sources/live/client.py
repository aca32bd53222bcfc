"""Asks one publisher's server, politely and within bounds. Knows addresses and bytes, and nothing of what they mean."""

import hashlib
import random
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as SlowError

from samspel import __version__
from samspel.catalogue.records.fetching import Limits, Service
from samspel.sources.live.answers import Answer
from samspel.sources.live.errors import FetchError
from samspel.sources.live.pacing import Pace
from samspel.sources.live.unpacking import unpack
from samspel.terms.units import MEGABYTE

CHUNK = 1 << 16
MOST_TURNS = 3
"""So many times an answer may point on to another address of the same server."""
AGAIN = (HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600))
HERE = ("127.0.0.1", "::1", "localhost")


@cache
def trust_system() -> ssl.SSLContext:
    """Whom this machine trusts, read once: it takes a twentieth of a second, and each service has a client."""
    return ssl.create_default_context()


@dataclass(kw_only=True)
class Client:
    """One service's client. `spend` is told of each call before it is made and may refuse by raising; `loopback` lets
    trials reach this machine without TLS, and no other one.
    """

    service: Service
    limits: Limits
    pace: Pace
    spend: Callable[[], None] = lambda: None
    loopback: bool = False
    context: ssl.SSLContext = field(default_factory=trust_system)
    draw: Callable[[], float] = random.random
    calls: int = 0

    def __post_init__(self) -> None:
        limits = self.limits
        self._pool = urllib3.PoolManager(
            num_pools=1,
            headers={
                "User-Agent": limits.agent.format(version=__version__),
                "Accept-Encoding": "gzip",
                "Accept": "application/json, */*;q=0.5",
            },
            timeout=urllib3.Timeout(connect=limits.connect_seconds, read=limits.read_seconds),
            retries=False,
            ssl_context=self.context,
        )

    def get(self, address: str, secret: Mapping[str, str] | None = None) -> Answer:
        """The answer at an address of the service; `secret` is asked with and never told of. Tries again, with longer
        and longer pauses, where the server is busy or down or the connection was cut. Raises FetchError.
        """
        self.check_address(address)
        pause = self.limits.first_pause_seconds
        for number in range(1, self.limits.tries + 1):
            try:
                return self._follow(address, secret or {})
            except _Unready as unready:
                if number == self.limits.tries:
                    raise unready.error from None
                longest = self.limits.longest_pause_seconds
                if unready.after > longest:
                    raise FetchError("fetch_busy", address=address, seconds=round(unready.after)) from None
                self.pace.sleep(max(unready.after, pause * (0.5 + 0.5 * self.draw())))
                pause = min(2.0 * pause, longest)
        raise AssertionError("tries are at least one")

    def check_address(self, address: str) -> None:
        """Raises FetchError for an address that is not this server's, or would be asked for without TLS."""
        asked, own = urlsplit(address), urlsplit(self.service.address)
        is_own = (asked.scheme, asked.hostname, asked.port) == (own.scheme, own.hostname, own.port)
        if not is_own or asked.username or asked.password:
            raise FetchError("fetch_elsewhere", address=self.service.address, found=_bare(address))
        if asked.scheme != "https" and not (self.loopback and asked.hostname in HERE):
            raise FetchError("fetch_unsafe", address=_bare(address))

    def _follow(self, address: str, secret: Mapping[str, str]) -> Answer:
        at = address
        for _ in range(MOST_TURNS + 1):
            answer, onward = self._ask(at, secret)
            if answer is not None:
                return answer
            at = urljoin(at, onward)
            self.check_address(at)
        raise FetchError("fetch_turns", address=address)

    def _ask(self, address: str, secret: Mapping[str, str]) -> tuple[Answer | None, str]:
        """The answer, or the address that it points on to."""
        self.pace.wait()
        self.spend()
        self.calls += 1
        begun = self.pace.clock()
        asked = f"{address}{'&' if '?' in address else '?'}{urlencode(secret)}" if secret else address
        try:
            response = self._pool.request("GET", asked, redirect=False, preload_content=False)
        except HTTPError as error:
            raise self._tell(address, error) from None
        try:
            return self._take(address, response, begun)
        except HTTPError as error:
            raise self._tell(address, error) from None
        finally:
            response.close()

    def _take(self, address: str, response: urllib3.BaseHTTPResponse, begun: float) -> tuple[Answer | None, str]:
        status = response.status
        if status in AGAIN:
            busy = status == HTTPStatus.TOO_MANY_REQUESTS
            error = FetchError("fetch_busy" if busy else "fetch_down", address=address, seconds=0, status=status)
            raise _Unready(error, _read_pause(response.headers.get("Retry-After", "")))
        if status in range(300, 400) and response.headers.get("Location"):
            return None, response.headers["Location"]
        if status != HTTPStatus.OK:
            raise FetchError("fetch_refused", address=address, status=status)
        parts = self._read(address, response, begun)
        most = self.limits.most_unpacked_megabytes * MEGABYTE
        body = unpack(address, parts, response.headers.get("Content-Encoding", "").strip().lower(), most)
        answer = Answer(
            address=address,
            status=status,
            kind=response.headers.get("Content-Type", ""),
            fetched=datetime.now(UTC),
            digest=hashlib.sha256(body).hexdigest(),
            body=body,
        )
        return answer, ""

    def _read(self, address: str, response: urllib3.BaseHTTPResponse, begun: float) -> Iterator[bytes]:
        """The body's bytes as they come. Raises FetchError for one that takes too long or is too large."""
        most, taken = self.limits.most_megabytes * MEGABYTE, 0
        while part := response.read1(CHUNK, decode_content=False):
            taken += len(part)
            if taken > most:
                raise FetchError("fetch_large", address=address, most=most)
            if self.pace.clock() - begun > self.limits.whole_seconds:
                raise FetchError("fetch_slow", address=address, seconds=round(self.limits.whole_seconds))
            yield part
        stated = response.headers.get("Content-Length", "")
        if stated.isdigit() and int(stated) != taken:
            raise _Unready(FetchError("fetch_cut", address=address))

    def _tell(self, address: str, error: HTTPError) -> Exception:
        """What a library's error means: what may pass is tried again, a certificate that does not hold is not."""
        if isinstance(error, SSLError):
            return FetchError("fetch_certificate", address=address, reason=_shorten(error))
        if isinstance(error, NewConnectionError):
            return _Unready(FetchError("fetch_no_contact", address=address))
        if isinstance(error, SlowError):
            return _Unready(FetchError("fetch_slow", address=address, seconds=round(self.limits.read_seconds)))
        return _Unready(FetchError("fetch_cut", address=address))


class _Unready(Exception):  # noqa: N818 - no error yet: it is asked again
    """An answer that may come if it is asked for again, after so many seconds at least."""

    def __init__(self, error: FetchError, after: float = 0.0) -> None:
        self.error, self.after = error, after
        super().__init__(str(error))


def _read_pause(told: str) -> float:
    """The seconds that a server asks to be left alone, told as a number or a moment."""
    if told.strip().isdigit():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _bare(address: str) -> str:
    """An address without its question, which may hold a key."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"[:200]


def _shorten(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
