"""Sets kept files that cannot be read aside: under another name in the same folder, never over one that lies there."""

import os
from pathlib import Path

MARK = ".aside-"


class UnreadableError(Exception):
    """A kept file that cannot be read: `code` names the entry under `errors` in the texts, `facts` what it tells beside
    the file and the place.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        self.code, self.facts = code, facts
        super().__init__(code, facts)


def set_aside(path: Path) -> Path | None:
    """Rename a file to the first free name and return it; None where that may not be done, and it stays."""
    number = 1
    while True:
        other = path.with_name(f"{path.name}{MARK}{number}")
        try:
            if path.is_dir():
                if other.exists():
                    raise FileExistsError
                path.rename(other)
                return other
            os.link(path, other, follow_symlinks=False)  # fails where the name is taken, which a rename would not
            path.unlink()
        except FileExistsError:
            number += 1
        except OSError:
            return None
        else:
            return other


def find_aside(folder: Path, name: str = "") -> list[Path]:
    """The files of a folder that were set aside, those of one file where it is named, the first first."""
    found = [path for path in _list(folder) if MARK in path.name]
    chosen = [path for path in found if not name or path.name.startswith(f"{name}{MARK}")]
    return sorted(chosen, key=lambda path: (path.name.partition(MARK)[0], len(path.name), path.name))


def _list(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
