"""Places on this machine and on a cluster: the same bits, and every way a cluster can fail as a sentence."""

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from distributed import LocalCluster

from circle_parts import close
from samspel.dynamics.town import Town
from samspel.scenarios import cluster as on_cluster
from samspel.scenarios.cluster import Cluster, OtherModelError, fingerprint, run_checked
from samspel.scenarios.model import Model
from samspel.scenarios.nationwide import LocalProcesses, Result, Runner, Shared, Task, run_place
from samspel.scenarios.sampling import sample_parameters
from samspel.terms.errors import BadInputError

CODES = ("1060", "1860", "2181", "0180")
NOBODY = "tcp://127.0.0.1:9"


class SmallCluster(LocalCluster):
    """Says nothing when the interpreter ends before Dask has noted that a cluster is closed."""

    def __del__(self, _warn: object = None) -> None:
        return None


def start_cluster(workers: int = 1) -> LocalCluster:
    gc.collect()
    gc.disable()  # A client collected while Dask starts its loop waits for itself for ever.
    try:
        return SmallCluster(  # type: ignore[no-untyped-call]
            n_workers=workers,
            threads_per_worker=1,
            processes=False,
            protocol="tcp",
            scheduler_port=0,
            dashboard_address="127.0.0.1:0",
        )
    finally:
        gc.enable()


@pytest.fixture(scope="module")
def running() -> Iterator[LocalCluster]:
    with start_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def tasks(town_of: Callable[[str], Town]) -> list[Task]:
    return [Task(town_of(code), close(200)) for code in CODES]


@pytest.fixture(scope="module")
def shared(model: Model) -> Shared:
    return Shared(sample_parameters(model.parameters, 60, 1), (), ("unmet_unfilled",))


def by_code(results: Iterator[Result]) -> dict[str, Result]:
    return {result.code: result for result in results}


def assert_same_bits(one: dict[str, Result], other: dict[str, Result]) -> None:
    assert set(one) == set(other)
    for code, result in one.items():
        assert result.diverged == other[code].diverged
        assert set(result.bands) == set(other[code].bands)
        for name, bands in result.bands.items():
            assert bands.tobytes() == other[code].bands[name].tobytes(), (code, name)


def catch(runner: Runner, tasks: list[Task], shared: Shared) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        list(runner.run(tasks, shared))
    return caught.value


def test_a_cluster_gives_the_same_bits_as_this_machine(
    running: LocalCluster, tasks: list[Task], shared: Shared
) -> None:
    here = by_code(LocalProcesses(1).run(tasks, shared))
    assert_same_bits(by_code(Cluster(running.scheduler_address).run(tasks, shared)), here)


def test_processes_give_the_same_bits_as_none(tasks: list[Task], shared: Shared) -> None:
    assert_same_bits(
        by_code(LocalProcesses(2).run(tasks[:2], shared)), by_code(LocalProcesses(1).run(tasks[:2], shared))
    )


def test_results_come_one_by_one_and_the_cluster_can_be_left(
    running: LocalCluster, tasks: list[Task], shared: Shared
) -> None:
    results = Cluster(running.scheduler_address).run(tasks, shared)
    assert next(results).code in CODES
    results.close()  # type: ignore[attr-defined]
    assert len(list(Cluster(running.scheduler_address).run(tasks[:1], shared))) == 1


def test_nothing_to_run_needs_no_cluster(shared: Shared) -> None:
    assert list(Cluster(NOBODY).run([], shared)) == []


@pytest.mark.parametrize("address", [NOBODY, "nonsense", "carrier-pigeon://loft:1", "tls://127.0.0.1:9"])
def test_an_address_that_does_not_answer_is_said(address: str, tasks: list[Task], shared: Shared) -> None:
    error = catch(Cluster(address, connect=0.5), tasks, shared)
    assert (error.code, error.facts["address"]) == ("cluster_unreachable", address)


def test_a_cluster_without_workers_is_said(tasks: list[Task], shared: Shared) -> None:
    with start_cluster(workers=0) as cluster:
        assert catch(Cluster(cluster.scheduler_address, connect=0.5), tasks, shared).code == "cluster_no_workers"


def test_without_dask_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tasks: list[Task], shared: Shared
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert catch(Cluster(NOBODY), tasks, shared).code == "cluster_missing"


def on_worker() -> bool:
    return threading.current_thread() is not threading.main_thread()


def test_a_worker_with_another_version_is_named(
    running: LocalCluster, monkeypatch: pytest.MonkeyPatch, tasks: list[Task], shared: Shared
) -> None:
    def version(program: str) -> str:
        return "0.0.9" if on_worker() and program == "numpy" else "1.0"

    monkeypatch.setattr(on_cluster, "metadata", SimpleNamespace(version=version))
    error = catch(Cluster(running.scheduler_address), tasks, shared)
    assert error.code == "cluster_version"
    assert (error.facts["program"], error.facts["has"], error.facts["here"]) == ("numpy", "0.0.9", "1.0")


def test_a_worker_without_the_program_is_named(
    running: LocalCluster, monkeypatch: pytest.MonkeyPatch, tasks: list[Task], shared: Shared
) -> None:
    def version(program: str) -> str:
        if on_worker():
            raise ModuleNotFoundError(program)
        return "1.0"

    monkeypatch.setattr(on_cluster, "metadata", SimpleNamespace(version=version))
    error = catch(Cluster(running.scheduler_address), tasks, shared)
    assert (error.code, error.facts["has"]) == ("cluster_version", "–")


def test_a_worker_with_another_model_is_refused_before_the_run(
    running: LocalCluster, monkeypatch: pytest.MonkeyPatch, tasks: list[Task], shared: Shared
) -> None:
    numbers = count()

    def ever_new() -> str:
        return str(next(numbers))

    monkeypatch.setattr(on_cluster, "fingerprint", ever_new)
    assert catch(Cluster(running.scheduler_address), tasks, shared).code == "cluster_model"


def test_a_worker_that_joins_later_with_another_model_is_refused_by_its_task(
    running: LocalCluster, monkeypatch: pytest.MonkeyPatch, tasks: list[Task], shared: Shared
) -> None:
    def differs() -> str:
        return "theirs" if on_worker() else "ours"

    def let_pass(client: Any) -> None:
        return None

    monkeypatch.setattr(on_cluster, "fingerprint", differs)
    monkeypatch.setattr(on_cluster, "_check_versions", let_pass)
    assert catch(Cluster(running.scheduler_address), tasks, shared).code == "cluster_model"


def test_the_task_checks_the_model_itself(tasks: list[Task], shared: Shared) -> None:
    checked, alone = run_checked(tasks[0], shared, fingerprint()), run_place(tasks[0], shared)
    assert_same_bits({checked.code: checked}, {alone.code: alone})
    with pytest.raises(OtherModelError):
        run_checked(tasks[0], shared, "other")


def test_a_scheduler_that_goes_away_is_said(tasks: list[Task], shared: Shared) -> None:
    cluster = start_cluster()
    results = Cluster(cluster.scheduler_address, connect=0.5, patience=0.5).run(tasks * 5, shared)
    next(results)
    cluster.close()
    with pytest.raises(BadInputError) as caught:
        list(results)
    assert caught.value.code == "cluster_lost"


def test_workers_that_all_go_away_are_said(tasks: list[Task], shared: Shared) -> None:
    with start_cluster() as cluster:
        results = Cluster(cluster.scheduler_address, connect=0.5, patience=0.5).run(tasks * 5, shared)
        next(results)
        cluster.scale(0)
        with pytest.raises(BadInputError) as caught:
            list(results)
    assert caught.value.code == "cluster_lost"


def test_the_fingerprint_is_of_the_whole_model() -> None:
    assert len(fingerprint()) == 64
    assert np.all([character in "0123456789abcdef" for character in fingerprint()])
