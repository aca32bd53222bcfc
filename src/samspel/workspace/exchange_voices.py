"""Remarks in a unit's file. Whoever opens the file sees those that may be seen, as the pages show them; all of them lie
beside, sealed with the workspace's key, for another workspace that has the key.

The same rows give the same bytes (AES-SIV, which needs no chance), and a few remarks are as long as none.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from samspel.terms.errors import BadInputError
from samspel.workspace.models import Unit, Voice
from samspel.workspace.sealing import FILE, VARIABLE, read_keys
from samspel.workspace.voices import list_tellable_places, list_voices

TABLE, SEALED = "voice", "voice.sealed"
BLOCK = 16_384
"""Bytes that the length goes up by: more than as many remarks take as must have come before one is seen."""


def tell_voices(units: Sequence[Unit], numbers: Mapping[str, Mapping[Any, int]]) -> list[dict[str, Any]]:
    """The remarks that may be seen, in no order of when they came; without the workplace where the writer has not said
    that it may stand there, and without the place where it may not be told.
    """
    return [_tell(voice, numbers, place) for unit in units for voice, place in _list_seen(unit)]


def _list_seen(unit: Unit) -> list[tuple[Voice, str]]:
    tellable = list_tellable_places(unit)
    seen = list_voices(unit).exclude(state=Voice.State.SPLIT)
    return [(one, one.place if (one.workplace_id, one.place) in tellable else "") for one in seen]


def _tell(voice: Voice, numbers: Mapping[str, Mapping[Any, int]], place: str) -> dict[str, Any]:
    return {
        "text": voice.text,
        "week": voice.week.isoformat(),
        "workplace": numbers["workplace"].get(voice.workplace_id) if voice.names_workplace else None,
        "place": place,
        "state": voice.state,
        "demands": voice.demands,
    }


def close_rows(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows sealed with the newest key."""
    told = json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()
    return _list_ciphers()[0].encrypt(told + b" " * (-len(told) % BLOCK), [SEALED.encode()])


def open_rows(sealed: bytes) -> Any:
    """The rows. Raises BadInputError where no key opens them, ValueError for what is none."""
    for cipher in _list_ciphers():
        try:
            return json.loads(cipher.decrypt(sealed, [SEALED.encode()]))
        except InvalidTag:
            continue
    raise BadInputError("exchange_sealed", file=FILE, variable=VARIABLE)


def _list_ciphers() -> list[AESSIV]:
    home: Path = settings.WORKSPACE_HOME
    return [AESSIV(HKDF(SHA256(), 64, None, SEALED.encode()).derive(key.encode())) for key in read_keys(home)]
