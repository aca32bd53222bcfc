"""Municipalities on a Dask cluster, by the address of its scheduler.

Dask is optional and imported when a run begins. Every worker must have the same Samspel, down to the source of the
model, and the same numpy: only then are the bits the same as here. It is checked before the run, and again by each
task, since workers may join later. `Shared` is sent once to every worker.
"""

import gc
import hashlib
import logging
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from samspel import __version__
from samspel.scenarios.nationwide import Result, Shared, Task, run_place
from samspel.terms.errors import BadInputError

CONNECT_SECONDS = 10.0
PATIENCE_SECONDS = 20.0
"""How long a cluster without workers, or without any answer, is waited for."""

MODEL = ("dynamics", "scenarios")
MATTERS = ("samspel", "numpy")
NONE = "–"
LOGGERS = ("distributed", "distributed.client")
"""Those that Dask gives a level of their own."""


class OtherModelError(RuntimeError):
    """A worker that joined during the run has another model."""


@dataclass(frozen=True)
class Cluster:
    """The workers of the scheduler at `address`."""

    address: str
    connect: float = CONNECT_SECONDS
    patience: float = PATIENCE_SECONDS

    def run(self, tasks: Iterable[Task], shared: Shared) -> Iterator[Result]:
        """Results in the order they finish.

        Raises BadInputError when Dask is missing, the address cannot be reached, there are no workers, one has another
        version, or the cluster is lost on the way.
        """
        waiting = list(tasks)
        if not waiting:
            return
        dask = _import_dask()
        with _quiet(), self._open(dask) as client:
            self._await_workers(client)
            try:
                _check_versions(client)
            except (OSError, RuntimeError, dask.KilledWorker, dask.CancelledError) as error:
                raise self._lost(error) from None
            yield from self._collect(dask, client, waiting, shared)

    @contextmanager
    def _open(self, dask: Any) -> Iterator[Any]:
        client = None
        with suppress(OSError, ValueError, TypeError, RuntimeError):
            client = dask.Client(self.address, timeout=self.connect, set_as_default=False, name="samspel")
        if client is None:
            # A half-made client that is found by the collector later can lock Dask's own loop; so it goes now.
            gc.collect()
            raise BadInputError("cluster_unreachable", address=self.address[:200], seconds=round(self.connect))
        try:
            yield client
        finally:
            client.close(timeout=self.connect)

    def _await_workers(self, client: Any) -> None:
        try:
            client.wait_for_workers(1, timeout=self.connect)
        except TimeoutError:
            raise BadInputError("cluster_no_workers", address=self.address[:200], seconds=round(self.connect)) from None

    def _collect(self, dask: Any, client: Any, tasks: list[Task], shared: Shared) -> Iterator[Result]:
        pending: set[Any] = set()
        try:
            sent = client.scatter(shared, broadcast=True, hash=False, timeout=self.patience)
            pending = {client.submit(run_checked, task, sent, fingerprint(), pure=False) for task in tasks}
            while pending:
                done = self._await_some(dask, client, pending)
                pending -= done
                for future in done:
                    yield future.result(timeout=self.patience)
        except (OtherModelError, ImportError) as error:
            raise BadInputError("cluster_model", worker=str(error)[:200], version=__version__) from None
        except (OSError, RuntimeError, dask.KilledWorker, dask.CancelledError) as error:
            raise self._lost(error) from None
        finally:
            _let_go(client, pending)

    def _await_some(self, dask: Any, client: Any, pending: set[Any]) -> set[Any]:
        """The futures that are done; waits for as long as there are workers that can do something."""
        while True:
            try:
                with client.as_current():
                    return set(dask.wait(pending, timeout=self.patience, return_when="FIRST_COMPLETED").done)
            except TimeoutError as error:
                if client.status != "running" or not client.scheduler_info()["workers"]:
                    raise self._lost(error) from None

    def _lost(self, error: BaseException) -> BadInputError:
        return BadInputError("cluster_lost", address=self.address[:200], reason=type(error).__name__)


def run_checked(task: Task, shared: Shared, expected: str) -> Result:
    """Run a place on a worker. Raises OtherModelError where the worker's model is not the expected one."""
    if fingerprint() != expected:
        raise OtherModelError(socket.gethostname())
    return run_place(task, shared)


@cache
def fingerprint() -> str:
    """What decides the bits: version, the source of the model, and numpy."""
    digest = hashlib.sha256(f"{__version__} {metadata.version('numpy')}".encode())
    package = Path(__file__).parents[1]
    for path in sorted(path for name in MODEL for path in (package / name).rglob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _import_dask() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise BadInputError("cluster_missing") from None


def _check_versions(client: Any) -> None:
    """Ask every worker by means that need no Samspel there. Raises BadInputError for the first that has another."""
    for program in MATTERS:
        here = metadata.version(program)
        for worker, found in client.run(metadata.version, program, on_error="return").items():
            if found != here:
                has = found if isinstance(found, str) else NONE
                raise BadInputError("cluster_version", worker=worker, program=program, has=has, here=here)
    for worker, found in client.run(fingerprint, on_error="return").items():
        if found != fingerprint():
            raise BadInputError("cluster_model", worker=worker, version=__version__)


def _let_go(client: Any, pending: set[Any]) -> None:
    """Tell the cluster that nobody waits any longer, if it still listens."""
    if pending and client.status == "running":
        client.cancel(list(pending))


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask logs lost connections at length; ours is one sentence."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
