"""What could tell who somebody is, and what could not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.voices import load_voice_rules
from samspel.workspace.identifying import Kind, find_identifiers

RULES = load_voice_rules()


def kinds(text: str, known: tuple[str, ...] = ()) -> list[str]:
    return [one.kind.value for one in find_identifiers(text, RULES, known)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ring mig på 070-123 45 67 om nattis", ["phone"]),
        ("ring 0739876543", ["phone"]),
        ("+46 26 24 00 00 svarar aldrig", ["phone"]),
        ("mejla kim@exempel.se om bussen", ["mail"]),
        ("mitt nummer är 19811218-9876", ["personal_number"]),
        ("811218-9876 står det på lappen", ["personal_number"]),
        ("8112189876", ["personal_number"]),
        ("se www.exempel.se/kim", ["web"]),
        ("skriv till @kim_exempel", ["account"]),
        ("Det var Anna som sa nej", ["name"]),
        ("anna på lönekontoret sa nej", ["name"]),
        ("Annas unge fick ingen plats", ["name"]),
        ("Jag och Bengt-Åke åker ihop", ["name"]),
        ("rektorn Palm vägrar", ["name"]),
        ("chefen Björn lägger schemat", ["name"]),
        ("Där satt Inga och grät", ["name"]),
        ("Fråga Andersson på bygget", ["name"]),
        ("Erik Lundqvist bestämmer bussen", ["name", "name"]),
        ("jag bor på Storgatan 4 i Sandviken", ["street"]),
        ("Bergslagsgatan 12, där stannar ingen buss", ["street"]),
        ("hos mig på bruksvägen 7b", ["street"]),
        ("Stora vägen 3 är mörk", ["street"]),
        ("vid Kyrktorget 1", ["street"]),
        ("ring noll sju noll tolv tre fyra", ["phone"]),
        ("Noll, sju, tre är numret", ["phone"]),
        ("numret är sjuttio tjugofyra två tre fyra fem sex", ["phone"]),
    ],
)
def test_what_could_tell_who_somebody_is_is_found(text: str, found: list[str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "bussen går 05.40 men skiftet börjar 05.30",
        "vi kör väg 272 och riksväg 56 varje dag",
        "på gatan 4 meter från grinden",
        "vid Bruksvägen 05.30 står vi och väntar",
        "längs Storgatan 300 meter är det mörkt",
        "fem sex sju bussar om dagen hade räckt",
        "arbetsplatsen 24 timmar om dygnet",
        "vi är 250 på bygget och 12 har barn på natten",
        "en björn syntes vid skolan",
        "Vi får inga hyresrätter som man har råd med",
        "Inga hyresrätter alls, och ingen klara besked",
        "bygg en stig till hans arbete",
        "Björn har synts vid skolan",
        "i Karlskoga finns ingen nattis",
        "Volvo och Sandvik söker 300 man till våren 2027",
        "linje 41 går var 60:e minut",
        "Kommunen bygger 1 200 lägenheter",
        "man får vänta på sfi",
        "det kostar 1 500 kronor i månaden",
        "per dag går två bussar",
    ],
)
def test_times_amounts_places_and_words_are_no_people(text: str, catalogue: Catalogue) -> None:
    known = tuple(place.name for place in catalogue.places.everywhere)
    assert kinds(text, known) == []


def test_only_what_is_taken_for_a_name_may_stay() -> None:
    found = find_identifiers("Ring Anna på 070-123 45 67, kim@exempel.se", RULES)

    assert [(one.kind, one.may_stay) for one in found] == [(Kind.NAME, True), (Kind.PHONE, False), (Kind.MAIL, False)]


@given(st.text(max_size=200))
def test_whatever_is_written_each_find_stands_where_it_says_and_none_in_another(text: str) -> None:
    end = 0
    for one in find_identifiers(text, RULES):
        assert text[one.start : one.start + len(one.text)] == one.text
        assert one.start >= end
        end = one.start + len(one.text)


@given(st.integers(70, 79), st.integers(1000000, 9999999), st.sampled_from(["", "-", " "]))
def test_every_mobile_number_is_found_however_it_is_written(prefix: int, rest: int, between: str) -> None:
    assert kinds(f"mitt nummer är 0{prefix}{between}{rest} säger jag") in (["phone"], ["personal_number"])
