"""The desk: content, figures and answers opened once and used by every use case."""

import hashlib
import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

import platformdirs

from samspel import __version__
from samspel.app.computed import COMPUTATIONS
from samspel.app.handbooks import Shelf, find_handbook, lay_out, open_handbooks, open_own
from samspel.app.memory import Memory
from samspel.catalogue.added import AddedList, load_added
from samspel.catalogue.handbooks import list_files
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.searching import load_manner, load_search, load_spoken
from samspel.needs.answers import observe_answers
from samspel.needs.judging import Judge
from samspel.needs.measuring import NeedsAssessor
from samspel.observations.added import observe_added
from samspel.observations.building import Observations
from samspel.observations.overlays import Layer, make_overlay
from samspel.observations.readings import SeriesReader
from samspel.reach.surgery import TABLE as HOSPITALS
from samspel.store.added import AddedStore
from samspel.store.answers import AnswerStore
from samspel.store.change_log import ChangeLog
from samspel.store.drafts import DraftStore
from samspel.store.hospitals import HospitalStore
from samspel.store.live.reading import RenewedReader
from samspel.store.live.shown import stamp_shown
from samspel.store.own_demands import OwnDemandStore
from samspel.store.reach import ReachStore, observe_reach
from samspel.terms.errors import SamspelError
from samspel.terms.files import FOLDERS, find_folder_trouble
from samspel.terms.place import Place, PlaceKind

if TYPE_CHECKING:
    from samspel.matters.words import Vocabulary
    from samspel.search.finder import Finder
    from samspel.search.suggesting import Ear

HOME_VARIABLE = "SAMSPEL_HOME"
REMEMBERED = 16
"""Questions of which the desk remembers the answer: the assessor, the model and the like, which are few and large."""
RUNS_REMEMBERED = 4
"""Runs of the model, of at most 24 MB each: a page, its files and its papers ask for the same one."""
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What everything that is worked out rests on: the content's version, and the state of the kept files."""

    version: str
    answers: Hashable
    hospitals: Hashable
    reach: Hashable
    live: Hashable
    added: Hashable
    own: Hashable


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What the desk has open beside the program's own handbook: the folder of another, if any, and the shelf."""

    folder: Path | None
    shelf: Shelf
    missed: tuple[SamspelError, ...] = ()
    """Why the other handbook could not be used."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything a use case needs. Answers are read again when a kept file has changed; an own demand that was added or
    removed since is there in the desk that `renew_desk` gives.
    """

    catalogue: Catalogue
    base: Observations
    store: AnswerStore
    beside: Beside | None = None
    hides_drafts: bool = False
    """Whether what somebody has written for papers is left out of everything: for readers who are others."""
    owner: str | None = None
    """For whom drafts and own demands are written: the unit of an account, an empty word for the first unit, which goes
    on with what was here before; None where all who use the home are one.
    """
    hides_kept: bool = False
    """Whether all that people say here is left out too: for readers who have no part in it."""
    _laying: Lock = field(default_factory=Lock, repr=False, compare=False)
    _made: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    """What takes long to make and is made once, for every desk that `replace` makes of this one."""

    @cached_property
    def own(self) -> OwnDemandStore:
        """The demands that somebody here has written, kept beside the answers."""
        return open_own(self.store.home)

    @property
    def missed(self) -> tuple[SamspelError, ...]:
        """Why another handbook or an own demand could not be used."""
        return () if self.beside is None or self.hides_kept else (*self.beside.missed, *self.beside.shelf.missed)

    @cached_property
    def reach(self) -> ReachStore:
        """The reports of reach, kept beside the answers."""
        return ReachStore(self.store.home, self.catalogue)

    @cached_property
    def added(self) -> AddedStore:
        """Lists of own figures that somebody here has added, kept beside the answers."""
        return AddedStore(self.store.home, self.catalogue.places)

    @cached_property
    def added_lists(self) -> tuple[AddedList, ...]:
        """The kinds of such lists. Raises ContentError as `load_added`."""
        return load_added(self.catalogue.folder)

    @cached_property
    def hospitals(self) -> HospitalStore:
        """What somebody here says of the hospitals, kept beside the answers."""
        return HospitalStore(self.store.home)

    @cached_property
    def drafts(self) -> DraftStore:
        """What somebody has written for papers, kept beside the answers."""
        places, hidden = self.catalogue.places, self.hides_drafts
        return DraftStore(self.store.home, places, is_hidden=hidden, owner=self.owner or "")

    @cached_property
    def changes(self) -> ChangeLog:
        """Who changed what of that which is kept."""
        return ChangeLog(self.store.home)

    @property
    def observations(self) -> Observations:
        """The figures, with what was measured here as it is now."""
        self._lay_over(self.stamp)
        return self.base

    @property
    def assessor(self) -> NeedsAssessor:
        """The assessor with the answers and local measurements as they are now."""
        return self.recall(
            "assessor", lambda: NeedsAssessor(self.observations, self.store.load(), self.judge, self.catalogue.demands)
        )

    @property
    def judge(self) -> Judge:
        """What the figures say of every place, worked out once and kept when answers change."""
        return self._make_once("judge", lambda: Judge(self.base))

    @property
    def finder(self) -> "Finder":
        """The index of the search, made when somebody searches first. It rests on the content and own demands alone, so
        that an answer does not make it anew.
        """
        from samspel.search.finder import make_finder  # no other command needs it, and its library is slow to start

        catalogue = self.catalogue
        return self._make_once(
            "finder", lambda: make_finder(catalogue, self.base, load_spoken(catalogue), load_search(catalogue))
        )

    @property
    def lexicon(self) -> "Vocabulary":
        """What decisions are read by, made when somebody reads the first."""
        from samspel.catalogue.matters import load_lexicon
        from samspel.matters.words import Vocabulary

        return self._make_once("lexicon", lambda: Vocabulary(load_lexicon(self.catalogue.folder)))

    @property
    def ear(self) -> "Ear":
        """The ear for remarks, made when somebody asks first what one is about."""
        from samspel.search.suggesting import make_ear

        demands = tuple(self.catalogue.demands.values())
        return self._make_once("ear", lambda: make_ear(demands, load_manner(self.catalogue)))

    @property
    def stamp(self) -> Stamp:
        """What differs when anything that figures, verdicts and pages rest on has changed, whichever program did it."""
        own = () if self.beside is None else self.beside.shelf.stamp
        return Stamp(
            version=self.version,
            answers=self.store.stamp(),
            hospitals=None if self.hides_kept else self.hospitals.stamp(),
            reach=self.reach.stamp(),
            live=stamp_shown(self.store.home),
            added=() if self.hides_kept else self.added.stamp(),
            own=own,
        )

    def recall(self, question: Hashable, answer: Callable[[], T]) -> T:
        """What was worked out before from content, figures and what is kept, or is now; forgotten when those change."""
        stamp = self.stamp
        self._lay_over(stamp)
        return self._memory.recall(stamp, question, answer)

    def recall_run(self, question: Hashable, answer: Callable[[], T]) -> T:
        """As `recall`, of the model's latest runs."""
        stamp = self.stamp
        self._lay_over(stamp)
        return self._make_once("runs", lambda: Memory(RUNS_REMEMBERED)).recall(stamp, question, answer)

    @cached_property
    def version(self) -> str:
        """What tells content from other content: names, sizes and times of its files."""
        found = hashlib.sha256(__version__.encode())
        named = None if self.beside is None else self.beside.folder
        theirs = () if named is None else list_files(named)
        for path in (*sorted(self.catalogue.folder.rglob("*")), *theirs):
            status = path.stat()
            found.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
        return found.hexdigest()

    def find_troubles(self, place: Place) -> tuple[SamspelError, ...]:
        """What cannot be read of what is kept for a place, or of its region's answers, which its needs rest on too; of
        the whole home where it cannot be looked into.
        """
        region = self.catalogue.places.region_of(place) if place.kind is not PlaceKind.COUNTRY else place
        bodies = dict.fromkeys(self.catalogue.places.answering(one) for one in (place, region))
        found = [trouble for body in bodies for trouble in self.store.find_troubles(body.code)]
        return (*self.find_home_troubles(), *self.find_place_troubles(place), *found)

    def find_place_troubles(self, place: Place) -> tuple[SamspelError, ...]:
        """What is kept of a place itself, not answered by its bodies, and cannot be used."""
        kept = (self.reach, self.drafts, self.added)
        return tuple(trouble for one in kept for trouble in one.find_troubles(place.code))

    def find_home_troubles(self) -> tuple[SamspelError, ...]:
        """Folders that should hold what is kept and cannot be looked into."""
        home = self.store.home
        whole = find_folder_trouble(home)
        if whole is not None:
            return (whole,)
        return tuple(trouble for name in FOLDERS if (trouble := find_folder_trouble(home / name)) is not None)

    def _lay_over(self, stamp: Stamp) -> None:
        """Lay what was measured, looked up and said of hospitals here over the tables, unless it lies there already."""
        with self._laying:  # else what another thread read before a change could be put over what was read after
            if stamp == self.base.laid:
                return
            self._renew_figures()
            self.base.mark(HOSPITALS, {} if self.hides_kept else self.hospitals.load())
            measured = observe_reach(self.catalogue, self.reach.load_all())
            looked_up = observe_answers(self.catalogue, self.store.load().everything)
            lists = {} if self.hides_kept else self.added.load_all()
            added = observe_added(self.catalogue, self.added_lists, lists)
            found = ((Layer.MEASURED_HERE, measured), (Layer.LOOKED_UP, looked_up), (Layer.ADDED, added))
            self.base.lay_over([make_overlay(layer, values) for layer, values in found], stamp)

    def _renew_figures(self) -> None:
        """Take in what has been fetched since, and forget what was worked out of the figures before."""
        reader = self.base.reader
        if isinstance(reader, RenewedReader) and reader.renew():
            self.base.renew()
            for name in ("judge", "finder"):
                self._made.pop(name, None)

    @property
    def _memory(self) -> Memory:
        return self._make_once("memory", lambda: Memory(REMEMBERED))

    def _make_once(self, name: str, make: Callable[[], T]) -> T:
        """What was made before under a name, or is now; threads that ask at once get the same."""
        found = self._made.get(name)
        return cast("T", self._made.setdefault(name, make()) if found is None else found)


def open_desk(content: Path | None = None, home: Path | None = None, handbook: Path | None = None) -> Desk:
    """Open the shipped content, or another folder of it, with another handbook if one is named here or by the
    environment, and with what is kept under `home`.

    Raises ContentError for broken content, and HandbookError for a broken `handbook`.
    """
    printed, missed = open_handbooks(content, handbook)
    kept_in = home or find_home()
    shelf = lay_out(printed, open_own(kept_in))
    folder = None if missed else handbook or find_handbook()
    observations = Observations(printed, COMPUTATIONS, RenewedReader(printed.folder / "figures", kept_in))
    store = AnswerStore(kept_in, shelf.catalogue)
    beside = Beside(folder=folder, shelf=shelf, missed=missed)
    return Desk(catalogue=shelf.catalogue, base=observations, store=store, beside=beside)


def renew_desk(desk: Desk) -> Desk:
    """The desk with the own demands as they are kept now; the same one where none has changed. Figures and what was
    worked out of them are carried over, since no own demand changes them.
    """
    if desk.beside is None or desk.hides_kept or desk.own.stamp() == desk.beside.shelf.stamp:
        return desk
    shelf = lay_out(desk.beside.shelf.printed, desk.own)
    store = AnswerStore(desk.store.home, shelf.catalogue)
    beside = replace(desk.beside, shelf=shelf)
    made: dict[str, object] = {"judge": desk.judge}
    return replace(desk, catalogue=shelf.catalogue, store=store, beside=beside, _made=made)


def change_figures(desk: Desk, reader: SeriesReader) -> Desk:
    """The desk with the figures that a reader gives, without what was worked out of its own."""
    return replace(desk, base=Observations(desk.catalogue, COMPUTATIONS, reader), _laying=Lock(), _made={})


def hide_kept(desk: Desk) -> Desk:
    """The desk of those who are to see nothing of what people say here: without answers, looked-up and added figures,
    words on hospitals, own demands and drafts, and with verdicts as they are without them. It has figures of its own,
    since other things lie over them.
    """
    if desk.beside is None:
        raise RuntimeError
    printed, home = desk.beside.shelf.printed, desk.store.home
    return Desk(
        catalogue=printed,
        base=Observations(printed, COMPUTATIONS, RenewedReader(printed.folder / "figures", home)),
        store=AnswerStore(home, printed, is_hidden=True),
        beside=replace(desk.beside, shelf=Shelf(printed=printed, catalogue=printed)),
        hides_drafts=True,
        hides_kept=True,
    )


def find_home() -> Path:
    """Where answers and briefs are kept: $SAMSPEL_HOME, or the user's data folder."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named).expanduser() if named else platformdirs.user_data_path("samspel", appauthor=False)
