"""The mover's background: everything that bears on a demand at a place, for and against, with its sources."""

import re
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from brief_readers import Compose, find_grids, missing_from, read_page, squeeze
from desks import make_desk
from given_answers import GIVEN
from samspel.app.briefing import RENDERERS, compose_brief, render
from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.documents.background import QUESTIONS_SHOWN, make_open_questions, make_standing
from samspel.documents.matter import Matter
from samspel.needs.deciding import choose_proposals, find_addressee, find_due
from samspel.observations.building import Observations
from samspel.rendering.blocks import Bullets, Document, Heading, Paragraph
from samspel.reports.demand import word_addressee
from samspel.reports.figures import describe_blank
from samspel.reports.writing import Writer
from samspel.scenarios.costs import CostedNeed
from samspel.terms.errors import BadInputError
from shipped import load_shipped

DAY = date(2026, 11, 22)
NUMBERS = range(1, 1 + len(load_shipped().demands))
REGIONAL = [demand.number for demand in load_shipped().demands.values() if demand.responsible == "region"]
MUNICIPAL = [demand.number for demand in load_shipped().demands.values() if demand.responsible == "municipality"]
SHARED = [demand.number for demand in load_shipped().demands.values() if demand.responsible == "shared"]


@pytest.fixture
def desk(catalogue: Catalogue, observations: Observations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a home of its own."""
    monkeypatch.setenv("SAMSPEL_HOME", str(tmp_path))
    return make_desk(catalogue, observations, tmp_path)


@pytest.fixture
def compose_anew(desk: Desk) -> Compose:
    """Compose the background for a demand at a place, by number and code."""
    return partial(_compose, desk)


@pytest.fixture(scope="module")
def compose(still_desk: Desk) -> Compose:
    """The same where nothing is kept, each composed once for all that is asked of it."""
    return cache(partial(_compose, still_desk))


def _compose(desk: Desk, number: int, code: str = "2181", lang: Lang = "sv") -> Document:
    catalogue = desk.catalogue
    return compose_brief(desk, catalogue.places.by_code[code], catalogue.demands_by_number[number], lang, DAY)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("number", NUMBERS)
def test_the_background_holds_all_that_the_handbook_says(
    compose: Compose, catalogue: Catalogue, number: int, lang: Lang
) -> None:
    document = compose(number, lang=lang)
    page, demand = read_page(document), catalogue.demands_by_number[number]
    told = getattr(demand, lang)
    area = {"sv": "Sandvikens kommun", "en": "Sandviken municipality"}[lang]
    body = "Region Gävleborg" if demand.responsible == "region" else area
    handbook = (told.title, told.asks, told.law, told.industry, told.welfare, told.measured, told.lever, told.cost)
    assert missing_from(page, *handbook, *told.against, *told.answer) == []
    to = find_addressee(catalogue, demand, catalogue.places.by_code["2181"])
    words = word_addressee(catalogue.texts[lang], to, find_due(demand, DAY))
    chosen = choose_proposals(demand, lang, is_authority=to.is_authority)
    assert missing_from(page, *(catalogue.texts[lang].fill(proposal, words) for proposal in chosen)) == []
    assert missing_from(page, body, area) == []
    assert [sign for sign in "{}" if sign in page] == []
    studies = [catalogue.studies[study] for study in demand.studies]
    cited = [catalogue.texts[lang].said(study.citation) for study in studies]
    assert missing_from(page, *cited, *(getattr(study, lang).limits for study in studies)) == []


@pytest.mark.parametrize("number", NUMBERS)
def test_the_background_asks_the_questions_that_remain_and_names_its_sources(
    compose: Compose, catalogue: Catalogue, number: int
) -> None:
    page, demand, texts = read_page(compose(number)), catalogue.demands_by_number[number], catalogue.texts["sv"]
    assert len(demand.questions) <= QUESTIONS_SHOWN, "then the background no longer holds them all"
    remaining = [question.sv for question in demand.questions if question.settled_by is None]
    assert remaining
    assert missing_from(page, *remaining) == []
    assert missing_from(page, texts("motion.sources_title"), texts("motion.sources_handbook", number=number)) == []
    has_map = any(measure.kind == "access" for measure in demand.measures)
    cited = {catalogue.tables[table].source for table in ("localities", "emergency_surgery")} if has_map else set()
    assert missing_from(page, *(catalogue.sources[source].sv.name for source in cited)) == []


@pytest.mark.parametrize("number", [2, 33, 43, 46])
def test_a_source_is_named_once_and_with_each_of_its_tables_once(compose: Compose, number: int) -> None:
    """Two tables of one name, or a table called as its source, are not said twice."""
    (sources,) = [block.items for block in compose(number).blocks[-2:] if isinstance(block, Bullets)]
    for told in sources:
        named = told.split(" Inläst ")[0].rstrip(".").partition(", ")[2]
        parts = [part.strip() for part in named.replace(";", ":").split(":")]
        assert len(parts) == len(set(parts)), told


@pytest.mark.parametrize("number", NUMBERS)
def test_every_measure_is_in_the_table_with_its_value_or_the_reason_for_the_blank(
    compose: Compose, desk: Desk, catalogue: Catalogue, number: int
) -> None:
    document, texts = compose(number), catalogue.texts["sv"]
    (need,) = desk.assessor.measure_place(catalogue.places.by_code["2181"], [catalogue.demands_by_number[number]])
    grids = find_grids(document)
    assert len(grids) == (1 if need.measurements else 0)
    for measurement, row in zip(need.measurements, grids[0].rows if grids else (), strict=True):
        indicator, observation = catalogue.indicators[measurement.measure.indicator], measurement.observation
        assert row[0].startswith(indicator.sv.name)
        if observation.value is None:
            assert observation.blank is not None
            assert row[1] == texts("words.blank")
            assert squeeze(describe_blank(texts, indicator, observation.blank)) in squeeze(grids[0].note)
        else:
            number_told = texts.quantity(observation.value, indicator.unit)
            assert number_told.startswith(row[1])


@pytest.mark.parametrize("number", MUNICIPAL)
def test_a_municipal_demand_is_not_put_to_a_whole_region(compose: Compose, catalogue: Catalogue, number: int) -> None:
    with pytest.raises(BadInputError) as caught:
        compose(number, "21")
    assert caught.value.code == "wrong_body"
    told = str(catalogue.texts["sv"].explain(caught.value))
    assert missing_from(told, str(number), "Region Gävleborg") == []
    assert "{" not in told


@pytest.mark.parametrize("number", MUNICIPAL)
def test_a_municipal_demand_is_not_put_to_the_country(compose: Compose, number: int) -> None:
    with pytest.raises(BadInputError):
        compose(number, "00")


@pytest.mark.parametrize("number", [REGIONAL[0], 43])
def test_no_demand_is_put_to_the_country(compose: Compose, number: int) -> None:
    with pytest.raises(BadInputError) as caught:
        compose(number, "00")
    assert caught.value.code == "not_for_country"


def test_answers_that_came_in_stand_in_the_background_and_their_questions_are_gone(
    desk: Desk, compose_anew: Compose, catalogue: Catalogue
) -> None:
    demand = catalogue.demands_by_number[2]
    by_id = {question.id: question for question in demand.questions}
    answers = [
        replace(GIVEN, demand=demand.id, value="yes", answered_by="förvaltningen", day=DAY, source="KS 2026/1"),
        replace(GIVEN, demand=demand.id, item="night", answered_by="förvaltningen", day=DAY, source="KS 2026/1"),
    ]
    desk.store.save(catalogue.places.by_code["2181"], answers)
    document = compose_anew(2)
    page = read_page(document)
    assert missing_from(page, by_id["offered"].sv, by_id["night"].sv, "förvaltningen", "2026-11-22", "KS 2026/1") == []
    asked = [item for block in document.blocks if isinstance(block, Bullets) for item in block.items]
    assert [question for question in (by_id["offered"].sv, by_id["night"].sv) if question in asked] == []


@pytest.mark.parametrize("number", [16, 43])
@pytest.mark.parametrize("kind", RENDERERS)
def test_the_same_background_gives_the_same_bytes(compose_anew: Compose, number: int, kind: str) -> None:
    first, second = (render(compose_anew(number), [kind]) for _ in range(2))  # type: ignore[list-item]
    assert first == second
    assert list(first) == [f"{compose_anew(number).name}.{kind}"]


def test_the_file_name_is_safe_and_says_place_and_demand(compose: Compose, catalogue: Catalogue) -> None:
    for number in (1, 46):
        name = compose(number).name
        assert re.fullmatch(r"[a-z0-9-]+", name)
        assert f"-2181-{number:02d}-{catalogue.demands_by_number[number].id}" in name


def test_the_day_of_the_background_is_the_one_given(compose: Compose, catalogue: Catalogue) -> None:
    assert catalogue.texts["sv"].day(DAY) in compose(2).footer
    assert catalogue.texts["en"].day(DAY) in compose(2, lang="en").footer


def test_that_another_council_may_be_asked_too_is_told_of_shared_demands_alone(
    compose: Compose, catalogue: Catalogue
) -> None:
    told = catalogue.texts["sv"]("motion.subject_shared")
    for number, is_told in ((SHARED[0], True), (MUNICIPAL[0], False), (REGIONAL[0], False)):
        notes = [block.text for block in compose(number).blocks if isinstance(block, Paragraph)]
        assert (told in notes) is is_told


def test_an_answer_that_gave_the_verdict_is_not_told_once_more(desk: Desk) -> None:
    catalogue = desk.catalogue
    place, demand = catalogue.places.by_code["2181"], catalogue.demands_by_number[2]
    need = desk.assessor.measure_demand(demand, place)
    answered = replace(need.inquiries[0], answer=GIVEN)
    for telling, is_told in (((), True), ((answered,), False)):
        matter = Matter(
            writer=Writer(desk.observations, catalogue.texts["sv"], DAY),
            paper=catalogue.papers["underlag"],
            place=place,
            row=CostedNeed(replace(need, inquiries=(answered,), telling=telling), None),
            to=find_addressee(catalogue, demand, place),
        )
        headings = [block.text for block in make_standing(matter) if isinstance(block, Heading)]
        assert (catalogue.texts["sv"]("motion.answers_title") in headings) is is_told


def test_so_many_open_questions_are_put_and_no_more(desk: Desk) -> None:
    catalogue = desk.catalogue
    place, demand = catalogue.places.by_code["2181"], catalogue.demands_by_number[2]
    need = desk.assessor.measure_demand(demand, place)
    many = (need.inquiries[0],) * (QUESTIONS_SHOWN + 1)
    matter = Matter(
        writer=Writer(desk.observations, catalogue.texts["sv"], DAY),
        paper=catalogue.papers["underlag"],
        place=place,
        row=CostedNeed(replace(need, inquiries=many), None),
        to=find_addressee(catalogue, demand, place),
    )
    (put,) = [block.items for block in make_open_questions(matter) if isinstance(block, Bullets)]
    assert len(put) == QUESTIONS_SHOWN
