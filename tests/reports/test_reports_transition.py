"""The transition in words, tables and as a section: three digits that count, no empty band, no promise."""

from datetime import date
from io import BytesIO

import numpy as np
import pytest
from pypdf import PdfReader

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.observations.building import Observations
from samspel.rendering.blocks import Bullets, Document, Heading, Pair, Paragraph
from samspel.rendering.html import render_html
from samspel.rendering.pdf import render_pdf
from samspel.rendering.table import Table, list_records, words
from samspel.reports.transition import (
    COURSE_IN_SHORT,
    ENERGY,
    compose_steps,
    compose_transition,
    describe_answer,
    describe_cautions,
    format_amount,
    format_band,
    tabulate_course,
    tabulate_emitters,
    tabulate_steps,
    tabulate_transition_assumptions,
)
from samspel.transition.plan import Transition, choose_steps, find_inventory, run_transition
from samspel.transition.steps import load_abatement

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("measure", "value", "told"),
    [
        ("emissions", 1_584_810.0, "1 580 000"),
        ("emissions", 483.9, "484"),
        ("power", 3_987_421.0, "3 990"),
        ("power", 5_349.0, "5,3"),
        ("running", 12.4, "+12"),
        ("running", -185.2, "−185"),
        ("running", 0.2, "0"),
        ("retrained", 1_219.0, "1 220"),
    ],
)
def test_a_number_has_three_digits_that_count(catalogue: Catalogue, measure: str, value: float, told: str) -> None:
    assert format_amount(catalogue.texts["sv"], measure, value).replace(NO_BREAK, " ") == told


def test_a_band_without_width_is_one_number(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    assert format_band(texts, "avoided", np.full(5, 7.0)) == "7"
    assert format_band(texts, "avoided", np.arange(5.0)) == "2 (0 till 4)"


def make(observations: Observations, code: str) -> Transition:
    abatement = load_abatement(observations.catalogue)
    inventory = find_inventory(observations, abatement, observations.catalogue.places.by_code[code])
    return run_transition(inventory, choose_steps(abatement, inventory, None, 2038), 15, 50, 1)


def test_a_small_place_is_told_without_empty_bands(observations: Observations) -> None:
    told = describe_answer(observations.catalogue.texts["sv"], make(observations, "0617"))
    assert "Jobben i driften ändras med 0." in told


@pytest.mark.parametrize(("code", "key"), [("0617", "no_site"), ("2580", "old_register"), ("0980", "left_out")])
def test_what_is_not_known_is_said(observations: Observations, code: str, key: str) -> None:
    texts = observations.catalogue.texts["sv"]
    begun = texts.entries[f"transition.{key}"].partition("{")[0]
    assert any(sentence.startswith(begun) for sentence in describe_cautions(texts, make(observations, code)))


def test_every_assumption_is_listed_with_basis_and_source(observations: Observations) -> None:
    transition = make(observations, "0980")
    table = tabulate_transition_assumptions(observations.catalogue.texts["sv"], transition)
    rows = words(table).texts
    assert table.notes[0].startswith("Bevisgrad: A")
    assert len(rows) == 8 * len(transition.chosen) + 1
    assert all(len(row) == 5 and all(row) for row in rows)


@pytest.fixture(scope="module")
def transition(observations: Observations) -> Transition:
    abatement = load_abatement(observations.catalogue)
    inventory = find_inventory(observations, abatement, observations.catalogue.places.by_code["2580"])
    return run_transition(inventory, choose_steps(abatement, inventory, None, 2038), 15, 100, 1)


def compose(observations: Observations, transition: Transition, lang: Lang) -> Document:
    texts = observations.catalogue.texts[lang]
    blocks = tuple(compose_transition(texts, transition))
    return Document(
        name="test",
        lang=lang,
        kicker="Test",
        title="Test",
        footer="Test",
        page_of="{page} ({pages})",
        day=date(2026, 11, 22),
        blocks=blocks,
    )


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_section_renders_as_pdf_and_html(observations: Observations, transition: Transition, lang: Lang) -> None:
    document = compose(observations, transition, lang)
    texts = observations.catalogue.texts[lang]
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(render_pdf(document))).pages).split())
    assert texts("transition.title", area=transition.inventory.place.area) in told
    assert "2039" in told
    page = render_html(document).decode()
    assert page.count("<svg") == 2
    assert texts("transition.together") in page


def test_the_section_holds_the_answer_the_steps_and_the_cautions(
    observations: Observations, transition: Transition
) -> None:
    kinds = [type(block) for block in compose(observations, transition, "sv").blocks]
    assert kinds == [Heading, Bullets, Pair, Table, Paragraph]


def test_without_steps_the_section_says_that_nothing_changes(
    observations: Observations, transition: Transition
) -> None:
    bare = run_transition(transition.inventory, (), 15, 20, 1)
    heading, short, note = compose_transition(observations.catalogue.texts["sv"], bare)
    assert isinstance(short, Bullets)
    assert short.items[-1] == observations.catalogue.texts["sv"]("transition.unchanged")
    assert (type(heading), type(note)) == (Heading, Paragraph)


def test_emitters_steps_and_course_carry_values_beside_words(observations: Observations) -> None:
    texts, transition = observations.catalogue.texts["sv"], make(observations, "2580")
    emitters = list_records(tabulate_emitters(texts, transition))
    assert sum(float(row["emissions_t"] or 0.0) for row in emitters) == pytest.approx(transition.inventory.emissions)
    assert {row["basis"] for row in emitters} == {"estimated"}
    said = [row[-1].words for row in words(tabulate_emitters(texts, transition)).rows]
    of_register = [part.site is not None for part in transition.inventory.parts]
    assert True in of_register
    assert [("2014" in one, texts("basis.estimated") in one) for one in said] == [(one, True) for one in of_register]
    steps = list_records(tabulate_steps(texts, transition, "steps_energy", ENERGY))
    assert [row["step"] for row in steps] == [*(chosen.step.id for chosen in transition.chosen), "all"]
    course = tabulate_course(texts, transition, COURSE_IN_SHORT, 4)
    assert [row["year"] for row in list_records(course)] == [2024, 2028, 2032, 2036, 2039]
    assert list_records(course)[-1]["power"] == float(transition.bands["power"][2, -1])


def test_every_table_of_steps_says_how_to_read_it(observations: Observations) -> None:
    texts, transition = observations.catalogue.texts["sv"], make(observations, "2580")
    tables = [block for block in compose_steps(texts, transition) if isinstance(block, Table)]
    notes = " ".join(note for table in tables for note in table.notes)
    for key in ("words.band_note", "transition.order", "transition.so_far"):
        assert texts(key) in notes


@pytest.mark.parametrize("code", ["1060", "2181"])
def test_what_was_emitted_is_the_published_number_as_on_every_other_page(observations: Observations, code: str) -> None:
    texts = observations.catalogue.texts["sv"]
    place = observations.catalogue.places.by_code[code]
    transition = make(observations, code)
    told = texts.number(observations.latest("emissions_industry", place).value or 0.0)
    assert told in describe_answer(texts, transition)[0]
    course = tabulate_course(texts, transition, COURSE_IN_SHORT)
    assert words(course).rows[0][1].words == told
