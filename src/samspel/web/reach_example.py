"""The made-up town's report: reckoned in the background at the first visit, kept until content or version changes."""

import hashlib
from functools import cache
from pathlib import Path
from threading import Lock

from samspel import __version__
from samspel.app.desk import Desk
from samspel.app.reach_asking import keep_example, read_example
from samspel.app.reach_ground import DEMO, DEMO_DAY
from samspel.catalogue.loading import Catalogue
from samspel.reach.report import ReachReport
from samspel.terms.errors import BadInputError
from samspel.web.jobs import Job, Workshop
from samspel.web.reach_apart import make_job

FOLDER = "examples"
KEY = "demo"


class Example:
    """The report of the made-up town. A page of it never waits for the reckoning."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._workshop = Workshop()
        self._report: ReachReport | None = None
        self._lock = Lock()

    def find(self) -> ReachReport | None:
        """The report; None while it is being reckoned, which the first call begins. Raises SamspelError when the
        reckoning failed; the next call tries again.
        """
        if self._report is None:
            self._report = read_example(self._path)
        if self._report is None:
            self._begin()
        return self._report

    @property
    def job(self) -> Job[ReachReport] | None:
        """How far the reckoning has come."""
        return self._workshop.find(KEY)

    def _begin(self) -> None:
        with self._lock:  # so that of two first visitors one begins, and the other waits with it
            job = self.job
            if job is None or (job.state == "done" and self._report is None):
                self._workshop.start(KEY, make_job(self._desk, self._keep))
            elif job.state == "failed":
                self._workshop.forget(KEY)
                raise job.error or BadInputError("reach_failed")

    def _keep(self, report: ReachReport) -> None:
        self._report = report
        keep_example(self._desk, self._path, report)

    @property
    def _path(self) -> Path:
        return self._desk.store.home / FOLDER / f"{KEY}-{_digest(self._desk.catalogue)}.json"


@cache
def _digest_folder(folder: Path) -> str:
    hashed = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        hashed.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return hashed.hexdigest()


def _digest(catalogue: Catalogue) -> str:
    """What the report rests on: the version, the made-up files, the day and the parameters."""
    settings = [(one.id, one.value) for one in catalogue.parameters.values()]
    told = repr((__version__, _digest_folder(catalogue.folder / DEMO), DEMO_DAY, settings))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
