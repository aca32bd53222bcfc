"""Names stand in the order of the Swedish alphabet."""

from samspel.terms.alphabet import order_name


def test_the_last_letters_stand_last_in_their_own_order_whatever_their_size() -> None:
    names = ["Örebro", "Älvsbyn", "Åre", "zon", "Ydre", "ånge"]
    assert sorted(names, key=order_name) == ["Ydre", "zon", "ånge", "Åre", "Älvsbyn", "Örebro"]
