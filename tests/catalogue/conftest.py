from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.breaches import Breach, provoke
from samspel.terms.errors import ContentError


@pytest.fixture(scope="session")
def provoked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Breach], ContentError]:
    """The error that a breach raises; each breach is tried once a session."""
    folder: Path = tmp_path_factory.mktemp("breaches")
    errors: dict[str, ContentError] = {}

    def find(breach: Breach) -> ContentError:
        if breach.rule not in errors:
            errors[breach.rule] = provoke(breach, folder)
        return errors[breach.rule]

    return find
