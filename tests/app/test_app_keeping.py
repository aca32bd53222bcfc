"""What is kept can be listed and removed, an answer put back, and every change is noted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from given_answers import GIVEN
from samspel.app.checking import find_all_troubles
from samspel.app.desk import Desk
from samspel.app.keeping import (
    describe_kept_answer,
    describe_kept_change,
    forget_answer,
    forget_report,
    forget_unused,
    format_moment,
    keep_answers,
    label_subject,
    list_kept,
    restore_answer,
    write_subject,
)
from samspel.app.needs import measure_needs
from samspel.needs.answers import Answer
from samspel.needs.measuring import Inquiry
from samspel.needs.verdict import NOT_APPLICABLE
from samspel.reports.needs import format_answer
from samspel.store.answers import Saved
from samspel.store.change_log import Change
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.place import Place

At = Callable[[str], Place]
HALL, REGION = "2181", "21"
NB = "\u00a0"


def make_answer(value: str | float = "no", item: str = "offered", demand: str = "childcare-odd-hours") -> Answer:
    return replace(GIVEN, body=HALL, demand=demand, item=item, value=value, answered_by="Registrator Ek")


def test_an_answer_is_removed_put_back_and_each_step_noted(desk: Desk, at: At) -> None:
    place = at(HALL)
    keep_answers(desk, place, [make_answer("yes"), make_answer(12.0, "waiting", "childcare-growth-areas")])
    keep_answers(desk, place, [make_answer("no")])
    keep_answers(desk, place, [make_answer("no")])
    gone = forget_answer(desk, place, "2/offered")
    assert gone == make_answer("no")
    assert [one.item for one in list_kept(desk, place).answers] == ["waiting"]
    restore_answer(desk, place, gone)
    assert {one.item for one in list_kept(desk, place).answers} == {"offered", "waiting"}
    assert [(one.what, one.before, one.after, one.by) for one in reversed(list_kept(desk, place).changes)] == [
        ("answer_kept", "", "yes", "Registrator Ek"),
        ("answer_kept", "", "12", "Registrator Ek"),
        ("answer_changed", "yes", "no", "Registrator Ek"),
        ("answer_forgotten", "no", "", ""),
        ("answer_restored", "", "no", "Registrator Ek"),
    ]


def test_nothing_of_a_text_stays_when_it_is_removed(desk: Desk, at: At, home: Path) -> None:
    """It may be removed since it should never have been kept."""
    secret = "Anna Ek, 070-1234567"
    keep_answers(desk, at(HALL), [make_answer(secret, "areas", "childcare-growth-areas")])
    forget_answer(desk, at(HALL), "childcare-growth-areas/areas")
    assert [path for path in home.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()] == []
    told = [describe_kept_change(desk, "sv", change) for change in list_kept(desk, at(HALL)).changes]
    assert len(told) == 2
    assert "en text" in told[0]


def test_an_answer_about_one_town_is_named_with_it(desk: Desk, at: At) -> None:
    region = at(REGION)
    about = [
        replace(GIVEN, body=REGION, demand="shift-transit", item="early-shift", about=town) for town in ("2104", "2181")
    ]
    keep_answers(desk, region, about)
    assert write_subject(about[0]) == "shift-transit/early-shift/2104"
    assert "Hofors kommun" in label_subject(desk, "sv", write_subject(about[0]))
    assert forget_answer(desk, region, "33/early-shift/Hofors") == about[0]
    assert desk.store.read(REGION) == (about[1],)


@pytest.mark.parametrize("subject", ["2/offered", "2/nothing", "2", "2/", "childcare-odd-hours/offered/2181", "2//"])
def test_what_is_not_there_cannot_be_removed(desk: Desk, at: At, subject: str) -> None:
    keep_answers(desk, at(HALL), [make_answer(12.0, "waiting", "childcare-growth-areas")])
    with pytest.raises(BadInputError) as caught:
        forget_answer(desk, at(HALL), subject)
    assert caught.value.code == "kept_no_answer"


@pytest.mark.parametrize("subject", ["", "/", "99/offered", "2/offered/Atlantis"])
def test_what_does_not_exist_is_not_found(desk: Desk, at: At, subject: str) -> None:
    with pytest.raises(NotFoundError):
        forget_answer(desk, at(HALL), subject)


def test_a_newer_answer_is_not_covered_by_one_put_back(desk: Desk, at: At) -> None:
    keep_answers(desk, at(HALL), [make_answer("yes")])
    gone = forget_answer(desk, at(HALL), "2/offered")
    keep_answers(desk, at(HALL), [make_answer("no")])
    with pytest.raises(BadInputError) as caught:
        restore_answer(desk, at(HALL), gone)
    assert caught.value.code == "kept_answered_since"
    assert desk.store.read(HALL) == (make_answer("no"),)


def test_what_cannot_be_used_is_removed_when_asked(desk: Desk, at: At) -> None:
    desk.store.save(at(HALL), [make_answer()]).path.write_bytes(b"damaged")
    assert [error.code for error in list_kept(desk, at(HALL)).troubles] == ["kept_cut"]
    assert forget_unused(desk, at(HALL)) == 1
    assert list_kept(desk, at(HALL)).troubles == ()
    with pytest.raises(BadInputError):
        forget_unused(desk, at(HALL))


def test_answers_of_no_town_and_reports_set_aside_are_removed_as_unused(desk: Desk, at: At, home: Path) -> None:
    old = replace(GIVEN, body=REGION, demand="shift-transit", item="early-shift")
    told = replace(GIVEN, body=REGION, demand="shift-transit", item="early-shift", about="2104")
    desk.store.save(at(REGION), [old, told])
    (home / "reach").mkdir(parents=True, exist_ok=True)
    (home / "reach" / "21.json").write_bytes(b"{")
    assert [error.code for error in list_kept(desk, at(REGION)).troubles] == ["kept_damaged", "kept_unplaced"]
    assert forget_unused(desk, at(REGION)) == 2
    assert desk.store.read(REGION) == (told,)
    assert list_kept(desk, at(REGION)).troubles == ()


def test_a_report_is_removed_with_those_set_aside(desk: Desk, at: At, home: Path) -> None:
    (home / "reach").mkdir(parents=True)
    (home / "reach" / "2181.json").write_bytes(b"{")
    assert desk.reach.load(HALL) is None
    assert forget_report(desk, at(HALL)) == ("2181.json.aside-1",)
    assert list((home / "reach").iterdir()) == []
    with pytest.raises(BadInputError) as caught:
        forget_report(desk, at(HALL))
    assert caught.value.code == "kept_no_report"


def test_nothing_is_kept_of_the_country(desk: Desk, at: At) -> None:
    with pytest.raises(BadInputError) as caught:
        list_kept(desk, at("00"))
    assert caught.value.code == "not_for_country"


def test_a_log_that_cannot_be_written_does_not_undo_what_was_done(
    desk: Desk, at: At, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "changes").touch()
    keep_answers(desk, at(HALL), [make_answer()])
    assert desk.store.read(HALL) == (make_answer(),)
    assert "could not be noted" in caplog.text
    assert "Traceback" not in caplog.text
    assert desk.changes.missed is not None
    assert desk.changes.missed.code == "change_not_noted"
    assert [trouble.code for trouble in desk.find_troubles(at(HALL))] == ["home_folder"]


@pytest.mark.parametrize(
    ("demand", "item", "value", "told"),
    [
        ("childcare-growth-areas", "within-four-months", 97.5, f"97,5{NB}%"),
        ("shift-transit", "extra-cost", 1250000.0, f"1{NB}250{NB}000"),
        ("affordable-rentals", "queue", 2.75, "2,75"),
    ],
)
def test_a_number_is_told_as_it_was_answered(
    desk: Desk, at: At, demand: str, item: str, value: float, told: str
) -> None:
    """Neither rounded to whole ones nor in a form that no form takes; the log has every digit."""
    place, answer = at(HALL), make_answer(value, item, demand)
    keep_answers(desk, place, [answer])
    assert f"Svar: {told}." in describe_kept_answer(desk, "sv", answer)
    (change,) = list_kept(desk, place).changes
    assert float(change.after) == value
    logged = told.removesuffix(f"{NB}%")
    assert f"Svar: {logged}." in describe_kept_change(desk, "sv", change)
    page = format_answer(desk.catalogue.texts["sv"], find_inquiry(desk, place, demand, item))
    assert page == told


def find_inquiry(desk: Desk, place: Place, demand: str, item: str) -> Inquiry:
    """A question of a demand as the pages meet it."""
    need = next(need for need in measure_needs(desk, place) if need.demand.id == demand)
    return next(inquiry for inquiry in need.inquiries if inquiry.question.id == item)


def test_a_log_that_somebody_has_written_in_is_told_as_it_stands(desk: Desk) -> None:
    change = Change(when="2026-11-28T10:00:00", what="answer_kept", subject="x", by="Ek", before="", after="nan")
    assert "Svar: nan." in describe_kept_change(desk, "sv", change)


def test_changes_are_told_by_one_clock_whatever_the_computers_were_set_to(desk: Desk, at: At) -> None:
    """A server that runs on UTC and a page that runs on Swedish time note in the same log."""
    stamps = [
        ("2026-11-28T20:08:00+01:00", "2026-11-28 20:08"),
        ("2026-11-28T19:28:00+00:00", "2026-11-28 20:28"),
        ("2026-07-01T23:30:00+00:00", "2026-07-02 01:30"),
        ("2026-11-28T20:15:00", "2026-11-28 20:15"),
        ("yesterday", "yesterday"),
    ]
    changes = [Change(when=stamp, what="report_kept", subject=told) for stamp, told in stamps]
    desk.changes.add(HALL, changes)
    listed = list_kept(desk, at(HALL)).changes
    assert [format_moment(change) for change in listed] == [
        "2026-11-28 20:28",
        "2026-11-28 20:15",
        "2026-11-28 20:08",
        "2026-07-02 01:30",
        "yesterday",
    ]
    assert [change.subject for change in listed] == [format_moment(change) for change in listed]


def test_an_answer_given_while_another_is_put_back_stands(desk: Desk, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever answers between the look and the writing is not overwritten."""
    place = at(HALL)
    keep_answers(desk, place, [make_answer("yes")])
    gone = forget_answer(desk, place, "2/offered")
    answer_before_the_lock(desk, place, monkeypatch, make_answer("no"))
    with pytest.raises(BadInputError) as caught:
        restore_answer(desk, place, gone)
    assert caught.value.code == "kept_answered_since"
    assert desk.store.read(HALL) == (make_answer("no"),)
    assert [one.what for one in list_kept(desk, place).changes] == ["answer_forgotten", "answer_kept"]


def test_the_log_tells_the_answer_that_was_replaced(desk: Desk, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even one that another program gave a moment before."""
    place = at(HALL)
    keep_answers(desk, place, [make_answer("yes")])
    answer_before_the_lock(desk, place, monkeypatch, make_answer(NOT_APPLICABLE))
    keep_answers(desk, place, [make_answer("no")])
    (latest, *_) = list_kept(desk, place).changes
    assert (latest.what, latest.before, latest.after) == ("answer_changed", NOT_APPLICABLE, "no")


def answer_before_the_lock(desk: Desk, place: Place, monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    """Another program answers just before the next writing takes the lock."""

    def put_off(save: Callable[[Place, Iterable[Answer]], Saved]) -> Callable[[Place, Iterable[Answer]], Saved]:
        def save_second(body: Place, answers: Iterable[Answer]) -> Saved:
            monkeypatch.undo()
            desk.store.save(place, [answer])
            return save(body, answers)

        return save_second

    monkeypatch.setattr(desk.store, "save_absent", put_off(desk.store.save_absent))
    monkeypatch.setattr(desk.store, "save", put_off(desk.store.save))


def test_a_damaged_draft_is_told_by_the_check_too(desk: Desk, at: At, home: Path) -> None:
    (home / "drafts").mkdir(parents=True)
    (home / "drafts" / f"{HALL}.json").write_bytes(b"{")
    told = [error.code for error in find_all_troubles(desk)]
    assert told == [error.code for error in desk.find_troubles(at(HALL))] != []
