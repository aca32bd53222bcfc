"""Renews the figures: fetches what is due, takes it in, and shows it when all is done.

One measure's fault stops that measure, one service's that service. What was shown before stands until the end, and
whatever stops the program leaves it so.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from samspel.app.calling import make_client, update_alone
from samspel.app.desk import Desk
from samspel.app.fetching import choose_services, plan_service
from samspel.app.renewing import Fetched, Renewer
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.records.fetching import Fetching, Service
from samspel.sources.live.adapters import make_adapter
from samspel.sources.live.client import Client
from samspel.sources.live.errors import ChangedError, FetchError
from samspel.sources.live.place_names import PlaceNames
from samspel.store.live import FOLDER
from samspel.store.live.history import open_history
from samspel.store.live.published import publish
from samspel.store.live.raw import RawStore
from samspel.store.live.records import Planned, ServiceReport, Stopped
from samspel.store.live.shown import read_shown
from samspel.store.live.states import ServiceState, note_state, read_states
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError

RESUMED_HOURS = 24
"""An answer that is no older is not asked for again, unless an update has gone to its end since, or found the answers
of no use.
"""
ALL_WRONG = 5
"""When the first measures so many are stopped, all of the service is: something is wrong with the whole of it."""
ROWS_AT_ONCE = 200_000
"""So many rows are taken in together; of a program that is killed before, the answers are there still."""
Watch = Callable[[str, int, int], None]
"""Is told of each measure before it is fetched: the service, which one it is, and of how many."""


def update(
    desk: Desk, named: tuple[str, ...] = (), *, again: bool = False, watch: Watch = lambda *_: None
) -> tuple[ServiceReport, ...]:
    """Renew the figures of the services named, or of all. Raises NotFoundError for a service that is not there, and
    BadInputError where another update is under way or nothing can be kept.
    """
    services, home = choose_services(desk, named), desk.store.home
    with update_alone(home), open_history(home / FOLDER) as history:
        renewer, shown = Renewer(desk.catalogue, history, get_today()), read_shown(home)
        reports = []
        for fetching in services.values():
            plan = plan_service(desk, fetching, shown, again=again)
            run = _Run(desk, renewer, fetching, plan, watch)
            run.go()
            reports.append(run.report)
            note_state(home, run.report.service.id, run.report.failed, run.report.stopped)
        if history.has_unshown():
            publish(home, history, datetime.now(UTC))
    return tuple(reports)


def raise_unless_done(reports: Sequence[ServiceReport]) -> None:
    """Raise BadInputError where a service could not be fetched to the end."""
    failed = [one.service.id for one in reports if one.failed is not None]
    if failed:
        raise BadInputError("update_partly", services=", ".join(failed))


class _Getter:
    """Gives the body at an address: one that an update which was stopped since has got, else a new one, kept. Notes
    what the bodies weigh, until it is asked.
    """

    def __init__(self, service: Service, client: Client, raw: RawStore, ended: str) -> None:
        self._service, self._client, self._raw = service, client, raw
        self._since = datetime.now(UTC) - timedelta(hours=RESUMED_HOURS)
        if ended:
            self._since = max(self._since, datetime.fromisoformat(ended))
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
        raw = RawStore(desk.store.home, fetching.service.id)
        self._client = make_client(desk.catalogue, fetching.service, raw)
        self._service = self._client.service
        self._adapter = make_adapter(fetching, self._service, get_today().year, PlaceNames(desk.catalogue.places))
        state = read_states(desk.store.home).get(self._service.id, ServiceState())
        self._getter = _Getter(self._service, self._client, raw, state.ended)
        self.report = ServiceReport(service=self._service, due=len(plan.due))

    def go(self) -> None:
        """Renew every measure that is due, until the service itself fails."""
        try:
            if self._plan.lacks_key and self._plan.due:
                raise FetchError("fetch_key", address=self._service.address, key=self._service.key)
            if self._plan.due:
                self._renew_all(self._plan.due)
        except (FetchError, ChangedError, BadInputError) as error:
            self.report.failed = error
        self.report.calls = self._client.calls

    def _renew_all(self, due: Sequence[Wanted]) -> None:
        self._adapter.begin(self._getter.get, due)
        stopped, waiting = self.report.stopped, list[Fetched]()
        try:
            for number, one in enumerate(due, 1):
                self._watch(self._service.id, number, len(due))
                try:
                    waiting.append(self._fetch(one))
                except (ChangedError, FetchError) as error:
                    if isinstance(error, FetchError) and error.code != "fetch_refused":
                        raise
                    stopped.append(Stopped(one.table, one.measure, error))
                if number == ALL_WRONG or sum(each.course.rows.height for each in waiting) >= ROWS_AT_ONCE:
                    self._take(waiting)
                if len(stopped) == number == ALL_WRONG:
                    raise stopped[-1].error
        except FetchError:
            self._take(waiting)
            raise
        self._take(waiting)

    def _fetch(self, one: Wanted) -> Fetched:
        self._getter.hand_over()
        course = self._adapter.fetch(self._getter.get, one)
        moment, digests = self._getter.hand_over()
        return Fetched(course=course, service=self._service.id, moment=moment, digests=digests)

    def _take(self, waiting: list[Fetched]) -> None:
        """Take in what has been fetched, together, since that is much quicker than one by one."""
        if not waiting:
            return
        renewed, stopped = self._renewer.take(waiting, self._fetching.titles)
        waiting.clear()
        self.report.renewed += renewed
        self.report.stopped += stopped
