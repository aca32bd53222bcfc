"""How many hostile inputs each test of this folder is given: few and the same ones in `make test`, many and new ones in
`make fuzz`, which sets SAMSPEL_FUZZ_EXAMPLES.
"""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from whole_web import application, client, desk, few_draws, no_answers, nothing_left, web_home
from workspace_database import branch, club, database, local, other_branch, postgres

__all__ = [
    "application",
    "branch",
    "client",
    "club",
    "database",
    "desk",
    "few_draws",
    "local",
    "no_answers",
    "nothing_left",
    "other_branch",
    "postgres",
    "web_home",
]

FOLDER = Path(__file__).parent
SHORT = 60
ASKED = int(os.environ.get("SAMSPEL_FUZZ_EXAMPLES", "0"))

settings.register_profile(
    "fuzz",
    settings.get_profile("samspel"),
    max_examples=ASKED or SHORT,
    derandomize=not ASKED,
    print_blob=bool(ASKED),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The profile holds for the modules of this folder alone: hypothesis looks at it when a test is declared."""
    if FOLDER not in collector.path.parents:
        return (yield)
    settings.load_profile("fuzz")
    try:
        return (yield)
    finally:
        settings.load_profile("samspel")
