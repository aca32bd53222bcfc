"""A map file before it is read: what it is by its first bytes, and how far it may unpack."""

import bz2
import gzip
import struct
import zlib
from pathlib import Path

import msgspec
import pytest

from samspel.catalogue.records.settings import RoadRules
from samspel.sources.osm.archive import open_map
from samspel.sources.osm.reading import read_roads
from samspel.terms.errors import BadInputError
from sources.made_maps import RULES, draw

STREET = draw([([0, 1, 11], {"highway": "residential"})]).encode()
TIGHT = msgspec.structs.replace(RULES, file=msgspec.structs.replace(RULES.file, free=0, ratio=20.0))


def refusal(path: Path, rules: RoadRules = RULES) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read_roads(path, rules)
    return caught.value


def block(kind: bytes, data: bytes, size: int) -> bytes:
    """A block of a .osm.pbf that says that it unpacks to `size`."""
    packed = zlib.compress(data)
    blob = b"\x10" + varint(size) + b"\x1a" + varint(len(packed)) + packed
    head = b"\x0a" + varint(len(kind)) + kind + b"\x18" + varint(len(blob))
    return struct.pack(">I", len(head)) + head + blob


def varint(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_small_file_that_unpacks_to_a_mountain_is_refused_while_it_is_counted(pack: object, tmp_path: Path) -> None:
    path = tmp_path / "map.osm.bz2"
    packed = pack(STREET[:-6] + b" " * 60_000_000 + b"</osm>")  # type: ignore[operator]
    path.write_bytes(packed)
    told = refusal(path)
    assert (told.code, told.facts["size_bytes"]) == ("osm_packed", len(packed))
    assert 10_000_000 < int(told.facts["unpacked_bytes"]) < 12_000_000


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><html><body>Too many requests</body></html>", "page"),
        (b'{"version": 0.6, "elements": []}', "json"),
        (b"%PDF-1.4 a map", "pdf"),
        (b"PK\x03\x04map.osm", "packed"),
        (b"PK\x03\x04xl/workbook.xml", "workbook"),
        (b"\x89PNG\r\n", "picture"),
    ],
)
@pytest.mark.parametrize("ending", ["osm", "osm.pbf"])
def test_a_file_of_another_kind_is_told_for_what_it_is(tmp_path: Path, data: bytes, kind: str, ending: str) -> None:
    path = tmp_path / f"map.{ending}"
    path.write_bytes(data)
    told = refusal(path)
    assert (told.code, told.facts["file_kind"]) == ("osm_other_kind", kind)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_a_map_that_its_service_broke_off_is_not_taken_for_a_whole_one(tmp_path: Path, pack: object) -> None:
    """Overpass sends the roads it had found, and a remark."""
    path = tmp_path / "map.osm"
    remark = b"<remark> runtime error: Query timed out in &quot;query&quot; </remark>\n</osm>"
    path.write_bytes(pack(STREET.replace(b"</osm>", remark)))  # type: ignore[operator]
    told = refusal(path)
    assert told.code == "osm_unfinished"
    assert "timed out" in str(told.facts["reason"])


def test_another_remark_hinders_nothing(tmp_path: Path) -> None:
    path = tmp_path / "map.osm"
    path.write_bytes(STREET.replace(b"</osm>", b"<remark>made by hand</remark></osm>"))
    assert len(read_roads(path, RULES).points) == 3


def test_blocks_that_say_they_unpack_to_a_mountain_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "map.osm.pbf"
    path.write_bytes(block(b"OSMHeader", b"", 10) + block(b"OSMData", b"\0" * 100, 32_000_000))
    assert refusal(path).code == "osm_packed"


def test_what_unpacks_within_the_ratio_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.osm.gz"
    path.write_bytes(gzip.compress(STREET))
    assert len(read_roads(path, TIGHT).points) == 3
    assert refusal_of_growth(path)


def refusal_of_growth(path: Path) -> bool:
    path.write_bytes(gzip.compress(STREET[:-6] + b" " * 1_500_000 + b"</osm>"))
    return refusal(path, TIGHT).code == "osm_packed"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("renamed.osm", gzip.compress(STREET)),
        ("renamed.osm.gz", STREET),
        ("renamed.osm.gz", bz2.compress(STREET)),
        ("renamed.osm.pbf", STREET),
        ("marked.osm", b"\xef\xbb\xbf" + STREET),
        ("twice.osm.gz", gzip.compress(STREET[:200]) + gzip.compress(STREET[200:])),
    ],
)
def test_a_file_is_read_by_what_it_is_and_not_by_its_ending(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert len(read_roads(path, RULES).points) == 3


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_packed_file_that_is_cut_off_is_broken(pack: object, tmp_path: Path) -> None:
    path = tmp_path / "map.osm.gz"
    path.write_bytes(pack(STREET)[:-12])  # type: ignore[operator]
    assert refusal(path).code == "osm_broken"


def test_a_file_that_unpacks_to_nothing_holds_no_map(tmp_path: Path) -> None:
    path = tmp_path / "map.osm.gz"
    path.write_bytes(gzip.compress(b""))
    assert refusal(path).code == "osm_broken"


@pytest.mark.shared
def test_a_real_extract_is_far_from_the_limit(shared: Path) -> None:
    path = shared / "geo" / "porto_portugal.osm.pbf"
    if not path.is_file():
        pytest.skip("no extract")
    tight = msgspec.structs.replace(RULES.file, free=0, ratio=10.0)
    assert open_map(path, tight) is not None
