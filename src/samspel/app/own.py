"""Demands that somebody here has written: added, listed, taken out of use, put back and erased. Their words are kept on
this machine alone, and no log of changes tells of them, since an id is made of the title's words.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from samspel.app.desk import Desk, renew_desk
from samspel.app.handbooks import read_kept
from samspel.app.measures import search_measures
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.own import make_own, read_own
from samspel.catalogue.own_writing import write_own
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.handbooks import OwnDemand
from samspel.catalogue.records.needs import Demand
from samspel.store.own_demands import KeptDemand
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError

ID_WORDS = 40
"""Characters of a title that its id is made of."""


@dataclass(frozen=True, kw_only=True)
class OwnKept:
    """The own demands: those in use, `changeable` those of them that may be changed from here, by id, those that were
    removed, and why some cannot be used.
    """

    used: tuple[Demand, ...]
    changeable: frozenset[str]
    removed: tuple[Demand, ...]
    troubles: tuple[SamspelError, ...]


def read_template(catalogue: Catalogue, lang: Lang) -> bytes:
    """A whole demand to write over, with notes on each key."""
    return (catalogue.folder / "templates" / f"own_demand_{lang}.toml").read_bytes()


def add_from_file(desk: Desk, path: Path) -> Demand:
    """Check a file with a demand and keep it. Raises BadInputError or ContentError as `make_own` does, and
    BadInputError where it cannot be kept.
    """
    return keep_own(desk, read_own(path), path)


def keep_own(desk: Desk, own: OwnDemand, path: Path | None = None) -> Demand:
    """Keep a demand, in place of an earlier one of its id. Raises as `add_from_file`."""
    fresh = renew_desk(desk)
    check_owner(desk, own.id)
    make_own(fresh.catalogue, own, fresh.own.find_number(own.id), path)
    kept = fresh.own.save(own.id, write_own(own).encode(), desk.owner or "")
    return make_own(fresh.catalogue, own, kept.number, path)


def check_owner(desk: Desk, name: str) -> None:
    """Raises BadInputError for a demand, by id or number, that is another's than the desk's."""
    if any(name.strip() in (one.id, str(one.number)) and not is_ours(desk, one) for one in desk.own.list_kept()):
        raise BadInputError("own_others")


def is_ours(desk: Desk, kept: KeptDemand) -> bool:
    """Whether whoever the desk acts for may change a demand."""
    return desk.owner is None or desk.own.find_owner(kept) == desk.owner


def find_kept(desk: Desk, name: str) -> OwnDemand | None:
    """The words of an own demand that is in use, by id or number; None where there is none."""
    for kept in desk.own.list_kept():
        if not kept.is_removed and name in (kept.id, str(kept.number)):
            return read_own(kept.path)
    return None


def list_own(desk: Desk) -> OwnKept:
    """The own demands as they are kept now."""
    fresh = renew_desk(desk)
    kept = fresh.own.list_kept()
    used = [fresh.catalogue.demands[one.id] for one in kept if not one.is_removed and one.id in fresh.catalogue.demands]
    missed = () if fresh.beside is None else fresh.beside.shelf.missed
    removed, broken = list[Demand](), list[SamspelError]()
    for one in kept:
        if one.is_removed and is_ours(fresh, one):
            try:
                removed.append(_read_removed(fresh, one))
            except SamspelError as error:
                broken.append(error)
    ours = frozenset(one.id for one in kept if is_ours(fresh, one))
    return OwnKept(
        used=tuple(used),
        changeable=ours,
        removed=tuple(removed),
        troubles=(*fresh.own.find_troubles(), *missed, *broken),
    )


def make_id(title: str) -> str:
    """An id of a title's words, with an end that no other has: answers go by it also when the demand is gone."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:ID_WORDS].strip("-")
    return "-".join(part for part in ("eget", words, secrets.token_hex(2)) if part)


def _read_removed(desk: Desk, kept: KeptDemand) -> Demand:
    """A removed demand, held to the rules without those that are in use, since another may have its title by now."""
    printed = desk.catalogue if desk.beside is None else desk.beside.shelf.printed
    return read_kept(printed, kept)


def search_indicators(desk: Desk, lang: Lang, words: str, most: int) -> tuple[Indicator, ...]:
    """The measures that an own demand may have, by words; those that there are figures for, `most` of them. None where
    nothing was asked for or found.
    """
    if not words.strip():
        return ()
    try:
        found = search_measures(desk, lang, words)
    except NotFoundError:
        return ()
    named = (desk.catalogue.indicators.get(one.measured.id) for one in found if one.last)
    return tuple(one for one in named if one is not None)[:most]
