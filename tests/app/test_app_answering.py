"""Answers typed where their question is read."""

from dataclasses import replace
from datetime import date

import pytest

from samspel.app.answering import TypedAnswer, give_answer, list_answerable, undo_answer
from samspel.app.desk import Desk
from samspel.app.needs import NeedFilter, measure_needs
from samspel.needs.measuring import Need
from samspel.needs.verdict import NOT_APPLICABLE, Strength, Verdict
from samspel.reports.need import compose_questions, compose_verdict
from samspel.reports.sheet import Detail, describe_here
from samspel.terms.errors import SamspelError

TODAY = date(2026, 11, 29)
NO = TypedAnswer(question="offered", answer="no", answered_by="Registrator", day="2026-11-01", source="dnr 1")


def measure(desk: Desk, code: str = "2181", demand: str = "childcare-odd-hours") -> Need:
    return measure_needs(desk, desk.catalogue.places.by_code[code], NeedFilter(demand=demand))[0]


def test_an_answer_changes_the_verdict_on_the_spot_and_says_answered(desk: Desk) -> None:
    given = give_answer(desk, measure(desk), NO, TODAY, "sv")
    need = measure(desk)
    assert (need.verdict, need.strength) == (Verdict.LARGE, Strength.ANSWERED)
    assert [new.demand.id for _, new in given.receipt.changes] == ["childcare-odd-hours"]
    assert (given.answer.answered_by, given.answer.source, given.before) == ("Registrator", "dnr 1", None)
    assert "offered" not in [one.question.id for one in list_answerable(need)]


@pytest.mark.parametrize(("known", "told"), [("own", "Egen uppgift av Klubben"), ("public", "Enligt Klubben")])
def test_what_others_than_the_body_say_only_suggests_and_leaves_the_question_open(
    desk: Desk, known: str, told: str
) -> None:
    typed = replace(NO, answered_by="Klubben", known=known)
    give_answer(desk, measure(desk), typed, TODAY, "sv")
    need, texts = measure(desk), desk.catalogue.texts["sv"]
    assert (need.verdict, need.strength) == (Verdict.LARGE, Strength.INDICATED)
    assert "offered" in [one.question.id for one in need.open_questions]
    assert "offered" in [one.question.id for one in list_answerable(need)]
    kept = desk.store.read("2181")
    assert [one.known for one in kept] == [known]
    blocks = [*compose_verdict(desk.catalogue, texts, need), *compose_questions(texts, need)]
    assert told in "\n".join(map(repr, blocks))
    assert told in describe_here(desk.observations, texts, need, Detail.SHORT)
    assert "har svarat" not in describe_here(desk.observations, texts, need, Detail.SHORT)
    give_answer(desk, need, NO, TODAY, "sv")
    assert measure(desk).strength is Strength.ANSWERED


def test_what_somebody_knows_never_shows_that_a_demand_is_met_or_not_for_the_body(desk: Desk) -> None:
    give_answer(desk, measure(desk), replace(NO, answer="yes", known="own"), TODAY, "sv")
    assert (measure(desk).verdict, measure(desk).strength) == (Verdict.SMALL, Strength.INDICATED)
    give_answer(desk, measure(desk), replace(NO, answer=NOT_APPLICABLE, known="own"), TODAY, "sv")
    assert measure(desk).strength is not Strength.ANSWERED
    assert measure(desk).verdict is not Verdict.NOT_HERE


def test_undo_leaves_the_question_as_it_was(desk: Desk) -> None:
    before = measure(desk)
    undo_answer(desk, give_answer(desk, before, NO, TODAY, "sv"))
    assert measure(desk) == before


def test_undo_puts_the_earlier_answer_back(desk: Desk) -> None:
    first = give_answer(desk, measure(desk), NO, TODAY, "sv")
    second = give_answer(desk, measure(desk), replace(NO, answer="yes", answered_by="Nämnd"), TODAY, "sv")
    assert second.before == first.answer
    undo_answer(desk, second)
    assert desk.store.read("2181") == (first.answer,)
    with pytest.raises(SamspelError, match="kept answered since"):
        undo_answer(desk, second)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (replace(NO, answer="  "), "answer_empty"),
        (replace(NO, answered_by=" "), "answer_no_name"),
        (replace(NO, source=" "), "answer_no_source"),
        (replace(NO, answer="maybe"), "form_yes_no"),
        (replace(NO, known="everybody"), "form_known"),
        (replace(NO, day="i går"), "form_day"),
        (replace(NO, day="2026-11-30"), "form_future"),
        (replace(NO, question="nonsense"), "unknown_question"),
        (replace(NO, answer="x" * 5000, question="children"), "number_form"),
        (replace(NO, answer="12,5", question="children"), "number_whole"),
    ],
)
def test_what_cannot_be_an_answer_is_told_and_nothing_is_kept(desk: Desk, typed: TypedAnswer, code: str) -> None:
    with pytest.raises(SamspelError) as caught:
        give_answer(desk, measure(desk), typed, TODAY, "sv")
    assert code in {caught.value.code, *(one.code for one in caught.value.others)}
    assert desk.store.read("2181") == ()


def test_what_a_region_decides_is_answered_by_the_region_about_the_municipality(desk: Desk) -> None:
    need = measure(desk, demand="shift-transit")
    given = give_answer(desk, need, replace(NO, question=list_answerable(need)[0].question.id), TODAY, "sv")
    assert (given.answer.body, given.answer.about) == ("21", "2181")


def test_a_region_is_not_asked_what_each_municipality_has_an_answer_of_its_own_to(desk: Desk) -> None:
    assert list_answerable(measure(desk, code="21", demand="shift-transit")) == ()
