"""The secret that signs the token of forms: made once, kept where only its owner can read it."""

import os
import secrets
import tempfile
from pathlib import Path

from samspel.terms.errors import BadInputError

FILE = "secret-key"


def find_secret(home: Path) -> str:
    """The secret kept under `home`, made at the first call. Raises BadInputError when the folder cannot be used."""
    path = home / FILE
    try:
        if not path.exists():
            _make_secret(path)
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise BadInputError("cannot_write", file=str(path), reason=str(error.strerror)) from None


def _make_secret(path: Path) -> None:
    """Write whole or not at all; of two programs that start at once the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent, prefix=".half-")  # readable by its owner only
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        os.link(half, path)
    except FileExistsError:
        pass
    finally:
        Path(half).unlink()
