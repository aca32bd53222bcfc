"""What happens if, in every municipality: on this machine or a cluster, and on again where a run was stopped."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import numpy as np

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.app.simulating import check_run, pull_levers, set_up
from samspel.scenarios.cluster import Cluster, fingerprint
from samspel.scenarios.ensembles import zero_hypotheses
from samspel.scenarios.model import Model
from samspel.scenarios.nationwide import Everywhere, LocalProcesses, Result, Runner, Shared, Skipped, Task
from samspel.scenarios.parameters import hypotheses
from samspel.scenarios.sampling import sample_parameters
from samspel.scenarios.simulation import Request
from samspel.terms.array_files import load_arrays, pack_arrays
from samspel.terms.errors import BadInputError
from samspel.terms.files import write_file

Watch = Callable[[Iterable[Result], int], Iterable[Result]]
"""Follows the results as they come; the number is how many there will be."""

TOO_LARGE = "shock_too_large"
"""The error that leaves a place out of a run of all, instead of stopping it."""


def simulate_everywhere(
    desk: Desk, request: Request, out: Path, runner: Runner | None = None, watch: Watch = lambda results, _: results
) -> Everywhere:
    """Run every municipality that is large enough for the events, by `runner` or on all of this machine's cores.

    Finished places are kept in a folder beside `out` until `forget_parts`, so that a run that was stopped goes on where
    it was. Raises BadInputError as `simulate` does, and when the events are too large for every place.
    """
    check_run(request.years, request.draws, request.seed)
    model = open_model(desk)
    prepared, skipped = _set_up_everywhere(desk, model, request)
    draws = sample_parameters(model.parameters, request.draws, request.seed)
    names = hypotheses(model.parameters)
    shared = Shared(
        draws if request.with_hypotheses else zero_hypotheses(draws, names),
        pull_levers(desk, model, request)[1],
        names if request.with_hypotheses else (),
    )
    chosen = runner or choose_runner()
    return Everywhere(_run_rest(prepared, shared, _open_parts(desk, request, out), chosen, watch), skipped)


def choose_runner(scheduler: str | None = None, processes: int | None = None) -> Runner:
    """The Dask cluster at an address, or so many processes of this machine; without either one a core."""
    return Cluster(scheduler) if scheduler else LocalProcesses(processes or os.cpu_count() or 1)


def _set_up_everywhere(desk: Desk, model: Model, request: Request) -> tuple[dict[str, Task], tuple[Skipped, ...]]:
    """The places that are large enough, by code, and those that are not."""
    prepared: dict[str, Task] = {}
    skipped: list[Skipped] = []
    for place in desk.catalogue.places.municipalities:
        try:
            prepared[place.code] = set_up(model, place, request)
        except BadInputError as error:
            if error.code != TOO_LARGE:
                raise
            skipped.append(Skipped(place, error))
    if not prepared:
        facts = max((one.error.facts for one in skipped), key=lambda facts: float(facts["there"]))
        raise BadInputError("shock_everywhere", shock=facts["shock"], place=facts["place"], there=facts["there"])
    return prepared, tuple(skipped)


def _run_rest(
    prepared: Mapping[str, Task], shared: Shared, folder: Path, runner: Runner, watch: Watch
) -> Iterator[Result]:
    """Run what no earlier run finished, and yield everything in order."""
    kept = {code: result for code in prepared if (result := _read_part(folder, code)) is not None}
    tasks = [task for code, task in prepared.items() if code not in kept]
    for result in watch(runner.run(tasks, shared), len(tasks)):
        kept[result.code] = result
        _write_part(folder, result)
    for code in prepared:
        yield kept[code]


def forget_parts(out: Path) -> None:
    """Remove the folder of finished places."""
    shutil.rmtree(_parts_of(out), ignore_errors=True)


def _parts_of(out: Path) -> Path:
    return out.with_name(f"{out.name}.parts")


def _open_parts(desk: Desk, request: Request, out: Path) -> Path:
    """The folder of finished places for just this request, content and model; parts of another are removed."""
    digest = hashlib.sha256(json.dumps([fingerprint(), msgspec.to_builtins(request)], sort_keys=True).encode())
    for path in sorted(desk.catalogue.folder.rglob("*.*")):
        if path.suffix in (".toml", ".csv") and path.parent.name != "texts":
            digest.update(path.read_bytes())
    folder = _parts_of(out) / digest.hexdigest()[:16]
    if not folder.is_dir():
        forget_parts(out)
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_part(folder: Path, result: Result) -> None:
    arrays = {"names": np.array(list(result.bands)), "diverged": np.array(result.diverged), **result.bands}
    write_file(folder / f"{result.code}.npz", pack_arrays(arrays))


def _read_part(folder: Path, code: str) -> Result | None:
    """What was worked out of a place; None, so that it is worked out anew, where a part of it cannot be read."""
    kept = load_arrays(folder / f"{code}.npz")
    if kept is None or not {"names", "diverged"} <= set(kept) or not set(kept["names"]) <= set(kept):
        return None
    return Result(code, {str(name): kept[name] for name in kept["names"]}, int(kept["diverged"]))
