"""What every test may ask for: the shipped catalogue, its observations, a copy to break, and shared facts."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import Scheduling

from circle_parts import make_model
from copies import copy_content, find_common, make_once
from dealing import ByModule, find_turn
from desks import make_desk, share_answers
from ready_tables import share_tables
from samspel.app.computed import COMPUTATIONS
from samspel.app.desk import Desk
from samspel.app.reaching import reach_demo
from samspel.catalogue.loading import Catalogue
from samspel.dynamics.town import Town
from samspel.observations.building import Observations
from samspel.reach.report import ReachReport
from samspel.scenarios.model import Model
from samspel.store.reach import pack_report, unpack_report
from samspel.terms.place import Place
from shipped import load_shipped
from still_day import keep_day

os.environ.setdefault("SAMSPEL_COLD", "1")  # a server of a test is asked for a page or two
# The same examples every time, and no clock: a machine that is busy with something else breaks no test. Fixtures of a
# test are made once for all its examples here, which is meant.
settings.register_profile(
    "samspel",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("samspel")

SHARED = Path(__file__).parents[2] / "shared"
MEMORY, ENOUGH = Path("/dev/shm"), 4_000_000_000
"""Files in memory, and the bytes that must be free there."""


def _keep_in_memory() -> None:
    """Databases and copies of the content lie in memory where there is room: a disk that each write waits for is half
    of the time of many tests.
    """
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


_keep_in_memory()
keep_day()  # before modules are collected, some of which name the day


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """The modules dealt out where `--dist loadscope` asks for it."""
    return ByModule(config, log) if config.getoption("dist") == "loadscope" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first, in every process that shares the tests; where one does them all, no order is quicker."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: find_turn(item.path))


def pytest_collection_finish() -> None:
    """The collector leaves alone what stays for the session, and looks less often at the rest: a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _parse_once() -> Iterator[None]:
    """A file of content that no test has changed is parsed once, which is half of all loading."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("samspel.catalogue.reading.tomli.loads", lru_cache(maxsize=None)(tomli.loads))
        yield


@pytest.fixture(scope="session", autouse=True)
def _share_tables(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A server of a test need not make the workspace's tables, nor each process what takes seconds."""
    share_tables(find_common(tmp_path_factory))
    share_answers(find_common(tmp_path_factory))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped content, loaded once; nobody changes it."""
    return load_shipped()


@pytest.fixture(scope="session")
def observations(catalogue: Catalogue) -> Observations:
    """Every series of the shipped content, each built once."""
    return Observations(catalogue, COMPUTATIONS)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with facts and design beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared folder at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def town_report(still_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> ReachReport:
    """The made-up town, reckoned once for all the processes that share the tests."""
    return unpack_report(make_once(tmp_path_factory, "town.json", lambda: pack_report(reach_demo(still_desk))))


@pytest.fixture
def content_copy(tmp_path: Path) -> Iterator[Path]:
    """A whole copy of the content that the test may change; removed afterwards, since there are many."""
    copy = tmp_path / "content"
    copy_content(copy)
    yield copy
    shutil.rmtree(copy)


@pytest.fixture(scope="session")
def model(observations: Observations) -> Model:
    """Parameters, levers' effects and calibration."""
    return make_model(observations)


@pytest.fixture(scope="session")
def town_of(model: Model, observations: Observations) -> Callable[[str], Town]:
    """A municipality as the model starts it, by code, for 15 years."""
    places = observations.catalogue.places.by_code
    made: dict[str, Town] = {}

    def find(code: str) -> Town:
        if code not in made:
            made[code] = model.calibration.town(places[code], 15)
        return made[code]

    return find


@pytest.fixture(scope="session")
def still_desk(catalogue: Catalogue, observations: Observations, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk without answers, for tests that save none."""
    return make_desk(catalogue, observations, tmp_path_factory.mktemp("still"))


@pytest.fixture(scope="session")
def at(catalogue: Catalogue) -> Callable[[str], Place]:
    """A place by its code."""
    return lambda code: catalogue.places.by_code[code]
