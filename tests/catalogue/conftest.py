import pytest

from catalogue.breaches import Copy, Provoke


@pytest.fixture(scope="session")
def provoked(tmp_path_factory: pytest.TempPathFactory) -> Provoke:
    """The error that a breach raises, and the line that it must name; each breach is tried once a session."""
    return Copy(tmp_path_factory.mktemp("breaches") / "content").provoke
