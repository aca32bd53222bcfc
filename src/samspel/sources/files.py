"""Writes finished bytes to files on this machine, whole or not at all."""

import os
import tempfile
from pathlib import Path

from samspel.terms.errors import BadInputError


def write_file(path: Path, data: bytes) -> Path:
    """Write beside the file and move into place, so that a pulled plug leaves the old file or the new one. Returns
    the path.

    Raises BadInputError when it cannot be written; what stood there before is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".half-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadInputError("cannot_write", file=str(path), reason=str(error.strerror)) from None
    return path
