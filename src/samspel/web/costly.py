"""Few costly pages at once: simulations and documents take seconds of a processor, and other pages must be answered
meanwhile. One that was made before is given again.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from samspel.terms.clock import get_today
from samspel.terms.units import MEGABYTE
from samspel.web.bodies import find_view
from samspel.web.limits import Limits
from samspel.web.middleware_base import Middleware, Respond
from samspel.web.server.answers import RETRY_SECONDS
from samspel.web.shared import get_desk
from samspel.web.views.errors import show_status
from samspel.web.work.who import asks_for_accounts, find_drafting_unit, get_account, has_role, may_change

COSTLY = frozenset(
    (
        "scenario",
        "scenario_beside",
        "scenario_table",
        "scenario_levers",
        "scenario_brief",
        "scenario_motion",
        "backtests",
        "backtests_table",
        "baseline_test_table",
        "shock_test_table",
        "transition",
        "transition_table",
        "brief_file",
        "motion_file",
        "paper_file",
        "goal_paper_file",
        "letter_file",
        "measure_everywhere",
        "dataset_file",
        "chain_file",
        "sheet_file",
        "map",
        "map_table",
        "map_picture",
        "api_verdicts",
        "api_openapi",
    )
)
"""The addresses, by name."""


@dataclass(frozen=True)
class KeptPage:
    """A page as it was made."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass
class KeptPages:
    """The latest pages that fit in so many bytes; all are forgotten when what they rest on changes, so that nobody's
    words lie here when they have been removed.
    """

    room: int
    _pages: "OrderedDict[Hashable, KeptPage]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _stamp: Hashable = None
    used: int = 0

    def follow(self, stamp: Hashable) -> None:
        """Forget every page if it was made of something else."""
        with self._lock:
            if stamp != self._stamp:
                self._pages.clear()
                self._stamp, self.used = stamp, 0

    def find(self, key: Hashable) -> KeptPage | None:
        """A page that was kept."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: Hashable, page: KeptPage, stamp: Hashable = None) -> None:
        """Keep a page that is made of what still stands; those unused for longest make room."""
        with self._lock:
            if stamp != self._stamp:
                return
            old = self._pages.pop(key, None)
            self.used += len(page.content) - (len(old.content) if old else 0)
            self._pages[key] = page
            while self.used > self.room:
                self.used -= len(self._pages.popitem(last=False)[1].content)


class Turnstile:
    """Lets so many through at once, so many wait, and turns the others away."""

    def __init__(self, limits: Limits) -> None:
        self._places = BoundedSemaphore(limits.costly_at_once)
        self._most_waiting, self._patience = limits.costly_waiting, limits.costly_wait_seconds
        self._waiting = 0
        self._lock = Lock()

    @contextmanager
    def enter(self) -> Iterator[bool]:
        """Whether one came through."""
        entered = self._places.acquire(blocking=False) or self._wait()
        try:
            yield entered
        finally:
            if entered:
                self._places.release()

    def _wait(self) -> bool:
        with self._lock:
            if self._waiting >= self._most_waiting:
                return False
            self._waiting += 1
        try:
            return self._places.acquire(timeout=self._patience)
        finally:
            with self._lock:
                self._waiting -= 1


class CostlyMiddleware(Middleware):
    """Keeps what costly addresses answered, and answers 503 when too many are asked for at once."""

    def __init__(self, respond: Respond) -> None:
        super().__init__(respond)
        limits: Limits = settings.LIMITS
        self._turnstile = Turnstile(limits)
        self._kept = KeptPages(limits.kept_pages_mb * MEGABYTE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what costs little."""
        if request.method not in ("GET", "HEAD") or find_view(request.path_info) not in COSTLY:
            return self._respond(request)
        key, stamp = _identify(request), (get_desk().stamp, get_desk().drafts.stamp())
        self._kept.follow(stamp)
        kept = self._kept.find(key)
        if kept is not None:
            return _answer_with(request, kept)
        with self._turnstile.enter() as entered:
            kept = self._kept.find(key)
            if kept is not None:
                return _answer_with(request, kept)
            if not entered:
                return _refuse_busy(request)
            return self._make(request, key, stamp)

    def _make(self, request: HttpRequest, key: Hashable, stamp: Hashable) -> HttpResponseBase:
        response = self._respond(request)
        if not isinstance(response, HttpResponse) or response.status_code != 200:  # noqa: PLR2004 - HTTP's OK
            return response
        if request.method == "GET" and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            self._kept.keep(key, KeptPage(response.content, tuple(response.headers.items())), stamp)
        return response


def _identify(request: HttpRequest) -> Hashable:
    """What the page depends on beside what is kept here: the address with its fields in any order, how it was asked
    for, the day that documents carry, whether whoever asks has a role and may change something, and whose drafts they
    see.
    """
    fields = tuple((name, tuple(values)) for name, values in sorted(request.GET.lists()))
    part = request.headers.get("HX-Request", "")
    who = (get_account(request) is not None, has_role(request)) if asks_for_accounts() else ()
    return (request.path_info, fields, part, get_today(), who, may_change(request), find_drafting_unit(request))


def _answer_with(request: HttpRequest, page: KeptPage) -> HttpResponseBase:
    """The page as it was made; nothing of it to a reader who says that it is there already."""
    response = HttpResponse(page.content, headers=dict(page.headers))
    tag = response.headers.get("ETag")
    return get_conditional_response(request, etag=tag, response=response) or response if tag else response


def _refuse_busy(request: HttpRequest) -> HttpResponse:
    response = show_status(request, "busy", 503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
