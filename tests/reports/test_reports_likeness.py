"""How alike a place and those are whose middle it is set beside, said where a verdict rests on them."""

from collections.abc import Callable

import pytest

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.app.places import show_place
from samspel.catalogue.records.base import Lang
from samspel.observations.likeness import measure_likeness
from samspel.rendering.blocks import Paragraph
from samspel.reports.likeness import describe_likeness, warn_of_unlike
from samspel.reports.need import compose_measures, is_compared
from samspel.reports.place import compose_place
from samspel.terms.place import Place

At = Callable[[str], Place]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("code", "within"), [("2181", 4), ("1060", 2), ("2584", 2)])
def test_it_is_counted_how_many_are_really_alike(still_desk: Desk, at: At, code: str, within: int, lang: Lang) -> None:
    texts, likeness = still_desk.catalogue.texts[lang], measure_likeness(still_desk.observations, at(code))
    ranks = [peer.rank or 0 for peer in likeness.peers[1:]]
    said = describe_likeness(texts, likeness)
    assert sum(rank <= 72 for rank in ranks) == within
    assert f"{within} " in said.partition("?")[2].split("72")[0]
    for peer in (likeness.peers[1], likeness.peers[-1]):
        assert f"{peer.place.name} ({peer.rank})" in said


def test_a_region_is_set_beside_all_others_and_nothing_is_said_of_it(still_desk: Desk, at: At) -> None:
    assert (
        describe_likeness(still_desk.catalogue.texts["sv"], measure_likeness(still_desk.observations, at("21"))) == ""
    )


@pytest.mark.parametrize("code", ["2181", "21"])
def test_it_is_said_of_each_verdict_that_rests_on_similar_municipalities_and_of_no_other(
    still_desk: Desk, at: At, code: str
) -> None:
    texts, place = still_desk.catalogue.texts["sv"], at(code)
    said = describe_likeness(texts, measure_likeness(still_desk.observations, place)) or "Hur lika är de?"
    found = []
    for need in measure_needs(still_desk, place):
        notes = [b.text for b in compose_measures(still_desk.observations, texts, need) if isinstance(b, Paragraph)]
        assert (said in notes) == is_compared(need)
        found.append(is_compared(need))
    assert any(found) == (code == "2181")
    assert not all(found)


@pytest.mark.parametrize(("code", "is_unlike"), [("1060", True), ("2181", False), ("21", False), ("00", False)])
def test_those_that_are_unlike_are_warned_of_once_beside_the_figures_and_no_others(
    still_desk: Desk, at: At, code: str, is_unlike: bool
) -> None:
    texts, place = still_desk.catalogue.texts["sv"], at(code)
    blocks = compose_place(still_desk.catalogue, texts, show_place(still_desk, place))
    told = [block.text for block in blocks if isinstance(block, Paragraph)]
    warned = [one for one in told if "hör till den fjärdedel av landets kommuner" in one]
    expected = [warn_of_unlike(texts, measure_likeness(still_desk.observations, place))] if is_unlike else []
    assert warned == expected
    after = told.index(texts("place.reading")) + 1
    assert told[after : after + 1] == expected or not is_unlike
