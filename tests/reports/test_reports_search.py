"""What a search found in words: each kind has its name, its line and the command that tells more."""

from dataclasses import replace

import pytest

from samspel.app.grouping import find_places, name_group
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.search import FoundPage
from samspel.catalogue.searching import load_search
from samspel.catalogue.texts import LANGUAGES
from samspel.rendering.blocks import Paragraph
from samspel.rendering.table import list_records, words
from samspel.reports.search import (
    MOST_TOLD,
    compose_suggestions,
    describe_hit,
    describe_matches,
    format_command,
    label_hit,
    label_kind,
    tabulate_hits,
    tabulate_suggestions,
)
from samspel.search.hits import Answer, Entry, Hit, HitKind
from samspel.search.suggesting import Suggestion
from samspel.search.word_index import Match
from samspel.terms.place import Place


def make_hit(kind: HitKind, key: str, name: str = "Namn", matches: tuple[Match, ...] = ()) -> Hit:
    names = dict.fromkeys(LANGUAGES, name)
    return Hit(entry=Entry(kind=kind, key=key, names=names, said=(), right=1.0), score=0.5, matches=matches)


@pytest.fixture
def pages(catalogue: Catalogue) -> dict[str, FoundPage]:
    return {page.id: page for page in load_search(catalogue).pages}


@pytest.fixture
def falun(catalogue: Catalogue) -> Place:
    return catalogue.places.by_code["2080"]


@pytest.mark.parametrize(
    ("kind", "key", "here", "command"),
    [
        (HitKind.PLACE, "0114", True, 'samspel place "Upplands Väsby"'),
        (HitKind.PLACE, "21", True, "samspel place 21"),
        (HitKind.DEMAND, "shift-transit", True, "samspel needs Falun --demand 33"),
        (HitKind.DEMAND, "shift-transit", False, "samspel demands 33"),
        (HitKind.PAGE, "scenario", False, "samspel simulate PLATS"),
        (HitKind.PAGE, "kept", True, ""),
        (HitKind.PAPER, "motion", True, "samspel brief Falun --paper motion"),
        (HitKind.GOAL, "gender-equality", True, "samspel goals Falun gender-equality"),
        (HitKind.MEASURE, "N00053", True, "samspel series N00053 Falun"),
        (HitKind.LABOUR, "Falun-Borlänge", False, "samspel compare arbetsmarknad:Falun-Borlänge"),
        (HitKind.DUTY, "waste", False, "samspel duties"),
        (HitKind.TABLE, "localities", False, "samspel sources"),
    ],
)
def test_each_kind_has_the_command_that_tells_more(
    catalogue: Catalogue, pages: dict[str, FoundPage], falun: Place, kind: HitKind, key: str, here: bool, command: str
) -> None:
    hit = make_hit(kind, key)
    assert format_command(catalogue, catalogue.texts["sv"], pages, hit, falun if here else None) == command


def test_what_tells_one_from_another_stands_beside_it(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    told = {kind: describe_hit(catalogue, texts, make_hit(kind, key)) for kind, key in (
        (HitKind.PLACE, "2080"), (HitKind.DEMAND, "shift-transit"), (HitKind.PAPER, "motion"),
        (HitKind.GOAL, "gender-equality"), (HitKind.DUTY, "waste"), (HitKind.TABLE, "localities"),
    )}  # fmt: skip
    assert told[HitKind.PLACE] == "Dalarnas län, kod 2080"
    assert all(told.values())
    assert describe_hit(catalogue, texts, make_hit(HitKind.PAGE, "map")) == ""
    assert describe_hit(catalogue, catalogue.texts["en"], make_hit(HitKind.PLACE, "20")) == "Code 20"


def test_a_demand_is_named_with_its_number_and_others_by_their_name(catalogue: Catalogue) -> None:
    texts = catalogue.texts["en"]
    assert label_hit(catalogue, texts, make_hit(HitKind.DEMAND, "shift-transit")).startswith("33. Public transport")
    assert label_hit(catalogue, texts, make_hit(HitKind.MEASURE, "x", "Jobs")) == "Jobs"
    assert len({label_kind(texts, kind) for kind in HitKind}) == len(HitKind)


def test_the_words_it_was_found_by_are_told_once_and_of_a_long_text_the_word_alone(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    matches = (Match("buss", "bussen"), Match("bussar", "bussen"), Match("skift", "en lång mening " * 9))
    told = describe_matches(texts, make_hit(HitKind.PAGE, "map", matches=matches))
    assert told == "Träff på: bussen, skift"
    named = make_hit(HitKind.PAGE, "map", "bussen", matches)
    assert describe_matches(texts, named) == "Träff på: skift"
    assert describe_matches(texts, make_hit(HitKind.PAGE, "map")) == ""
    many = tuple(Match(str(number), str(number)) for number in range(9))
    assert describe_matches(texts, make_hit(HitKind.PAGE, "map", matches=many)).count(",") == MOST_TOLD - 1


def test_files_have_the_ids_and_readers_the_words(catalogue: Catalogue, pages: dict[str, FoundPage]) -> None:
    texts = catalogue.texts["sv"]
    hit = make_hit(HitKind.DEMAND, "shift-transit", matches=(Match("natbuss", "nattbuss"), Match("buss", "bussen")))
    table = tabulate_hits(catalogue, texts, pages, Answer(words="natbuss", hits=(hit,), place=None), None)
    assert table.caption == "Träffar på ”natbuss”"
    assert words(table).texts == (
        ("Krav", "33. Kollektivtrafik som passar skiftarbete", "natbuss → nattbuss, buss", "samspel demands 33"),
    )
    (record,) = list_records(table)
    assert (record["kind"], record["id"], record["score"]) == ("demand", "shift-transit", 0.5)


def test_a_text_in_another_language_is_not_told(catalogue: Catalogue, pages: dict[str, FoundPage]) -> None:
    hit = make_hit(
        HitKind.DEMAND, "shift-transit", matches=(Match("natbuss", "nattbuss", "sv"), Match("late", "en", "en"))
    )
    answer = Answer(words="natbuss", hits=(hit,), place=None)
    told = [
        words(tabulate_hits(catalogue, catalogue.texts[lang], pages, answer, None)).texts[0][2] for lang in LANGUAGES
    ]
    assert told == ["natbuss → nattbuss, late", "natbuss, late → en"]


def test_suggestions_say_what_they_rest_on(catalogue: Catalogue) -> None:
    texts, demand = catalogue.texts["sv"], catalogue.demands["shift-transit"]
    one = Suggestion(demand=demand, score=0.7, is_guess=False, matches=(Match("bussen", "bussen"),))
    (record,) = list_records(tabulate_suggestions(texts, [one]))
    assert (record["number"], record["typed"]) == (33, "bussen")
    _, note = compose_suggestions(texts, [one])
    assert isinstance(note, Paragraph)
    assert "sparas inte" in note.text
    _, warning, _ = compose_suggestions(texts, [replace(one, is_guess=True)])
    assert isinstance(warning, Paragraph)
    assert "gissningar" in warning.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_labour_market_area_is_written_as_compare_reads_it(
    catalogue: Catalogue, pages: dict[str, FoundPage], lang: Lang
) -> None:
    texts = catalogue.texts[lang]
    command = format_command(catalogue, texts, pages, make_hit(HitKind.LABOUR, "Gävle"), None)
    assert command == f"samspel compare {name_group(texts, 'labour')}:Gävle"
    similar = format_command(
        catalogue, texts, pages, make_hit(HitKind.PAGE, "similar"), catalogue.places.municipalities[0]
    )
    assert find_places(catalogue, [similar.removeprefix("samspel compare ").strip('"')]).places


def test_a_code_is_told_only_where_somebody_wrote_it(catalogue: Catalogue) -> None:
    texts = catalogue.texts["en"]
    for typed, code, is_told in (
        ("unemployment", "county_unemployment", False),
        ("n00900", "N00901", False),
        ("n00053", "N00053", True),
        ("sick-leave", "sick-leave", True),
    ):
        hit = make_hit(HitKind.MEASURE, "staff_sick_leave", matches=(Match(typed, code),))
        assert (code in describe_matches(texts, hit)) == is_told


@pytest.mark.parametrize(("lang", "other"), [("sv", "en"), ("en", "sv")])
def test_what_was_found_in_the_other_language_is_told_as_it_was_written(
    catalogue: Catalogue, lang: Lang, other: Lang
) -> None:
    hit = make_hit(
        HitKind.PAGE, "reach", matches=(Match("bus", "hinner med bussen", other), Match("tram", "trams", lang))
    )
    assert describe_matches(catalogue.texts[lang], hit).endswith(": bus, trams")
