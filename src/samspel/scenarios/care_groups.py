"""Health care's cost by age, from content/circle/region_cost_by_age.toml."""

from pathlib import Path

from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import ParameterText, Record
from samspel.dynamics.people import AGES
from samspel.scenarios.parameters import Grade
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis


class CareGroup(Record, frozen=True, kw_only=True):
    """Ages, both inclusive, and health care's cost per person in them over the mean cost per inhabitant."""

    id: str
    first: int
    last: int
    weight: float
    unit: str
    date: str
    basis: Basis
    grade: Grade
    source: str
    sv: ParameterText
    en: ParameterText


def load_care_groups(folder: Path) -> tuple[CareGroup, ...]:
    """The groups of circle/region_cost_by_age.toml. Raises ContentError unless they cover ages 0-100 once each, in
    order, with weights above zero.
    """
    path, wanted = folder / "circle" / "region_cost_by_age.toml", 0
    groups = read_list(path, "group", CareGroup)
    for group in groups:
        if group.first != wanted or group.last < group.first:
            raise ContentError(path.name, f"{group.id}.first", f"{group.first}-{group.last}", f"ages from {wanted}")
        if not group.weight > 0.0:
            raise ContentError(path.name, f"{group.id}.weight", str(group.weight), "a number above zero")
        wanted = group.last + 1
    if wanted != AGES:
        raise ContentError(path.name, f"{groups[-1].id}.last", str(wanted - 1), str(AGES - 1))
    return groups
