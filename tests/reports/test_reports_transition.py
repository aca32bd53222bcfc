"""The section on the climate transition: it renders, names its figures and says what it does not know."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from samspel.catalogue.records import Lang
from samspel.observations.building import Observations
from samspel.rendering.blocks import Bullets, Document, Heading, Pair, Paragraph
from samspel.rendering.html import render_html
from samspel.rendering.pdf import render_pdf
from samspel.rendering.table import Table
from samspel.reports.transition_section import compose_transition
from samspel.transition.plan import Transition, choose_steps, find_ground, run_transition
from samspel.transition.steps import load_abatement


@pytest.fixture(scope="module")
def transition(observations: Observations) -> Transition:
    abatement = load_abatement(observations.catalogue)
    ground = find_ground(observations, abatement, observations.catalogue.places.by_code["2580"])
    return run_transition(ground, choose_steps(abatement, ground, None, 2038), 15, 100, 1)


def compose(observations: Observations, transition: Transition, lang: Lang) -> Document:
    texts = observations.catalogue.texts[lang]
    blocks = tuple(compose_transition(texts, transition))
    return Document("test", lang, "Test", "Test", "Test", "{page} ({pages})", date(2026, 11, 22), blocks)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_section_renders_as_pdf_and_html(observations: Observations, transition: Transition, lang: Lang) -> None:
    document = compose(observations, transition, lang)
    texts = observations.catalogue.texts[lang]
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(render_pdf(document))).pages).split())
    assert texts("transition.title", area="Luleå kommun") in told
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
    bare = run_transition(transition.ground, (), 15, 20, 1)
    heading, short, note = compose_transition(observations.catalogue.texts["sv"], bare)
    assert isinstance(short, Bullets)
    assert short.items[-1] == observations.catalogue.texts["sv"]("transition.unchanged")
    assert (type(heading), type(note)) == (Heading, Paragraph)
