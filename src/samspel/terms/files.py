"""Writes finished bytes to files on this machine, whole or not at all: where a person asked for them, or privately in
the home.
"""

import errno
import fcntl
import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISLNK, S_ISVTX
from typing import BinaryIO

from samspel.terms.errors import BadInputError

NAME_BYTES = 255
"""What file systems take for one name, counted in bytes: å, ä and ö are two each."""
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
OPEN_FOLDER, OPEN_FILE = 0o777, 0o666
"""Before the user's umask, which takes away what the user does not give others."""
HALF = ".half-"
"""How the name of a file begins that is not whole yet."""
KEPT = frozenset(
    (
        "added",
        "answers",
        "changes",
        "demands",
        "drafts",
        "examples",
        "hospitals",
        "live",
        "maps",
        "networks",
        "reach",
        "secret-key",
        "uploads",
        "workspace",
        "workspace-keys",
    )
)
"""What Samspel keeps in the home, by name."""
FOLDERS = ("added", "answers", "changes", "demands", "drafts", "hospitals", "live", "reach")
"""Those whose content tells on figures, verdicts and papers."""


def write_file(path: Path, data: bytes) -> Path:
    """Write beside the file and move into place, so that a pulled plug leaves the old file or the new one. Who may read
    it follows the user's umask. A link is followed, and what is no file (a pipe, /dev/null) is written to as it is.
    Returns the path.

    Raises BadInputError when it cannot be written; what stood there before is untouched.
    """
    try:
        _make_folder(path.parent)
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            _move_into_place(path.resolve() if path.is_symlink() else path, data, OPEN_FILE)
    except (OSError, RuntimeError) as error:  # the latter for links that lead to each other
        raise _make_unwritten(path, error) from None
    return path


def has_other_content(path: Path, data: bytes) -> bool:
    """Whether a file stands there that would be lost by writing the data in its place."""
    return path.is_file() and not _holds(path, data)


def write_beside(path: Path, data: bytes) -> Path:
    """Write as `write_file` does, but where another content stands leave it and take the first free name with a number:
    letter.docx, letter-2.docx. Returns the path.
    """
    return write_file(_find_room(path, data), data)


def _find_room(path: Path, data: bytes) -> Path:
    """Where the file may stand: nothing is there, or the same bytes, or something that is no file."""
    one, number = path, 1
    while one.is_file() and not _holds(one, data):
        number += 1
        one = path.with_name(cut_name(f"{path.stem}-{number}{path.suffix}"))
    return one


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file holds just these bytes; one that cannot be read does not."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def keep_file(home: Path, path: Path, data: bytes) -> Path:
    """Write as `write_file` does, into a folder of the home, where only its owner may look. What a program that was
    killed left half-written there is removed.
    """
    try:
        make_private(home, path.parent)
        _sweep(path.parent)
        _move_into_place(path, data, PRIVATE_FILE)
    except OSError as error:
        raise _make_unwritten(path, error) from None
    return path


def find_folder_trouble(folder: Path) -> BadInputError | None:
    """Why a folder of the home that is there cannot be looked into, so that nothing in it counts: it is a file, a link
    that leads nowhere, or another's. None where it can, or where there is none.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        if os.path.lexists(folder):
            return BadInputError("home_folder", file=str(folder), reason=str(error.strerror))
    return None


def make_private(home: Path, folder: Path) -> None:
    """Make a folder of the home, and shut the home and what Samspel keeps in it to others. Raises OSError.

    A home that others share by intent (sticky, as /tmp) stays open; only what is Samspel's in it is shut.
    """
    for one in (home, folder):
        _make_folder(one, PRIVATE_FOLDER)
    if not home.stat().st_mode & S_ISVTX:
        _shut(home)
    for path in home.iterdir():
        if path.name in KEPT:
            _shut(path)
            for entry in path.iterdir() if path.is_dir() and not path.is_symlink() else ():
                _shut(entry)


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Let one writer at a time into a folder. Raises OSError where it cannot be opened."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def cut_name(name: str, room: int = NAME_BYTES) -> str:
    """A file name that fits in `room` bytes, its ending kept and no letter cut in two."""
    whole = unicodedata.normalize("NFC", name)
    if len(whole.encode()) <= room:
        return whole
    ending = Path(whole).suffix
    if len(ending.encode()) >= room:
        ending = ""
    stem = whole.removesuffix(ending).encode()[: room - len(ending.encode())]
    return stem.decode(errors="ignore").rstrip(" .") + ending


def _make_folder(folder: Path, mode: int = OPEN_FOLDER) -> None:
    """Raises OSError, which says so where a file or a link to nowhere has the folder's name."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=mode)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None


def _make_unwritten(path: Path, error: OSError | RuntimeError) -> BadInputError:
    reason = error.strerror if isinstance(error, OSError) else os.strerror(errno.ELOOP)
    return BadInputError("cannot_write", file=str(path), reason=str(reason))


def _move_into_place(path: Path, data: bytes, mode: int) -> None:
    half = path.with_name(f"{HALF}{secrets.token_hex(8)}")
    try:
        with _open_half(half, mode) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            half.replace(path)  # while it is still locked
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def _open_half(half: Path, mode: int) -> BinaryIO:
    """A new file that is locked as long as it is open, so that nobody sweeps it away."""
    file = os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")
    with suppress(OSError):  # a file system without locks
        fcntl.flock(file, fcntl.LOCK_EX)
    if not half.exists():  # swept between the two
        file.close()
        return _open_half(half, mode)
    return file


def _sweep(folder: Path) -> None:
    """Remove half-written files that nobody is writing."""
    for half in folder.glob(f"{HALF}*"):
        with suppress(OSError), half.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            half.unlink()


def _shut(path: Path) -> None:
    """Take what others may do away; a file that is another's, or gone by now, is left as it is."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        wanted = PRIVATE_FOLDER if S_ISDIR(mode) else PRIVATE_FILE
        if not S_ISLNK(mode) and S_IMODE(mode) & ~wanted:
            path.chmod(S_IMODE(mode) & wanted)
