"""The borders: every municipality and region is there, closed, with sensible neighbours; a broken file is told."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.observations.borders import MOST_INSETS, Borders, load_borders
from samspel.observations.building import Observations
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError


@pytest.fixture(scope="module")
def borders(observations: Observations) -> Borders:
    return observations.borders


def measure_area(ring: Floats) -> float:
    """The area within a closed ring, square kilometres, with its sign."""
    (x, y), (after_x, after_y) = ring[:-1].T, ring[1:].T
    return float((x * after_y - after_x * y).sum() / 2e6)


def test_every_municipality_and_region_has_closed_rings(catalogue: Catalogue, borders: Borders) -> None:
    for place in catalogue.places.everywhere:
        rings = borders.outline(catalogue, place)
        assert rings
        assert all((ring[0] == ring[-1]).all() and len(ring) >= 4 for ring in rings)


def test_a_county_is_as_large_as_its_municipalities(catalogue: Catalogue, borders: Borders) -> None:
    for region in (*catalogue.places.regions, catalogue.places.country):
        own = sum(measure_area(ring) for ring in borders.outline(catalogue, region))
        members = sum(
            measure_area(ring)
            for member in catalogue.places.members_of(region)
            for ring in borders.outline(catalogue, member)
        )
        assert own == pytest.approx(members, rel=1e-9)


def test_the_country_is_as_large_as_it_is(catalogue: Catalogue, borders: Borders) -> None:
    """SCB's land and inland water 2024 is 447 000 square kilometres; generalised borders differ by some per cent."""
    rings = borders.outline(catalogue, catalogue.places.country)
    assert abs(sum(measure_area(ring) for ring in rings)) == pytest.approx(447_000, rel=0.05)


def test_each_municipality_lies_where_its_localities_are(observations: Observations, borders: Borders) -> None:
    """The largest locality of each lies within the box of its outline, with a margin for generalised coasts."""
    from samspel.drawing.plane import project
    from samspel.observations.localities import find_centres, load_localities

    catalogue = observations.catalogue
    centres = find_centres(catalogue, load_localities(observations.figures))
    for place, (lat, lon) in zip(catalogue.places.municipalities, centres, strict=True):
        points = np.concatenate(borders.outline(catalogue, place))
        east, north = project(float(lat), float(lon))
        assert (points.min(axis=0) - 4000 <= (east, north)).all(), place.name
        assert (points.max(axis=0) + 4000 >= (east, north)).all(), place.name


def test_neighbours_are_mutual_and_islands_have_none(catalogue: Catalogue, borders: Borders) -> None:
    places = catalogue.places
    near = {place.code: {one.code for one in borders.neighbours(catalogue, [place])} for place in places.municipalities}
    assert all(code in near[other] for code, others in near.items() for other in others)
    assert near["0980"] == set()
    names = {places.by_code[code].name for code in near["2181"]}
    assert names == {"Falun", "Avesta", "Hofors", "Gävle", "Heby", "Ockelbo"}


def test_neighbours_of_a_region_lie_outside_it_and_more_steps_reach_further(
    catalogue: Catalogue, borders: Borders
) -> None:
    members = catalogue.places.members_of(catalogue.places.by_code["21"])
    near, further = (set(borders.neighbours(catalogue, members, steps)) for steps in (1, 2))
    assert near < further
    assert not further & set(members)


def test_each_stretch_between_regions_is_drawn_once(catalogue: Catalogue, borders: Borders) -> None:
    lines = borders.between(catalogue.places.region_rows.tolist())
    assert len({line.tobytes() for line in lines}) == len(lines) < len(borders.stretches)


def test_stretches_have_at_most_two_sides(borders: Borders) -> None:
    used = Counter(max(number, ~number) for place in borders.municipalities for ring in place for number in ring)
    assert set(used.values()) == {1, 2}
    assert set(used) == set(range(len(borders.stretches)))


def remove_one(read: dict[str, Any]) -> None:
    read["objects"]["municipalities"]["geometries"].pop(7)


def name_wrongly(read: dict[str, Any]) -> None:
    read["objects"]["municipalities"]["geometries"][0]["id"] = "9999"


def point_nowhere(read: dict[str, Any]) -> None:
    read["objects"]["municipalities"]["geometries"][0]["arcs"] = [[[99_999]]]


def use_thrice(read: dict[str, Any]) -> None:
    first = read["objects"]["municipalities"]["geometries"][0]["arcs"]
    read["objects"]["municipalities"]["geometries"][50]["arcs"] += first + first


def add_a_key(read: dict[str, Any]) -> None:
    read["colour"] = "red"


def name_no_source(read: dict[str, Any]) -> None:
    read["source"] = "nobody"


@pytest.mark.parametrize(
    ("breach", "said"),
    [
        (remove_one, "0127"),
        (name_wrongly, "9999"),
        (point_nowhere, "99999"),
        (use_thrice, "two sides"),
        (add_a_key, "colour"),
        (name_no_source, "nobody"),
    ],
)
def test_a_broken_file_is_told(catalogue: Catalogue, content_copy: Path, breach: Any, said: str) -> None:
    path = content_copy / "places" / "borders.json"
    read = json.loads(path.read_text(encoding="utf-8"))
    breach(read)
    path.write_text(json.dumps(read), encoding="utf-8")
    with pytest.raises(ContentError) as told:
        load_borders(load_catalogue(content_copy))
    assert said in str(told.value)


def test_more_insets_than_there_is_room_for_are_told(content_copy: Path) -> None:
    path = content_copy / "places" / "insets.toml"
    written = path.read_text(encoding="utf-8")
    first = written[written.index("[[inset]]") :].split("[[inset]]")[1]
    path.write_text(
        written + "".join("\n[[inset]]" + first.replace('id = "', f'id = "more{n}-') for n in range(3)),
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match=f"at most {MOST_INSETS}"):
        load_borders(load_catalogue(content_copy))


def test_an_inset_of_an_unknown_municipality_is_told(content_copy: Path) -> None:
    path = content_copy / "places" / "insets.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"0123"', '"9999"'), encoding="utf-8")
    with pytest.raises(ContentError, match="9999"):
        load_borders(load_catalogue(content_copy))
