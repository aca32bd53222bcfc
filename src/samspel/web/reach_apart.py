"""A reckoning as a job that runs in a process of its own."""

from collections.abc import Callable
from pathlib import Path

from samspel.app.desk import Desk
from samspel.app.reach_ground import Question
from samspel.reach.report import ReachReport
from samspel.terms.place import Place
from samspel.web.children import Task
from samspel.web.jobs import Job, Tell
from samspel.web.limits import count_spare_cores
from samspel.web.shared import get_limits, get_nursery, get_room

REPORT = "report.json"


def make_job(
    desk: Desk,
    keep: Callable[[ReachReport], object],
    place: Place | None = None,
    question: Question | None = None,
    folder: Path | None = None,
) -> Job[ReachReport]:
    """Reckon for a place, or for the made-up town; `folder` holds the uploaded files and is removed afterwards. Raises
    BadInputError where there is no room for passing files.
    """
    there = folder or get_room().make_folder()
    task = Task(
        content=str(desk.catalogue.folder.resolve()),
        home=str(desk.store.home.resolve()),
        out=str(there / REPORT),
        memory_mb=get_limits().upload_memory_mb,
        threads=count_spare_cores(),
        place="" if place is None else place.code,
        question=question,
    )

    def reckon(tell: Tell) -> ReachReport:
        return get_nursery().reckon(task, there, tell)

    return Job(reckon, keep, there)
