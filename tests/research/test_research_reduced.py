"""The reduced model: the same equations in another program (PySD), in closed form, and what must be conserved."""

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from samspel.research import reduced
from samspel.research.reduced import JOBS, PEOPLE, STOCKS, Closure, Rates, make_paths, run_reduced

Floats = npt.NDArray[np.float64]

YEARS, CLOSING = 15, 2
NAMES = ("growth rate", "moving rate", "people per job", "follow rate", "jobs per person")
SETS = {
    "nothing": (0.0, 0.0, 2.0, 0.0, 0.5),
    "growth alone": (0.012, 0.0, 2.0, 0.0, 0.5),
    "people follow jobs": (-0.004, 0.15, 2.1, 0.0, 0.5),
    "both follow": (0.003, 0.1, 2.0, 0.08, 0.45),
    "beyond the gap": (0.0, 1.4, 2.2, 1.2, 0.4),
    "far apart": (0.02, 0.3, 3.0, 0.2, 0.2),
}
START = np.array([[60_000.0, 5_400.0], [30_000.0, 2_900.0]])
CLOSED = Closure(np.array([3_700.0, 0.0]), CLOSING)
NUMBERS = np.array(list(SETS.values())).T


def run(numbers: Floats, closure: Closure = CLOSED, start: Floats = START) -> Floats:
    paths = make_paths(start, YEARS, numbers.shape[1])
    run_reduced(paths, Rates(*numbers), closure)
    return paths


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """PySD 3.14 warns of chardet and pandas; neither is ours to mend."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", "The inplace keyword")
        yield


def load(name: str, folder: Path, **replaced: str) -> Any:
    """A model in PySD; it writes beside the file, so a copy is read."""
    import pysd  # here, since it warns when it is imported

    copy = folder / name
    shutil.copy(Path(__file__).with_name(name), copy)
    text = copy.read_text("utf-8")
    for old, new in replaced.items():
        assert f"({old[0]}1-{old})" in text
        text = text.replace(f"({old[0]}1-{old})", f"({old[0]}1-{new})")
    copy.write_text(text, "utf-8")
    return pysd.read_vensim(str(copy))


def test_pysd_place_by_place_and_draw_by_draw_says_the_same(tmp_path: Path) -> None:
    model, ours = load("reduced.mdl", tmp_path), run(NUMBERS)
    for place, (people, jobs) in enumerate(START.T):
        for draw, numbers in enumerate(NUMBERS.T):
            params = {
                **dict(zip(NAMES, numbers.tolist(), strict=True)),
                "start people": people,
                "start jobs": jobs,
                "closed jobs": CLOSED.jobs[place],
                "closing year": CLOSING,
            }
            told = model.run(params=params, return_columns=list(STOCKS))
            assert list(told.index) == list(range(YEARS + 1))
            for stock, name in enumerate(STOCKS):
                np.testing.assert_allclose(ours[stock, :, place, draw], told[name], rtol=1e-9, err_msg=str(numbers))


def test_pysd_with_places_and_draws_as_subscripts_says_the_same(tmp_path: Path) -> None:
    draws = NUMBERS.shape[1]
    model = load("reduced_subscripts.mdl", tmp_path, p290="p2", d1000=f"d{draws}")
    import xarray

    by_draw = {"draw": [f"d{number}" for number in range(1, draws + 1)]}
    by_place = {"place": ["p1", "p2"]}
    params = {name: xarray.DataArray(row, by_draw, ["draw"]) for name, row in zip(NAMES, NUMBERS, strict=True)}
    rows = {"start people": START[PEOPLE], "start jobs": START[JOBS], "closed jobs": CLOSED.jobs}
    params |= {name: xarray.DataArray(row, by_place, ["place"]) for name, row in rows.items()}
    told = model.run(params={**params, "closing year": CLOSING}, return_columns=list(STOCKS), flatten_output=False)
    for stock, name in enumerate(STOCKS):
        theirs = np.stack([np.array(value, dtype=np.float64) for value in told[name]])
        np.testing.assert_allclose(run(NUMBERS)[stock], theirs, rtol=1e-9)


@pytest.mark.parametrize("numbers", SETS.values(), ids=SETS)
def test_the_course_is_the_closed_form(numbers: tuple[float, ...]) -> None:
    """x(t) = A^t x(0) - A^(t - k - 1) (0, closed) for t > k, with the powers by the eigenvalues of A."""
    growth, moving, carried, follow, called = numbers
    matrix = np.array([[1.0 + growth - moving, moving * carried], [follow * called, 1.0 - follow]])
    half, product = np.trace(matrix) / 2.0, np.linalg.det(matrix)
    apart = np.sqrt(half**2 - product) if half**2 > product else 0.0
    low, high = half - apart, half + apart
    ours = run(np.array([numbers]).T)

    def power(years: int) -> Floats:
        """Sylvester's formula; with one eigenvalue in common its limit."""
        if apart < 1e-9:
            tangent = years * half ** (years - 1) if years else 0.0
            return np.asarray(half**years * np.eye(2) + tangent * (matrix - half * np.eye(2)))
        upper, lower = (matrix - low * np.eye(2)) / (high - low), (matrix - high * np.eye(2)) / (low - high)
        return np.asarray(high**years * upper + low**years * lower)

    for place in range(2):
        for year in range(YEARS + 1):
            expected = power(year) @ START[:, place]
            if year > CLOSING:
                expected = expected - power(year - CLOSING - 1) @ np.array([0.0, CLOSED.jobs[place]])
            np.testing.assert_allclose(ours[:, year, place, 0], expected, rtol=1e-9)


def test_growth_alone_is_compound_interest() -> None:
    paths = run(np.array([[0.012, 0.0, 2.0, 0.0, 0.5]]).T)
    np.testing.assert_allclose(paths[PEOPLE, :, 0, 0], 60_000.0 * 1.012 ** np.arange(YEARS + 1), rtol=1e-12)
    np.testing.assert_allclose(paths[JOBS, -1, 0, 0], 30_000.0 - 3_700.0)


def test_in_balance_nothing_moves_and_without_exchange_only_the_closed_jobs_go() -> None:
    start = np.array([[2_000.0], [1_000.0]])
    still = run(np.array([[0.0, 0.2, 2.0, 0.3, 0.5]]).T, Closure(np.zeros(1), 0), start)
    np.testing.assert_allclose(still[:, :, 0, 0], np.tile(start, YEARS + 1), rtol=1e-12)
    gone = run(np.array([[0.0, 0.2, 2.0, 0.0, 0.5]]).T, Closure(np.array([100.0]), YEARS - 1), start)
    np.testing.assert_allclose(gone[JOBS, -2:, 0, 0], [1_000.0, 900.0])


def test_any_split_into_parts_gives_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(1)
    start = generator.uniform(1e3, 1e5, (2, 7))
    closure = Closure(generator.uniform(0.0, 500.0, 7), CLOSING)
    whole = run(NUMBERS, closure, start)
    monkeypatch.setattr(reduced, "CELLS", 1)
    assert run(NUMBERS, closure, start).tobytes() == whole.tobytes()
    alone = run(NUMBERS[:, 2:3], Closure(closure.jobs[3:4], CLOSING), start[:, 3:4])
    assert alone[:, :, 0, 0].tobytes() == whole[:, :, 3, 2].tobytes()
