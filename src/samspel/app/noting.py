"""Notes what was changed of that which is kept."""

import logging
from collections.abc import Iterable

from samspel.app.desk import Desk
from samspel.store.change_log import Change
from samspel.terms.errors import BadInputError

_log = logging.getLogger(__name__)


def note_changes(desk: Desk, code: str, changes: Iterable[Change]) -> None:
    """What was done is done; a log that cannot be written must not say otherwise, but that it lacks a line is told."""
    try:
        desk.changes.add(code, changes)
    except BadInputError as error:
        _log.error("a change could not be noted: %s", error)
        desk.changes.missed = BadInputError("change_not_noted", **error.facts)
