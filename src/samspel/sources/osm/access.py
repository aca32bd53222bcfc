"""Who may pass a road or a barrier, and in which direction, by the tags of OpenStreetMap and content/road_rules.toml.

The most particular key that says something decides (motorcar before motor_vehicle before vehicle before access), and
for a direction the same key with :forward or :backward before the key alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from samspel.catalogue.records.settings import Passage, RoadRules

Tags = Mapping[str, str]

FORWARD, BACKWARD = "forward", "backward"
YES, BACKWARDS = frozenset({"yes", "true", "1"}), frozenset({"-1", "reverse"})
NEVER_SURE = "reversible"
"""The direction changes by hours that the map does not hold; alternating traffic goes both ways by turns."""
ROUND = frozenset({"roundabout", "circular"})
OPPOSITE = frozenset({"opposite", "opposite_lane", "opposite_track"})
CONDITIONAL = ":conditional"
_CLAUSE = re.compile(r"([^@;]+)@\s*(\([^)]*\)|[^;]*)")
_METRES = re.compile(r"\s*(\d+(?:\.\d+)?)\s*m?\s*")


def passes(rules: RoadRules, tags: Tags, keys: Iterable[str], otherwise: bool, *, way: str = "") -> bool:
    """Whether one may pass by the first of the keys that says something; with `way` in that direction."""
    for key in keys:
        for name in (f"{key}:{way}", key) if way else (key,):
            said = _said(rules, tags.get(name, ""), "bicycle" in name)
            if said is not None:
                return said
    return otherwise


def passes_barrier(rules: RoadRules, tags: Tags, passage: Passage) -> bool:
    """Whether a node lets one through: by its own access tags, else by its kind of barrier."""
    if "barrier" not in tags:
        return bool(set(rules.not_on_road) & tags.keys()) or passes(rules, tags, passage.keys, True)
    return passes(rules, tags, passage.keys, _opens(rules, tags, passage))


def find_directions(rules: RoadRules, tags: Tags, passage: Passage, *, implied: bool) -> tuple[bool, bool]:
    """Whether traffic goes forwards and backwards along the way; `implied` where its class is one-way unless said
    otherwise.
    """
    said = next((tags[key] for key in passage.oneway if key in tags), "")
    if said in YES:
        forth, back = True, False
    elif said in BACKWARDS:
        forth, back = False, True
    elif said == NEVER_SURE:
        forth, back = False, False
    else:
        implied = implied or tags.get("junction") in ROUND
        forth, back = True, said == "no" or not implied
    stated = [tags.get(f"{passage.keys[0]}:{way}") in rules.opened for way in (FORWARD, BACKWARD)]
    return forth or stated[0], back or stated[1]


def rides_against(tags: Tags) -> bool:
    """Whether bicycles may ride both ways on a one-way road by what lies along it."""
    sides = [tags.get(key) for key in ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")]
    both = [tags.get(f"cycleway:{side}:oneway") for side in ("left", "right", "both")]
    return bool(OPPOSITE.intersection(sides) or {"no", "-1"}.intersection(both))


def is_conditional(rules: RoadRules, tags: Tags) -> bool:
    """Whether who may pass depends on the hour, the season or something else that a reckoning does not know."""
    keys = {*rules.car.keys, *rules.bicycle.keys, *rules.car.oneway, *rules.bicycle.oneway}
    names = (f"{key}{way}{CONDITIONAL}" for key in keys for way in ("", f":{FORWARD}", f":{BACKWARD}"))
    return any(_concerns(rules, clause) for name in names if name in tags for clause in _CLAUSE.findall(tags[name]))


def list_access_keys(rules: RoadRules) -> Iterator[str]:
    """Keys of nodes that may bar a road."""
    yield from dict.fromkeys(("barrier", *rules.car.keys, *rules.bicycle.keys))


def _said(rules: RoadRules, value: str, ridden: bool) -> bool | None:
    """What a value says; of several in a row one that opens is enough."""
    said = {part.strip() for part in value.split(";")}
    if said.intersection(rules.opened):
        return True
    shut = {*rules.shut, *rules.walked} if ridden else set(rules.shut)
    return False if said & shut else None


def _opens(rules: RoadRules, tags: Tags, passage: Passage) -> bool:
    kind = tags["barrier"]
    if tags.get("locked") in rules.locked:
        return False
    if kind == "kerb" and passage is rules.car and tags.get("kerb") in rules.high_kerbs:
        return tags.get("highway") == "crossing"  # there it stands beside the road, where one walks
    if kind == "bollard" and tags.get("bollard") in rules.opening_bollards:
        return True
    if kind == "height_restrictor" and passage is rules.car and _metres(tags.get("maxheight", "")) < rules.car_height:
        return False
    return kind in passage.barriers


def _metres(said: str) -> float:
    """Metres of a value of maxheight=*, infinite where it is no plain number."""
    found = _METRES.fullmatch(said)
    return float(found[1]) if found else float("inf")


def _concerns(rules: RoadRules, clause: tuple[str, str]) -> bool:
    value, condition = clause
    return (
        bool(condition.strip("() ")) and bool(value.strip()) and not any(word in condition for word in rules.not_ours)
    )
