"""Maps in words and colours: each place once, a key that covers all, strengths that never look alike."""

from collections.abc import Callable
from itertools import pairwise, product
from xml.etree import ElementTree

import pytest

from samspel.app.desk import Desk
from samspel.app.mapping import MapChoice, find_first_subject, find_subject, make_map
from samspel.catalogue.records.base import Lang
from samspel.drawing.svg import STEPS
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.maps import COLOURS, HATCHED, PATTERNS, describe_picture, draw_map, is_telling, label_map
from samspel.terms.blank import Blank
from samspel.terms.place import Place

SPACE = "{http://www.w3.org/2000/svg}"


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_more_serious_a_verdict_the_darker_it_is() -> None:
    order = [Verdict.LARGE, Verdict.SOME, Verdict.SIMILAR, Verdict.SMALL, Verdict.MET]
    told = [luminance(COLOURS[verdict]) for verdict in order]
    assert all(after - before > 0.08 for before, after in pairwise(told))
    assert [luminance(step) for step in STEPS] == sorted((luminance(step) for step in STEPS), reverse=True)


def test_no_two_strengths_or_verdicts_look_alike_and_none_is_white() -> None:
    looks = {(COLOURS[verdict], PATTERNS[strength]) for verdict, strength in product(COLOURS, Strength)}
    assert len(looks) == len(COLOURS) * len(Strength)
    assert HATCHED.pattern not in PATTERNS.values()
    assert "#ffffff" not in COLOURS.values()


@pytest.mark.parametrize(("lang", "words"), [("sv", ""), ("en", "16"), ("sv", "21")])
def test_each_municipality_is_drawn_once_and_the_key_counts_them_all(still_desk: Desk, lang: Lang, words: str) -> None:
    subject = find_subject(still_desk, lang, words) if words else find_first_subject(still_desk)
    mapped, texts = make_map(still_desk, lang, subject), still_desk.catalogue.texts[lang]
    picture = draw_map(still_desk.observations, texts, mapped, None, lambda place: f"/{place.code}/")
    root = ElementTree.fromstring(picture.svg)
    whole = next(child for child in root if child.tag == f"{SPACE}g")
    links = [link.attrib["href"] for link in whole.iter(f"{SPACE}a")]
    assert sorted(links) == [f"/{place.code}/" for place in still_desk.catalogue.places.municipalities]
    counts = [int(part.split(")")[0]) for part in picture.alt.split("(") if part[0].isdigit()]
    assert sum(counts) == 290
    assert label_map(texts, mapped) in picture.alt
    assert picture.caption == " ".join(describe_picture(still_desk.observations, texts, mapped))


def test_the_picture_is_small(still_desk: Desk) -> None:
    mapped = make_map(still_desk, "sv", find_first_subject(still_desk))
    drawing = draw_map(
        still_desk.observations, still_desk.catalogue.texts["sv"], mapped, None, lambda one: f"/plats/{one.code}/"
    )
    assert len(drawing.svg.encode()) < 120_000


def test_a_map_says_year_publisher_and_whose_borders(still_desk: Desk) -> None:
    mapped = make_map(still_desk, "sv", find_first_subject(still_desk))
    caption = draw_map(still_desk.observations, still_desk.catalogue.texts["sv"], mapped).caption
    assert "2024" in caption
    assert "Utgivare: SCB" in caption
    assert "Gränser: SCB" in caption


def test_a_map_that_stands_alone_has_its_source_in_the_drawing(still_desk: Desk) -> None:
    mapped, texts = make_map(still_desk, "sv", find_first_subject(still_desk)), still_desk.catalogue.texts["sv"]
    alone = draw_map(still_desk.observations, texts, mapped, is_alone=True).svg
    beside = draw_map(still_desk.observations, texts, mapped).svg
    assert "Gränser: SCB" in alone
    assert "Gränser: SCB" not in beside


def test_a_place_is_marked_and_on_a_map_of_regions_its_region(still_desk: Desk, at: Callable[[str], Place]) -> None:
    texts = still_desk.catalogue.texts["sv"]
    town = make_map(still_desk, "sv", find_first_subject(still_desk))
    assert "Markerad: Sandviken" in draw_map(still_desk.observations, texts, town, at("2181")).alt
    regional = next(one for one in still_desk.catalogue.demands.values() if one.responsible == "region")
    regions = make_map(still_desk, "sv", regional)
    assert "Markerad: Gävleborg" in draw_map(still_desk.observations, texts, regions, at("2181")).alt
    assert "Markerad" not in draw_map(still_desk.observations, texts, town, at("00")).alt


def test_a_blank_is_hatched_with_its_reason(still_desk: Desk) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    for indicator in catalogue.indicators.values():
        if indicator.missing is not None or "municipality" not in indicator.levels:
            continue
        mapped = make_map(still_desk, "sv", still_desk.base.measures.everything[indicator.id])
        if -1 in mapped.classes and len(mapped.places) == 290:
            break
    picture = draw_map(still_desk.observations, texts, mapped)
    assert "url(#hatch-" in picture.svg
    assert any(
        texts(f"maps.blank.{name}") in picture.alt
        for name in ("not_published", "not_told", "no_locality", "division_by_zero")
    )


def test_a_demand_that_nothing_is_known_of_tells_nothing(still_desk: Desk) -> None:
    told = {
        demand.number: is_telling(
            make_map(still_desk, "sv", demand, MapChoice(place=still_desk.catalogue.places.by_code["09"]))
        )
        for demand in (still_desk.catalogue.demands_by_number[number] for number in (3, 18))
    }
    assert told == {3: False, 18: True}


def test_every_reason_for_a_blank_has_words_for_the_key(still_desk: Desk) -> None:
    for texts in still_desk.catalogue.texts.values():
        assert len({texts(f"maps.blank.{blank.value}") for blank in Blank}) == len(Blank)
