"""The examples that fill the form: fitted to the place, loaded strictly."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.dynamics.jobs import INDUSTRY, SECTORS
from samspel.scenarios.presets import Preset, PresetEvent, fit_preset, load_presets
from samspel.scenarios.shocks import Kind
from samspel.terms.errors import ContentError

LARGE = np.full(len(SECTORS), 100_000.0)


def make(**event: object) -> Preset:
    return Preset(id="x", basis="assumed", source="x", sv="x", en="x", events=[PresetEvent(**event)])  # type: ignore[arg-type]


def test_every_kind_of_event_has_an_example(catalogue: Catalogue) -> None:
    kinds = {event.kind for preset in load_presets(catalogue) for event in preset.events}
    assert kinds == set(get_args(Kind))


def test_an_example_is_as_written_where_there_is_room(catalogue: Catalogue) -> None:
    presets = {preset.id: fit_preset(preset, 2027, LARGE) for preset in load_presets(catalogue)}
    (closure,), (conversion,) = presets["industry-closure"], presets["foundry-conversion"]
    assert (closure.year, closure.jobs, closure.until) == (2027, 400.0, None)
    assert (conversion.jobs, conversion.new_jobs, conversion.new_year) == (150.0, 120.0, 2029)


@pytest.mark.parametrize(("there", "jobs"), [(1234.0, 240.0), (857.0, 170.0), (37.0, 7.0), (5.0, 1.0)])
def test_a_small_place_gets_at_most_the_share_in_two_figures(there: float, jobs: float) -> None:
    preset = make(kind="closure", jobs=400.0, most_percent=20.0)
    (shock,) = fit_preset(preset, 2027, np.where(np.arange(len(SECTORS)) == INDUSTRY, there, 0.0))
    assert shock.jobs == jobs


@given(st.floats(0.0, 1e6), st.floats(1.0, 5000.0), st.floats(0.1, 100.0))
def test_an_example_never_takes_more_than_its_share(there: float, jobs: float, percent: float) -> None:
    fitted = fit_preset(make(kind="closure", jobs=jobs, most_percent=percent), 2027, np.full(len(SECTORS), there))
    assert all(1.0 <= shock.jobs <= min(jobs, there * percent / 100.0) + 1e-9 for shock in fitted)


def test_where_there_are_no_jobs_there_is_no_example_of_losing_them() -> None:
    preset = make(kind="closure", jobs=400.0, most_percent=20.0)
    assert fit_preset(preset, 2027, np.zeros(len(SECTORS))) == ()
    assert fit_preset(make(kind="downturn", percent=3.0), 2027, np.zeros(len(SECTORS))) != ()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("jobs = 50.0", "jobs = 0.0", "small-firm.event.jobs"),
        ("percent = 3.0", "percent = 100.0", "downturn.event.percent"),
        ("new_percent = 80.0", "new_percent = -1.0", "foundry-conversion.event.new_percent"),
        ("most_percent = 20.0\nnew", "most_percent = 120.0\nnew", "foundry-conversion.event.most_percent"),
        ("new_wait = 2", "new_wait = -2", "foundry-conversion.event.new_wait"),
        ("wait = 1\nuntil = 3", "wait = 4\nuntil = 3", "large-factory.event.until"),
        ("wait = 1\nuntil = 3", "wait = -1\nuntil = 3", "large-factory.event.wait"),
        ("jobs = 50.0", 'jobs = 50.0\nsector = "forestry"', "small-firm.event.sector"),
        ("jobs = 50.0", "jobs = 50.0\nsize = 1", "size"),
        ('kind = "downturn"', 'kind = "flood"', "kind"),
        ('basis = "assumed"', "", "basis"),
        ('id = "downturn"', 'id = "small-firm"', "id"),
        ("med {jobs} jobb kommer", "med {job} jobb kommer", "large-factory.sv"),
        ('[[preset.event]]\nkind = "downturn"\npercent = 3.0\n', "event = []\n", "downturn.event"),
    ],
)
def test_a_broken_example_is_told_with_file_and_key(content_copy: Path, old: str, new: str, key: str) -> None:
    path = content_copy / "scenario_presets.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_presets(load_catalogue(content_copy))
    assert caught.value.facts["file"] == "scenario_presets.toml"
    assert str(caught.value.facts["key"]).endswith(key)
