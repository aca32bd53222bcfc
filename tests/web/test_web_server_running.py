"""A server that is killed while people write; `make faults` does it a hundred times on each database."""

from pathlib import Path

import pytest

from postgres_server import PostgresServer
from web.kills import Trial

KILLS = 3


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_what_was_acknowledged_is_there_after_a_kill_and_the_database_is_whole(
    application: object, request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    server: PostgresServer | None = request.getfixturevalue("postgres") if kind == "postgres" else None
    trial = Trial(tmp_path, server)
    for _ in range(KILLS):
        found = trial.kill()
        assert (found.lost, found.broken) == ((), ())
    assert trial.told.count > 2 * KILLS
    assert all(trial.told.said.values())
