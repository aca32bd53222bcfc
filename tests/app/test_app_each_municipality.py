"""One town's answer is never the county's: some of a region's questions are answered for one municipality at a time."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from given_answers import GIVEN
from samspel.app.asking import answer_from_data, ask, write_form_of, write_letter
from samspel.app.briefing import compose_brief
from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue
from samspel.needs.measuring import Inquiry, Need
from samspel.needs.verdict import Strength, Verdict
from samspel.sources.answer_form import parse_form
from samspel.sources.form_writing import COLUMNS
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

At = Callable[[str], Place]
TRANSIT, AMBULANCE, REGION, HOFORS, SANDVIKEN = "shift-transit", "ambulance-transport", "21", "2104", "2181"
GAVLE_COUNTY = {"2101", "2104", "2121", "2132", "2161", "2180", "2181", "2182", "2183", "2184"}


def find_need(desk: Desk, place: Place, demand: str) -> Need:
    (need,) = desk.assessor.measure_place(place, [desk.catalogue.demands[demand]])
    return need


def find_inquiry(need: Need, question: str) -> Inquiry:
    return next(inquiry for inquiry in need.inquiries if inquiry.question.id == question)


def read_rows(form: bytes) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(form.decode("utf-8-sig"), newline=""), delimiter=";"))
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]


def write_rows(catalogue: Catalogue, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    lines = [";".join(catalogue.texts["sv"](f"form.{column}") for column in columns)]
    lines += [";".join(row.get(column, "") for column in columns) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def early(**cells: str) -> dict[str, str]:
    """A region's answer to whether the bus comes before six."""
    return {
        "body": REGION,
        "about": "2104 Hofors",
        "demand": TRANSIT,
        "item": "early-shift",
        "kind": "fråga",
        "answer": "nej",
        "answered_by": "Registrator",
        "day": "2026-11-20",
        **cells,
    }


def test_a_no_about_one_town_is_a_need_of_that_town_alone(desk: Desk, at: At, day: date, catalogue: Catalogue) -> None:
    receipt = answer_from_data(desk, at(REGION), write_rows(catalogue, early()), "svar.csv", day)
    assert [(after.place.code, after.demand.id, after.verdict) for _, after in receipt.changes] == [
        (HOFORS, TRANSIT, Verdict.LARGE)
    ]
    for code in (SANDVIKEN, "2180", REGION):
        need = find_need(desk, at(code), TRANSIT)
        assert need.strength is not Strength.ANSWERED
        assert find_inquiry(need, "early-shift").answer is None


def test_the_motion_names_the_town_that_the_answer_is_about(
    desk: Desk, at: At, day: date, catalogue: Catalogue
) -> None:
    answer_from_data(desk, at(REGION), write_rows(catalogue, early()), "svar.csv", day)
    told = {}
    for code in (HOFORS, "2180"):
        told[code] = repr(compose_brief(desk, at(code), catalogue.demands[TRANSIT], "sv", day).blocks)
    assert "Gäller Hofors kommun: Går det att på vardagar" in told[HOFORS]
    assert "Svar: nej" in told[HOFORS]
    assert "Svar: nej" not in told["2180"]
    assert "Hofors" not in told["2180"]


def test_form_and_letter_name_every_town_that_the_region_is_asked_about(
    still_desk: Desk, at: At, day: date, catalogue: Catalogue
) -> None:
    enquiry = ask(still_desk, at(REGION))
    rows = [
        row
        for row in read_rows(write_form_of(still_desk, enquiry, "sv"))
        if (row["demand"], row["item"]) == (TRANSIT, "early-shift")
    ]
    assert {row["about"].partition(" ")[0] for row in rows} == GAVLE_COUNTY
    assert all(row["question"].startswith(f"Gäller {at(row['about'][:4]).area}: ") for row in rows)
    letter = repr(write_letter(still_desk, enquiry, "sv", day).blocks)
    question = next(q.sv for q in catalogue.demands[TRANSIT].questions if q.id == "early-shift")
    assert letter.count(question) == 1
    assert "Svara för var och en av kommunerna: Ockelbo, Hofors, " in letter


def test_every_question_of_a_region_that_speaks_of_the_municipality_is_put_for_each(catalogue: Catalogue) -> None:
    marked = {
        (demand.number, question.id)
        for demand in catalogue.demands.values()
        for question in demand.questions
        if question.each_municipality
    }
    assert marked == {
        (33, "early-shift"),
        (33, "late-shift"),
        (33, "night-shift"),
        (33, "shift-times"),
        (44, "goal-met"),
        (44, "patient-transport"),
        (44, "fire-service"),
        (44, "stationed"),
        (44, "ninetieth"),
    }


@pytest.mark.parametrize("about", ["2104 Hofors", "2104", "Hofors", "HOFORS KOMMUN", "Hofors kommun"])
def test_a_town_is_told_by_code_name_or_both(catalogue: Catalogue, at: At, day: date, about: str) -> None:
    (answer,) = parse_form(write_rows(catalogue, early(about=about)), "svar.csv", catalogue, at(REGION), day)
    assert (answer.body, answer.about) == (REGION, HOFORS)


@pytest.mark.parametrize("about", ["180", "0180", "180 Stockholm", "Stockholm"])
def test_a_town_whose_first_nought_a_spreadsheet_ate_is_understood(
    catalogue: Catalogue, at: At, day: date, about: str
) -> None:
    text = write_rows(catalogue, early(body="1", about=about))
    (answer,) = parse_form(text, "svar.csv", catalogue, at("01"), day)
    assert (answer.body, answer.about) == ("01", "0180")


@pytest.mark.parametrize("about", ["", "Malmö", "1280", "21", "2104 Gävle", "länet", "Hofors, Gävle"])
def test_an_answer_that_does_not_say_which_town_is_refused(catalogue: Catalogue, at: At, day: date, about: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse_form(write_rows(catalogue, early(about=about)), "svar.csv", catalogue, at(REGION), day)
    assert (caught.value.code, caught.value.facts["line"], caught.value.facts["found"]) == ("form_about", 2, about)


def test_a_form_from_before_the_column_is_refused_with_what_to_do(catalogue: Catalogue, at: At, day: date) -> None:
    columns = tuple(column for column in COLUMNS if column != "about")
    with pytest.raises(BadInputError) as caught:
        parse_form(write_rows(catalogue, early(), columns=columns), "svar.csv", catalogue, at(REGION), day)
    assert caught.value.code == "form_about"


def test_an_answer_for_the_whole_county_is_not_one_towns(catalogue: Catalogue, at: At, day: date) -> None:
    row = early(demand="industrial-councils", item="council")
    with pytest.raises(BadInputError) as caught:
        parse_form(write_rows(catalogue, row), "svar.csv", catalogue, at(REGION), day)
    assert caught.value.code == "form_about_none"


def test_answers_about_two_towns_are_two_answers(desk: Desk, at: At, day: date, catalogue: Catalogue) -> None:
    text = write_rows(catalogue, early(), early(about="2181 Sandviken", answer="ja"))
    answer_from_data(desk, at(REGION), text, "svar.csv", day)
    found = {code: find_inquiry(find_need(desk, at(code), TRANSIT), "early-shift") for code in (HOFORS, SANDVIKEN)}
    assert {code: inquiry.answer and inquiry.answer.value for code, inquiry in found.items()} == {
        HOFORS: "no",
        SANDVIKEN: "yes",
    }
    of_region = find_inquiry(find_need(desk, at(REGION), TRANSIT), "early-shift")
    assert sum(not one.is_open for one in of_region.each) == 2
    asked = [i for _, i in ask(desk, at(REGION)).questions if i.question.id == "early-shift"]
    assert {inquiry.about.code for inquiry in asked if inquiry.about} == GAVLE_COUNTY - {HOFORS, SANDVIKEN}


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ({"2104": "no"}, Verdict.UNKNOWN),
        (dict.fromkeys(GAVLE_COUNTY, "yes"), Verdict.MET),
        (dict.fromkeys(GAVLE_COUNTY, "no"), Verdict.LARGE),
        ({**dict.fromkeys(GAVLE_COUNTY, "yes"), "2104": "no"}, Verdict.SOME),
    ],
)
def test_a_region_is_judged_when_every_town_has_an_answer(
    desk: Desk, at: At, day: date, answers: dict[str, str], verdict: Verdict
) -> None:
    desk.store.save(
        at(REGION),
        [
            replace(GIVEN, body=REGION, demand=TRANSIT, item="early-shift", value=value, day=day, about=town)
            for town, value in answers.items()
        ],
    )
    assert find_inquiry(find_need(desk, at(REGION), TRANSIT), "early-shift").verdict is verdict


def test_an_answer_kept_before_it_said_which_town_counts_for_none_and_says_so(
    desk: Desk, at: At, day: date, home: Path
) -> None:
    old = replace(GIVEN, body=REGION, demand=TRANSIT, item="early-shift", day=day)
    desk.store.save(at(REGION), [old])
    for code in (HOFORS, SANDVIKEN, REGION):
        inquiry = find_inquiry(find_need(desk, at(code), TRANSIT), "early-shift")
        assert (inquiry.answer, inquiry.unplaced, inquiry.verdict) == (None, old, Verdict.UNKNOWN)
        assert [error.code for error in desk.find_troubles(at(code))] == ["kept_unplaced"]
    assert desk.find_troubles(at("1280")) == ()


def test_gotland_answers_about_itself(desk: Desk, at: At, day: date, catalogue: Catalogue) -> None:
    """Region and municipality are one body, so nobody needs to say which town; not even in an old form."""
    text = write_rows(catalogue, early(body="0980", about=""))
    answer_from_data(desk, at("0980"), text, "svar.csv", day)
    for code in ("0980", "09"):
        inquiry = find_inquiry(find_need(desk, at(code), TRANSIT), "early-shift")
        assert inquiry.answer is not None
        assert inquiry.verdict is Verdict.LARGE
