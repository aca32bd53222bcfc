"""What tests of the workspace may ask for."""

from whole_web import application, client, desk, few_draws, no_answers, nothing_left, web_home
from workspace_database import branch, club, database, local, other_branch, own_database, postgres

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
    "own_database",
    "postgres",
    "web_home",
]
