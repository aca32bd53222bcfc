"""The form in which a unit is described: what was typed, read, and shown again."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from samspel.app.grouping import find_places
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.numbers import read_count
from samspel.terms.place import Place
from samspel.web.whereabouts import label_place
from samspel.web.work.campaigns.parts import read_whole
from samspel.workspace.models import Unit
from samspel.workspace.units import LONGEST_NAME, MOST_MEMBERS, UnitFacts

KIND, NAME, PLACES, MEMBERS, DAY, VERSION, UNDER = "slag", "namn", "platser", "medlemmar", "dag", "version", "under"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The form as it was typed."""

    kind: str = ""
    name: str = ""
    places: str = ""
    members: str = ""
    day: str = ""
    version: int = 0


def read_typed(sent: QueryDict) -> Typed:
    """What a form sent."""
    return Typed(
        kind=sent.get(KIND, ""),
        name=sent.get(NAME, ""),
        places=sent.get(PLACES, ""),
        members=sent.get(MEMBERS, "").strip(),
        day=sent.get(DAY, "").strip(),
        version=read_whole(sent.get(VERSION, "")) or 0,
    )


def fill_in(catalogue: Catalogue, unit: Unit) -> Typed:
    """The form of a unit as it is kept."""
    return Typed(
        kind=unit.kind,
        name=unit.name,
        places=name_places(catalogue, unit.places),
        members="" if unit.members is None else str(unit.members),
        day="" if unit.members_on is None else unit.members_on.isoformat(),
        version=unit.version,
    )


def name_places(catalogue: Catalogue, codes: list[str]) -> str:
    """The names of places with commas between, each so that it is found again: a region by its county."""
    return ", ".join(label_place(place) for place in list_places(catalogue, codes))


def list_places(catalogue: Catalogue, codes: list[str]) -> tuple[Place, ...]:
    """The places that there are of the codes."""
    return tuple(catalogue.places.by_code[code] for code in codes if code in catalogue.places.by_code)


def understand(catalogue: Catalogue, texts: Texts, typed: Typed) -> UnitFacts:
    """What the form says. Raises the first SamspelError, with the others in it."""
    problems, places, members, day = list[SamspelError](), tuple[str, ...](), None, None
    try:
        places = tuple(place.code for place in find_places(catalogue, [typed.places]).places)
    except SamspelError as error:
        problems.append(error)
    try:
        if typed.members:
            members = read_count(typed.members, texts("workspace.unit.members"), most=MOST_MEMBERS)
    except SamspelError as error:
        problems.append(error)
    try:
        day = date.fromisoformat(typed.day) if typed.day else None
    except ValueError:
        problems.append(BadInputError("unit_day", found=typed.day[:LONGEST_NAME]))
    if problems:
        problems[0].others = (*problems[0].others, *problems[1:])
        raise problems[0]
    return UnitFacts(kind=typed.kind, name=typed.name, places=places, members=members, members_on=day)
