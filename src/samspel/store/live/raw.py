"""Publishers' answers as they came, each by its checksum, and a list of what was asked, when and on what terms."""

import gzip
import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from samspel.sources.live.answers import Answer
from samspel.sources.live.errors import FetchError
from samspel.store.live import FOLDER
from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file, make_private

RAW, LIST, CALLS = "raw", "asked.jsonl", "calls.json"
LEVEL = 6


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One answer in the list: address without keys, moment (ISO), status, SHA-256, size, kind and licence."""

    address: str
    when: str
    status: int
    digest: str
    size: int
    kind: str
    licence: str


class RawStore:
    """The answers of one service under a home folder. One program writes at a time, which the update sees to."""

    def __init__(self, home: Path, service: str) -> None:
        self._home, self._folder = home, home / FOLDER / RAW / service
        self._latest: dict[str, Asked] | None = None

    def keep(self, answer: Answer, licence: str) -> None:
        """Keep an answer, and note it. Raises BadInputError when that cannot be written."""
        path = self._path(answer.digest)
        if not path.exists():
            keep_file(self._home, path, gzip.compress(answer.body, LEVEL, mtime=0))
        self._read_latest()[answer.address] = self.note(answer, licence)

    def note(self, answer: Answer, licence: str) -> Asked:
        """Note an answer that is kept elsewhere. Raises BadInputError when that cannot be written."""
        asked = Asked(
            address=answer.address,
            when=answer.fetched.isoformat(),
            status=answer.status,
            digest=answer.digest,
            size=len(answer.body),
            kind=answer.kind,
            licence=licence,
        )
        self._append(asked)
        return asked

    def find(self, address: str, since: datetime) -> tuple[Asked, bytes] | None:
        """The latest answer at an address that is not older than `since`; None where there is none, or where its file
        is no longer what was kept.
        """
        asked = self._read_latest().get(address)
        if asked is None or datetime.fromisoformat(asked.when) < since:
            return None
        try:
            body = gzip.decompress(self._path(asked.digest).read_bytes())
        except (OSError, EOFError, gzip.BadGzipFile):
            return None
        return (asked, body) if hashlib.sha256(body).hexdigest() == asked.digest else None

    def list_asked(self) -> Iterator[Asked]:
        """Everything that has been asked, the first first. A line that cannot be read is passed over."""
        try:
            lines = (self._folder / LIST).read_bytes().splitlines()
        except OSError:
            return
        for line in lines:
            try:
                yield msgspec.json.decode(line, type=Asked)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue

    def count_calls(self, month: str) -> int:
        """The calls made in a month (`2026-11`)."""
        try:
            return int(msgspec.json.decode((self._folder / CALLS).read_bytes(), type=dict[str, int]).get(month, 0))
        except (OSError, msgspec.MsgspecError):
            return 0

    def spend(self, month: str, most: int, address: str) -> None:
        """Count a call before it is made. Raises FetchError where a month's calls are spent already."""
        made = self.count_calls(month)
        if made >= most:
            raise FetchError("fetch_spent", address=address, most=most)
        keep_file(self._home, self._folder / CALLS, msgspec.json.encode({month: made + 1}))

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.gz"

    def _read_latest(self) -> dict[str, Asked]:
        if self._latest is None:
            self._latest = {asked.address: asked for asked in self.list_asked()}
        return self._latest

    def _append(self, asked: Asked) -> None:
        """Add a line, on a line of its own even where a program was killed within the one before."""
        path = self._folder / LIST
        try:
            make_private(self._home, self._folder)
            with path.open("ab") as told:
                told.write(b"\n" + msgspec.json.encode(asked) + b"\n")
                told.flush()
                os.fsync(told.fileno())
        except OSError as error:
            raise BadInputError("cannot_write", file=str(path), reason=str(error.strerror)) from None
