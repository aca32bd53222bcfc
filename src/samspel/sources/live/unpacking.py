"""Unpacks what has been packed for the way, never to more than it may become, and looks into zip files before anybody
trusts them.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable

from samspel.sources.live.errors import FetchError

GZIP = 16 + zlib.MAX_WBITS
CHUNK = 1 << 20


def unpack(address: str, parts: Iterable[bytes], coding: str, most: int) -> bytes:
    """The body behind a content coding (`gzip`, or none). Raises FetchError for one that is broken, cut off, coded
    otherwise or larger than `most` bytes.
    """
    if coding in ("", "identity"):
        return _gather(address, parts, most)
    if coding != "gzip":
        raise FetchError("fetch_coding", address=address, found=coding[:40])
    whole = zlib.decompressobj(GZIP)
    try:
        body = _gather(address, _inflate(whole, parts), most)
    except zlib.error as error:
        raise FetchError("fetch_damaged", address=address, reason=str(error)) from None
    if not whole.eof:
        raise FetchError("fetch_cut", address=address)
    return body


def check_zip(address: str, body: bytes, most: int) -> None:
    """Raises FetchError for what is no whole zip file, or would unpack to more than `most` bytes. Each member is
    unpacked and thrown away, since the sizes that a file states of itself may be untrue.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            left = most
            for member in archive.infolist():
                with archive.open(member) as opened:
                    while part := opened.read(CHUNK):
                        left -= len(part)
                        if left < 0:
                            raise FetchError("fetch_bomb", address=address, most=most)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise FetchError("fetch_damaged", address=address, reason=str(error)) from None


def _inflate(whole: "zlib._Decompress", parts: Iterable[bytes]) -> Iterable[bytes]:
    for part in parts:
        data = part
        while data and not whole.eof:
            yield whole.decompress(data, CHUNK)
            data = whole.unconsumed_tail
    yield whole.flush()


def _gather(address: str, parts: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > most:
            raise FetchError("fetch_bomb", address=address, most=most)
    return bytes(body)
