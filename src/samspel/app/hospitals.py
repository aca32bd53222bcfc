"""The list of hospitals with emergency surgery: what is known of each, and what somebody here corrects."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import process

from samspel.app.desk import Desk
from samspel.observations.building import Mark
from samspel.observations.localities import load_localities
from samspel.reach.surgery import CLOSED, STATED, UNSURE, Hospital, load_hospitals
from samspel.terms.alphabet import order_name
from samspel.terms.errors import BadInputError

SAID = {"yes": STATED, "unsure": UNSURE, "no": CLOSED}
"""What one may say of a hospital, and how sure that makes it."""
LONGEST = 200
"""Letters of a name or a source: they are told in a sentence."""


@dataclass(frozen=True)
class Correction:
    """What somebody says of a hospital; with `said` empty an earlier correction is taken back."""

    hospital: str
    said: str
    by: str = ""
    source: str = ""


def list_hospitals(desk: Desk) -> tuple[Hospital, ...]:
    """Every hospital of the list as it is counted here, by name."""
    observations = desk.observations
    found = load_hospitals(observations, load_localities(observations.figures))
    return tuple(sorted(found, key=lambda one: order_name(one.name)))


def search_hospitals(desk: Desk, words: str) -> tuple[Hospital, ...]:
    """The hospitals whose name or town holds the words. Raises BadInputError with the nearest names where none does."""
    everything, wanted = list_hospitals(desk), words.strip().casefold()
    found = tuple(one for one in everything if wanted in one.name.casefold() or wanted in one.town.casefold())
    if not found:
        raise _refuse(everything, words)
    return found


def correct_hospital(desk: Desk, correction: Correction, today: date) -> Hospital:
    """Keep a correction with who and when, and give the hospital as it now is. Raises BadInputError for a hospital that
    is not in the list, a word that says nothing, or a correction that nobody stands for.
    """
    known = {one.name.casefold(): one for one in list_hospitals(desk)}
    hospital = known.get(correction.hospital.strip().casefold())
    if hospital is None:
        raise _refuse(known.values(), correction.hospital)
    desk.hospitals.save(hospital.name, _make_mark(correction, today))
    return next(one for one in list_hospitals(desk) if one.name == hospital.name)


def _refuse(hospitals: Iterable[Hospital], words: str) -> BadInputError:
    """That there is no such hospital, with the nearest names."""
    known = {one.name.casefold(): one for one in hospitals}
    nearest = process.extract(words.casefold(), [*known], limit=3)
    names = ", ".join(known[match[0]].name for match in nearest)
    return BadInputError("hospital_unknown", found=words[:LONGEST], nearest=names)


def _make_mark(correction: Correction, today: date) -> Mark | None:
    if not correction.said:
        return None
    if correction.said not in SAID:
        raise BadInputError("hospital_said", found=correction.said[:LONGEST], known=", ".join(SAID))
    by, source = (" ".join(words.split()) for words in (correction.by, correction.source))
    if not by or max(len(by), len(source)) > LONGEST:
        raise BadInputError("hospital_by", limit=LONGEST)
    return Mark(SAID[correction.said], by, today.isoformat(), source)
