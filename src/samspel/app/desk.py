"""The desk: content, figures and answers opened once and used by every use case."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import platformdirs

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.needs.measuring import NeedsAssessor
from samspel.observations.building import Observations
from samspel.reach.surgery import COMPUTATIONS
from samspel.reach.surgery import TABLE as HOSPITALS
from samspel.store.answers import AnswerStore
from samspel.store.change_log import ChangeLog
from samspel.store.hospitals import HospitalStore
from samspel.store.reach import ReachStore, observe_reach
from samspel.terms.errors import SamspelError
from samspel.terms.files import FOLDERS, find_folder_trouble
from samspel.terms.place import Place, PlaceKind

HOME_VARIABLE = "SAMSPEL_HOME"


@dataclass(frozen=True)
class Desk:
    """Everything a use case needs. Answers are read again when a kept file has changed."""

    catalogue: Catalogue
    base: Observations
    store: AnswerStore

    @cached_property
    def reach(self) -> ReachStore:
        """The reports of reach, kept beside the answers."""
        return ReachStore(self.store.home, self.catalogue)

    @cached_property
    def hospitals(self) -> HospitalStore:
        """What somebody here says of the hospitals, kept beside the answers."""
        return HospitalStore(self.store.home)

    @cached_property
    def changes(self) -> ChangeLog:
        """Who changed what of that which is kept."""
        return ChangeLog(self.store.home)

    @property
    def observations(self) -> Observations:
        """The figures, with what was measured here as it is now."""
        self._local.refresh()
        return self.base

    @property
    def assessor(self) -> NeedsAssessor:
        """The assessor with the answers and local measurements as they are now."""
        return self._assessors.current(self.stamp)

    @property
    def stamp(self) -> object:
        """Something that differs when anything that figures and verdicts rest on has changed."""
        return (self.store.stamp(), self._local.refresh())

    def find_troubles(self, place: Place) -> tuple[SamspelError, ...]:
        """What cannot be read of what is kept for a place, or of its region's answers, which its needs rest on too; of
        the whole home where it cannot be looked into.
        """
        region = self.catalogue.places.region_of(place) if place.kind is not PlaceKind.COUNTRY else place
        bodies = dict.fromkeys(self.catalogue.places.answering(one) for one in (place, region))
        found = [trouble for body in bodies for trouble in self.store.find_troubles(body.code)]
        return (*self.find_home_troubles(), *self.reach.find_troubles(place.code), *found)

    def find_home_troubles(self) -> tuple[SamspelError, ...]:
        """Folders that should hold what is kept and cannot be looked into."""
        home = self.store.home
        whole = find_folder_trouble(home)
        if whole is not None:
            return (whole,)
        return tuple(trouble for name in FOLDERS if (trouble := find_folder_trouble(home / name)) is not None)

    @cached_property
    def _local(self) -> "_Local":
        return _Local(self)

    @cached_property
    def _assessors(self) -> "_Assessors":
        return _Assessors(self)


def open_desk(content: Path | None = None, home: Path | None = None) -> Desk:
    """Open the shipped content, or another folder of it, with the answers kept under `home`. Raises ContentError for
    broken content.
    """
    catalogue = load_catalogue(content)
    return Desk(catalogue, Observations(catalogue, COMPUTATIONS), AnswerStore(home or find_home(), catalogue))


def find_home() -> Path:
    """Where answers and briefs are kept: $SAMSPEL_HOME, or the user's data folder."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named).expanduser() if named else platformdirs.user_data_path("samspel", appauthor=False)


class _Local:
    """Lays what was measured on this machine over the built-in figures, and again when a kept report has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stamp: object = ()
        self._marked: object = None

    def refresh(self) -> object:
        """Look for changes; something that differs when there were any."""
        return (self._refresh_hospitals(), self._refresh_reach())

    def _refresh_hospitals(self) -> object:
        stamp = self._desk.hospitals.stamp()
        if stamp != self._marked:
            self._desk.base.mark(HOSPITALS, self._desk.hospitals.load())
            self._marked = stamp
        return stamp

    def _refresh_reach(self) -> object:
        stamp = self._desk.reach.stamp()
        if stamp != self._stamp:
            self._desk.base.lay_over(observe_reach(self._desk.catalogue, self._desk.reach.load_all()))
            self._stamp = stamp
        return stamp


class _Assessors:
    """Keeps the latest assessor, since comparing all places anew for each page would be slow."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stamp: object = None
        self._assessor: NeedsAssessor | None = None

    def current(self, stamp: object) -> NeedsAssessor:
        """The kept assessor, or a new one when the answers have changed."""
        assessor = self._assessor
        if assessor is None or stamp != self._stamp:
            assessor = NeedsAssessor(self._desk.observations, self._desk.store.load())
            self._assessor, self._stamp = assessor, stamp
        return assessor
