"""A shared motion as a start for one's own: its words are copied, and no figure of the place they were written for."""

import re
from collections.abc import Iterable

from samspel.app.desk import Desk
from samspel.app.drafting import begin_draft, find_paper
from samspel.app.finding import find_demand
from samspel.catalogue.texts import Texts
from samspel.needs.deciding import find_addressee
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.likeness import plain_word
from samspel.terms.place import Place, PlaceKind
from samspel.workspace.log import note
from samspel.workspace.models import Account, FrozenPaper, Unit
from samspel.workspace.networks import get_share_rules
from samspel.workspace.permissions import demand
from samspel.workspace.sharing import HIDDEN, find_words, hide, list_shared

SENTENCE = re.compile(r"(?<=[.!?…])\s+")
QUOTED = re.compile(r"[”“\"»«„]|^\s*[–—]\s")
"""Marks of what somebody said, a dash at the beginning of a line among them."""
WORD = re.compile(r"[^\W\d_]+")
OWN_NAME = 3
"""Letters that a place's name has at least, for its genitive to be told from other words."""


def use_as_start(
    desk: Desk, texts: Texts, unit: Unit, account: Account, paper: FrozenPaper, place: str
) -> tuple[str, str, tuple[str, ...]]:
    """Copy the words of a shared paper into the draft of one's own place; what is written there already stays. Returns
    the demand, the kind of paper and the fields that were filled.

    Raises ForbiddenError, NotFoundError for a paper that is not shared with the unit, and BadInputError for one without
    words, for a place that is none of a municipality or
    region or where no body decides the demand, and for the place that the words are from.
    """
    demand(account, "place.change", unit)
    if not list_shared(unit).filter(pk=paper.campaign_id).exists():
        raise NotFoundError("reuse_not_shared")
    where = desk.catalogue.places.by_code.get(place)
    if where is None or where.kind is PlaceKind.COUNTRY:
        raise BadInputError("work_choice", field="place")
    words = find_words(paper)
    if not words:
        raise BadInputError("reuse_no_words")
    subject = find_demand(desk.catalogue, str(paper.inputs.get("demand", "")))
    kind = find_paper(desk.catalogue, paper.kind, "demand")
    find_addressee(desk.catalogue, subject, where)
    from_place = desk.catalogue.places.by_code.get(str(paper.inputs.get("place", "")))
    if from_place == where:
        raise BadInputError("reuse_same_place", place=where.area)
    copied = {name: leave_out(desk, texts, text, from_place) for name, text in words.items()}
    came = texts(  # without whose it was: a paper that is shared names nobody
        "network.came_from",
        title=hide(desk, paper.title),
        place="–" if from_place is None else from_place.area,
        day=texts.day(paper.taken_on),
    )
    filled = begin_draft(desk, where, subject, copied, came)
    note("network.reuse", paper, account=account, unit=unit, place=where.code, fields=len(filled))
    return subject.id, kind.id, filled


def leave_out(desk: Desk, texts: Texts, text: str, place: Place | None) -> str:
    """The text without the sentences that tell a figure, name the place or could tell who somebody is; a mark stands
    where they were.
    """
    lines = [_leave_out(desk, texts, line, place) for line in text.splitlines()]
    return "\n".join(lines)


def _leave_out(desk: Desk, texts: Texts, line: str, place: Place | None) -> str:
    kept: list[str] = []
    gap = texts("network.gap")
    for sentence in SENTENCE.split(line):
        if not is_local(desk, sentence, place):
            kept.append(sentence)
        elif not kept or kept[-1] != gap:
            kept.append(gap)
    return " ".join(kept)


def is_local(desk: Desk, sentence: str, place: Place | None) -> bool:
    """Whether a sentence holds a digit, a word that tells a figure, the place's name or somebody's, or what somebody
    said.
    """
    if QUOTED.search(sentence) or any(letter.isdigit() for letter in sentence) or HIDDEN in hide(desk, sentence):
        return True
    words = [word.casefold() for word in WORD.findall(sentence)]
    if set(words) & set(get_share_rules().figure_words):
        return True
    return place is not None and any(_names(words, name) for name in (place.name, place.area))


def _names(words: Iterable[str], name: str) -> bool:
    """Whether the name, or its genitive, stands among the words."""
    told, parts = [plain_word(one) for one in words], [plain_word(one) for one in WORD.findall(name)]
    for start in range(len(told) - len(parts) + 1):
        *before, last = told[start : start + len(parts)]
        if before == parts[:-1] and last in (parts[-1], f"{parts[-1]}s") and len(parts[-1]) >= OWN_NAME:
            return True
    return False
