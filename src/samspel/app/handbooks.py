"""The handbooks that the desk has open: our own, another organisation's beside it or in its place, and the demands that
somebody here has written.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from samspel.catalogue.handbooks import FIRST_OWN, add_handbook
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.catalogue.own import add_own, make_own, read_own
from samspel.catalogue.records.needs import Demand
from samspel.store.keeping import Stamp
from samspel.store.own_demands import KeptDemand, OwnDemandStore
from samspel.terms.errors import ContentError, HandbookError, SamspelError

VARIABLE = "SAMSPEL_HANDBOOK"
"""Names the folder of another handbook, for every command and for the server."""


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """What is open: `printed` are the handbooks, `catalogue` they with the demands that are kept here, as these were at
    `stamp`. `missed` says what of it could not be used.
    """

    printed: Catalogue
    catalogue: Catalogue
    stamp: tuple[Stamp, ...] = ()
    missed: tuple[SamspelError, ...] = ()


def open_handbooks(content: Path | None, handbook: Path | None) -> tuple[Catalogue, tuple[SamspelError, ...]]:
    """Our handbook with the one of a folder, or of the folder that the environment names; and why that could not be.

    Raises ContentError for broken content of ours, and HandbookError for a broken handbook that was asked for by name.
    One that the environment names never stops ours.
    """
    ours = load_catalogue(content)
    folder = handbook or find_handbook()
    if folder is None:
        return ours, ()
    try:
        return add_handbook(ours, folder), ()
    except ContentError as error:
        facts = {name: fact for name, fact in error.facts.items() if name != "line" or fact}
        told = HandbookError("handbook", folder=str(folder), **facts)
    except OSError as error:
        told = HandbookError("handbook_unread", folder=str(folder), reason=str(error.strerror))
    if handbook is not None:
        raise told
    return ours, (told,)


def find_handbook() -> Path | None:
    """The folder that the environment names."""
    named = os.environ.get(VARIABLE, "")
    return Path(named).expanduser() if named else None


def open_own(home: Path) -> OwnDemandStore:
    """The demands that somebody here has written."""
    return OwnDemandStore(home, FIRST_OWN)


def lay_out(printed: Catalogue, store: OwnDemandStore) -> Shelf:
    """The handbooks with the own demands as they are kept now; one that cannot be used stops no other."""
    stamp, made, missed = store.stamp(), list[Demand](), list[SamspelError]()
    catalogue = printed
    for kept in store.list_kept():
        if kept.is_removed:
            continue
        try:
            made.append(read_kept(catalogue, kept))
        except SamspelError as error:
            missed.append(error)
        else:
            catalogue = add_own(printed, made)
    return Shelf(printed=printed, catalogue=catalogue, stamp=stamp, missed=tuple(missed))


def read_kept(catalogue: Catalogue, kept: KeptDemand) -> Demand:
    """A kept demand. Raises BadInputError or ContentError for one that breaks a rule by now, since a handbook has the
    same title or a measure is gone.
    """
    return make_own(catalogue, read_own(kept.path), kept.number, kept.path)
