"""A desk with the shipped content and no answers, for what reports say of it."""

from collections.abc import Callable

import pytest

from desks import make_desk
from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue
from samspel.observations.building import Observations
from samspel.terms.place import Place


@pytest.fixture(scope="session")
def still_desk(catalogue: Catalogue, observations: Observations, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk without answers, for tests that save none."""
    return make_desk(catalogue, observations, tmp_path_factory.mktemp("still"))


@pytest.fixture(scope="session")
def at(catalogue: Catalogue) -> Callable[[str], Place]:
    """A place by its code."""
    return lambda code: catalogue.places.by_code[code]
