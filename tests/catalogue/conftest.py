from collections.abc import Sequence

import pytest

from catalogue.breaches import Copy, Provoke


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Tests that break files share a process, so that each file is broken once."""
    for item in items:
        if isinstance(item, pytest.Function) and "provoked" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("breaches"))


@pytest.fixture(scope="session")
def provoked(tmp_path_factory: pytest.TempPathFactory) -> Provoke:
    """The error that a breach raises, and the line that it must name; each breach is tried once a session."""
    return Copy(tmp_path_factory.mktemp("breaches") / "content").provoke
