"""Names, contacts and what people have said are encrypted before they reach the database, with keys kept outside it.

The keys stand in `SAMSPEL_KEYS` or in a file of the home, one a line, newest first. The first seals; all open. To
change key is to add a line on top and seal everything anew (`samspel admin rotate`).
"""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file, lock_folder, make_private

VARIABLE, FILE = "SAMSPEL_KEYS", "workspace-keys"


class Seal:
    """Seals and opens text."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        """Raises BadInputError for a key that is none."""
        try:
            self._cipher = MultiFernet([Fernet(key) for key in keys])
        except (ValueError, TypeError):
            raise BadInputError("bad_key", variable=VARIABLE, file=FILE) from None

    def close(self, text: str) -> str:
        """The text sealed with the newest key; nothing stays nothing."""
        return self._cipher.encrypt(text.encode()).decode("ascii") if text else ""

    def open(self, sealed: str) -> str:
        """The text.

        Raises BadInputError when no key opens it.
        """
        try:
            return self._cipher.decrypt(sealed).decode() if sealed else ""
        except InvalidToken:
            raise BadInputError("sealed", file=FILE, variable=VARIABLE) from None

    def renew(self, sealed: str) -> str:
        """What is sealed, sealed with the newest key. Raises BadInputError as `open`."""
        return self.close(self.open(sealed))


def has_given_keys() -> bool:
    """Whether the keys stand in the environment, and not in the file."""
    return bool(os.environ.get(VARIABLE, "").split())


def read_keys(home: Path) -> tuple[str, ...]:
    """The keys, newest first; made at the first call where there are none.

    Raises BadInputError when the file cannot be read or made.
    """
    if has_given_keys():
        return tuple(os.environ[VARIABLE].split())
    path = home / FILE
    try:
        if not path.is_file():
            make_private(home, home)
            with lock_folder(home):
                if not path.is_file():
                    keep_file(home, path, Fernet.generate_key() + b"\n")
        return tuple(path.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError("cannot_read", file=str(path), reason=str(error)) from None


def draw_key() -> str:
    """A new key."""
    return Fernet.generate_key().decode()


def add_key(home: Path) -> None:
    """Put a new key before those of the file. What is sealed has to be sealed anew before the old ones go.

    Raises BadInputError when the file cannot be written, or the keys stand in the environment.
    """
    _write_keys(home, lambda keys: (draw_key(), *keys))


def forget_keys(home: Path) -> None:
    """Leave the newest key alone in the file: only once all is sealed with it. Raises BadInputError as `add_key`."""
    _write_keys(home, lambda keys: keys[:1])


def get_seal() -> Seal:
    """The seal of this program's home, with the keys as they are now: another program may have added one."""
    from django.conf import settings

    home: Path = settings.WORKSPACE_HOME
    return _make_seal(home, os.environ.get(VARIABLE, ""), _stamp(f"{home}{os.sep}{FILE}"))


def _write_keys(home: Path, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    if has_given_keys():
        raise BadInputError("keys_in_environment", variable=VARIABLE)
    keys = change(read_keys(home))
    with lock_folder(home):
        keep_file(home, home / FILE, "".join(f"{key}\n" for key in keys).encode())
    _make_seal.cache_clear()


def _stamp(path: str) -> tuple[int, int]:
    """What tells the file from another; asked for every text that is opened, and therefore without a Path."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a tenth of the time
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


@lru_cache(maxsize=4)
def _make_seal(home: Path, _given: str, _stamp: tuple[int, int]) -> Seal:
    return Seal(read_keys(home))
