"""What somebody has written themselves for the papers of one subject: a demand or a goal at a place."""

from collections.abc import Mapping

import msgspec


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The words by field, and the moment they were kept. All papers of the subject share them, so that what happened is
    written once. `came_from` says whose paper the words began as, where they began as another's, and `event` what they
    tell of, as the command writes it, where they were kept after an event.
    """

    subject: str
    when: str = ""
    words: Mapping[str, str] = {}
    came_from: str = ""
    event: str = ""
