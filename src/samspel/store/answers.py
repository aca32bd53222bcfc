"""Keeps answers on this machine, one CSV a body, replaced whole or not at all."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answer, Answers
from samspel.sources.form_writing import FormRow
from samspel.store.keeping import KeptFiles, Stamp
from samspel.store.kept_answers import KeptAnswers, pack_answers, unpack_answers
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

FOLDER = "answers"
Identity = tuple[str, str, str, str]


class Saved(NamedTuple):
    """The file of a body, and the answers that stood to the same questions while nobody else could write."""

    path: Path
    before: Mapping[Identity, Answer]


class AnswerStore:
    """The answers under a home folder. Several programs may read and write at once. Of one that is hidden nothing is
    read, not even that it is there.
    """

    def __init__(self, home: Path, catalogue: Catalogue, *, is_hidden: bool = False) -> None:
        self.home = home
        self._is_hidden = is_hidden
        self._catalogue = catalogue
        self._files = KeptFiles(home, FOLDER, ".csv", catalogue.places, self._parse)

    def load(self) -> Answers:
        """All answers that can be read; what cannot is told by `find_troubles`."""
        if self._is_hidden:
            return Answers()
        return Answers(answer for code in self._files.codes() for answer in self.read(code))

    def read(self, code: str) -> tuple[Answer, ...]:
        """The answers of one body."""
        kept = None if self._is_hidden else self._files.read(code)
        return () if kept is None else kept.answers

    def stamp(self) -> tuple[Stamp, ...]:
        """Something that differs when any kept file has changed."""
        return () if self._is_hidden else self._files.stamps()

    def save(self, body: Place, answers: Iterable[Answer]) -> Saved:
        """Keep answers of a body; a new answer to the same question replaces the old one.

        Raises BadInputError when the folder cannot be written; what was kept before then stands untouched.
        """
        given = list(answers)
        with self._files.change(body.code) as found:
            kept = found or KeptAnswers()
            return Saved(self._add(body, kept, given), _find_met(kept, given))

    def save_absent(self, body: Place, answers: Iterable[Answer]) -> Saved:
        """As `save`, but nothing is written where one of the questions has an answer already."""
        given = list(answers)
        with self._files.change(body.code) as found:
            kept = found or KeptAnswers()
            met = _find_met(kept, given)
            return Saved(self._files.path(body.code) if met else self._add(body, kept, given), met)

    def forget(self, body: Place, identity: Identity) -> Answer | None:
        """Remove one answer and return it; None where there is none. Raises BadInputError as `save`."""
        with self._files.change(body.code) as found:
            kept = found or KeptAnswers()
            gone = [answer for answer in kept.answers if answer.identity == identity]
            if not gone:
                return None
            left = tuple(answer for answer in kept.answers if answer.identity != identity)
            self._put(body, replace(kept, answers=left))
            return gone[0]

    def rename(self, body: Place, names: Collection[str], stands_for: str) -> None:
        """Put something else in the place of people's names, as who said it and in the sources. Raises BadInputError as
        `save`.
        """
        with self._files.change(body.code) as found:
            kept = found or KeptAnswers()
            told = tuple(_rename(answer, names, stands_for) for answer in kept.answers)
            if told != kept.answers:
                self._put(body, replace(kept, answers=told))

    def forget_unused(self, body: Place) -> int:
        """Remove what counts for nothing: rows that cannot be used, answers that do not say which municipality they
        are about, and files that were set aside. Returns how many.

        Raises BadInputError as `save`.
        """
        with self._files.change(body.code) as found:
            kept = found or KeptAnswers()
            used = tuple(answer for answer in kept.answers if not self._is_unplaced(answer))
            count = len(kept.answers) - len(used) + len(kept.others)
            if count:
                self._put(body, KeptAnswers(used))
            return count + len(self._files.remove_aside(body.code))

    def find_troubles(self, code: str) -> tuple[BadInputError, ...]:
        """What of a body's kept answers cannot be read, or counts for nothing."""
        if self._is_hidden:
            return ()
        told = list(self._files.find_troubles(code))
        kept = self._files.read(code)
        if kept is not None:
            named = {
                "file": f"{FOLDER}/{self._files.path(code).name}",
                "place": self._catalogue.places.by_code[code].area,
            }
            old = [answer for answer in kept.answers if self._is_unplaced(answer)]
            if old:
                told.append(BadInputError("kept_unplaced", count=len(old), **named))
            if kept.others:
                told.append(BadInputError("kept_others", count=len(kept.others), **named))
        return tuple(told)

    def _is_unplaced(self, answer: Answer) -> bool:
        demand = self._catalogue.demands[answer.demand]
        asked = {question.id for question in demand.questions if question.each_municipality}
        return answer.kind == "question" and answer.item in asked and not answer.about

    def _add(self, body: Place, kept: KeptAnswers, given: Iterable[Answer]) -> Path:
        together = {answer.identity: answer for answer in (*kept.answers, *given)}
        return self._put(body, replace(kept, answers=tuple(together.values())))

    def _put(self, body: Place, kept: KeptAnswers) -> Path:
        rows = [self._row(answer) for answer in kept.answers]
        return self._files.put(body.code, pack_answers(rows, [cells for cells, _ in kept.others]))

    def _parse(self, data: bytes, code: str) -> KeptAnswers:
        return unpack_answers(data, f"{code}.csv", self._catalogue, self._catalogue.places.by_code[code])

    def _row(self, answer: Answer) -> FormRow:
        if answer.kind == "figure":
            indicator = self._catalogue.indicators[answer.item]
            return FormRow(
                body=answer.body,
                demand=answer.demand,
                item=answer.item,
                kind="figure",
                question=indicator.sv.name,
                answer_kind="number",
                answer=answer,
            )
        question = next(q for q in self._catalogue.demands[answer.demand].questions if q.id == answer.item)
        return FormRow(
            body=answer.body,
            demand=answer.demand,
            item=answer.item,
            kind="question",
            question=question.sv,
            answer_kind=question.answer,
            answer=answer,
        )


def _rename(answer: Answer, names: Collection[str], stands_for: str) -> Answer:
    who = stands_for if answer.answered_by in names else answer.answered_by
    source = answer.source
    for name in names:
        source = source.replace(name, stands_for)
    return replace(answer, answered_by=who, source=source)


def _find_met(kept: KeptAnswers, given: Iterable[Answer]) -> dict[Identity, Answer]:
    """The kept answers to the questions that are answered anew."""
    asked = {answer.identity for answer in given}
    return {answer.identity: answer for answer in kept.answers if answer.identity in asked}
