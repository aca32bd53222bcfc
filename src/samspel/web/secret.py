"""The secret that signs the token of forms: made once, kept where only its owner can read it."""

import secrets
from pathlib import Path

from samspel.terms.aside import set_aside
from samspel.terms.errors import BadInputError
from samspel.terms.files import PRIVATE_FILE, keep_file, lock_folder, make_private

FILE = "secret-key"
SHORTEST = 50
"""Characters; what Django asks of a secret."""
LONGEST_READ = 10_000


def find_secret(home: Path) -> str:
    """The secret kept under `home`, made at the first call. One that cannot be a secret (damaged, emptied) is set aside
    and a new one made: pages that are open then have to be loaded anew, no more.

    Raises BadInputError when the folder cannot be used.
    """
    path = home / FILE
    try:
        found = _read(path)
        return found if found is not None else _make_secret(home, path)
    except OSError as error:
        raise BadInputError("cannot_write", file=str(path), reason=str(error.strerror)) from None


def _read(path: Path) -> str | None:
    """The secret; None where there is none, or bytes that are none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        told = file.read(LONGEST_READ).strip()
    if len(told) < SHORTEST or not all(33 <= byte <= 126 for byte in told):  # noqa: PLR2004 - what ASCII prints
        return None
    path.chmod(PRIVATE_FILE)
    return told.decode("ascii")


def _make_secret(home: Path, path: Path) -> str:
    """Of two programs that start at once the first one makes it, and the other takes that."""
    make_private(home, home)
    with lock_folder(home):
        found = _read(path)
        if found is None:
            if path.exists():
                set_aside(path)
            found = secrets.token_urlsafe(64)
            keep_file(home, path, found.encode("ascii"))
        return found
