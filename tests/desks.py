"""Desks for tests: each with a home of its own, and what rests on content and figures alone made once a process, as a
server makes it once for all that is kept while it runs.
"""

import pickle
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from copies import make_once_in
from samspel.app.desk import REMEMBERED, Desk
from samspel.app.memory import Memory
from samspel.catalogue.loading import Catalogue
from samspel.observations.building import Observations
from samspel.store.answers import AnswerStore

T = TypeVar("T")
LENT = ("judge", "finder", "ear", "lexicon")
"""What the desk makes of the content and the figures, whatever is kept."""
ASKED = (
    "abatement",
    "assessor",
    "chain",
    "chain model",
    "equalisation check",
    "model",
    "savings",
    "trials of the baseline",
)
"""Questions whose answers rest on nothing else where nothing is kept; no test changes what they are made by."""
SLOWEST = "trials of the baseline"
"""Takes five seconds and is seven kilobytes: answered once for all the processes that share the tests."""
_folder: list[Path] = []


def share_answers(common: Path) -> None:
    """Keep the slowest in a folder of the whole session."""
    _folder[:] = [common]


class _Common:
    """What desks with the same figures share."""

    def __init__(self, still: Desk) -> None:
        self.made: dict[str, object] = {}
        self.memory = Memory(len(ASKED))
        self.still = still.stamp


class _Lent(dict[str, object]):
    """What a desk has made, some of it for all."""

    def __init__(self, common: _Common) -> None:
        super().__init__(memory=_Lending(common))
        self._common = common

    def get(self, name: str, default: object = None) -> object:
        return self._common.made.get(name) if name in LENT else super().get(name, default)

    def setdefault(self, name: str, made: object) -> object:  # type: ignore[override]  # as the desk asks
        return self._common.made.setdefault(name, made) if name in LENT else super().setdefault(name, made)


class _Lending(Memory):
    """A memory of its own, but for what is asked of a home where nothing is kept."""

    def __init__(self, common: _Common) -> None:
        super().__init__(REMEMBERED)
        self._common = common

    def recall(self, stamp: object, question: Hashable, answer: Callable[[], T]) -> T:
        if stamp == self._common.still and question in ASKED:
            return self._common.memory.recall(stamp, question, answer if question != SLOWEST else _answer_once(answer))
        return super().recall(stamp, question, answer)


def _answer_once(answer: Callable[[], T]) -> Callable[[], T]:
    (folder,) = _folder
    return lambda: cast("T", pickle.loads(make_once_in(folder, "baseline", lambda: pickle.dumps(answer()))))


_commons: WeakKeyDictionary[Observations, _Common] = WeakKeyDictionary()


def make_desk(catalogue: Catalogue, observations: Observations, home: Path) -> Desk:
    """A desk with the shipped content and a home of its own."""
    common = _commons.get(observations)
    if common is None:
        still = Desk(catalogue=catalogue, base=observations, store=AnswerStore(home / "none", catalogue))
        common = _commons[observations] = _Common(still)
    store = AnswerStore(home, catalogue)
    desk = Desk(catalogue=catalogue, base=observations, store=store, _made=_Lent(common))
    vars(desk)["version"] = common.still.version
    return desk
