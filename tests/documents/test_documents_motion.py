"""The motion: every demand, the right assembly, and nothing left to fill in by the reader."""

import re
from datetime import date
from pathlib import Path

import pytest

from brief_readers import Compose, find_grids, missing_from, read_page, read_words, squeeze
from samspel.app.briefing import RENDERERS, compose_brief, render
from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.catalogue.records.base import Lang
from samspel.documents.motion import QUESTIONS_SHOWN
from samspel.needs.answers import Answer
from samspel.needs.deciding import choose_proposals, find_addressee, find_due
from samspel.observations.building import Observations
from samspel.rendering.blocks import Bullets, Document, Lines, Pair, Picture
from samspel.reports.demand import word_addressee
from samspel.reports.figures import describe_blank
from samspel.store.answers import AnswerStore
from samspel.terms.errors import BadInputError

DAY = date(2026, 11, 22)
NUMBERS = range(1, 1 + len(load_catalogue().demands))
REGIONAL = [demand.number for demand in load_catalogue().demands.values() if demand.responsible == "region"]
MUNICIPAL = [demand.number for demand in load_catalogue().demands.values() if demand.responsible == "municipality"]
SHARED = [demand.number for demand in load_catalogue().demands.values() if demand.responsible == "shared"]


@pytest.fixture
def desk(catalogue: Catalogue, observations: Observations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a home of its own."""
    monkeypatch.setenv("SAMSPEL_HOME", str(tmp_path))
    return Desk(catalogue, observations, AnswerStore(tmp_path, catalogue))


@pytest.fixture
def compose(desk: Desk) -> Compose:
    """Compose the motion for a demand at a place, by number and code."""

    def run(number: int, code: str = "2181", lang: Lang = "sv") -> Document:
        catalogue = desk.catalogue
        return compose_brief(desk, catalogue.places.by_code[code], catalogue.demands_by_number[number], lang, DAY)

    return run


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("number", NUMBERS)
def test_the_motion_holds_all_that_the_handbook_says(
    compose: Compose, catalogue: Catalogue, number: int, lang: Lang
) -> None:
    document = compose(number, lang=lang)
    page, demand = read_page(document), catalogue.demands_by_number[number]
    told = getattr(demand, lang)
    body = "Region Gävleborg" if demand.responsible == "region" else "Sandvikens kommun"
    handbook = (told.title, told.asks, told.law, told.industry, told.welfare, told.measured, told.lever, told.cost)
    assert missing_from(page, *handbook, *told.against, *told.answer) == []
    to = find_addressee(catalogue, demand, catalogue.places.by_code["2181"])
    words = word_addressee(catalogue.texts[lang], to, find_due(demand, DAY))
    chosen = choose_proposals(demand, lang, is_authority=to.is_authority)
    assert missing_from(page, *(proposal.format_map(words) for proposal in chosen)) == []
    assert missing_from(page, body, "Sandvikens kommun") == []
    assert [sign for sign in "{}" if sign in page] == []
    studies = [catalogue.studies[study] for study in demand.studies]
    assert missing_from(page, *(s.citation for s in studies), *(getattr(s, lang).limits for s in studies)) == []


@pytest.mark.parametrize("number", NUMBERS)
def test_the_motion_asks_the_questions_that_remain_and_names_its_sources(
    compose: Compose, catalogue: Catalogue, number: int
) -> None:
    page, demand, texts = read_page(compose(number)), catalogue.demands_by_number[number], catalogue.texts["sv"]
    assert len(demand.questions) <= QUESTIONS_SHOWN, "then the motion no longer holds them all"
    remaining = [question.sv for question in demand.questions if question.settled_by is None]
    assert remaining
    assert missing_from(page, *remaining) == []
    assert missing_from(page, texts("motion.sources_title"), texts("motion.sources_handbook", number=number)) == []
    cited = {catalogue.tables[table].source for table in ("localities", "emergency_surgery")}
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
def test_a_municipal_demand_goes_to_the_municipal_council(compose: Compose, catalogue: Catalogue, number: int) -> None:
    document, texts = compose(number), catalogue.texts["sv"]
    assert document.kicker == texts("motion.kicker_municipality", body="Sandvikens kommun")
    assert texts("motion.proposal_lead_municipality") in read_words(document)


@pytest.mark.parametrize("number", REGIONAL)
@pytest.mark.parametrize("code", ["2181", "21"])
def test_a_regional_demand_goes_to_the_regional_council(
    compose: Compose, catalogue: Catalogue, number: int, code: str
) -> None:
    document, texts = compose(number, code), catalogue.texts["sv"]
    assert document.kicker == texts("motion.kicker_region", body="Region Gävleborg")
    assert texts("motion.proposal_lead_region") in read_words(document)
    assert catalogue.places.by_code[code].area in read_words(document)


@pytest.mark.parametrize("number", SHARED)
@pytest.mark.parametrize(
    ("code", "level", "body"), [("2181", "municipality", "Sandvikens kommun"), ("21", "region", "Region Gävleborg")]
)
def test_a_shared_demand_goes_to_the_places_own_council_and_says_that_it_is_shared(
    compose: Compose, catalogue: Catalogue, number: int, code: str, level: str, body: str
) -> None:
    document, texts = compose(number, code), catalogue.texts["sv"]
    assert document.kicker == texts(f"motion.kicker_{level}", body=body)
    assert texts("motion.subject_shared") in read_words(document)


@pytest.mark.parametrize(("code", "number"), [*(("0980", n) for n in NUMBERS), *(("09", n) for n in NUMBERS[::5])])
def test_on_gotland_the_regional_council_decides_everything(
    compose: Compose, catalogue: Catalogue, number: int, code: str
) -> None:
    document, texts = compose(number, code), catalogue.texts["sv"]
    assert document.kicker == texts("motion.kicker_region", body="Region Gotland")
    words = read_words(document)
    assert texts("motion.proposal_lead_region") in words
    assert texts("motion.proposal_lead_municipality") not in words


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


def test_answers_that_came_in_stand_in_the_motion_and_their_questions_are_gone(
    desk: Desk, compose: Compose, catalogue: Catalogue
) -> None:
    demand = catalogue.demands_by_number[2]
    by_id = {question.id: question for question in demand.questions}
    answers = [
        Answer(
            body="2181",
            demand=demand.id,
            item="offered",
            kind="question",
            value="yes",
            country=None,
            answered_by="förvaltningen",
            day=DAY,
            source="KS 2026/1",
        ),
        Answer(
            body="2181",
            demand=demand.id,
            item="night",
            kind="question",
            value="no",
            country=None,
            answered_by="förvaltningen",
            day=DAY,
            source="KS 2026/1",
        ),
    ]
    desk.store.save(catalogue.places.by_code["2181"], answers)
    document = compose(2)
    page = read_page(document)
    assert missing_from(page, by_id["offered"].sv, by_id["night"].sv, "förvaltningen", "2026-11-22", "KS 2026/1") == []
    asked = [item for block in document.blocks if isinstance(block, Bullets) for item in block.items]
    assert [question for question in (by_id["offered"].sv, by_id["night"].sv) if question in asked] == []


def test_it_can_be_signed_and_its_drawings_are_told_in_words(compose: Compose) -> None:
    document = compose(16)
    assert [len(block.labels) for block in document.blocks if isinstance(block, Lines)] == [2]
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    pairs = [block for block in document.blocks if isinstance(block, Pair)]
    drawn = [*pictures, *(side for pair in pairs for side in (pair.left, pair.right))]
    assert drawn
    assert [picture for picture in drawn if not picture.alt] == []


@pytest.mark.parametrize("number", [16, 43])
@pytest.mark.parametrize("kind", RENDERERS)
def test_the_same_motion_gives_the_same_bytes(compose: Compose, number: int, kind: str) -> None:
    first, second = (render(compose(number), [kind]) for _ in range(2))  # type: ignore[list-item]
    assert first == second
    assert list(first) == [f"{compose(number).name}.{kind}"]


def test_the_file_name_is_safe_and_says_place_and_demand(compose: Compose, catalogue: Catalogue) -> None:
    for number in (1, 46):
        name = compose(number).name
        assert re.fullmatch(r"[a-z0-9-]+", name)
        assert f"-2181-{number:02d}-{catalogue.demands_by_number[number].id}" in name


def test_the_day_of_the_motion_is_the_one_given(compose: Compose, catalogue: Catalogue) -> None:
    assert catalogue.texts["sv"].day(DAY) in compose(2).footer
    assert catalogue.texts["en"].day(DAY) in compose(2, lang="en").footer
