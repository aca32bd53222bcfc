"""A reckoning of uploaded files in a process of its own: a ceiling is told, and nobody outlives the server."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samspel.app.reach_ground import DEMO, DEMO_DAY, Question
from samspel.catalogue.loading import find_content
from samspel.reach.report import ReachReport
from samspel.terms.errors import BadInputError
from samspel.web.children import ChildFailedError, Nursery, Task
from samspel.web.limits import Limits
from samspel.web.views.errors import find_status
from web.running_server import Running, run_server, status_of

ENOUGH, TOO_LITTLE = 2_000, 150
PATIENCE = 60


@pytest.fixture
def make_task(tmp_path: Path) -> Callable[..., Task]:
    def make(memory_mb: int = ENOUGH, **changed: object) -> Task:
        task = Task(
            content=str(find_content()),
            home=str(tmp_path / "home"),
            out=str(tmp_path / "report.json"),
            memory_mb=memory_mb,
            threads=1,
        )
        for name, value in changed.items():
            setattr(task, name, value)
        return task

    return make


def ask(folder: Path, **changed: object) -> Question:
    demo = find_content() / DEMO
    given = {"timetables": (demo / "timetable",), "sites": demo / "sites.csv", "day": DEMO_DAY} | changed
    return Question(**given)  # type: ignore[arg-type]


def test_a_child_reckons_and_tells_how_far_it_has_come(make_task: Callable[..., Task], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report = Nursery(Limits()).reckon(make_task(), tmp_path, lambda done, total: told.append((done, total)))
    assert isinstance(report, ReachReport)
    assert report.is_made_up
    assert report.turns
    assert [done for done, _ in told] == list(range(len(told)))
    assert {total for _, total in told} == {len(told)}
    assert list((tmp_path / "home" / "networks").iterdir())


def test_too_little_memory_is_told_and_nothing_is_kept(make_task: Callable[..., Task], tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as error:
        Nursery(Limits()).reckon(make_task(TOO_LITTLE), tmp_path, lambda *_: None)
    assert (error.value.code, error.value.facts) == ("reach_memory", {"limit": TOO_LITTLE})
    assert not (tmp_path / "home" / "networks").exists()


def test_too_long_a_time_is_told(make_task: Callable[..., Task], tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as error:
        Nursery(Limits(upload_minutes=0)).reckon(make_task(), tmp_path, lambda *_: None)
    assert error.value.code == "reach_too_long"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"timetables": ()}, "reach_no_timetable"),
        ({"timetables": (Path("/nowhere.zip"),)}, "gtfs_no_file"),
        ({"day": DEMO_DAY.replace(year=2019)}, "gtfs_date_outside"),
    ],
)
def test_a_mistake_of_the_user_comes_back_as_it_was(
    make_task: Callable[..., Task], tmp_path: Path, changed: dict[str, object], code: str
) -> None:
    task = make_task(place="2180", question=ask(tmp_path, **changed))
    with pytest.raises(BadInputError) as error:
        Nursery(Limits()).reckon(task, tmp_path, lambda *_: None)
    assert error.value.code == code


def test_several_mistakes_come_back_together(make_task: Callable[..., Task], tmp_path: Path) -> None:
    sites = tmp_path / "sites.csv"
    sites.write_text("arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nA;56;18;a;kl 7;16;x\nB;56;18;b;7;;y\n")
    task = make_task(place="2180", question=ask(tmp_path, sites=sites))
    with pytest.raises(BadInputError) as error:
        Nursery(Limits()).reckon(task, tmp_path, lambda *_: None)
    assert error.value.others


def test_a_full_disk_in_the_child_is_a_full_disk_to_the_user(make_task: Callable[..., Task], tmp_path: Path) -> None:
    """Told by the system's number, whatever the language of its message."""
    for out, status in (("/dev/full", 507), ("/dev/full/out", 500)):  # the latter is no folder
        with pytest.raises(BadInputError) as error:
            Nursery(Limits()).reckon(make_task(out=out), tmp_path, lambda *_: None)
        assert error.value.code == "cannot_write"
        assert find_status(error.value) == status


def test_a_fault_of_the_program_is_no_mistake_of_the_user(make_task: Callable[..., Task], tmp_path: Path) -> None:
    with pytest.raises(ChildFailedError) as error:
        Nursery(Limits()).reckon(make_task(place="9999", question=ask(tmp_path)), tmp_path, lambda *_: None)
    assert "KeyError" in str(error.value)


def test_a_closed_nursery_starts_nobody(make_task: Callable[..., Task], tmp_path: Path) -> None:
    nursery = Nursery(Limits())
    nursery.close()
    with pytest.raises(BadInputError) as error:
        nursery.reckon(make_task(), tmp_path, lambda *_: None)
    assert error.value.code == "reach_stopped"


def test_a_child_that_is_ended_with_the_server_is_no_fault_of_the_program(
    make_task: Callable[..., Task], tmp_path: Path
) -> None:
    """The folder it works in may be gone by then."""
    nursery = Nursery(Limits())

    def end(*_: object) -> None:
        nursery.close()
        shutil.rmtree(tmp_path, ignore_errors=True)

    with pytest.raises(BadInputError) as error:
        nursery.reckon(make_task(), tmp_path, end)
    assert error.value.code == "reach_stopped"
    with pytest.raises(BadInputError) as error:
        nursery.reckon(make_task(), tmp_path, end)
    assert error.value.code == "reach_stopped"


def find_children(process: int) -> list[int]:
    found = []
    for thread in Path(f"/proc/{process}/task").iterdir():
        found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def reckoning(tmp_path: Path) -> Iterator[tuple[Running, int]]:
    """A server that has just begun to reckon, and its child."""
    if not Path("/proc/self/task").exists():
        pytest.skip("needs /proc")
    with run_server(tmp_path) as running:
        assert status_of(running.get("/exempel/resor/")) == 200
        until(lambda: find_children(running.program.pid))
        (child,) = find_children(running.program.pid)
        yield running, child


def test_a_child_does_not_outlive_a_killed_server(reckoning: tuple[Running, int]) -> None:
    running, child = reckoning
    os.kill(running.program.pid, signal.SIGKILL)
    running.program.wait(timeout=PATIENCE)
    until(lambda: not is_alive(child))


def test_a_server_that_ends_in_order_ends_its_child_first(reckoning: tuple[Running, int]) -> None:
    running, child = reckoning
    running.program.send_signal(signal.SIGTERM)
    assert running.program.wait(timeout=PATIENCE) == 0
    assert not is_alive(child)
    assert running.list_passing() == []
