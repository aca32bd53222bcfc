"""Answers kept on this machine: replaced whole or not at all, one writer at a time."""

import errno
import multiprocessing
import os
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from given_answers import GIVEN
from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answer
from samspel.sources.answer_form import LONGEST_TEXT
from samspel.sources.form_writing import COLUMNS, KEPT_COLUMNS
from samspel.store.answers import AnswerStore
from samspel.terms.errors import BadInputError
from samspel.terms.files import write_file
from samspel.terms.place import Place
from shipped import load_shipped
from sources.form_rows import TODAY, answer_offered, answer_waiting

SAVES = 20


def figure(demand: str, value: float) -> Answer:
    return replace(
        GIVEN, demand=demand, item="industrial_programme_share", kind="figure", value=value, day=TODAY, source="Kolada"
    )


def test_an_empty_store_has_no_answers(store: AnswerStore) -> None:
    assert store.load().everything == ()
    assert store.stamp() == ()


def test_what_is_saved_is_loaded(store: AnswerStore, sandviken: Place, home: Path) -> None:
    path = store.save(sandviken, [answer_offered(), answer_waiting(12.5), figure("industrial-programmes", 7.0)]).path
    assert path == home / "answers" / "2181.csv"
    loaded = store.load()
    assert loaded.to_question("2181", "childcare-odd-hours", "offered") == answer_offered()
    assert loaded.to_question("2181", "childcare-growth-areas", "waiting") == answer_waiting(12.5)
    assert figure("industrial-programmes", 7.0) in loaded.everything


def test_a_new_answer_replaces_the_old_one_and_keeps_the_others(store: AnswerStore, sandviken: Place) -> None:
    store.save(sandviken, [answer_offered("yes"), answer_waiting(1)])
    store.save(sandviken, [answer_offered("no")])
    assert {answer.item: answer.value for answer in store.load().everything} == {"offered": "no", "waiting": 1.0}


def test_bodies_are_kept_apart(store: AnswerStore, sandviken: Place, catalogue: Catalogue) -> None:
    store.save(sandviken, [answer_offered("yes")])
    store.save(catalogue.places.by_code["0180"], [answer_offered("no", "0180")])
    loaded = store.load()
    told = [loaded.to_question(code, "childcare-odd-hours", "offered") for code in ("2181", "0180", "2180")]
    assert [answer and answer.value for answer in told] == ["yes", "no", None]


def test_gotland_answers_as_a_municipality(store: AnswerStore, catalogue: Catalogue) -> None:
    path = store.save(catalogue.places.by_code["0980"], [answer_offered("yes", "0980")]).path
    assert (path.name, store.load().everything) == ("0980.csv", (answer_offered("yes", "0980"),))


def test_the_stamp_changes_with_every_save(store: AnswerStore, sandviken: Place) -> None:
    stamps = {store.stamp()}
    for value in ("yes", "no"):
        store.save(sandviken, [answer_offered(value)])
        stamps.add(store.stamp())
    assert len(stamps) == 3


def test_files_of_places_that_are_not_known_are_passed_over(store: AnswerStore, sandviken: Place) -> None:
    path = store.save(sandviken, [answer_offered()]).path
    path.with_name("9999.csv").write_text("x", encoding="utf-8")
    path.with_name("läs mig.csv").write_text("x", encoding="utf-8")
    assert store.load().everything == (answer_offered(),)


def list_questions(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Questions that are answered with yes or no, enough for two programs."""
    every = [(d.id, q.id) for d in catalogue.demands.values() for q in d.questions if q.answer == "yes_no"]
    return every[: 2 * SAVES]


def save_one_by_one(home: Path, first: int, ready: Barrier) -> None:
    """Save every other question, one at a time, when both programs are ready."""
    catalogue = load_shipped()
    store, body = AnswerStore(home, catalogue), catalogue.places.by_code["2181"]
    ready.wait(60)
    for demand, item in list_questions(catalogue)[first::2]:
        store.save(body, [replace(GIVEN, demand=demand, item=item, value="yes", day=TODAY)])


def test_two_programs_that_save_at_once_lose_nothing(store: AnswerStore, home: Path, catalogue: Catalogue) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(2)
    running = [context.Process(target=save_one_by_one, args=(home, first, ready)) for first in (0, 1)]
    for process in running:
        process.start()
    for process in running:
        process.join(90)
    assert [process.exitcode for process in running] == [0, 0]
    assert {(answer.demand, answer.item) for answer in store.load().everything} == set(list_questions(catalogue))


@pytest.mark.parametrize("place_of_the_blow", ["replace", "fsync"])
def test_killed_in_the_middle_leaves_the_old_file_whole(
    store: AnswerStore, sandviken: Place, monkeypatch: pytest.MonkeyPatch, place_of_the_blow: str
) -> None:
    path = store.save(sandviken, [answer_offered("yes")]).path
    before = path.read_bytes()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os if place_of_the_blow == "fsync" else Path, place_of_the_blow, die)
    with pytest.raises(KeyboardInterrupt):
        store.save(sandviken, [answer_offered("no")])
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["2181.csv"]


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_disk_or_a_closed_folder_changes_nothing(
    store: AnswerStore, sandviken: Place, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    path = store.save(sandviken, [answer_offered("yes")]).path
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr("samspel.terms.files.os.fsync", fail)
    with pytest.raises(BadInputError) as caught:
        store.save(sandviken, [answer_offered("no")])
    assert (caught.value.code, caught.value.facts["file"]) == ("cannot_write", str(path))
    assert caught.value.facts["reason"] == os.strerror(trouble)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".half")] == []


def test_a_folder_that_cannot_hold_a_new_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("samspel.terms.files.os.open", fail)
    with pytest.raises(BadInputError) as caught:
        write_file(tmp_path / "x.csv", b"x")
    assert caught.value.code == "cannot_write"


@pytest.mark.parametrize("name", ["file/under.csv", "folder"])
def test_a_file_for_a_folder_and_a_folder_for_a_file_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder" / "kept").mkdir(parents=True)
    with pytest.raises(BadInputError) as caught:
        write_file(tmp_path / name, b"x")
    assert caught.value.code == "cannot_write"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_home_that_is_a_file_is_told(catalogue: Catalogue, sandviken: Place, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    store = AnswerStore(tmp_path / "taken", catalogue)
    assert store.load().everything == ()
    with pytest.raises(BadInputError) as caught:
        store.save(sandviken, [answer_offered()])
    assert caught.value.code == "cannot_write"


def test_a_figure_given_again_under_another_demand_replaces_the_first(store: AnswerStore, sandviken: Place) -> None:
    store.save(sandviken, [figure("work-experience-school", 7.0)])
    store.save(sandviken, [figure("industrial-programmes", 8.0)])
    assert [answer.value for answer in store.load().everything] == [8.0]


def test_answers_are_kept_with_ids_and_not_in_the_words_of_a_language(store: AnswerStore, sandviken: Place) -> None:
    lines = store.save(sandviken, [answer_offered(), answer_waiting(1)]).path.read_text("utf-8-sig").splitlines()
    rows = [dict(zip(KEPT_COLUMNS, line.split(";"), strict=True)) for line in lines[1:-1]]
    assert lines[0] == ";".join(KEPT_COLUMNS)
    assert [(row["kind"], row["answer_kind"]) for row in rows] == [("question", "yes_no"), ("question", "number")]
    assert rows[0]["answer"] in ("yes", "no")


def test_kept_answers_outlive_a_reworded_text(sandviken: Place, catalogue: Catalogue, tmp_path: Path) -> None:
    AnswerStore(tmp_path, catalogue).save(sandviken, [answer_offered()])
    renamed = [f"form.{column}" for column in COLUMNS] + [f"form.kind_{kind}" for kind in ("question", "figure")]
    renamed += [f"words.{word}" for word in ("yes", "no", "not_applicable")]
    texts = {
        lang: replace(told, entries={**told.entries, **{key: f"x {key}" for key in renamed}})
        for lang, told in catalogue.texts.items()
    }
    reworded = AnswerStore(tmp_path, replace(catalogue, texts=texts))
    assert reworded.load().everything == (answer_offered(),)


@pytest.mark.parametrize("value", [0.00001, 999_999_999_999_999.0, -0.000000000000001])
def test_a_number_that_could_be_given_can_be_kept(store: AnswerStore, sandviken: Place, value: float) -> None:
    store.save(sandviken, [answer_waiting(value)])
    assert [answer.value for answer in store.load().everything] == [value]


@pytest.mark.parametrize("lead", ["=", "'=", "''=", "'"])
def test_a_text_is_kept_as_it_was_given_however_often_it_is_saved(
    store: AnswerStore, sandviken: Place, lead: str
) -> None:
    text = lead.ljust(LONGEST_TEXT, "x")
    answer = replace(
        GIVEN, demand="childcare-growth-areas", item="areas", value=text, answered_by=lead, day=TODAY, source=text
    )
    store.save(sandviken, [answer])
    store.save(sandviken, [answer_offered()])
    assert answer in store.load().everything
