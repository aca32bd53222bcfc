"""A search answers with what fits, goes straight to a place that is named, and says when nothing fits."""

from contextlib import suppress
from pathlib import Path

import pytest

from foreign import TITLE, write_handbook
from samspel.app.desk import Beside, Desk, open_desk, renew_desk
from samspel.app.handbooks import lay_out, open_own
from samspel.app.own import add_from_file
from samspel.app.searching import find_only_place, search, suggest_demands
from samspel.catalogue.loading import Catalogue, find_content
from samspel.observations.building import Observations
from samspel.search.hits import HitKind
from samspel.store.answers import AnswerStore
from samspel.terms.errors import BadInputError, NotFoundError


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("oxelösund varsel", "scenario"),
        ("varsel 400 i Oxelösund", "scenario"),
        ("varsel i Sandviken", "scenario"),
        ("layoffs Oxelosund", "scenario"),
        ("krisgrupp i Oxelösund", "regional-crisis-groups"),
    ],
)
def test_a_notice_beside_a_place_means_what_happens_there(desk: Desk, words: str, first: str) -> None:
    assert search(desk, words).hits[0].entry.key == first


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("gavle", "2180"),
        ("Gävle", "2180"),
        ("2181", "2181"),
        ("sandv", "2181"),
        ("Habo", "0643"),
        ("håbo", "0305"),
        ("region gavleborg", "21"),
        ("Gävleborgs län", "21"),
        ("Göteborg", "1480"),
        ("Gbg", "1480"),
        ("Skaraborg", "14"),
        ("stockholm", "0180"),
    ],
)
def test_a_place_that_is_named_is_the_only_one(desk: Desk, words: str, code: str) -> None:
    place = find_only_place(desk, search(desk, words))
    assert place is not None
    assert place.code == code


@pytest.mark.parametrize("words", ["öster", "sandvikn", "bussen", "tim", "skola", "Forsbacka"])
def test_what_may_be_several_things_is_not_one_place(desk: Desk, words: str) -> None:
    answer = search(desk, words)
    assert answer.hits
    assert find_only_place(desk, answer) is None


@pytest.mark.parametrize(
    ("words", "code"), [("Forsbacka", "2180"), ("Malmberget", "2523"), ("hisingen", "1480"), ("Jellivare", "2523")]
)
def test_a_locality_or_an_older_name_leads_to_its_municipality(desk: Desk, words: str, code: str) -> None:
    """Before any place whose name is only in the word: Malmberget is not in Berg."""
    first = search(desk, words).hits[0].entry
    assert (first.kind, first.key) == (HitKind.PLACE, code)


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("which towns are most exposed to industry", "jobs_industry_share"),
        ("vilka kommuner är mest beroende av industrin", "jobs_industry_share"),
        ("hur stor andel av jobben är i industrin", "jobs_industry_share"),
        ("towns that depend on one industry", "jobs_industry_share"),
        ("hur många jobb finns det i industrin i Sandviken", "jobs_industry"),
        ("how many people work in factories in Sandviken", "jobs_industry"),
        ("var är arbetslösheten högst", "unemployment"),
        ("where is unemployment highest", "unemployment"),
        ("vilka kommuner har högst skatt", "municipal_tax_rate"),
        ("vilka kommuner växer snabbast", "population_change_5y"),
        ("which municipalities are shrinking", "population_change_5y"),
        ("how polluting is the industry in my town", "emissions_industry"),
        ("vad kostar ett hus i Olofström", "house_price"),
        ("how expensive are houses", "house_price"),
        ("how many people commute to work in another municipality", "commuters_out"),
        ("where do few people have a university degree", "post_secondary_share"),
        ("var är det brist på bostäder", "housing_market_assessment"),
    ],
)
def test_a_whole_question_finds_the_measure_that_it_asks_for(desk: Desk, question: str, measure: str) -> None:
    first = next(hit.entry for hit in search(desk, question).hits if hit.entry.kind is not HitKind.PLACE)
    assert (first.kind, first.key) == (HitKind.MEASURE, measure)


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_no_words_are_told(desk: Desk, words: str) -> None:
    for ask in (search, suggest_demands):
        with pytest.raises(BadInputError) as told:
            ask(desk, words)
        assert told.value.code == "no_search_words"


def test_nothing_found_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as told:
        search(desk, "xqzwv")
    assert told.value.code == "nothing_found"


@pytest.mark.parametrize("words", ["bussen " * 5_000, "å" * 100_000, "\x00\ud800 buss", "a'); DROP", "(" * 300])
def test_hostile_words_are_answered_or_refused(desk: Desk, words: str) -> None:
    with suppress(NotFoundError):
        assert search(desk, words).hits
    assert len(suggest_demands(desk, words)) <= 3


def test_the_index_is_made_once(desk: Desk) -> None:
    assert desk.finder is desk.finder
    assert desk.ear is desk.ear


def test_a_remark_leads_to_demands(desk: Desk) -> None:
    assert suggest_demands(desk, "nattis")[0].demand.number == 2


def test_an_own_demand_is_found_from_when_it_is_there(
    catalogue: Catalogue, observations: Observations, home: Path
) -> None:
    beside = Beside(folder=None, shelf=lay_out(catalogue, open_own(home)))
    before = Desk(catalogue=catalogue, base=observations, store=AnswerStore(home, catalogue), beside=beside)
    own = "eget-cykelstall-stationen"
    assert own not in [hit.entry.key for hit in search(before, "cykelställ under tak").hits]
    add_from_file(before, find_content() / "templates" / "own_demand_sv.toml")
    after = renew_desk(before)
    assert search(after, "cykelställ under tak").hits[0].entry.key == own
    assert own in [one.demand.id for one in suggest_demands(after, "cykelställ under tak vid stationen")]


@pytest.mark.parametrize("mode", ["beside", "instead"])
def test_another_handbook_is_searched_beside_ours_or_instead(tmp_path: Path, mode: str) -> None:
    write_handbook(tmp_path, mode)
    desk = open_desk(handbook=tmp_path)
    kinds = {(hit.entry.kind, hit.entry.key) for hit in search(desk, TITLE).hits}
    assert (HitKind.DEMAND, "kust-natt") in kinds
    numbers = [one.demand.number for one in suggest_demands(desk, "nattis")]
    assert (2 in numbers) is (mode == "beside")
