"""Letters to municipalities and regions, and the answers that come back."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from samspel.app.asking import answer_from_data, answer_from_file, ask, write_form_of, write_letter
from samspel.app.desk import Desk
from samspel.app.needs import find_elsewhere_answered, measure_needs
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.needs.enquiry import Enquiry
from samspel.needs.verdict import Strength, Verdict
from samspel.rendering.blocks import Bullets, Document, Heading, Paragraph
from samspel.reports.enquiry import compose_receipt, describe_elsewhere, label_form
from samspel.reports.needs_data import render_enquiry, render_receipt
from samspel.sources.form_writing import COLUMNS
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.place import Place

At = Callable[[str], Place]
CHILDCARE = "childcare-odd-hours"


def read_rows(desk: Desk, enquiry: Enquiry, lang: Lang = "sv") -> list[dict[str, str]]:
    """The rows of the form, by ids of the columns."""
    form = write_form_of(desk, enquiry, lang).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(form, newline=""), delimiter=";"))
    assert rows[0] == [desk.catalogue.texts[lang](f"form.{column}") for column in COLUMNS]
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]


def fill_in(rows: list[dict[str, str]], catalogue: Catalogue, **cells: str) -> bytes:
    """The form with the same cells filled in on every row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([catalogue.texts["sv"](f"form.{column}") for column in COLUMNS])
    for row in rows:
        filled = {**row, "answered_by": "registrator", "day": "2026-11-20", **cells}
        writer.writerow([filled[column] for column in COLUMNS])
    return out.getvalue().encode()


def texts_of(letter: Document) -> str:
    """All words of the letter."""
    words: list[str] = [letter.title, letter.kicker]
    for block in letter.blocks:
        if isinstance(block, Heading | Paragraph):
            words.append(block.text)
        elif isinstance(block, Bullets):
            words.extend(block.items)
    return "\n".join(words)


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("code", ["2181", "0980", "21"])
def test_the_letter_and_the_form_hold_the_same_questions(
    still_desk: Desk, at: At, day: date, code: str, lang: Lang
) -> None:
    enquiry = ask(still_desk, at(code))
    rows = read_rows(still_desk, enquiry, lang)
    asked = [(need.demand.id, inquiry.question.id) for need, inquiry in enquiry.questions]
    figures = [(need.demand.id, measurement.measure.indicator) for need, measurement in enquiry.figures]
    assert [(row["demand"], row["item"]) for row in rows] == asked + figures
    paper = write_letter(still_desk, enquiry, lang, day)
    letter = texts_of(paper)
    assert [row["question"] for row in rows if row["question"].rpartition(": ")[2] not in letter] == []
    assert {row["body"] for row in rows} == {code}
    assert label_form(still_desk.catalogue.texts[lang], at(code)) in letter
    assert still_desk.catalogue.texts[lang].said(at(code).body) in paper.title


@pytest.mark.parametrize("code", ["2181", "0180", "2482", "0980"])
def test_every_open_question_of_a_place_is_in_exactly_one_letter(
    still_desk: Desk, at: At, day: date, code: str
) -> None:
    places = still_desk.catalogue.places
    region = places.region_of(at(code))
    letters = [ask(still_desk, body) for body in (at(code), region)]
    asked = Counter(
        (n.demand.id, i.question.id) for letter in letters for n, i in letter.questions if i.about in (None, at(code))
    )
    wanted = {(n.demand.id, i.question.id) for n in measure_needs(still_desk, at(code)) for i in n.open_questions}
    assert set(asked) == wanted
    assert set(asked.values()) == {1}
    assert all(inquiry.body is letter.body for letter in letters for _, inquiry in letter.questions)


def test_a_municipalitys_letter_says_how_many_questions_go_to_its_region(still_desk: Desk, at: At, day: date) -> None:
    here, region = (ask(still_desk, at(code)) for code in ("2181", "21"))
    own = [inquiry for _, inquiry in region.questions if inquiry.about in (None, at("2181"))]
    assert [(place.code, count) for place, count in here.others] == [("21", len(own))]
    assert region.others == ()


def test_gotland_is_asked_everything_in_one_letter(still_desk: Desk, at: At, day: date) -> None:
    one, other = (ask(still_desk, at(code)) for code in ("0980", "09"))
    every = [question for demand in still_desk.catalogue.demands.values() for question in demand.questions]
    unsettled = [question for question in every if question.settled_by is None]
    assert (len(one.questions), one.others) == (len(unsettled), ())
    assert (other.questions, [place.code for place, _ in other.others]) == ((), ["0980"])


def test_a_letter_without_questions_says_so(still_desk: Desk, at: At, day: date) -> None:
    body = at("09")
    told = still_desk.catalogue.texts["sv"]("letter.none", body=body.body)
    assert told in texts_of(write_letter(still_desk, ask(still_desk, body), "sv", day))


def test_the_country_is_not_asked(still_desk: Desk, catalogue: Catalogue, day: date) -> None:
    with pytest.raises(BadInputError) as caught:
        ask(still_desk, catalogue.places.country)
    assert caught.value.code == "not_for_country"


def test_only_the_demands_named_are_asked_about(still_desk: Desk, at: At, day: date) -> None:
    demands = [still_desk.catalogue.demands_by_number[number] for number in (2, 15, 43)]
    enquiry = ask(still_desk, at("2181"), demands)
    assert {need.demand.number for need, _ in enquiry.questions} == {2, 15}
    assert [measurement.measure.indicator for _, measurement in enquiry.figures] == ["cycle_reach_share"]
    assert [place.code for place, _ in enquiry.others] == ["21"]


def test_one_question_is_asked_alone(desk: Desk, at: At, catalogue: Catalogue, day: date) -> None:
    demand = catalogue.demands[CHILDCARE]
    enquiry = ask(desk, at("2181"), [demand], "offered")
    assert [inquiry.question.id for _, inquiry in enquiry.questions] == ["offered"]
    assert enquiry.figures == ()
    assert [row["item"] for row in read_rows(desk, enquiry)] == ["offered"]
    answer_from_data(desk, at("2181"), fill_in(read_rows(desk, enquiry), catalogue, answer="ja"), "svar.csv", day)
    assert ask(desk, at("2181"), [demand], "offered").is_empty


def test_an_unknown_question_names_those_there_are(still_desk: Desk, at: At, catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError) as caught:
        ask(still_desk, at("2181"), [catalogue.demands[CHILDCARE]], "offred")
    told = str(catalogue.texts["sv"].explain(caught.value))
    assert "offred" in told
    assert "offered" in told


def test_who_else_has_answered_is_told_by_name_and_never_oneself(
    desk: Desk, at: At, catalogue: Catalogue, day: date
) -> None:
    def told(code: str) -> str:
        need = desk.assessor.measure_demand(catalogue.demands[CHILDCARE], at(code))
        found = {one.inquiry.question.id: one for one in find_elsewhere_answered(desk, need)}
        return describe_elsewhere(catalogue, texts, found["offered"]) if "offered" in found else ""

    texts = catalogue.texts["sv"]
    assert told("2180") == texts("enquiry.elsewhere_none")
    for code in ("2181", "0114"):
        row = read_rows(desk, ask(desk, at(code), [catalogue.demands[CHILDCARE]], "offered"))
        answer_from_data(desk, at(code), fill_in(row, catalogue, answer="nej"), "svar.csv", day)
    assert told("2180") == texts("enquiry.elsewhere", names="Sandviken och Upplands Väsby")
    assert told("2181") == ""


def test_a_survey_that_others_have_answered_is_counted(still_desk: Desk, catalogue: Catalogue, at: At) -> None:
    """Of a municipality without an answer of its own in the survey of the housing market."""
    demand = catalogue.demands_by_number[16]
    needs = [still_desk.assessor.measure_demand(demand, place) for place in catalogue.places.municipalities]
    surveyed = [
        one for one in needs if any(m.measure.strength == "answered" and not m.is_open for m in one.measurements)
    ]
    without = next(one for one in needs if one not in surveyed and one.open_questions)
    (survey, *_) = find_elsewhere_answered(still_desk, without)[0].surveys
    assert survey == ("housing_market_assessment", len(surveyed))


def test_questions_stand_in_the_order_of_the_handbook(still_desk: Desk, at: At, day: date) -> None:
    numbers = [need.demand.number for need, _ in ask(still_desk, at("2181")).questions]
    assert numbers == sorted(numbers)


def test_figures_to_look_up_decide_and_are_not_built_in(still_desk: Desk, at: At, day: date) -> None:
    for code, places in {"2181": {"2181"}, "21": {"21"}, "0980": {"0980", "09"}}.items():
        figures = ask(still_desk, at(code)).figures
        indicators = [measurement.measure.indicator for _, measurement in figures]
        assert len(indicators) == len(set(indicators)) > 0
        for _, measurement in figures:
            assert measurement.measure.decides
            assert measurement.observation.value is None
        assert {measurement.observation.place.code for _, measurement in figures} == places


def test_an_empty_form_is_refused_and_nothing_is_kept(desk: Desk, at: At, day: date, home: Path) -> None:
    form = write_form_of(desk, ask(desk, at("2181")), "sv")
    with pytest.raises(BadInputError) as caught:
        answer_from_data(desk, at("2181"), form, "svar.csv", day)
    assert caught.value.code == "form_nothing"
    assert not home.exists()


def test_an_answer_changes_the_verdict_and_the_receipt_says_so(
    desk: Desk, at: At, day: date, catalogue: Catalogue, tmp_path: Path
) -> None:
    rows = [row for row in read_rows(desk, ask(desk, at("2181"))) if row["demand"] == CHILDCARE]
    path = tmp_path / "svar-2181.csv"
    path.write_bytes(fill_in([row for row in rows if row["item"] == "offered"], catalogue, answer="nej"))
    receipt = answer_from_file(desk, at("2181"), path, day)
    ((before, after),) = receipt.changes
    assert (before.demand.number, before.verdict, after.verdict) == (2, Verdict.SMALL, Verdict.LARGE)
    assert (before.strength, after.strength) == (Strength.INDICATED, Strength.ANSWERED)
    assert (len(receipt.answers), receipt.kept_in.name) == (1, "2181.csv")
    assert render_receipt(receipt)["changes"] == [
        {
            "place": "2181",
            "demand": "childcare-odd-hours",
            "before": "small",
            "before_strength": "indicated",
            "after": "large",
            "after_strength": "answered",
        }
    ]


def test_an_answered_question_is_not_asked_again(desk: Desk, at: At, day: date, catalogue: Catalogue) -> None:
    before = ask(desk, at("2181"))
    first = (CHILDCARE, "offered")
    rows = [row for row in read_rows(desk, before) if (row["demand"], row["item"]) == first]
    rows += [row for row in read_rows(desk, before) if row["item"] == "cycle_reach_share"]
    answer_from_data(desk, at("2181"), fill_in(rows[:1], catalogue, answer="ja"), "svar.csv", day)
    answer_from_data(desk, at("2181"), fill_in(rows[1:], catalogue, answer="40"), "svar.csv", day)
    after = ask(desk, at("2181"))
    assert len(after.questions) == len(before.questions) - 1
    assert len(after.figures) == len(before.figures) - 1


def test_a_form_can_be_taken_back_twice(desk: Desk, at: At, day: date, catalogue: Catalogue) -> None:
    rows = read_rows(desk, ask(desk, at("2181")))
    rows = [row for row in rows if (row["demand"], row["item"]) == (CHILDCARE, "offered")]
    text = fill_in(rows, catalogue, answer="ja")
    first = answer_from_data(desk, at("2181"), text, "svar.csv", day)
    data = first.kept_in.read_bytes()
    again = answer_from_data(desk, at("2181"), text, "svar.csv", day)
    assert (again.answers, again.changes, again.kept_in.read_bytes()) == (first.answers, (), data)


def test_nobody_is_asked_for_a_figure_that_its_level_does_not_have(still_desk: Desk, at: At, day: date) -> None:
    figures = ask(still_desk, at("21")).figures
    indicators = still_desk.catalogue.indicators
    asked = [measurement.measure.indicator for _, measurement in figures]
    assert [name for name in asked if "region" not in indicators[name].levels] == []


def test_gotland_is_asked_for_the_figures_of_a_region_too(still_desk: Desk, at: At, day: date) -> None:
    asked = {measurement.measure.indicator for _, measurement in ask(still_desk, at("0980")).figures}
    assert "severe_tears_non_instrumental" in asked


@pytest.mark.parametrize("code", ["2181", "21", "0980"])
def test_the_whole_form_filled_in_settles_every_demand_of_the_body(
    desk: Desk, at: At, day: date, catalogue: Catalogue, code: str
) -> None:
    words = {"yes_no": "ja", "number": "0", "percent": "100", "text": "ja"}
    kinds = {catalogue.texts["sv"](f"form.answer_kind_{kind}"): word for kind, word in words.items()}
    rows = [{**row, "answer": kinds[row["answer_kind"]]} for row in read_rows(desk, ask(desk, at(code)))]
    answer_from_data(desk, at(code), fill_in(rows, catalogue, country="50"), "svar.csv", day)
    after = ask(desk, at(code))
    assert (after.questions, after.figures) == ((), ())
    left = [need for need in measure_needs(desk, at(code)) if need.verdict is Verdict.UNKNOWN]
    others = {inquiry.body for need in left for inquiry in need.open_questions}
    assert at(code) not in others


def test_one_wrong_row_and_nothing_is_kept(desk: Desk, at: At, day: date, catalogue: Catalogue, home: Path) -> None:
    rows = read_rows(desk, ask(desk, at("2181")))
    with pytest.raises(BadInputError) as caught:
        answer_from_data(desk, at("2181"), fill_in(rows, catalogue, answer="ja"), "svar.csv", day)
    assert caught.value.code == "number_form"
    assert len(caught.value.others) > 10
    assert not home.exists()
    assert desk.store.load().everything == ()


def test_the_form_of_another_body_is_refused(desk: Desk, at: At, day: date, catalogue: Catalogue) -> None:
    rows = read_rows(desk, ask(desk, at("2181")))[:1]
    with pytest.raises(BadInputError) as caught:
        answer_from_data(desk, at("2180"), fill_in(rows, catalogue, answer="ja"), "svar.csv", day)
    assert (caught.value.code, caught.value.facts["expected"]) == ("form_body", "2180")


def test_an_answer_to_the_country_is_refused(desk: Desk, catalogue: Catalogue, day: date) -> None:
    with pytest.raises(BadInputError):
        answer_from_data(desk, catalogue.places.country, b"x", "svar.csv", day)


def test_a_looked_up_figure_is_judged_by_its_limits(desk: Desk, at: At, day: date, catalogue: Catalogue) -> None:
    rows = [r for r in read_rows(desk, ask(desk, at("2181"))) if r["item"] == "cycle_reach_share"]
    measure = next(m for m in catalogue.demands_by_number[15].measures if m.indicator == "cycle_reach_share")
    assert measure.met is not None
    for share, expected in ((measure.met, Verdict.MET), (measure.large, Verdict.LARGE)):
        answer_from_data(desk, at("2181"), fill_in(rows, catalogue, answer=str(share)), "svar.csv", day)
        need = next(need for need in measure_needs(desk, at("2181")) if need.demand.number == 15)
        measured = next(m for m in need.measurements if m.measure is measure)
        assert measured.observation.looked_up is not None
        assert measured.verdict is expected


def test_a_share_below_one_is_told_as_it_was_taken(desk: Desk, at: At, day: date, catalogue: Catalogue) -> None:
    rows = [r for r in read_rows(desk, ask(desk, at("2181"))) if r["item"] == "cycle_reach_share"]
    receipt = answer_from_data(desk, at("2181"), fill_in(rows, catalogue, answer="0,455"), "svar.csv", day)
    told = [str(block) for block in compose_receipt(catalogue, catalogue.texts["sv"], receipt, "")]
    assert any("0,455 procent" in block and "45,5 procent" in block for block in told)
    assert render_receipt(receipt)["shares_below_one"][0]["percent"] == 0.455
    receipt = answer_from_data(desk, at("2181"), fill_in(rows, catalogue, answer="1"), "svar.csv", day)
    assert receipt.small_shares == ()


@pytest.mark.parametrize(
    ("country", "expected"), [("30", Verdict.SOME), ("50", Verdict.SIMILAR), ("", Verdict.UNKNOWN)]
)
def test_a_looked_up_figure_without_limits_is_set_against_the_country(
    desk: Desk, at: At, day: date, catalogue: Catalogue, country: str, expected: Verdict
) -> None:
    rows = [r for r in read_rows(desk, ask(desk, at("2181"))) if r["item"] == "ambulance_response_median"]
    text = fill_in(rows, catalogue, answer="40", country=country)
    answer_from_data(desk, at("2181"), text, "svar.csv", day)
    need = next(need for need in measure_needs(desk, at("2181")) if need.demand.id == "ambulance-transport")
    measured = next(m for m in need.measurements if m.measure.indicator == "ambulance_response_median")
    assert measured.verdict is expected


def test_what_is_asked_can_be_told_as_plain_data(still_desk: Desk, at: At, day: date) -> None:
    enquiry = ask(still_desk, at("2181"))
    plain = render_enquiry(enquiry, still_desk.catalogue.texts["en"])
    assert (plain["body"]["code"], len(plain["questions"]), len(plain["figures"])) == (
        "2181",
        len(enquiry.questions),
        len(enquiry.figures),
    )
    assert plain["others"][0]["questions"] == enquiry.others[0][1]


@pytest.mark.parametrize(
    ("lang", "form", "letter"), [("sv", "svar-21.csv", "fragor-21"), ("en", "answers-21.csv", "questions-21")]
)
def test_files_are_named_in_the_readers_language(
    still_desk: Desk, at: At, day: date, lang: Lang, form: str, letter: str
) -> None:
    enquiry = ask(still_desk, at("21"))
    assert label_form(still_desk.catalogue.texts[lang], at("21")) == form
    assert write_letter(still_desk, enquiry, lang, day).name == letter


@pytest.mark.parametrize(
    "cells", [{"answer": "många"}, {"answer": "1.250"}, {"answer": "ja", "demand": "finns-inte"}, {"answer": ""}]
)
def test_every_error_of_a_form_says_that_nothing_was_saved(
    desk: Desk, at: At, day: date, catalogue: Catalogue, cells: dict[str, str]
) -> None:
    rows = read_rows(desk, ask(desk, at("2181")))
    with pytest.raises(BadInputError) as caught:
        answer_from_data(desk, at("2181"), fill_in(rows, catalogue, **cells), "svar.csv", day)
    for texts in catalogue.texts.values():
        told = [texts.explain(error).do for error in (caught.value, *caught.value.others)]
        assert [one for one in told if one.count(texts("lists.unsaved")) != 1] == []
