"""Words of a remark that should not stand there are struck, or all of them taken away, by an officer. That it was done
stands in the log, the words nowhere.
"""

import re
from collections.abc import Iterable, Sequence

from django.db import transaction

from samspel.terms.errors import BadInputError
from samspel.workspace.identifying import find_identifiers
from samspel.workspace.log import note
from samspel.workspace.models import Account, Voice
from samspel.workspace.versions import change
from samspel.workspace.voices import IdentifyingError, find_split, get_rules

STRUCK = "[…]"


def strike(voice: Voice, version: int, words: str, account: Account) -> Voice:
    """Put a mark in the place of words, wherever they stand in the remark. Raises BadInputError for words that do not
    stand there, ChangedMeanwhileError.
    """
    wanted = words.split()
    pattern = r"\s+".join(map(re.escape, wanted))
    told, count = re.subn(pattern, STRUCK, voice.text, flags=re.IGNORECASE) if wanted else ("", 0)
    if not count:
        raise BadInputError("voice_strike")
    return _change(voice, version, account, "strike", text=told)


def erase(voice: Voice, version: int, account: Account) -> Voice:
    """Take the words away for good; that somebody has spoken still counts. Raises ChangedMeanwhileError."""
    whole, state = find_split(voice), Voice.State.SET_ASIDE
    return _change(voice, version, account, "erase", text="", demands=[], state=state, into=whole)


def check_parts(texts: Sequence[str], known: Iterable[str], *, says_no_name: bool) -> None:
    """Raises IdentifyingError where what an officer has written could tell who somebody is, as for who leaves one."""
    found = [one for text in texts for one in find_identifiers(text, get_rules(), known)]
    caught = [one for one in found if not (says_no_name and one.may_stay)]
    if caught:
        raise IdentifyingError(caught)


def _change(voice: Voice, version: int, account: Account, what: str, **typed: object) -> Voice:
    with transaction.atomic():
        changed = change(voice, version, **typed)
        note("voice.handle", voice, account=account, unit=voice.workplace.unit, what=what)
    return changed
