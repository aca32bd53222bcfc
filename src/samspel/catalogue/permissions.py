"""Loads who may do what in the workspace, when the workspace is used."""

from pathlib import Path

import msgspec

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import check_unique, read_record
from samspel.catalogue.records.base import Record
from samspel.terms.errors import ContentError

FILE = "workspace/permissions.toml"


class Action(Record, frozen=True, kw_only=True):
    """Something that one may do, and the roles that may."""

    id: str
    roles: tuple[str, ...]


class Permissions(Record, frozen=True, kw_only=True):
    """The roles, heaviest first, and every action."""

    roles: tuple[str, ...]
    actions: tuple[Action, ...] = msgspec.field(name="action")


def load_permissions(content: Path | None = None) -> Permissions:
    """The table of a folder of content, or of the shipped. Raises ContentError for an unknown role, or an action that
    stands twice or that nobody may do.
    """
    path = (content or find_content()) / FILE
    table = read_record(path, Permissions)
    check_unique(path, table.actions)
    for action in table.actions:
        if not action.roles or set(action.roles) - set(table.roles):
            raise ContentError(path.name, action.id, ", ".join(action.roles), f"some of {', '.join(table.roles)}")
    return table
