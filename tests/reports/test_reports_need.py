"""A demand at a place in blocks: the page, the terminal and the motion say the same of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from given_answers import GIVEN
from samspel.app.briefing import compose_brief
from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.records.base import Lang
from samspel.needs.answers import Answers, Known
from samspel.needs.enquiry import find_elsewhere
from samspel.needs.measuring import NeedsAssessor
from samspel.needs.verdict import Strength
from samspel.rendering.blocks import Block, Bullets, Paragraph, unfold
from samspel.rendering.table import Table, list_records, words
from samspel.reports.costs import describe_cost
from samspel.reports.demand import describe_study
from samspel.reports.figures import describe_definition
from samspel.reports.measure_words import describe_measurement
from samspel.reports.need import compose_need, compose_verdict, tabulate_inquiries
from samspel.reports.needs import describe_inquiry, describe_unplaced, describe_verdict, describe_verdicts, find_body
from samspel.scenarios.costs import CostedNeed
from samspel.terms.place import Place

At = Callable[[str], Place]
DAY = date(2026, 11, 22)


def find_row(desk: Desk, place: Place, number: int) -> CostedNeed:
    needs = [need for need in measure_needs(desk, place) if need.demand.number == number]
    return add_costs(desk, needs)[0]


def read_blocks(blocks: Iterable[Block]) -> str:
    """All words of the blocks."""
    told: list[str] = []
    for block in unfold(blocks):
        match block:
            case Paragraph():
                told += [block.lead, block.text]
            case Bullets():
                told += block.items
            case Table():
                told += [block.caption, *block.notes, *(cell for row in words(block).texts for cell in row)]
            case _:
                pass
    return "\n".join(told)


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize(("code", "number"), [("2181", 2), ("2181", 43), ("2403", 16), ("1280", 27), ("0980", 33)])
def test_what_the_page_says_stands_in_the_terminal_and_the_motion(
    still_desk: Desk, at: At, code: str, number: int, lang: Lang
) -> None:
    """The verdict's meaning, the definitions, the medians, the cost and how studies were read."""
    catalogue, texts, row = (
        still_desk.catalogue,
        still_desk.catalogue.texts[lang],
        find_row(still_desk, at(code), number),
    )
    need, demand = row.need, row.need.demand
    body = find_body(catalogue, need)
    assert body is not None
    said = [
        texts.said(body.body),
        describe_verdict(texts, need),
        describe_cost(texts, need.place, demand, row.cost),
        *(describe_definition(texts, catalogue.indicators[one.measure.indicator]) for one in need.measurements),
        *(describe_study(texts, catalogue.studies[study]) for study in demand.studies),
    ]
    terminal = read_blocks(compose_need(still_desk.observations, texts, row))
    motion = compose_brief(still_desk, at(code), demand, lang, DAY)
    for face, told in {
        "terminal and page": terminal,
        "motion": f"{motion.kicker}\n{read_blocks(motion.blocks)}",
    }.items():
        assert [one for one in said if one not in told] == [], face
    assert [m for m in need.measurements if describe_measurement(catalogue, texts, m) not in terminal] == []


def test_a_figure_has_the_median_of_similar_places_and_no_point_twice(still_desk: Desk, at: At) -> None:
    """The unit ton/inv. ends with a point of its own."""
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    seen = 0
    for need in measure_needs(still_desk, at("2181")):
        for measurement in need.measurements:
            told = describe_measurement(catalogue, texts, measurement)
            judged = measurement.judgement
            value = measurement.observation.value if judged is None else judged.value
            assert (measurement.similar is not None and value is not None) == ("Mitten bland de " in told)
            assert ".." not in told
            seen += "ton/inv. " in f"{told} "
    assert seen


@pytest.mark.parametrize("lang", get_args(Lang))
def test_an_answer_that_says_no_town_is_told_on_every_face(still_desk: Desk, at: At, lang: Lang) -> None:
    texts, row = still_desk.catalogue.texts[lang], find_row(still_desk, at("2181"), 33)
    old = replace(GIVEN, body="21", demand="shift-transit", item="early-shift", answered_by="Ek", day=DAY)
    first, *others = row.need.inquiries
    need = replace(row.need, inquiries=(replace(first, unplaced=old), *others))
    told = describe_unplaced(texts, need.inquiries[0])
    assert told
    blocks = compose_need(still_desk.observations, texts, replace(row, need=need))
    assert read_blocks(blocks).count(told) == 1


def test_questions_are_a_table_with_what_was_answered(still_desk: Desk, at: At) -> None:
    texts, need = still_desk.catalogue.texts["sv"], find_row(still_desk, at("2181"), 2).need
    given = replace(
        GIVEN, demand=need.demand.id, item=need.inquiries[0].question.id, answered_by="Ek", day=DAY, source="protokoll"
    )
    answered = replace(need, inquiries=(replace(need.inquiries[0], answer=given), *need.inquiries[1:]))
    table = tabulate_inquiries(texts, answered)
    records, read = list_records(table), words(table).texts
    assert [record["question"] for record in records] == [question.id for question in need.demand.questions]
    assert {record["body"] for record in records} == {"2181"}
    assert (records[0]["answer"], records[1]["answer"]) == ("no", None)
    assert read[0][2] == "nej (Besvarat av Ek, 2026-11-22 (källa: protokoll).)"
    assert read[1][2] == f"Obesvarad. Svarsform: {texts(f'form.answer_kind_{need.demand.questions[1].answer}')}."


def test_a_region_s_question_tells_how_many_towns_are_answered(still_desk: Desk, at: At) -> None:
    texts, need = still_desk.catalogue.texts["sv"], find_row(still_desk, at("21"), 33).need
    read = {row[0]: row[2] for row in words(tabulate_inquiries(texts, need)).texts}
    assert "Besvarad för 0 av 10 kommuner." in read.values()


def test_the_verdict_comes_first_and_a_condition_that_fails_is_said_once(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    need = find_row(still_desk, at("2181"), 16).need
    told = read_blocks(compose_verdict(catalogue, texts, need))
    assert told.strip().startswith(texts("verdict.not_here"))
    assert told.count("Kravet gäller där") == 1


@pytest.mark.parametrize("known", ["own", "public"])
@pytest.mark.parametrize(("code", "number", "item"), [("2181", 33, "early-shift"), ("2181", 2, "offered")])
def test_what_others_than_the_body_say_is_nowhere_an_answer(
    still_desk: Desk, at: At, code: str, number: int, item: str, known: Known
) -> None:
    """Neither in the questions' table and the data nor in what the verdict means, nor as answered elsewhere."""
    place, demand = at(code), still_desk.catalogue.demands_by_number[number]
    asked = still_desk.assessor.measure_demand(demand, place)
    (inquiry,) = (one for one in asked.inquiries if one.question.id == item)
    assert inquiry.body is not None
    about = "" if inquiry.about is None else inquiry.about.code
    given = replace(GIVEN, body=inquiry.body.code, demand=demand.id, item=item, about=about, known=known)
    need = NeedsAssessor(still_desk.observations, Answers([given])).measure_demand(demand, place)
    (heard,) = (one for one in need.inquiries if one.question.id == item)
    assert need.is_told
    assert heard.strength is Strength.INDICATED
    for lang in get_args(Lang):
        texts = still_desk.catalogue.texts[lang]
        (row,) = (
            row
            for row in words(tabulate_inquiries(texts, need)).texts
            if row[-1] != texts("verdict.unknown") and row[-1] != texts("words.dash")
        )
        assert row[-1] == texts("verdict_indicated.large")
        assert describe_verdict(texts, need).startswith(texts("verdict_meaning_indicated.large"))
        assert texts("verdict_meaning.large") not in describe_verdict(texts, need)
        assert (
            describe_inquiry(texts, need, heard)
            .partition("?")[2]
            .startswith(texts("need.told", question="", answer=texts("words.no")))
        )
        assert texts("need.summary_sure_none_told") in describe_verdicts(texts, [need])
    other = still_desk.assessor.measure_demand(demand, at("2101"))
    assert all(not one.places for one in find_elsewhere(still_desk.observations, Answers([given]), other))
    by_body = Answers([replace(given, known="body")])
    assert any(one.places for one in find_elsewhere(still_desk.observations, by_body, other))
