"""A map file before it is read: that it is there, is no larger than it may be, packed or unpacked, and what it holds.

How a file is packed is told by its first bytes, since browsers unpack and rename what they fetch.
"""

import bz2
import gzip
import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import osmium

from samspel.catalogue.records.settings import MapLimits
from samspel.terms.errors import BadInputError
from samspel.terms.file_kinds import find_kind
from samspel.terms.units import MEGABYTE

ENDINGS = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
BLOCK = 1 << 20
Unpack = type[gzip.GzipFile] | type[bz2.BZ2File]
PACKINGS: dict[bytes, tuple[str, Unpack]] = {b"\x1f\x8b": ("gz", gzip.GzipFile), b"BZh": ("bz2", bz2.BZ2File)}
XML_STARTS = (b"<", b"\xef\xbb\xbf<")
PBF_MARK, MARK_ROOM = b"OSMHeader", 64
START, END = 1024, 4096
REMARK = re.compile(rb"<remark>(.{0,2000}?error.{0,2000}?)</remark>", re.DOTALL | re.IGNORECASE)
HEADER_LENGTH = struct.Struct(">I")
LONGEST_HEADER = 64 * 1024
RAW, RAW_SIZE, DATA_SIZE = 1, 2, 3
"""Numbers of fields in the blocks of a .osm.pbf: bytes as they are, their size unpacked, and the size of a block."""
VARINT, BYTES = 0, 2


def open_map(path: Path, limits: MapLimits) -> osmium.io.File:
    """The file as osmium reads it. Raises BadInputError (osm_missing, osm_ending, osm_empty, osm_too_large, osm_packed,
    osm_other_kind, osm_unfinished, osm_broken, cannot_read).
    """
    _check_file(path, limits)
    try:
        with path.open("rb") as file:
            start = file.read(START).lstrip()
        packing = next((PACKINGS[mark] for mark in PACKINGS if start.startswith(mark)), None)
        if packing is not None:
            name, unpack = packing
            return osmium.io.File(str(path), f"{_measure_packed(path, unpack, limits)}.{name}")
        if PBF_MARK in start[:MARK_ROOM]:
            _measure_blocks(path, limits)
            return osmium.io.File(str(path), "pbf")
        _check_kind(path, start)
        _check_finished(path, _read_end(path))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadInputError("osm_broken", file=path.name, reason=str(error)) from None
    except OSError as error:
        if error.errno is None:
            raise BadInputError("osm_broken", file=path.name, reason=str(error)) from None
        raise BadInputError("cannot_read", file=str(path), reason=str(error.strerror)) from None
    if start.startswith(XML_STARTS):
        return osmium.io.File(str(path), "osm")
    return osmium.io.File(str(path))


def _check_kind(path: Path, start: bytes) -> None:
    kind = find_kind(start)
    if kind is not None and kind != "xml":
        raise BadInputError("osm_other_kind", file=path.name, file_kind=kind)


def _read_end(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - END))
        return file.read()


def _check_finished(path: Path, end: bytes) -> None:
    """Overpass sends what it has found so far when it runs out of time or memory, and says so in a remark at the end:
    a map of half the roads would give wrong times.
    """
    found = REMARK.search(end)
    if found is not None:
        raise BadInputError(
            "osm_unfinished", file=path.name, reason=" ".join(found[1].decode(errors="replace").split())[:200]
        )


def digest_map(path: Path, start: bytes) -> str:
    """The SHA-256 of `start` and the file. Raises BadInputError (cannot_read)."""
    made = hashlib.sha256(start)
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                made.update(block)
    except OSError as error:
        raise BadInputError("cannot_read", file=str(path), reason=str(error.strerror)) from None
    return made.hexdigest()


def _check_file(path: Path, limits: MapLimits) -> None:
    if not path.name.lower().endswith(ENDINGS):
        raise BadInputError("osm_ending", file=path.name, endings=", ".join(ENDINGS))
    if not path.is_file():
        raise BadInputError("osm_missing", file=str(path))
    size = path.stat().st_size
    if size == 0:
        raise BadInputError("osm_empty", file=path.name)
    if size > limits.largest * MEGABYTE:
        raise BadInputError("osm_too_large", file=path.name, size_bytes=size, limit=limits.largest)


def _measure_packed(path: Path, unpack: Unpack, limits: MapLimits) -> str:
    """Unpack the whole, counting, and return the format inside. Raises BadInputError as soon as it grows too large."""
    kind, unpacked, end = "", 0, b""
    with unpack(path) as file:
        while block := file.read(BLOCK):
            kind = kind or ("pbf" if PBF_MARK in block[:MARK_ROOM] else "osm")
            end = (end + block)[-END:]
            unpacked += len(block)
            _check_growth(path, unpacked, limits)
    if kind != "pbf":
        _check_finished(path, end)
    return kind or "osm"


def _measure_blocks(path: Path, limits: MapLimits) -> None:
    """Add up what the blocks of a .osm.pbf say that they unpack to; what is no block is left to the reader."""
    unpacked = 0
    for size in _list_block_sizes(path):
        unpacked += size
        _check_growth(path, unpacked, limits)


def _check_growth(path: Path, unpacked: int, limits: MapLimits) -> None:
    grown = max(limits.free * MEGABYTE, limits.ratio * path.stat().st_size)
    if unpacked > min(grown, limits.unpacked * MEGABYTE):
        raise BadInputError(
            "osm_packed",
            file=path.name,
            size_bytes=path.stat().st_size,
            unpacked_bytes=unpacked,
            ratio=f"{limits.ratio:g}",
            limit=limits.unpacked,
        )


def _list_block_sizes(path: Path) -> Iterator[int]:
    with path.open("rb") as file:
        while len(prefix := file.read(HEADER_LENGTH.size)) == HEADER_LENGTH.size:
            (length,) = HEADER_LENGTH.unpack(prefix)
            if length > LONGEST_HEADER:
                return
            size = dict(_list_fields(file.read(length))).get(DATA_SIZE, 0)
            following = file.tell() + size
            told = dict(_list_fields(file.read(min(size, 32))))
            yield max(told.get(RAW_SIZE, 0), told.get(RAW, 0))
            file.seek(following)


def _list_fields(data: bytes) -> Iterator[tuple[int, int]]:
    """Numbers of the fields of a protocol buffer, with their value or, for bytes, their length."""
    at = 0
    while at < len(data):
        tag, at = _read_varint(data, at)
        field, kind = tag >> 3, tag & 7
        if kind not in (VARINT, BYTES):
            return
        value, at = _read_varint(data, at)
        yield field, value
        at += value if kind == BYTES else 0


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        byte = data[at]
        value, shift, at = value | (byte & 0x7F) << shift, shift + 7, at + 1
        if not byte & 0x80:
            break
    return value, at
