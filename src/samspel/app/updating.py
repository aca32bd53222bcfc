"""Renews the figures: fetches what is due, takes it in, and shows it when all is done.

One measure's fault stops that measure, one service's that service. What was shown before stands until the end, and
whatever stops the program leaves it so.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from samspel.app.desk import Desk
from samspel.app.fetching import choose_services, plan_service
from samspel.app.renewing import Fetched, Renewer
from samspel.catalogue.fetching import Wanted, load_limits
from samspel.catalogue.records.fetching import Fetching, Service
from samspel.sources.live.adapters import make_adapter
from samspel.sources.live.client import HERE, Client
from samspel.sources.live.errors import ChangedError, FetchError
from samspel.sources.live.pacing import Pace
from samspel.store.live import FOLDER
from samspel.store.live.history import open_history
from samspel.store.live.published import publish
from samspel.store.live.raw import RawStore
from samspel.store.live.records import Planned, Renewed, ServiceReport, Stopped
from samspel.store.live.shown import read_shown
from samspel.store.live.states import ServiceState, make_fault, read_states, write_states
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.files import make_private

TRIAL = "SAMSPEL_TRIAL_SERVER"
"""Names a server on this machine that is asked in place of every service's own, in trials."""
RESUMED_HOURS = 24
"""An answer that is no older is not asked for again, when an update goes on where another was stopped."""
UNBOUND = 1e6
ALL_WRONG = 5
"""When the first measures so many are stopped, all of the service is: something is wrong with the whole of it."""
Watch = Callable[[str, int, int], None]
"""Is told of each measure before it is fetched: the service, which one it is, and of how many."""


def update(
    desk: Desk, named: tuple[str, ...] = (), *, again: bool = False, watch: Watch = lambda *_: None
) -> tuple[ServiceReport, ...]:
    """Renew the figures of the services named, or of all. Raises NotFoundError for a service that is not there, and
    BadInputError where another update is under way or nothing can be kept.
    """
    services, home = choose_services(desk, named), desk.store.home
    with _alone(home), open_history(home / FOLDER) as history:
        renewer, shown = Renewer(desk.catalogue, history, get_today()), read_shown(home)
        reports = []
        for fetching in services.values():
            plan = plan_service(desk, fetching, shown, again=again)
            run = _Run(desk, renewer, fetching, plan, watch)
            run.go()
            reports.append(run.report)
            _note_state(home, run.report)
        if history.has_unshown():
            publish(home, history, datetime.now(UTC))
    return tuple(reports)


def raise_unless_done(reports: Sequence[ServiceReport]) -> None:
    """Raise BadInputError where a service could not be fetched to the end."""
    failed = [one.service.id for one in reports if one.failed is not None]
    if failed:
        raise BadInputError("update_partly", services=", ".join(failed))


class _Getter:
    """Gives the body at an address: one that came a short time ago, else a new one, which is kept. Notes what the
    bodies weigh, until it is asked.
    """

    def __init__(self, home: Path, service: Service, client: Client, raw: RawStore) -> None:
        self._home, self._service, self._client, self._raw = home, service, client, raw
        self._since = datetime.now(UTC) - timedelta(hours=RESUMED_HOURS)
        self._digests: list[str] = []
        self._first = datetime.now(UTC)

    def get(self, address: str) -> bytes:
        """The body. Raises FetchError, and BadInputError where it cannot be kept."""
        self._client.check_address(address)
        found = self._raw.find(address, self._since)
        if found is not None:
            asked, body = found
            self._digests.append(asked.digest)
            self._first = min(self._first, datetime.fromisoformat(asked.when))
            return body
        answer = self._client.get(address)
        self._raw.keep(answer, self._service.licence)
        self._digests.append(answer.digest)
        return answer.body

    def hand_over(self) -> tuple[datetime, Sequence[str]]:
        """When the first of the bodies since the last time came, and the checksums of all."""
        told = self._first, self._digests
        self._first, self._digests = datetime.now(UTC), []
        return told


class _Run:
    """One service's update."""

    def __init__(self, desk: Desk, renewer: Renewer, fetching: Fetching, plan: Planned, watch: Watch) -> None:
        self._renewer, self._fetching, self._plan, self._watch = renewer, fetching, plan, watch
        self._service, loopback = _aim(fetching.service)
        self._raw = RawStore(desk.store.home, self._service.id)
        self._client = Client(
            service=self._service,
            limits=load_limits(desk.catalogue.folder),
            pace=Pace(per_minute=self._service.per_minute, burst=self._service.burst),
            spend=self._spend,
            loopback=loopback,
        )
        self._adapter = make_adapter(fetching, self._service, get_today().year)
        self._getter = _Getter(desk.store.home, self._service, self._client, self._raw)
        self.report = ServiceReport(service=self._service, due=len(plan.due))

    def go(self) -> None:
        """Renew every measure that is due, until the service itself fails."""
        try:
            if self._plan.lacks_key:
                raise FetchError("fetch_key", address=self._service.address, key=self._service.key)
            if self._plan.due:
                self._renew_all(self._plan.due)
        except (FetchError, ChangedError, BadInputError) as error:
            self.report.failed = error
        self.report.calls = self._client.calls

    def _renew_all(self, due: Sequence[Wanted]) -> None:
        self._adapter.begin(self._getter.get, due)
        for number, one in enumerate(due, 1):
            self._watch(self._service.id, number, len(due))
            try:
                self.report.renewed.append(self._renew(one))
            except (ChangedError, FetchError) as error:
                if isinstance(error, FetchError) and error.code != "fetch_refused":
                    raise
                self.report.stopped.append(Stopped(one.table, one.measure, error))
                if len(self.report.stopped) == number == ALL_WRONG:
                    raise

    def _renew(self, one: Wanted) -> Renewed:
        self._getter.hand_over()
        course = self._adapter.fetch(self._getter.get, one)
        moment, digests = self._getter.hand_over()
        fetched = Fetched(course=course, service=self._service.id, moment=moment, digests=digests)
        return self._renewer.take(fetched, self._fetching.titles)

    def _spend(self) -> None:
        most = self._service.most_a_month
        if most is not None:
            self._raw.spend(f"{datetime.now(UTC):%Y-%m}", most, self._service.address)


def _aim(service: Service) -> tuple[Service, bool]:
    """The service where it is asked, and whether that is a trial's server on this machine, which needs no pace."""
    named = os.environ.get(TRIAL, "")
    if not named or urlsplit(named).hostname not in HERE:
        return service, False
    return msgspec.structs.replace(service, address=f"{named}/{service.id}", per_minute=UNBOUND), True


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Let one update at a time run. Raises BadInputError where another does."""
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


def _note_state(home: Path, report: ServiceReport) -> None:
    states, now = read_states(home), datetime.now(UTC).isoformat(timespec="seconds")
    before = states.get(report.service.id, ServiceState())
    states[report.service.id] = ServiceState(
        tried=now,
        done=before.done if report.failed is not None else now,
        failed=None if report.failed is None else make_fault(report.failed),
        stopped=[make_fault(one.error, one.measure) for one in report.stopped],
    )
    write_states(home, states)
