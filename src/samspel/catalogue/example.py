"""Loads the made-up branch, when somebody asks to see it."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record

FILE = "workspace/example.toml"


class Remark(Record, frozen=True, kw_only=True):
    """What somebody is made to have said, so many days ago, and the demands that it has been tied to."""

    text: str
    days: int
    demands: tuple[str, ...]


class Place(Record, frozen=True, kw_only=True):
    """A workplace with its remarks."""

    name: str
    place: str
    remarks: tuple[Remark, ...]


class Task(Record, frozen=True, kw_only=True):
    """Something to do in so many days."""

    text: str
    in_days: int


class Happened(Record, frozen=True, kw_only=True):
    """A step of a matter, so many days ago; `points` is what was said of each att-sats by its number."""

    event: str
    by: str
    days: int
    sentence: str = ""
    points: Mapping[str, str] = msgspec.field(default_factory=dict)


class Case(Record, frozen=True, kw_only=True):
    """A matter."""

    kind: str
    place: str
    body: str
    decider: str
    title: str
    points: tuple[str, ...]
    steps: tuple[Happened, ...]


class Drive(Record, frozen=True, kw_only=True):
    """A campaign that began so many days ago."""

    title: str
    demands: tuple[str, ...]
    place: str
    plan: str
    days: int
    tasks: tuple[Task, ...]
    matters: tuple[Case, ...] = msgspec.field(name="matter")


class Said(Record, frozen=True, kw_only=True):
    """An answer that a body is made to have sent, so many days ago."""

    question: str
    value: str
    by: str
    days: int


class Asked(Record, frozen=True, kw_only=True):
    """Questions to a body, sent so many days ago, with the answers that came."""

    place: str
    body: str
    ground: str
    days: int
    asked: tuple[str, ...]
    replies: tuple[Said, ...] = ()


class HeldPost(Record, frozen=True, kw_only=True):
    """A post."""

    kind: str
    place: str
    body: str


class Person(Record, frozen=True, kw_only=True):
    """Somebody made up who holds posts."""

    name: str
    posts: tuple[HeldPost, ...]


class NamedMember(Record, frozen=True, kw_only=True):
    """A member of the network that keeps nothing here."""

    name: str
    places: tuple[str, ...]


class Neighbour(Record, frozen=True, kw_only=True):
    """Another branch in the network, with the one campaign that it shares and its paper, whose words can be used."""

    name: str
    places: tuple[str, ...]
    paper: str
    words: dict[str, str]
    campaign: Drive


class Decided(Record, frozen=True, kw_only=True):
    """What a meeting decided: due and done so many days after it."""

    text: str
    who: str
    due_days: int
    done_days: int | None = None
    outcome: str = ""


class Met(Record, frozen=True, kw_only=True):
    """A meeting so many days ago; fewer than none are to come."""

    name: str
    days: int
    agenda: tuple[str, ...]
    measures: tuple[str, ...]
    decisions: tuple[Decided, ...]


class Joined(Record, frozen=True, kw_only=True):
    """The network that the branch is in, with the title of the campaign that the branch shares there."""

    name: str
    shares: str
    named: tuple[NamedMember, ...]
    neighbour: Neighbour
    meetings: tuple[Met, ...] = msgspec.field(name="meeting")


class Example(Record, frozen=True, kw_only=True):
    """The branch with a club and all that is seen in them."""

    name: str
    club: str
    places: tuple[str, ...]
    members: int
    workplaces: tuple[Place, ...] = msgspec.field(name="workplace")
    campaigns: tuple[Drive, ...] = msgspec.field(name="campaign")
    requests: tuple[Asked, ...] = msgspec.field(name="request")
    holders: tuple[Person, ...] = msgspec.field(name="holder")
    network: Joined


def load_example(content: Path | None = None) -> Example:
    """The made-up branch of a folder of content, or of the shipped. Raises ContentError for what breaks a rule."""
    return read_record((content or find_content()) / FILE, Example)
