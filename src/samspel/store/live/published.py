"""Writes the file of what is shown of the fetched figures, and then the small one that names it, each in one step."""

import hashlib
import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from samspel.store.live import FOLDER
from samspel.store.live.history import BUILT_IN, History
from samspel.store.live.shown import FORMAT, NAMES, Shown, ShownMeasure
from samspel.terms.errors import BadInputError
from samspel.terms.files import HALF, PRIVATE_FILE, keep_file, make_private

KEPT = 2
"""So many files of figures are kept, so that who reads the one before may finish."""


def publish(home: Path, history: History, made: datetime) -> Shown:
    """Write what holds now and let it be what is shown. Raises BadInputError, and leaves what was shown, where that
    cannot be written.
    """
    folder = home / FOLDER
    half = folder / f"{HALF}{secrets.token_hex(8)}"
    try:
        make_private(home, folder)
        history.write_shown(half)
        name = f"shown-{hashlib.sha256(half.read_bytes()).hexdigest()[:16]}.parquet"
        half.chmod(PRIVATE_FILE)
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.replace(folder / name)
    except OSError as error:
        raise BadInputError("cannot_write", file=str(folder), reason=str(error.strerror)) from None
    finally:
        half.unlink(missing_ok=True)
    shown = Shown(format=FORMAT, file=name, made=made.isoformat(), measures=_list_measures(history))
    keep_file(home, folder / NAMES, msgspec.json.encode(shown))
    history.note_shown(made)
    _prune(folder, name)
    return shown


def _list_measures(history: History) -> list[ShownMeasure]:
    mixed, secret = history.list_mixed(), dict[tuple[str, str], list[str]]()
    for table, measure, code in history.list_secret():
        secret.setdefault((table, measure), []).append(code)
    return [
        ShownMeasure(
            table=one.table,
            measure=one.measure,
            service=one.service,
            title=one.title,
            day=one.fetched.date().isoformat(),
            is_mixed=(one.table, one.measure) in mixed,
            last=one.last_shown,
            secret=secret.get((one.table, one.measure), []),
        )
        for one in history.list_latest()
        if one.service != BUILT_IN
    ]


def _prune(folder: Path, name: str) -> None:
    """Remove all but the newest files of figures; one that somebody else has removed is gone already."""
    found = []
    for path in folder.glob("shown-*.parquet"):
        with suppress(OSError):
            found.append((path.name == name, path.stat().st_mtime_ns, path))
    for _, _, path in sorted(found, reverse=True)[KEPT:]:
        with suppress(OSError):
            path.unlink()
