"""A demand that somebody here has written is measured, asked and printed as the others are, and can be taken away."""

import re
from datetime import date
from pathlib import Path

import pytest

from samspel.app.asking import ask
from samspel.app.briefing import render, write_paper
from samspel.app.desk import Beside, Desk, renew_desk
from samspel.app.drafting import list_papers
from samspel.app.finding import find_demand, find_place
from samspel.app.handbooks import lay_out, open_own
from samspel.app.keeping import keep_answers
from samspel.app.needs import measure_needs
from samspel.app.own import add_from_file, find_kept, keep_own, list_own, make_id, read_template
from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.texts import LANGUAGES
from samspel.needs.answers import Answer
from samspel.needs.verdict import Strength, Verdict
from samspel.observations.building import Observations
from samspel.reports.enquiry import compose_questions
from samspel.store.answers import AnswerStore
from samspel.terms.errors import BadInputError, SamspelError

TEMPLATE = find_content() / "templates" / "own_demand_sv.toml"
NAME = "eget-cykelstall-stationen"
TITLE = "Cykelställ under tak vid stationen"


@pytest.fixture
def desk(catalogue: Catalogue, observations: Observations, home: Path) -> Desk:
    """A desk that knows the template's demand."""
    beside = Beside(folder=None, shelf=lay_out(catalogue, open_own(home)))
    opened = Desk(catalogue=catalogue, base=observations, store=AnswerStore(home, catalogue), beside=beside)
    add_from_file(opened, TEMPLATE)
    return renew_desk(opened)


def test_an_own_demand_is_measured_and_an_answer_changes_it(desk: Desk, day: date) -> None:
    place = find_place(desk.catalogue, "Sandviken")
    before = next(need for need in measure_needs(desk, place) if need.demand.id == NAME)
    assert before.strength is Strength.INDICATED
    answer = Answer(
        body=place.code,
        demand=NAME,
        item="under-tak",
        kind="question",
        value="no",
        country=None,
        answered_by="Eva Ek",
        day=day,
        source="",
    )
    keep_answers(desk, place, [answer])
    after = next(need for need in measure_needs(desk, place) if need.demand.id == NAME)
    assert (after.verdict, after.strength) == (Verdict.LARGE, Strength.ANSWERED)


def test_the_letter_asks_its_question_and_says_that_it_is_ones_own(desk: Desk) -> None:
    place = find_place(desk.catalogue, "Sandviken")
    demand = desk.catalogue.demands[NAME]
    enquiry = ask(desk, place, [demand])
    assert [need.demand.id for need, _ in enquiry.questions] == [NAME]
    assert f"{TITLE} (eget krav)" in str(compose_questions(desk.catalogue.texts["sv"], enquiry))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_paper_about_a_demand_can_be_written(desk: Desk, day: date, lang: str) -> None:
    place = find_place(desk.catalogue, "Sandviken")
    demand = desk.catalogue.demands[NAME]
    tongue = "sv" if lang == "sv" else "en"
    papers = list_papers(desk.catalogue, "demand")
    assert papers
    for paper in papers:
        written = write_paper(desk, place, demand, paper, "sv" if tongue == "sv" else "en", day)
        text = b"".join(render(written.document, ["txt"]).values()).decode()
        assert not re.search(r"\{[a-z]+\}", text), paper.id
        assert "att ge the" not in text, paper.id


def test_a_desk_is_renewed_only_when_an_own_demand_has_changed(desk: Desk) -> None:
    assert renew_desk(desk) is desk
    before = desk.stamp
    desk.own.remove(NAME)
    renewed = renew_desk(desk)
    assert NAME not in renewed.catalogue.demands
    assert (renewed.base, renewed.judge) == (desk.base, desk.judge)
    assert renewed.stamp != before
    assert NAME not in {need.demand.id for need in measure_needs(renewed, find_place(renewed.catalogue, "Sandviken"))}
    renewed.own.restore(NAME)
    assert NAME in renew_desk(renewed).catalogue.demands


def test_what_is_kept_is_listed_with_what_was_removed(desk: Desk) -> None:
    assert [demand.id for demand in list_own(desk).used] == [NAME]
    desk.own.remove(NAME)
    kept = list_own(desk)
    assert (kept.used, [demand.id for demand in kept.removed], kept.troubles) == ((), [NAME], ())
    add_from_file(desk, TEMPLATE)  # another of its title may be in use
    assert [demand.id for demand in list_own(desk).removed] == [NAME]


def test_a_demand_is_found_by_its_number_and_changed_under_it(desk: Desk) -> None:
    own = find_kept(desk, "901")
    assert own is not None
    assert own == find_kept(desk, NAME)
    assert find_kept(desk, "2") is None
    again = keep_own(desk, own)
    assert (again.number, len(list_own(desk).used)) == (901, 1)
    assert find_demand(renew_desk(desk).catalogue, TITLE).number == 901


def test_nothing_is_kept_of_a_demand_with_a_mistake(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "krav.toml"
    text = TEMPLATE.read_text(encoding="utf-8").replace(NAME, "annat")
    path.write_text(text, encoding="utf-8")
    before = desk.own.stamp()
    with pytest.raises(BadInputError) as caught:
        add_from_file(desk, path)
    assert caught.value.facts["number"] == 901
    path.write_text(text.replace("months", "month"), encoding="utf-8")
    with pytest.raises(SamspelError):
        add_from_file(desk, path)
    assert desk.own.stamp() == before


def test_an_id_is_of_the_titles_words_and_no_other_has_it() -> None:
    first, second = make_id("Cykelställ, på Ö-gatan!"), make_id("Cykelställ, på Ö-gatan!")
    assert re.fullmatch(r"eget-cykelstall-pa-o-gatan-[0-9a-f]{4}", first)
    assert first != second
    assert re.fullmatch(r"eget-[0-9a-f]{4}", make_id("…"))
    assert len(make_id("z" * 500)) < 60


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_is_of_the_language(desk: Desk, lang: str) -> None:
    text = read_template(desk.catalogue, "sv" if lang == "sv" else "en").decode()
    assert ("Skriv över" in text.replace("skriv över", "Skriv över")) is (lang == "sv")
