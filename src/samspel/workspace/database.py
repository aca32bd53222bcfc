"""Which database the workspace is kept in: SQLite in the home, or the one that DATABASE_URL names."""

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from stat import S_IMODE
from typing import Any

import dj_database_url

from samspel.terms.errors import BadInputError
from samspel.terms.files import PRIVATE_FILE, PRIVATE_FOLDER

_log = logging.getLogger(__name__)
VARIABLE = "DATABASE_URL"
FOLDER, FILE = "workspace", "workspace.sqlite3"
WAIT = 20
"""Seconds that a writer waits for another."""
KEPT_OPEN = 600
"""Seconds that a connection is used again."""
KINDS = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
"""A write that is acknowledged has reached the disk; readers never wait for a writer."""


def describe_database(home: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Django's description of the database. Nothing is opened.

    Raises BadInputError for an address that names no database that can be used.
    """
    address = environment.get(VARIABLE, "").strip()
    if not address:
        return _describe_sqlite(home / FOLDER / FILE)
    try:
        found = dict(dj_database_url.parse(address, conn_max_age=KEPT_OPEN, conn_health_checks=True))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError):
        raise BadInputError("database_url", variable=VARIABLE) from None
    if found.get("ENGINE") not in KINDS or not found["NAME"]:
        raise BadInputError("database_url", variable=VARIABLE)
    return _describe_sqlite(Path(str(found["NAME"]))) if found["ENGINE"] == KINDS[0] else found


def make_folder(description: Mapping[str, Any]) -> None:
    """Make the folder of a database that is a file, for its owner alone.

    Raises BadInputError when it cannot be made.
    """
    if description["ENGINE"] != KINDS[0]:
        return
    folder = Path(description["NAME"]).parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    except OSError as error:
        raise BadInputError("cannot_write", file=str(folder), reason=str(error.strerror)) from None


def protect_file(connection: Any) -> None:
    """Take the database's file from everybody but its owner. Where that fails and others can reach it, the server's log
    tells so, once: pages go on, since the file was so before.
    """
    if connection.vendor == "sqlite" and (path := Path(str(connection.settings_dict["NAME"]))).is_file():
        try:
            path.chmod(PRIVATE_FILE)
        except OSError as error:
            if S_IMODE(path.stat().st_mode) & ~PRIVATE_FILE:
                _tell_open(path, str(error.strerror))


@cache
def _tell_open(path: Path, reason: str) -> None:
    _log.error(
        "Others on this machine can reach the workspace's database %s, and its mode cannot be changed: %s", path, reason
    )


def _describe_sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": KINDS[0],
        "NAME": str(path),
        "CONN_MAX_AGE": KEPT_OPEN,
        "OPTIONS": {"timeout": WAIT, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS},
    }
