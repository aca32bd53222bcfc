"""Places, demands and goals found by what people write."""

from contextlib import suppress
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.app.finding import find_area, find_demand, find_goal, find_place, suggest_places
from samspel.catalogue.loading import Catalogue
from samspel.terms.errors import NotFoundError
from samspel.terms.place import PlaceKind
from shipped import load_shipped

CATALOGUE = load_shipped()


def nearest(catalogue: Catalogue, words: str) -> list[str]:
    with pytest.raises(NotFoundError) as caught:
        find_place(catalogue, words)
    assert caught.value.code == "unknown_place"
    return [name.rpartition(" (")[0] for name in str(caught.value.facts["nearest"]).split(", ")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("2181", "2181"),
        ("Sandviken", "2181"),
        ("Sandvikens kommun", "2181"),
        ("SANDVIKEN", "2181"),
        ("  sandvikens \t kommun\n", "2181"),
        ("upplands  väsby", "0114"),
        ("Stockholms stad", "0180"),
        ("21", "21"),
        ("Gävleborg", "21"),
        ("Region Gävleborg", "21"),
        ("gävleborgs län", "21"),
        ("Region Jämtland Härjedalen", "23"),
        ("00", "00"),
        ("riket", "00"),
    ],
)
def test_a_place_is_found_by_code_name_body_or_county(catalogue: Catalogue, words: str, code: str) -> None:
    assert find_place(catalogue, words).code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("180.0", "0180"),
        ("0180 Stockholm", "0180"),
        ("180 Stockholms stad", "0180"),
        ("Stockholm (0180)", "0180"),
        ("01 Stockholm", "01"),
        ("Gävleborg (21)", "21"),
    ],
)
def test_a_place_is_found_by_a_code_as_tables_write_it(catalogue: Catalogue, words: str, code: str) -> None:
    assert find_place(catalogue, words).code == code


@pytest.mark.parametrize("words", ["0180 Malmö", "Stockholm (1280)", "0180 Stockholm Malmö", "9999 Stockholm"])
def test_a_code_and_a_name_of_two_places_are_none(catalogue: Catalogue, words: str) -> None:
    assert nearest(catalogue, words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Upplands-Väsby", "0114"),
        ("Dals Ed", "1438"),
        ("Väster\u00adås", "1980"),
        ("Stockholms kommun", "0180"),
        ("Göteborg stad", "1480"),
        ("Gotlands kommun", "0980"),
        ("Sandvikens kn", "2181"),
        ("Malung", "2023"),
        ("Landstinget i Värmland", "17"),
        ("Gävleborgs läns landsting", "21"),
        ("Landstinget Sörmland", "04"),
        ("Kopparbergs län", "20"),
        ("Region Västra Götaland", "14"),
        ("Landstinget i Kalmar län", "08"),
    ],
)
def test_a_place_is_found_by_other_and_former_names(catalogue: Catalogue, words: str, code: str) -> None:
    assert find_place(catalogue, words).code == code


@pytest.mark.parametrize(("words", "code"), [("Habo", "0643"), ("Håbo", "0305"), ("HÅBO", "0305")])
def test_habo_and_habo_with_a_ring_are_two(catalogue: Catalogue, words: str, code: str) -> None:
    assert find_place(catalogue, words).code == code


def test_every_place_is_found_by_its_code(catalogue: Catalogue) -> None:
    assert [find_place(catalogue, place.code) for place in catalogue.places.everywhere] == list(
        catalogue.places.everywhere
    )


def test_every_municipality_is_found_by_its_name_and_its_body(catalogue: Catalogue) -> None:
    for place in catalogue.places.municipalities:
        assert find_place(catalogue, place.name) is find_place(catalogue, place.body.upper()) is place


def test_every_region_is_found_by_its_body_and_its_county_but_gotland(catalogue: Catalogue) -> None:
    for region in catalogue.places.regions:
        assert find_place(catalogue, region.area) is region
        expected = "0980" if region.code == "09" else region.code
        assert find_place(catalogue, region.body).code == expected


@pytest.mark.parametrize(
    ("name", "code"), [("Stockholm", "0180"), ("Örebro", "1880"), ("Kalmar", "0880"), ("Gotland", "0980")]
)
def test_a_name_of_both_means_the_municipality(catalogue: Catalogue, name: str, code: str) -> None:
    assert find_place(catalogue, name).code == code
    regions = {region.name for region in catalogue.places.regions}
    assert name in regions


@pytest.mark.parametrize(
    ("words", "name"), [("Sandvken", "Sandviken"), ("Olofstrom", "Olofström"), ("Orebro", "Örebro"), ("Gavle", "Gävle")]
)
def test_a_misspelt_name_gives_the_nearest(catalogue: Catalogue, words: str, name: str) -> None:
    assert nearest(catalogue, words)[0] == name


@pytest.mark.parametrize("words", ["", "   ", "x" * 10_000, "'; DROP TABLE", "{name}", "\0", "🙂", "9999"])
def test_nothing_and_nonsense_are_not_found_and_something_is_named(catalogue: Catalogue, words: str) -> None:
    assert nearest(catalogue, words)


def test_the_name_is_told_back_but_not_all_of_a_long_one(catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_place(catalogue, "x" * 10_000)
    assert caught.value.facts["name"] == "x" * 80


@pytest.mark.parametrize("words", ["Ha\u030abo", "Ga\u0308vle", "O\u0308rebro"])
def test_a_name_in_two_signs_a_letter_is_found(catalogue: Catalogue, words: str) -> None:
    assert find_place(catalogue, words).kind is PlaceKind.MUNICIPALITY


def test_suggestions_begin_with_what_was_written(catalogue: Catalogue) -> None:
    assert suggest_places(catalogue, "sandv")[0].name == "Sandviken"
    assert suggest_places(catalogue, "stockh")[0].code == "0180"
    assert "Håbo" in [place.name for place in suggest_places(catalogue, "habo")]


def test_suggestions_are_few_and_never_the_country(catalogue: Catalogue) -> None:
    found = suggest_places(catalogue, "s", limit=5)
    assert len(found) == len(set(found)) == 5
    assert "00" not in [place.code for place in suggest_places(catalogue, "Riket", limit=400)]


@given(st.text(max_size=30))
def test_no_words_bring_the_search_down(words: str) -> None:
    assert len(suggest_places(CATALOGUE, words)) <= 3
    for find in (find_place, find_demand, find_goal):
        with suppress(NotFoundError):
            find(CATALOGUE, words)


@pytest.mark.parametrize("words", ["43", "043", " 43 ", "emergency-surgery", "EMERGENCY-SURGERY"])
def test_a_demand_is_found_by_number_or_id(catalogue: Catalogue, words: str) -> None:
    assert find_demand(catalogue, words).number == 43


@pytest.mark.parametrize("words", ["0", "999", "-1", "4.3", "²", "", "emergency"])
def test_an_unknown_demand_says_how_many_there_are(catalogue: Catalogue, words: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_demand(catalogue, words)
    assert (caught.value.code, caught.value.facts["count"]) == ("unknown_demand", len(catalogue.demands))


def test_an_unknown_demand_names_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_demand(catalogue, "emergency")
    assert str(caught.value.facts["nearest"]).startswith("emergency-surgery")


def test_every_demand_and_goal_is_found_by_its_title_in_both_languages(catalogue: Catalogue) -> None:
    for demand in catalogue.demands.values():
        assert find_demand(catalogue, demand.sv.title.upper()) is find_demand(catalogue, demand.en.title) is demand
    for goal in catalogue.goals.values():
        assert find_goal(catalogue, goal.sv.name) is find_goal(catalogue, f" {goal.en.name}") is goal


@pytest.mark.parametrize(
    ("words", "nearest"), [("akutkirurgi", "emergency-surgery"), ("Akutkirurgi inom 30 min", "emergency-surgery")]
)
def test_a_word_of_a_title_names_the_demands_that_have_it(catalogue: Catalogue, words: str, nearest: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_demand(catalogue, words)
    assert nearest in str(caught.value.facts["nearest"]).split(", ")


def test_an_area_is_found_by_its_name(catalogue: Catalogue) -> None:
    for identity, area in catalogue.areas.items():
        assert find_area(catalogue, area.sv) == find_area(catalogue, area.en.upper()) == identity


def test_a_word_of_a_name_names_the_goals_that_have_it(catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_goal(catalogue, "klimat")
    assert "just-climate-transition" in str(caught.value.facts["nearest"]).split(", ")


def test_a_number_without_end_is_no_demand(catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError):
        find_demand(catalogue, "9" * 5000)


def test_every_goal_is_found_by_id(catalogue: Catalogue) -> None:
    for identity, goal in catalogue.goals.items():
        assert find_goal(catalogue, f" {identity.upper()}") is goal


def test_an_unknown_goal_names_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_goal(catalogue, "climate")
    assert caught.value.code == "unknown_goal"
    assert "just-climate-transition" in str(caught.value.facts["nearest"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("180", "0180"),
        ("764", "0764"),
        ("0180", "0180"),
        ("1", "01"),
        ("01", "01"),
        ("Sverige", "00"),
        ("sweden", "00"),
        ("hela landet", "00"),
        ("00", "00"),
        (normalize("NFD", "Örnsköldsvik"), "2284"),
        (normalize("NFD", "Gävleborgs län"), "21"),
    ],
)
def test_a_place_is_found_without_its_noughts_and_the_country_by_its_names(
    catalogue: Catalogue, words: str, code: str
) -> None:
    assert find_place(catalogue, words).code == code


@pytest.mark.parametrize("words", ["Xyzzy", "Norge", "Danmark", "9999", "0", "١٨٠"])
def test_without_likeness_nothing_is_suggested_and_the_sentence_asks_no_empty_question(
    catalogue: Catalogue, words: str
) -> None:
    if words == "0":
        assert find_place(catalogue, words).code == "00"
        return
    with pytest.raises(NotFoundError) as caught:
        find_place(catalogue, words)
    assert caught.value.facts["nearest"] == ""
    for lang, question in (("sv", "Menade du"), ("en", "Did you mean")):
        assert question not in str(catalogue.texts[lang].explain(caught.value))  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "first"), [("Sandvken", "2181"), ("stokholm", "0180"), ("180", "0180"), ("218", "2180")]
)
def test_what_is_typed_suggests_what_it_resembles(catalogue: Catalogue, words: str, first: str) -> None:
    assert suggest_places(catalogue, words, 8)[0].code == first
