"""Loads the places: 290 municipalities, 21 regions and the country, with groups, labour-market areas and similar
municipalities.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from samspel.catalogue.reading import read_list, read_record
from samspel.catalogue.records.base import Named
from samspel.catalogue.records.bodies import AlsoCalled, AreaWord, EnglishNames
from samspel.catalogue.tables import read_table
from samspel.terms.errors import ContentError
from samspel.terms.place import COUNTRY_CODE, Place, PlaceKind, PlaceName

MUNICIPALITY_COLUMNS = ("code", "name", "group", "region", "body", "labour_market_area_code", "labour_market_area")
REGION_COLUMNS = ("code", "name", "area", "body")
SIMILAR_COLUMNS = ("code", "similar_code")


@dataclass(frozen=True)
class Places:
    """All places in the fixed order of every array: municipalities by code, regions by code, the country last."""

    everywhere: tuple[Place, ...]
    groups: tuple[Named, ...]
    labour_market_areas: tuple[str, ...]
    similar: npt.NDArray[np.int32]
    """Rows of the similar municipalities of each municipality, shape (municipalities, 7)."""
    also: Mapping[str, str] = field(default_factory=dict)
    """The codes of places by what they are also called, former names among them."""

    @cached_property
    def municipalities(self) -> tuple[Place, ...]:
        """The municipalities, in order of their code."""
        return tuple(place for place in self.everywhere if place.kind is PlaceKind.MUNICIPALITY)

    @cached_property
    def regions(self) -> tuple[Place, ...]:
        """The regions, in order of their code."""
        return tuple(place for place in self.everywhere if place.kind is PlaceKind.REGION)

    @property
    def country(self) -> Place:
        """The whole country."""
        return self.everywhere[-1]

    @cached_property
    def by_code(self) -> dict[str, Place]:
        """Every place under its code."""
        return {place.code: place for place in self.everywhere}

    @cached_property
    def region_rows(self) -> npt.NDArray[np.int32]:
        """For each municipality, the number of its region among the regions, shape (municipalities,)."""
        number = {region.code: row for row, region in enumerate(self.regions)}
        return np.array([number[place.region] for place in self.municipalities], dtype=np.int32)

    def region_of(self, place: Place) -> Place:
        """The region that a municipality lies in; the place itself for a region or the country."""
        return self.by_code[place.region] if place.kind is PlaceKind.MUNICIPALITY else place

    def members_of(self, region: Place) -> tuple[Place, ...]:
        """The municipalities of a region, or all of them for the country."""
        return self._members[region.code]

    @cached_property
    def _members(self) -> dict[str, tuple[Place, ...]]:
        members = {
            region.code: tuple(place for place in self.municipalities if place.region == region.code)
            for region in self.regions
        }
        return members | {self.country.code: self.municipalities}

    def answering(self, place: Place) -> Place:
        """The body that answers for a place: the municipality where region and municipality are one (Gotland), else
        the place.
        """
        members = self.members_of(place) if place.kind is PlaceKind.REGION else ()
        return members[0] if len(members) == 1 else place

    def is_among(self, code: str, codes: Collection[str]) -> bool:
        """Whether a code is one of others, that of a region of one, or that of a municipality in a region of them."""
        place = self.by_code.get(code)
        if place is None:
            return code in codes
        parts = self.members_of(place) if place.kind is not PlaceKind.MUNICIPALITY else ()
        near = (place, self.region_of(place), *parts)
        return any(one.code in codes for one in near)

    def similar_to(self, place: Place) -> tuple[Place, ...]:
        """The places that `place` is compared with: seven similar municipalities, or all other regions."""
        if place.kind is PlaceKind.MUNICIPALITY:
            return tuple(self.everywhere[row] for row in self.similar[place.index])
        if place.kind is PlaceKind.REGION:
            return tuple(region for region in self.regions if region is not place)
        return ()


def read_areas(folder: Path) -> tuple[AreaWord, ...]:
    """The places that one is not "in", with what their areas are called in a sentence."""
    return read_list(folder / "prepositions.toml", "place", AreaWord)


def load_places(folder: Path, country: Named) -> Places:
    """Load the places from `folder`. Raises ContentError for an unknown group, region or similar municipality."""
    groups = read_list(folder / "groups.toml", "group", Named)
    municipalities = _read_sorted(folder / "municipalities.csv", MUNICIPALITY_COLUMNS)
    regions = _read_sorted(folder / "regions.csv", REGION_COLUMNS)
    known_groups = {group.sv: group.id for group in groups}
    known_regions = {row["code"] for _, row in regions}
    areas = {one.code: one.area for one in read_areas(folder)}
    english = read_record(folder / "english.toml", EnglishNames)
    everywhere: list[Place] = []
    for line, row in municipalities:
        if row["group"] not in known_groups:
            raise ContentError("municipalities.csv", "group", row["group"], "a group of groups.toml", line)
        if row["region"] not in known_regions:
            raise ContentError("municipalities.csv", "region", row["region"], "a code of regions.csv", line)
        body = PlaceName(row["body"], _name_body(english, row["name"], row["body"]))
        everywhere.append(
            Place(
                code=row["code"],
                name=row["name"],
                kind=PlaceKind.MUNICIPALITY,
                body=body,
                area=areas.get(row["code"], body),
                region=row["region"],
                group=known_groups[row["group"]],
                index=len(everywhere),
            )
        )
    everywhere += _list_above(regions, country, english, len(everywhere))
    return Places(
        tuple(everywhere),
        groups,
        tuple(row["labour_market_area"] for _, row in municipalities),
        _read_similar(folder / "similar_municipalities.csv", tuple(row["code"] for _, row in municipalities)),
        _read_also(folder / "also.toml", everywhere),
    )


def _name_body(english: EnglishNames, name: str, body: str) -> str:
    """What a municipality is called in English."""
    found = (told for ending, told in english.bodies.items() if body.lower().endswith(f" {ending}"))
    return next((told.format(name=name) for told in found), body)


def _list_above(
    regions: Sequence[tuple[int, dict[str, str]]], country: Named, english: EnglishNames, first: int
) -> Iterator[Place]:
    """The regions and the country, numbered from `first`."""
    whole = PlaceName(country.sv, country.en)
    for number, (_, row) in enumerate(regions, first):
        yield Place(
            code=row["code"],
            name=row["name"],
            kind=PlaceKind.REGION,
            body=row["body"],
            area=PlaceName(row["area"], english.county.format(name=english.counties.get(row["code"], row["name"]))),
            region=row["code"],
            group="",
            index=number,
        )
    yield Place(
        code=COUNTRY_CODE,
        name=country.sv,
        kind=PlaceKind.COUNTRY,
        body=whole,
        area=whole,
        region="",
        group="",
        index=first + len(regions),
    )


def _read_also(path: Path, everywhere: Sequence[Place]) -> dict[str, str]:
    """Codes by what places are also called. Raises ContentError for a code that none has."""
    told = read_record(path, AlsoCalled)
    regions = [place for place in everywhere if place.kind is PlaceKind.REGION]
    found = {form.format(name=one.name, area=one.area): one.code for form in told.region_forms for one in regions}
    codes = {place.code for place in everywhere}
    for code, names in told.places.items():
        if code not in codes:
            raise ContentError(path.name, f"places.{code}", code, "the code of a place")
        found |= dict.fromkeys(names, code)
    return found


def _read_sorted(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Rows by name of column with their lines, in order of the code, which stands first. Raises ContentError for a
    code twice.
    """
    rows = [(line, dict(zip(columns, row, strict=True))) for line, row in enumerate(read_table(path, columns).rows, 2)]
    seen: set[str] = set()
    for line, row in rows:
        if row["code"] in seen:
            raise ContentError(path.name, "code", f"{row['code']} twice", "each code once", line)
        seen.add(row["code"])
    return sorted(rows, key=lambda row: row[1]["code"])


def _read_similar(path: Path, codes: tuple[str, ...]) -> npt.NDArray[np.int32]:
    rows = {code: row for row, code in enumerate(codes)}
    similar: list[list[int]] = [[] for _ in codes]
    for line, pair in enumerate(read_table(path, SIMILAR_COLUMNS).rows, 2):
        for code in pair:
            if code not in rows:
                raise ContentError(path.name, "code", code, "a code of municipalities.csv", line)
        similar[rows[pair[0]]].append(rows[pair[1]])
    lengths = {len(peers) for peers in similar}
    if len(lengths) != 1:
        raise ContentError(
            path.name, "code", f"between {min(lengths)} and {max(lengths)} of each", "equally many of each"
        )
    return np.array(similar, dtype=np.int32)
