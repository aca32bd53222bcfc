"""Names: the same in every spelling of their letters, and the nearest only where there is a likeness."""

from unicodedata import normalize

import pytest

from samspel.terms.errors import BadInputError
from samspel.terms.likeness import UnknownNameError, find_alike, find_meant, is_slip, plain_heading, plain_word
from samspel.terms.mistakes import raise_all


def test_letters_loose_or_composed_large_or_small_are_the_same() -> None:
    assert plain_word(normalize("NFD", "  ÖREBRO \u00a0 län ")) == plain_word("örebro län") == "örebro län"
    assert plain_heading("Minuter_Före") == plain_heading("minuter-före") == "minuter före"


def test_only_what_resembles_is_suggested() -> None:
    towns = ("Vellinge", "Sandviken", "Hofors", "Östra Göinge")
    assert find_alike("Sandvken", towns, 75.0) == ["Sandviken"]
    assert find_alike("sverige", towns, 75.0) == []
    assert find_alike("göin", towns, 75.0) == ["Östra Göinge"]
    assert find_alike("", towns, 75.0) == []


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("minuter före", "marginal_före"),
        ("marginal fore", "marginal_före"),
        ("Anställda 2024", "anställda"),
        ("antal anställda", "anställda"),
        ("anstallda", "anställda"),
        ("kommentar", ""),
        ("adress", ""),
        ("Telefon", ""),
    ],
)
def test_a_heading_is_taken_for_another_by_letters_or_by_words(heading: str, meant: str) -> None:
    known = ("anställda", "employees", "marginal_före", "minutes_before", "marginal_efter")
    found = find_meant(heading, known, 70.0)
    assert found in ((meant, "minutes_before") if meant == "marginal_före" else (meant,))


def test_the_nearest_is_looked_for_only_in_what_is_told() -> None:
    problems: list[BadInputError] = [
        UnknownNameError("sites_unknown", "Hofros", ("Hofors",), 75.0, file="a.csv", line=line) for line in range(60)
    ]
    with pytest.raises(UnknownNameError) as caught:
        raise_all(list(problems), "a.csv")
    assert len(caught.value.others) == 50
    assert [problem.facts["nearest"] for problem in problems] == ["Hofors"] * 50 + [""] * 10
    assert dict(caught.value.others[-1].facts) == {"file": "a.csv", "count": 10, "limit": 50}


@pytest.mark.parametrize(
    ("word", "name", "is_one"),
    [
        ("Sandvikn", "Sandviken", True),
        ("Gävel", "Gävle", True),
        ("malmo", "Malmö", True),
        ("Upplands Väsby", "Upplands-Väsby", True),
        ("Xyzstad", "Ystad", False),
        ("Hofors", "Hagfors", False),
    ],
)
def test_a_slip_is_one_letter_and_never_another_town(word: str, name: str, is_one: bool) -> None:
    assert is_slip(word, name) is is_one
