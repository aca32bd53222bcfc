"""Loads the made-up branch, when somebody asks to see it."""

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
    """A step of a matter, so many days ago."""

    event: str
    by: str
    days: int
    sentence: str = ""


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


class HeldPost(Record, frozen=True, kw_only=True):
    """A post."""

    kind: str
    place: str
    body: str


class Person(Record, frozen=True, kw_only=True):
    """Somebody made up who holds posts."""

    name: str
    posts: tuple[HeldPost, ...]


class Example(Record, frozen=True, kw_only=True):
    """The branch with a club and all that is seen in them."""

    name: str
    club: str
    places: tuple[str, ...]
    members: int
    workplaces: tuple[Place, ...] = msgspec.field(name="workplace")
    campaigns: tuple[Drive, ...] = msgspec.field(name="campaign")
    holders: tuple[Person, ...] = msgspec.field(name="holder")


def load_example(content: Path | None = None) -> Example:
    """The made-up branch of a folder of content, or of the shipped. Raises ContentError for what breaks a rule."""
    return read_record((content or find_content()) / FILE, Example)
