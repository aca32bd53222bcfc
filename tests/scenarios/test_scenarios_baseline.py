"""The baseline: learned from the past alone, on the country's projection, the same bits again."""

import dataclasses
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from samspel.app.desk import Desk
from samspel.app.modelling import open_forecaster, open_model
from samspel.catalogue.loading import Catalogue
from samspel.dynamics.spread import LEVELS
from samspel.dynamics.town import LEVELS as TOWN_LEVELS
from samspel.scenarios.baseline.courses import LONGEST
from samspel.scenarios.baseline.forecast import Forecaster, mean_known, widen
from samspel.scenarios.baseline.kept import Wanted, learn_courses, read_courses
from samspel.scenarios.baseline.national import choose_projection, expect_country
from samspel.scenarios.baseline.panel import center, mean_of_others
from samspel.scenarios.baseline.settings import National, load_settings
from samspel.terms.errors import ContentError


@pytest.fixture(scope="module")
def forecaster(still_desk: Desk) -> Forecaster:
    known = open_forecaster(still_desk)
    return Forecaster(known.history, known.settings, 5)


def test_every_year_is_there_and_adds_up_to_the_country(forecaster: Forecaster) -> None:
    history = forecaster.history
    assert (history.first, history.last) == (1990, 2025)
    assert history.people.shape == (290, 36)
    assert history.country[-1] == 10_605_520
    assert np.isfinite(history.births[:, 2024 - 1990]).all()


def test_nothing_after_the_year_is_used(forecaster: Forecaster) -> None:
    """A forecast from 2014 is the same to the last bit when everything later is made up."""
    history, column = forecaster.history, 2014 - 1990
    parts = {}
    for name in ("people", "births", "deaths", "moved_out", "mean_age", "ages"):
        values = getattr(history, name).copy()
        values[..., column + 1 :] *= 3.0
        parts[name] = values
    blind = Forecaster(dataclasses.replace(history, **parts), forecaster.settings, 5)
    assert np.array_equal(blind.expect(column), forecaster.expect(column))
    unseen, seen = (widen(one, one.expect, column, 5) for one in (blind, forecaster))
    assert np.array_equal(unseen, seen)


def test_the_same_figures_give_the_same_bits(forecaster: Forecaster) -> None:
    again = Forecaster(forecaster.history, forecaster.settings, 5)
    assert np.array_equal(again.expect(30), forecaster.expect(30))


def test_the_country_follows_the_newest_projection(forecaster: Forecaster) -> None:
    """From 2025 it is SCB's of April 2026, with its clean-up of the register in 2027."""
    told = forecaster.history.country[-1] * np.exp(forecaster.expect_country(35))
    assert told[:5] == pytest.approx([10_617_229, 10_590_195, 10_595_683, 10_607_632, 10_633_822])


def test_a_rounded_or_older_projection_has_half_of_the_latest_pace(forecaster: Forecaster) -> None:
    """Here the country grows by 2 per cent a year, and the projection of 2005 says 1 per cent."""
    country = 1e6 * 1.02 ** np.arange(15.0)
    rounded = National(base=2005, published="2006", exact=False, people=((2015.0, country[9] * 1.01**10),), source="")
    made = msgspec.structs.replace(forecaster.settings, national=(rounded,))
    both = 0.5 * (np.log(1.02) + np.log(1.01)) * np.arange(1, 4)
    assert expect_country(made, country, 1996, 3) == pytest.approx(both)
    assert choose_projection(made, 2004) is None
    assert expect_country(made, country[:9], 1996, 3) == pytest.approx(np.log(1.02) * np.arange(1, 4))
    whole = msgspec.structs.replace(rounded, base=2010, exact=True, people=((2020.0, country[-1] * 1.01**10),))
    made = msgspec.structs.replace(forecaster.settings, national=(whole,))
    assert expect_country(made, country, 1996, 3) == pytest.approx(np.log(1.01) * np.arange(1, 4))


def test_the_bands_widen_and_are_in_order(forecaster: Forecaster) -> None:
    near, far = (widen(forecaster, forecaster.expect, 30, ahead) for ahead in (1, 5))
    assert near.shape == (290, len(LEVELS))
    assert (np.diff(near, axis=1) >= 0.0).all()
    assert ((far[:, -1] - far[:, 0]) > (near[:, -1] - near[:, 0])).all()


def test_means_leave_out_what_is_not_known() -> None:
    nan = np.nan
    assert mean_known(np.array([[1.0, nan, 3.0], [nan, nan, nan]])) == pytest.approx([2.0, nan], nan_ok=True)
    assert center(np.array([1.0, nan, 3.0])) == pytest.approx([-1.0, nan, 1.0], nan_ok=True)
    groups = np.array([0, 0, 0, 1])
    assert mean_of_others(np.array([1.0, 2.0, 6.0, 9.0]), groups) == pytest.approx([4.0, 3.5, 1.5, 9.0])


@pytest.mark.parametrize(
    ("old", "new"), [("base = 2008", "base = 2003"), ("spans = [1, 2", "spans = [2, 1"), ("pace_share", "paceshare")]
)
def test_a_broken_file_is_told(catalogue: Catalogue, tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "circle").mkdir()
    file = tmp_path / "circle" / "baseline.toml"
    shutil.copy(catalogue.folder / "circle" / "baseline.toml", file)
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError, match="baseline"):
        load_settings(dataclasses.replace(catalogue, folder=tmp_path))


def test_the_kept_courses_are_those_of_the_built_in_figures(still_desk: Desk) -> None:
    """docs/make_baseline.py makes the file. It is held to seven digits, since processors differ in the last ones."""
    learner = open_forecaster(still_desk)
    kept = read_courses(still_desk.catalogue.folder)
    assert set(kept) >= {2018, 2025}
    for year, years in ((2025, 3), (2018, 2)):
        learned = learn_courses(learner, Wanted(year, years))
        assert kept[year][:, :years] == pytest.approx(learned, abs=2e-6)
    assert kept[2025].shape == (290, LONGEST, len(TOWN_LEVELS))


def test_the_course_of_a_place_is_measured_as_far_as_it_is_known(still_desk: Desk) -> None:
    baseline, place = open_model(still_desk).calibration.baseline, still_desk.catalogue.places.by_code["2482"]
    course = baseline.expect(place, 2024, 2030)
    assert course.shape == (7, len(TOWN_LEVELS))
    assert course[0] == pytest.approx(78_150.0)
    assert course[1] == pytest.approx(75_405.0)
    assert (np.diff(course[2:], axis=1) > 0.0).all()
    assert baseline.expect(place, 2023, 2025)[:, 0] == pytest.approx([76_542.0, 78_150.0, 75_405.0])
    assert baseline.foresee(place, 2018, 1)[0] == pytest.approx(72_467.0)


def test_a_kept_file_that_is_broken_is_told(tmp_path: Path) -> None:
    (tmp_path / "circle").mkdir()
    (tmp_path / "circle" / "baseline.npz").write_bytes(b"PK nothing")
    with pytest.raises(ContentError, match="make_baseline"):
        read_courses(tmp_path)
