"""The borders of municipalities and regions: stretches of border, each known once, and the rings that they make.

Points are easting and northing in metres in SWEREF 99 TM (EPSG:3006). The file is TopoJSON, written by
docs/make_borders.py from Statistics Sweden's generalised boundaries; it is read by the first map.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import Named, Record
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError
from samspel.terms.place import Place, PlaceKind

FILE, INSETS = "borders.json", "insets.toml"
MOST_INSETS = 3
"""As many parts as a drawing of the country has room for larger beside it."""
Rings = tuple[Floats, ...]
"""Closed rings, each of shape (points, 2), the last point as the first."""


class Inset(Named, frozen=True, kw_only=True):
    """A part of the country that is drawn larger beside a map of all of it: the codes of what it is about."""

    municipalities: list[str]


class _Transform(Record, frozen=True):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Geometry(Record, frozen=True):
    type: Literal["MultiPolygon"]
    id: str
    arcs: list[list[list[int]]]


class _Collection(Record, frozen=True):
    type: Literal["GeometryCollection"]
    geometries: list[_Geometry]


class _Objects(Record, frozen=True):
    municipalities: _Collection


class _Topology(Record, frozen=True, kw_only=True):
    type: Literal["Topology"]
    source: str
    year: int
    crs: Literal["EPSG:3006"]
    licence: str
    transform: _Transform
    objects: _Objects
    arcs: list[list[tuple[int, int]]]


@dataclass(frozen=True, eq=False)
class Borders:
    """Stretches of border, each of shape (points, 2), and for each municipality the stretches of each of its rings, in
    order of codes; a stretch that is run backwards is written as the complement of its number. `source` is an id of the
    content's sources, `year` that of the file, `insets` what is drawn larger.
    """

    source: str
    year: int
    stretches: tuple[Floats, ...]
    municipalities: tuple[tuple[tuple[int, ...], ...], ...]
    insets: tuple[Inset, ...]

    def outline(self, catalogue: Catalogue, place: Place) -> Rings:
        """The rings around a municipality, a region or the country."""
        if place.kind is PlaceKind.MUNICIPALITY:
            return tuple(self._join(ring) for ring in self.municipalities[place.index])
        rows = [member.index for member in catalogue.places.members_of(place)]
        return tuple(self._join(ring) for ring in _chain(self._bound(rows), self.stretches))

    def neighbours(self, catalogue: Catalogue, places: Iterable[Place], steps: int = 1) -> tuple[Place, ...]:
        """The municipalities that share a border with any of these municipalities, or with one that does, as many steps
        away; themselves left out.
        """
        own = {place.index for place in places}
        reached = set(own)
        for _ in range(steps):
            near = [rows for rows in self._beside.values() if not reached.isdisjoint(rows)]
            reached.update(row for rows in near for row in rows)
        return tuple(catalogue.places.municipalities[row] for row in sorted(reached - own))

    def between(self, areas: Sequence[int]) -> tuple[Floats, ...]:
        """The stretches that part areas from each other or from what lies outside; `areas` gives each municipality's,
        such as its region's number.
        """
        return tuple(
            self.stretches[number]
            for number, rows in self._beside.items()
            if len(rows) == 1 or areas[rows[0]] != areas[rows[1]]
        )

    @cached_property
    def _beside(self) -> dict[int, tuple[int, ...]]:
        """The one or two municipalities of each stretch."""
        found: dict[int, list[int]] = defaultdict(list)
        for row, rings in enumerate(self.municipalities):
            for number in (number for ring in rings for number in ring):
                found[max(number, ~number)].append(row)
        return {number: tuple(rows) for number, rows in found.items()}

    def _bound(self, rows: Sequence[int]) -> list[int]:
        """The stretches that are run once by these municipalities, as they run them."""
        runs = [number for row in rows for ring in self.municipalities[row] for number in ring]
        known = set(runs)
        return [number for number in runs if ~number not in known]

    def _join(self, ring: Sequence[int]) -> Floats:
        """The ring's points, where each stretch begins with the last point of the one before."""
        runs = [self._run(number) for number in ring]
        return np.concatenate([run[:-1] for run in runs] + [runs[0][:1]])

    def _run(self, number: int) -> Floats:
        return self.stretches[number] if number >= 0 else self.stretches[~number][::-1]


def load_borders(catalogue: Catalogue) -> Borders:
    """Read the borders. Raises ContentError for a file that is not as it should be, and for municipalities that are not
    exactly those of municipalities.csv.
    """
    path = catalogue.folder / "places" / FILE
    read = _read(path)
    known = [place.code for place in catalogue.places.municipalities]
    found = [geometry.id for geometry in read.objects.municipalities.geometries]
    if found != known:
        differ = sorted(set(found) ^ set(known)) or found
        raise ContentError(
            FILE, "id", ", ".join(differ[:8]), "the codes of municipalities.csv in their order, each once"
        )
    if read.source not in catalogue.sources:
        raise ContentError(FILE, "source", read.source, "an id of sources.toml")
    rings = tuple(
        tuple(tuple(ring) for polygon in geometry.arcs for ring in polygon)
        for geometry in read.objects.municipalities.geometries
    )
    _check_numbers(rings, len(read.arcs))
    scale, start = np.array(read.transform.scale), np.array(read.transform.translate)
    stretches = tuple(np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + start for arc in read.arcs)
    insets = read_list(catalogue.folder / "places" / INSETS, "inset", Inset)
    if len(insets) > MOST_INSETS:
        raise ContentError(
            INSETS, insets[-1].id, f"{len(insets)} parts", f"at most {MOST_INSETS}: there is room for no more"
        )
    for inset in insets:
        unknown = set(inset.municipalities) - set(known)
        if unknown or not inset.municipalities:
            raise ContentError(
                INSETS, inset.id, ", ".join(sorted(unknown)), "codes of municipalities.csv, at least one"
            )
    return Borders(read.source, read.year, stretches, rings, insets)


def _read(path: Path) -> _Topology:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Topology)
    except (OSError, msgspec.DecodeError) as error:
        raise ContentError(FILE, "", str(error), "TopoJSON as docs/make_borders.py writes it") from error


def _check_numbers(rings: Sequence[Sequence[Sequence[int]]], count: int) -> None:
    """Each ring has stretches, all of them there, and no stretch is used by more than two."""
    used = [max(number, ~number) for place in rings for ring in place for number in ring]
    if not all(place and all(place) for place in rings) or not used or max(used) >= count:
        raise ContentError(FILE, "arcs", str(max(used, default=0)), f"numbers of the {count} stretches, some for each")
    most = int(np.bincount(used).max())
    if most > 2:  # noqa: PLR2004 - a border has two sides
        raise ContentError(FILE, "arcs", str(most), "a stretch of border with at most two sides")


def _chain(runs: Sequence[int], stretches: Sequence[Floats]) -> list[list[int]]:
    """Runs end to end as rings. Each run's end is another's beginning, since the border of an area is closed."""
    begins: dict[tuple[float, ...], list[int]] = defaultdict(list)
    for number in runs:
        begins[_find_ends(number, stretches)[0]].append(number)
    rings: list[list[int]] = []
    left = set(runs)
    for first in runs:
        if first not in left:
            continue
        ring, at = [first], _find_ends(first, stretches)[1]
        left.discard(first)
        begins[_find_ends(first, stretches)[0]].remove(first)
        while at != _find_ends(first, stretches)[0]:
            number = begins[at].pop()
            left.discard(number)
            ring.append(number)
            at = _find_ends(number, stretches)[1]
        rings.append(ring)
    return rings


def _find_ends(number: int, stretches: Sequence[Floats]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where a run begins and ends."""
    stretch = stretches[max(number, ~number)]
    first, last = tuple(stretch[0].tolist()), tuple(stretch[-1].tolist())
    return (first, last) if number >= 0 else (last, first)
