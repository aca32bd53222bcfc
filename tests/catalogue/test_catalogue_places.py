"""The places: one broken file per rule; 290 municipalities, 21 regions and the country in one fixed order."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from catalogue.breaches import Breach, Change, Provoke, append, check_told, replace, substitute
from samspel.app.finding import find_place
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.places import Places, load_places
from samspel.catalogue.records.base import Named
from samspel.terms.errors import BadInputError
from samspel.terms.place import PlaceKind

TOWNS = "places/municipalities.csv"
PEERS = "places/similar_municipalities.csv"


def first_row_again(file: str, old: str = "", new: str = "") -> Change:
    """Put the first row of a table of places once more at its end, with something changed."""

    def change(content: Path) -> None:
        path = content / "places" / file
        header, first, *rest = path.read_text(encoding="utf-8").splitlines()
        kept = [] if new else [first]
        path.write_text("\n".join([header, *kept, *rest, first.replace(old, new)]) + "\n", encoding="utf-8")

    return change


CASES = [
    Breach(
        "municipality twice",
        first_row_again("municipalities.csv"),
        "municipalities.csv",
        "code",
        "0114 twice",
        "each code once",
        292,
    ),
    Breach("region twice", first_row_again("regions.csv"), "regions.csv", "code", "01 twice", "each code once", 23),
    Breach(
        "municipality of an unknown group in a file that is not in order",
        first_row_again("municipalities.csv", "Pendlingskommun nära storstad", "Månkommun"),
        "municipalities.csv",
        "group",
        "Månkommun",
        "a group of groups.toml",
        291,
    ),
    Breach(
        "municipality of an unknown group",
        replace(TOWNS, "0115,Vallentuna,Pendlingskommun nära storstad", "0115,Vallentuna,Rymdkommun"),
        "municipalities.csv",
        "group",
        "Rymdkommun",
        "a group of groups.toml",
        "Rymdkommun",
    ),
    Breach(
        "municipality of an unknown region",
        replace(
            TOWNS,
            "0115,Vallentuna,Pendlingskommun nära storstad,01",
            "0115,Vallentuna,Pendlingskommun nära storstad,02",
        ),
        "municipalities.csv",
        "region",
        "02",
        "a code of regions.csv",
        "0115,Vallentuna",
    ),
    Breach(
        "unknown municipality with peers",
        append(PEERS, "9999,0188\n"),
        "similar_municipalities.csv",
        "code",
        "9999",
        "a code of municipalities.csv",
        "9999,0188",
    ),
    Breach(
        "unknown municipality as a peer",
        substitute(PEERS, r"^0114,0188$", "0114,9999"),
        "similar_municipalities.csv",
        "code",
        "9999",
        "a code of municipalities.csv",
        2,
    ),
    Breach(
        "municipality with fewer peers than the others",
        substitute(PEERS, r"^0114,0188\n", ""),
        "similar_municipalities.csv",
        "code",
        "between 6 and 7 of each",
        "equally many of each",
    ),
    Breach(
        "municipality with more peers than the others",
        append(PEERS, "0114,0115\n"),
        "similar_municipalities.csv",
        "code",
        "between 7 and 8 of each",
        "equally many of each",
    ),
    Breach(
        "another name of a place that there is not",
        replace("places/also.toml", '"2023" =', '"9999" ='),
        "also.toml",
        "places.9999",
        "9999",
        "the code of a place",
    ),
    Breach(
        "municipalities under another header",
        replace(TOWNS, "code,name,group", "code,name,kind"),
        "municipalities.csv",
        "",
        "code,name,kind,region,body,labour_market_area_code,labour_market_area",
        "code,name,group,region,body,labour_market_area_code,labour_market_area",
        1,
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_places_refuse(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


@pytest.fixture(scope="module")
def places(catalogue: Catalogue) -> Places:
    return catalogue.places


def test_there_are_290_municipalities_21_regions_and_one_country(places: Places) -> None:
    assert Counter(place.kind for place in places.everywhere) == {
        PlaceKind.MUNICIPALITY: 290,
        PlaceKind.REGION: 21,
        PlaceKind.COUNTRY: 1,
    }


def test_every_place_stands_in_the_row_of_its_index(places: Places) -> None:
    assert [place.index for place in places.everywhere] == list(range(312))


def test_municipalities_come_first_by_code_then_regions_by_code_then_the_country(places: Places) -> None:
    towns, regions = [p.code for p in places.municipalities], [p.code for p in places.regions]
    assert towns == sorted(towns)
    assert regions == sorted(regions)
    assert [place.code for place in places.everywhere] == [*towns, *regions, "00"]
    assert places.country is places.everywhere[-1]


def test_a_region_has_the_municipalities_whose_code_begins_with_its_own(places: Places) -> None:
    for region in places.regions:
        members = places.members_of(region)
        assert members
        assert {member.code[:2] for member in members} == {region.code}
        assert {places.region_of(member) for member in members} == {region}


def test_every_municipality_is_a_member_of_one_region_and_of_the_country(places: Places) -> None:
    members = [member for region in places.regions for member in places.members_of(region)]
    assert sorted(member.code for member in members) == [place.code for place in places.municipalities]
    assert places.members_of(places.country) == places.municipalities


def test_region_rows_count_among_the_regions(places: Places) -> None:
    assert places.region_rows.shape == (290,)
    assert all(
        places.regions[row].code == town.region
        for row, town in zip(places.region_rows, places.municipalities, strict=True)
    )


def test_a_region_and_the_country_are_their_own_region(places: Places) -> None:
    assert places.region_of(places.regions[3]) is places.regions[3]
    assert places.region_of(places.country) is places.country


def test_gotland_is_the_only_region_with_a_single_municipality(places: Places) -> None:
    alone = [region.name for region in places.regions if len(places.members_of(region)) == 1]
    assert alone == ["Gotland"]


def test_a_municipality_resembles_seven_others_as_the_file_says(places: Places) -> None:
    assert places.similar.shape == (290, 7)
    for town in places.municipalities:
        peers = places.similar_to(town)
        assert len({peer.code for peer in peers}) == 7
        assert town not in peers


def test_the_peers_are_those_of_the_file(places: Places, catalogue: Catalogue) -> None:
    lines = (catalogue.folder / PEERS).read_text(encoding="utf-8").splitlines()[1:]
    pairs = {(town.code, peer.code) for town in places.municipalities for peer in places.similar_to(town)}
    assert pairs == {tuple(line.split(",")) for line in lines}


def test_a_region_is_compared_with_all_other_regions(places: Places) -> None:
    first, *others = places.regions
    assert places.similar_to(first) == tuple(others)


def test_the_country_is_compared_with_nobody(places: Places) -> None:
    assert places.similar_to(places.country) == ()


def test_names_are_those_of_place_body_and_territory(places: Places) -> None:
    town, region = places.by_code["2181"], places.by_code["21"]
    assert (town.name, town.body, town.area) == ("Sandviken", "Sandvikens kommun", "Sandvikens kommun")
    assert (region.name, region.body, region.area) == ("Gävleborg", "Region Gävleborg", "Gävleborgs län")
    assert places.labour_market_areas[town.index] == "Gävle"


def test_groups_are_kept_by_id(places: Places) -> None:
    known = {group.id for group in places.groups}
    assert {town.group for town in places.municipalities} == known
    assert places.by_code["0114"].group == "commuting-large-city"


def test_order_of_the_rows_is_irrelevant(places: Places, content_copy: Path) -> None:
    rng = np.random.default_rng(7)
    for name in ("municipalities.csv", "regions.csv"):
        path = content_copy / "places" / name
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([header, *rng.permutation(rows)]) + "\n", encoding="utf-8")
    country = Named(id="country", sv=places.country.name, en="z")
    assert load_places(content_copy / "places", country).everywhere == places.everywhere


@pytest.mark.parametrize(
    ("code", "sv", "en"),
    [
        ("2181", "Sandvikens kommun", "Sandviken municipality"),
        ("0180", "Stockholms stad", "City of Stockholm"),
        ("1480", "Göteborgs Stad", "City of Göteborg"),
        ("21", "Gävleborgs län", "Gävleborg county"),
        ("23", "Jämtlands län", "Jämtland county"),
        ("0980", "Gotland", "Gotland"),
        ("00", "Riket", "Sweden"),
    ],
)
def test_an_area_is_named_in_the_language_of_the_reader(catalogue: Catalogue, code: str, sv: str, en: str) -> None:
    area = catalogue.places.by_code[code].area
    for lang, name in {"sv": sv, "en": en}.items():
        texts = catalogue.texts["sv" if lang == "sv" else "en"]
        assert texts.said(area) == name
        assert texts("web.needs.title", area=area).endswith(name)
        assert texts.listing([area]) == name
        assert name in str(texts.explain(BadInputError("kept_no_report", place=area)))
    assert find_place(catalogue, en).code == code
