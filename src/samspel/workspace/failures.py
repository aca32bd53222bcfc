"""What it means that the database failed, in the program's own errors: busy, full, damaged, or not there."""

import shutil
import sys
from pathlib import Path

from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.units import MEGABYTE

BUSY, LOCKED, READ_FAILED, DAMAGED, FULL, NO_DATABASE = 5, 6, 10, 11, 13, 26
"""The first bytes of SQLite's result codes."""
FIRST_BYTE = 0xFF
WHOLE = "ok"
LEAST_ROOM = MEGABYTE
"""Bytes: with less room left, what cannot be written beside a database cannot for want of room."""


def explain_failure(error: BaseException) -> SamspelError | None:
    """The error to tell for one of the database's; None for any other. Django is not loaded for it."""
    django = sys.modules.get("django.db.utils")
    if django is None or not isinstance(error, django.DatabaseError):
        return None
    cause = error.__cause__
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    code = getattr(cause, "sqlite_errorcode", 0) & FIRST_BYTE
    if code in (BUSY, LOCKED):
        return BadInputError("database_busy")
    if code == FULL or (code == READ_FAILED and _find_room() < LEAST_ROOM):
        return BadInputError("database_full")
    if code in (DAMAGED, NO_DATABASE):
        return BadInputError("database_damaged", file=_find_file(), reason=reason)
    return BadInputError("database", reason=reason)


def check_whole() -> None:
    """Raise BadInputError (database_damaged) where a database that is a file is damaged: a copy of it would lack rows
    without a word.
    """
    from django.db import connection

    found = _look_through() if connection.vendor == "sqlite" else WHOLE
    if found != WHOLE:
        raise BadInputError("database_damaged", file=_find_file(), reason=found.splitlines()[0])


def _look_through() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        return str(cursor.fetchone()[0])


def _find_file() -> str:
    from django.db import connection

    return Path(str(connection.settings_dict["NAME"])).name


def _find_room() -> int:
    from django.db import connection

    folder = Path(str(connection.settings_dict["NAME"])).parent
    return shutil.disk_usage(folder).free if folder.is_dir() else 0
