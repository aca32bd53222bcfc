"""Names stand in the order of the Swedish alphabet, and sentences begin with a capital letter."""

from samspel.terms.alphabet import capitalise, order_name


def test_the_last_letters_stand_last_in_their_own_order_whatever_their_size() -> None:
    names = ["Örebro", "Älvsbyn", "Åre", "zon", "Ydre", "ånge"]
    assert sorted(names, key=order_name) == ["Ydre", "zon", "ånge", "Åre", "Älvsbyn", "Örebro"]


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert [capitalise(words) for words in ("åter till KF", "", "20 röster")] == ["Åter till KF", "", "20 röster"]
