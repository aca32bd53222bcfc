"""The small file that names what is shown of the fetched figures, as every program reads it. Loads no database."""

from pathlib import Path

import msgspec

from samspel.store.keeping import Stamp, find_stamp
from samspel.store.live import FOLDER

NAMES, BEFORE, FORMAT = "shown.json", "before.json", "samspel-live-1"


class ShownMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """A renewed measure: who told it, the publisher's title, the day it was fetched (ISO), whether the built-in figures
    are a part of its course still, its newest year, and the places whose value of that year is secret.
    """

    table: str
    measure: str
    service: str
    title: str
    day: str
    is_mixed: bool
    last: int
    secret: list[str] = msgspec.field(default_factory=list)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown: the file of the figures, when it was made (ISO), and the renewed measures."""

    format: str
    file: str
    made: str
    measures: list[ShownMeasure]


def read_shown(home: Path) -> Shown | None:
    """What is shown of fetched figures; None where nothing is, or what there is cannot be read."""
    shown = _read(home, NAMES)
    return shown if shown is not None and _has_file(home, shown) else None


def read_before(home: Path) -> Shown | None:
    """What was shown before what is shown now, without any measure where that was the built-in figures alone; None
    where nobody has noted it, or its figures are no longer there.
    """
    shown, now = _read(home, BEFORE), read_shown(home)
    if shown is None or now is None or shown.made == now.made:
        return None
    return shown if not shown.measures or _has_file(home, shown) else None


def stamp_shown(home: Path) -> Stamp | None:
    """Something that differs when other figures are shown."""
    return find_stamp(home / FOLDER / NAMES)


def _read(home: Path, name: str) -> Shown | None:
    try:
        shown = msgspec.json.decode((home / FOLDER / name).read_bytes(), type=Shown)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return shown if shown.format == FORMAT else None


def _has_file(home: Path, shown: Shown) -> bool:
    return Path(shown.file).name == shown.file and (home / FOLDER / shown.file).is_file()
