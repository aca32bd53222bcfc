"""Names, contacts and what people have said are encrypted before they reach the database, with keys kept outside it.

The keys stand in `SAMSPEL_KEYS` or in a file of the home, one a line, newest first. The first seals; all open. To
change key is to add a line on top and seal everything anew (`samspel admin rotate`).
"""

import os
from functools import cache
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


def read_keys(home: Path) -> tuple[str, ...]:
    """The keys, newest first; made at the first call where there are none.

    Raises BadInputError when the file cannot be read or made.
    """
    given = os.environ.get(VARIABLE, "").split()
    if given:
        return tuple(given)
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


def add_key(home: Path) -> None:
    """Put a new key before those of the file. What is sealed has to be sealed anew before the old ones go.

    Raises BadInputError when the file cannot be written.
    """
    keys = read_keys(home)
    with lock_folder(home):
        keep_file(home, home / FILE, "".join(f"{key}\n" for key in (Fernet.generate_key().decode(), *keys)).encode())
    get_seal.cache_clear()


@cache
def get_seal() -> Seal:
    """The seal of this program's home."""
    from django.conf import settings

    return Seal(read_keys(settings.WORKSPACE_HOME))
