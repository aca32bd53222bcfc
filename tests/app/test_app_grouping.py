"""Lists of names that people paste, with groups written in short."""

from pathlib import Path

import pytest
import xlsxwriter

from samspel.app.grouping import find_places, list_passed_over, read_names, sort_names, split_names
from samspel.catalogue.loading import Catalogue
from samspel.terms.errors import BadInputError, NotFoundError


def codes(catalogue: Catalogue, *fields: str) -> list[str]:
    return [place.code for place in find_places(catalogue, fields).places]


def test_a_pasted_list_is_read_in_its_order_whatever_stands_between(catalogue: Catalogue) -> None:
    assert codes(catalogue, "Sandviken\r\nHofors; Gävle,180\n\n", " Region Gävleborg ") == [
        "2181",
        "2104",
        "2180",
        "0180",
        "21",
    ]


@pytest.mark.parametrize("words", ["län:Gävleborg", "lan:21", "county:Gävleborgs län", "LÄN: region gävleborg"])
def test_a_county_is_its_municipalities(catalogue: Catalogue, words: str) -> None:
    assert codes(catalogue, words) == [place.code for place in catalogue.places.municipalities if place.region == "21"]


def test_a_county_is_never_the_municipality_of_its_name(catalogue: Catalogue) -> None:
    assert len(codes(catalogue, "län:Stockholm")) == 26


@pytest.mark.parametrize("words", ["grupp:Större stad", "group:Medium-sized city", "kommungrupp:larger-city"])
def test_a_municipality_group_goes_by_either_name_and_by_id(catalogue: Catalogue, words: str) -> None:
    assert len(codes(catalogue, words)) == 23


def test_a_group_whose_name_holds_a_comma_is_one_group(catalogue: Catalogue) -> None:
    assert len(split_names(catalogue, ["Gävle, grupp:landsbygdskommun, ej nära större stad, Hofors"])) == 3
    assert len(codes(catalogue, "grupp:Landsbygdskommun, ej nära större stad")) == 35


def test_similar_places_stand_after_the_place_itself(catalogue: Catalogue) -> None:
    town, county = catalogue.places.by_code["2181"], catalogue.places.by_code["21"]
    assert codes(catalogue, "liknande:Sandviken") == ["2181", *(one.code for one in catalogue.places.similar_to(town))]
    assert codes(catalogue, "similar:21") == ["21", *(one.code for one in catalogue.places.similar_to(county))]


def test_a_labour_market_area_goes_by_its_name_or_one_of_its_municipalities(catalogue: Catalogue) -> None:
    towns, named = catalogue.places.municipalities, catalogue.places.labour_market_areas
    areas = {town.code: area for town, area in zip(towns, named, strict=True)}
    wanted = [code for code, area in areas.items() if area == areas["2181"]]
    assert codes(catalogue, "arbetsmarknad:Sandviken") == wanted
    assert codes(catalogue, f"labour-market:{areas['2181']}") == wanted


@pytest.mark.parametrize(
    "pasted",
    [
        "1. Sandvikens kommun\n2) Gävle\n- Hofors",
        "• Sandviken\n– Gävle (2180)\n* Hofors (2104)",
        "Sandviken\tGävle\tHofors",
        "2181\tSandviken\t38 972\n2180\tGävle\t103 619\nHofors\t9 370",
        "2181\n2180\n2104",
    ],
)
def test_a_list_is_read_as_documents_and_spreadsheets_have_it(catalogue: Catalogue, pasted: str) -> None:
    found = find_places(catalogue, [pasted])
    assert [place.code for place in found.places] == ["2181", "2180", "2104"]
    assert found.twice == ()


def test_what_stands_twice_counts_once_and_is_told(catalogue: Catalogue) -> None:
    named = find_places(catalogue, ["Sandviken, Hofors, 2181", "län:Gävleborg"])
    assert len(named.places) == 10
    assert [place.name for place in named.twice] == ["Sandviken", "Hofors"]


def test_every_name_that_nothing_has_is_told_at_once(catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_places(catalogue, ["Sandvikn, Gävle, län:Gävlborg, grupp:Stad, arbetsmarknad:Gävlle, stad:Gävle"])
    errors = [caught.value, *caught.value.others]
    assert [one.code for one in errors] == [
        "unknown_place",
        "unknown_county",
        "unknown_group",
        "unknown_labour_market",
        "unknown_kind_of_group",
    ]
    assert "Sandviken" in str(errors[0].facts["nearest"])
    assert errors[1].facts["nearest"] == "Gävleborg"
    for texts in catalogue.texts.values():
        assert all(texts.of(group) in texts.explain(errors[2]).why for group in catalogue.places.groups)


def test_a_list_that_cannot_fit_is_refused_before_it_is_looked_up(catalogue: Catalogue) -> None:
    with pytest.raises(BadInputError) as caught:
        find_places(catalogue, ["Sandvikn," * 401])
    assert caught.value.code == "too_many_names"


def test_the_country_has_no_similar_places(catalogue: Catalogue) -> None:
    with pytest.raises(BadInputError):
        find_places(catalogue, ["liknande:Riket"])


def test_a_list_is_sorted_into_what_is_known_and_what_could_be_meant(catalogue: Catalogue) -> None:
    known, unknown = sort_names(
        catalogue, ["Sandviken, Gävlee, Harnosand, län:Gävlborg, liknande:Sandvikn, Xyzzyq, Hofors"]
    )
    assert known == ["Sandviken", "Harnosand", "Hofors"]
    assert [one.words for one in unknown] == ["Gävlee", "län:Gävlborg", "liknande:Sandvikn", "Xyzzyq"]
    assert unknown[0].nearest[0] == "Gävle"
    assert unknown[1].nearest == ("län:Gävleborg",)
    assert unknown[2].nearest[0] == "liknande:Sandviken"
    assert unknown[3].nearest == ()
    for one in unknown[:3]:
        assert not sort_names(catalogue, list(one.nearest))[1]


def test_what_stands_around_a_column_of_names_is_passed_over(catalogue: Catalogue) -> None:
    pasted = ["Kommun\nGnosjö\nVärnamo och Gislaved kommun\nSumma"]
    assert split_names(catalogue, pasted) == ["Gnosjö", "Värnamo", "Gislaved kommun"]
    assert split_names(catalogue, ["Värnamo och Gislaved, Gnosjö samt Habo"]) == [
        "Värnamo",
        "Gislaved",
        "Gnosjö",
        "Habo",
    ]
    assert list_passed_over(catalogue, pasted) == ["Kommun", "Summa"]
    assert list_passed_over(catalogue, ["Gnosjö"]) == []
    found = find_places(catalogue, ["Gislaved kommun, TROSA KOMMUN, Göteborg kommun"]).places
    assert [place.code for place in found] == ["0662", "0488", "1480"]


def test_no_place_or_group_is_taken_for_a_heading(catalogue: Catalogue) -> None:
    assert not set(catalogue.place_names) & catalogue.words_around_lists


def test_names_and_codes_in_a_workbook_are_those_of_a_list(catalogue: Catalogue, tmp_path: Path) -> None:
    """Also the number that a spreadsheet has made of 0180, and a figure that stands beside a name."""
    book = xlsxwriter.Workbook(tmp_path / "platser.xlsx")
    sheet = book.add_worksheet()
    for row, cells in enumerate((["Sandviken", 39_000], [180], ["Gävle", 104_000])):
        sheet.write_row(row, 0, cells)
    book.close()
    assert codes(catalogue, read_names(tmp_path / "platser.xlsx")) == ["2181", "0180", "2180"]
