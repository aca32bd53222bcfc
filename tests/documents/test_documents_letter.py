"""The letter: whom it asks, for what, and by what right."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from brief_readers import missing_from, read_page, read_words
from desks import make_desk
from samspel.app.asking import ask, write_form_of, write_letter
from samspel.app.briefing import RENDERERS, render
from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.observations.building import Observations
from samspel.rendering.blocks import Bullets, Heading, Lines
from samspel.reports.enquiry import label_form

DAY = date(2026, 11, 22)


@pytest.fixture
def desk(catalogue: Catalogue, observations: Observations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a home of its own."""
    monkeypatch.setenv("SAMSPEL_HOME", str(tmp_path))
    return make_desk(catalogue, observations, tmp_path)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["2181", "21", "0980"])
def test_the_letter_says_whom_it_asks_why_and_by_what_right(desk: Desk, code: str, lang: Lang) -> None:
    texts, body = desk.catalogue.texts[lang], desk.catalogue.places.by_code[code]
    page = read_page(write_letter(desk, ask(desk, body), lang, DAY))
    told = [texts(f"letter.{part}") for part in ("law", "kicker", "signature_place", "signature_name")]
    told += [texts("letter.title", body=body.body), texts("letter.how", file=label_form(texts, body)), texts.day(DAY)]
    told.append(texts("letter.purpose_text", area=body.area))
    assert missing_from(page, *told) == []
    assert [sign for sign in "{}" if sign in page] == []


@pytest.mark.parametrize("code", ["2181", "21", "0980"])
def test_every_question_stands_under_its_demand_with_the_form_of_its_answer(desk: Desk, code: str) -> None:
    texts, body = desk.catalogue.texts["sv"], desk.catalogue.places.by_code[code]
    enquiry = ask(desk, body)
    letter = write_letter(desk, enquiry, "sv", DAY)
    items = [item for block in letter.blocks if isinstance(block, Bullets) for item in block.items]
    once = list({(need.demand.id, one.question.id): (need, one) for need, one in enquiry.questions}.values())
    kinds = [texts(f"form.answer_kind_{inquiry.question.answer}") for _, inquiry in once]
    for item, (_, inquiry), kind in zip(items, once, kinds, strict=False):
        assert item.startswith(inquiry.question.sv)
        assert kind in item.removeprefix(inquiry.question.sv)
    words = read_words(letter)
    headings = {f"{need.demand.number}. {need.demand.sv.title}" for need, _ in enquiry.questions}
    assert [heading for heading in headings if words.split("\n").count(heading) != 1] == []


def test_figures_to_look_up_are_named_and_defined(desk: Desk, catalogue: Catalogue) -> None:
    enquiry = ask(desk, catalogue.places.by_code["2181"])
    page = read_page(write_letter(desk, enquiry, "sv", DAY))
    assert enquiry.figures
    for _, measurement in enquiry.figures:
        told = catalogue.indicators[measurement.measure.indicator].sv
        assert missing_from(page, told.name, told.definition) == []


@pytest.mark.parametrize("lang", get_args(Lang))
def test_what_nobody_publishes_is_not_called_published(desk: Desk, catalogue: Catalogue, lang: Lang) -> None:
    """Shares that Samspel reckons from a timetable or a map stand in no table that a registrar can open."""
    texts = catalogue.texts[lang]
    blocks = write_letter(desk, ask(desk, catalogue.places.by_code["2181"]), lang, DAY).blocks
    headings = [block.text if isinstance(block, Heading) else "" for block in blocks]
    listed: dict[str, str] = {}
    for name in ("figures", "reckoned"):
        block = blocks[headings.index(texts(f"letter.{name}")) + 2]
        listed[name] = " ".join(block.items) if isinstance(block, Bullets) else ""
    names = {
        id: texts.of(catalogue.indicators[id]).name
        for id in ("ambulance_response_median", "cycle_reach_share", "shift_reach_share", "training_reach_minutes")
    }
    assert [id for id, name in names.items() if name in listed["figures"]] == ["ambulance_response_median"]
    assert [id for id, name in names.items() if name in listed["reckoned"]] == list(names)[1:]


def test_a_letter_without_figures_has_no_heading_for_them(desk: Desk, catalogue: Catalogue) -> None:
    enquiry = ask(desk, catalogue.places.by_code["2181"], [catalogue.demands_by_number[2]])
    assert enquiry.figures == ()
    assert catalogue.texts["sv"]("letter.figures") not in read_words(write_letter(desk, enquiry, "sv", DAY)).split("\n")


def test_the_letter_can_be_signed(desk: Desk, catalogue: Catalogue) -> None:
    letter = write_letter(desk, ask(desk, catalogue.places.by_code["2181"]), "sv", DAY)
    assert [len(block.labels) for block in letter.blocks if isinstance(block, Lines)] == [2]


@pytest.mark.parametrize("kind", RENDERERS)
def test_the_same_letter_gives_the_same_bytes(desk: Desk, catalogue: Catalogue, kind: str) -> None:
    letters = [ask(desk, catalogue.places.by_code["2181"]) for _ in range(2)]
    first, second = (render(write_letter(desk, enquiry, "sv", DAY), [kind]) for enquiry in letters)  # type: ignore[list-item]
    assert first == second
    assert write_form_of(desk, letters[0], "sv") == write_form_of(desk, letters[1], "sv")


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("code", ["2181", "21"])
def test_the_letter_speaks_to_the_body_that_it_goes_to(desk: Desk, catalogue: Catalogue, lang: Lang, code: str) -> None:
    """Not to "the municipality or the region", nor of a town where a region is asked."""
    body = catalogue.places.by_code[code]
    words = read_words(write_letter(desk, ask(desk, body), lang, DAY))
    assert catalogue.texts[lang]("letter.purpose_text", area=body.area) in words
    opening = catalogue.texts[lang]("letter.ingress", body=body.body)
    assert not any(one in opening for one in ("kommunens eller regionens", "the municipality or the region"))
