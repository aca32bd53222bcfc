"""The small file that names what is shown of the fetched figures, as every program reads it. Loads no database."""

from pathlib import Path

import msgspec

from samspel.store.keeping import Stamp, find_stamp
from samspel.store.live import FOLDER

NAMES, FORMAT = "shown.json", "samspel-live-1"


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
    try:
        shown = msgspec.json.decode((home / FOLDER / NAMES).read_bytes(), type=Shown)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    is_whole = shown.format == FORMAT and (home / FOLDER / shown.file).is_file()
    return shown if is_whole and Path(shown.file).name == shown.file else None


def stamp_shown(home: Path) -> Stamp | None:
    """Something that differs when other figures are shown."""
    return find_stamp(home / FOLDER / NAMES)
