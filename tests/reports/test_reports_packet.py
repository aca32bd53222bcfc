"""Which demands the places of a group have: by place, the most common, and who has none."""

from collections.abc import Callable

from samspel.app.desk import Desk
from samspel.rendering.blocks import Bullets, Heading, Paragraph
from samspel.rendering.table import Table, words
from samspel.reports.packet import Member, compose_members, compose_missing, describe_common
from samspel.terms.place import Place

At = Callable[[str], Place]


def make_member(desk: Desk, place: Place, *numbers: int) -> Member:
    found = (desk.catalogue.demands_by_number[number] for number in numbers)
    return Member(place=place, needs=tuple(desk.assessor.measure_demand(one, place) for one in found))


def test_what_several_places_have_is_told_with_how_many_have_it(still_desk: Desk, at: At) -> None:
    texts = still_desk.catalogue.texts["sv"]
    members = [make_member(still_desk, at("2181"), 33, 2), make_member(still_desk, at("2180"), 2, 14, 33)]
    assert describe_common(texts, members) == (
        "Vanligast på bladen är 2. Barnomsorg på kvällar, nätter och helger (2 av 2); "
        "33. Kollektivtrafik som passar skiftarbete (2 av 2)."
    )
    assert describe_common(texts, members[:1]) == ""


def test_an_answered_verdict_says_whose_answer_it_rests_on(still_desk: Desk, at: At) -> None:
    """Nobody has answered here: the municipality has told the agency whose survey it is."""
    texts, catalogue = still_desk.catalogue.texts["sv"], still_desk.catalogue
    members = [make_member(still_desk, at("1961"), 16)]
    (table,) = (one for one in compose_members(catalogue, texts, members, ()) if isinstance(one, Table))
    ((_, told),) = words(table).texts
    assert told.endswith("(stort behov, svarat: Hallstahammars kommun till Boverket)")


def test_a_row_tells_each_demand_with_its_verdict_and_who_has_no_sheet_why(still_desk: Desk, at: At) -> None:
    texts = still_desk.catalogue.texts["sv"]
    members = [make_member(still_desk, at("2181"), 33), Member(place=at("00"), why="Därför.")]
    blocks = [*compose_members(still_desk.catalogue, texts, members, ()), *compose_missing(texts, members, ("Nej.",))]
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert words(table).heads == ("Plats", "Första kravet")
    assert words(table).texts == (
        ("Sandviken", "33. Kollektivtrafik som passar skiftarbete (tyder på samma läge som hos liknande)"),
    )
    assert [block.items for block in blocks if isinstance(block, Bullets)] == [("Riket: Därför.", "Nej.")]
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["Kraven på bladen", "Platser utan blad"]


def test_demands_that_all_sheets_have_are_columns_of_the_comparison_already(still_desk: Desk, at: At) -> None:
    texts, catalogue = still_desk.catalogue.texts["sv"], still_desk.catalogue
    members = [make_member(still_desk, at(code), 33, 2) for code in ("2181", "2180")]
    chosen = [catalogue.demands_by_number[number] for number in (33, 2)]
    blocks = list(compose_members(catalogue, texts, members, chosen))
    assert not any(isinstance(block, Table) for block in blocks)
    (told,) = (block.text for block in blocks if isinstance(block, Paragraph))
    assert told.startswith("Alla blad har 33. Kollektivtrafik")
    many = [catalogue.demands_by_number[number] for number in (33, 2, 14)]
    own = list(compose_members(catalogue, texts, members, many))
    assert any(isinstance(block, Table) for block in own)
    assert "av de valda kraven" in next(block.text for block in own if isinstance(block, Paragraph))
