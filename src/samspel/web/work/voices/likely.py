"""The demands that a remark may be about, as the pages of remarks show them."""

import hashlib
import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from django.urls import reverse

from samspel.app.searching import suggest_demands
from samspel.reports.search import label_found_by
from samspel.reports.whose import label_title
from samspel.web.remembering import recall
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts
from samspel.workspace import identifying
from samspel.workspace.models import Unit
from samspel.workspace.sealing import Seal, draw_key

_SEAL, _KEY = Seal((draw_key(),)), secrets.token_bytes()
"""Of this process alone: what it remembers of remarks is sealed, and gone with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """A demand, the words of the remark that say so (empty where a person has said it), and its page."""

    id: str
    label: str
    words: str
    address: str
    is_chosen: bool
    is_guess: bool = False


def list_likely(text: str, chosen: Collection[str]) -> tuple[Likely, ...]:
    """The likeliest demands, and those that were chosen beside them; offline, and the same every time. Nothing is
    likely of a remark whose words are gone.
    """
    found = {demand: (words, is_guess) for demand, words, is_guess in (_hear(text) if text else ())}
    shown = []
    for demand in dict.fromkeys((*found, *chosen)):
        (words, is_guess), is_chosen = found.get(demand, ("", False)), demand in chosen
        told = show_demand(demand, words=words, is_chosen=is_chosen)
        shown.append(replace(told, is_guess=is_guess and not is_chosen))
    return tuple(shown)


def _hear(text: str) -> list[tuple[str, str, bool]]:
    """The likeliest demands of a remark, with the words that say so and whether each is a guess: found once, and
    remembered under a digest, sealed, so that nothing that was said lies open in memory.
    """
    question = ("likely", get_lang(), hashlib.blake2b(text.encode(errors="replace"), key=_KEY).digest())

    def find() -> str:
        found = suggest_demands(get_desk(), text)
        return _SEAL.close(
            json.dumps([(one.demand.id, label_found_by(get_texts(), one), one.is_guess) for one in found])
        )

    heard: list[tuple[str, str, bool]] = json.loads(_SEAL.open(recall(question, find)))
    return heard


def show_demand(demand: str, *, words: str = "", is_chosen: bool = True) -> Likely:
    """A demand by its id; one that is gone from the handbook by that alone."""
    kept = get_catalogue().demands.get(demand)
    label = f"{kept.number}. {label_title(get_texts(), kept)}" if kept else demand
    address = reverse("demand", args=[demand]) if kept else ""
    return Likely(id=demand, label=label, words=words, address=address, is_chosen=is_chosen)


def list_places(unit: Unit) -> tuple[tuple[str, str], ...]:
    """The places of a unit, or of the whole that it is part of, each with its name."""
    here: Unit | None = unit
    while here is not None and not here.places:
        here = here.parent
    by_code = get_catalogue().places.by_code
    return tuple((code, by_code[code].name) for code in (here.places if here else ()) if code in by_code)


@cache
def list_known() -> tuple[str, ...]:
    """Words that are no people's names."""
    return identifying.list_known(get_catalogue().places)
