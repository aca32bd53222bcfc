"""What every test may ask for: the shipped catalogue, its observations, a copy to break, and shared facts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from copies import copy_content
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.observations.building import Observations
from samspel.reach.surgery import COMPUTATIONS

settings.register_profile("samspel", derandomize=True, database=None, deadline=None)
settings.load_profile("samspel")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped content, loaded once; nobody changes it."""
    return load_catalogue()


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


@pytest.fixture
def content_copy(tmp_path: Path) -> Iterator[Path]:
    """A whole copy of the content that the test may change; removed afterwards, since there are many."""
    copy = tmp_path / "content"
    copy_content(copy)
    yield copy
    shutil.rmtree(copy)
