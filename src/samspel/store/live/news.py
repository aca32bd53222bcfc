"""What each renewal changed, kept as it was worked out then: one file a renewal, the latest of them."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from samspel.needs.news import Changes
from samspel.store.live import FOLDER
from samspel.terms.files import keep_file

KEPT = 24
"""So many renewals are kept: two years of one a month."""
FOLDER_OF_NEWS, ENDING, FORMAT = "news", ".json", "samspel-news-1"
KEY = "%Y%m%dT%H%M%S%f"
"""How a moment is written as the name of its file, in UTC, so that names are in the order of time."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    format: str
    changes: Changes


def keep_changes(home: Path, changes: Changes) -> None:
    """Keep what a renewal changed, and remove those of long ago. Raises BadInputError when it cannot be written."""
    data = msgspec.json.encode(_Kept(format=FORMAT, changes=changes))
    keep_file(home, _find_path(home, make_key(changes.made)), data)
    for key in list_keys(home)[KEPT:]:
        with suppress(OSError):
            _find_path(home, key).unlink()


def read_changes(home: Path, key: str) -> Changes | None:
    """What a renewal changed, by its key; None where that is not kept, or cannot be read."""
    try:
        kept = msgspec.json.decode(_find_path(home, key).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return kept.changes if kept.format == FORMAT else None


def list_keys(home: Path) -> tuple[str, ...]:
    """The keys of the renewals that are kept, the latest first."""
    names = (path.name.removesuffix(ENDING) for path in (home / FOLDER / FOLDER_OF_NEWS).glob(f"*{ENDING}"))
    return tuple(sorted((name for name in names if _is_key(name)), reverse=True))


def make_key(moment: str) -> str:
    """The key of a moment (ISO)."""
    return datetime.fromisoformat(moment).astimezone(UTC).strftime(KEY)


def find_moment(key: str) -> datetime:
    """The moment of a key. Raises ValueError for what is none."""
    return datetime.strptime(key, KEY).replace(tzinfo=UTC)


def _is_key(name: str) -> bool:
    try:
        return make_key(find_moment(name).isoformat()) == name
    except ValueError:
        return False


def _find_path(home: Path, key: str) -> Path:
    return home / FOLDER / FOLDER_OF_NEWS / f"{key}{ENDING}"
