"""Keeps answers on this machine, one CSV a body, replaced whole or not at all."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answer, Answers
from samspel.sources.answer_form import FormRow, read_form, write_kept
from samspel.sources.files import write_file
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

FOLDER = "answers"


class AnswerStore:
    """The answers under a home folder. Several programs may read and write at once."""

    def __init__(self, home: Path, catalogue: Catalogue) -> None:
        self.home = home
        self._folder = home / FOLDER
        self._catalogue = catalogue

    def load(self) -> Answers:
        """All answers. Raises BadInputError when a kept file was damaged, naming file and line."""
        return Answers(answer for path in self._files() for answer in self._read(path))

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Something that differs when any kept file has changed."""
        return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in self._files())

    def save(self, body: Place, answers: Iterable[Answer]) -> Path:
        """Keep answers of a body; a new answer to the same question replaces the old one. Returns the file.

        Raises BadInputError when the folder cannot be written; what was kept before then stands untouched.
        """
        path = self._path(body)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with _lock(self._folder / ".lock"):
                kept = {answer.identity: answer for answer in (self._read(path) if path.exists() else ())}
                kept |= {answer.identity: answer for answer in answers}
                write_file(path, write_kept(self._row(answer) for answer in kept.values()))
        except OSError as error:
            raise BadInputError("cannot_write", file=str(path), reason=str(error.strerror)) from None
        return path

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.csv"))

    def _path(self, body: Place) -> Path:
        return self._folder / f"{body.code}.csv"

    def _read(self, path: Path) -> tuple[Answer, ...]:
        body = self._catalogue.places.by_code.get(path.stem)
        return read_form(path, self._catalogue, body, date.max) if body else ()

    def _row(self, answer: Answer) -> FormRow:
        if answer.kind == "figure":
            indicator = self._catalogue.indicators[answer.item]
            return FormRow(answer.body, answer.demand, answer.item, "figure", indicator.sv.name, "number", answer)
        question = next(q for q in self._catalogue.demands[answer.demand].questions if q.id == answer.item)
        return FormRow(answer.body, answer.demand, answer.item, "question", question.sv, question.answer, answer)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Let one writer in at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
