"""Whose a demand is, wherever it is named."""

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand, Whose
from samspel.reports.demand import compose_demand, label_demand
from samspel.reports.handbook import render_demand
from samspel.reports.whose import describe_whose, find_lang, find_texts, label_title, name_whose, render_whose


def lend(catalogue: Catalogue, whose: Whose) -> Demand:
    return msgspec.structs.replace(catalogue.demands_by_number[2], whose=whose)


def test_nothing_is_said_of_our_own(catalogue: Catalogue) -> None:
    demand, texts = catalogue.demands_by_number[2], catalogue.texts["sv"]
    assert label_title(texts, demand) == demand.sv.title
    assert (describe_whose(texts, demand), name_whose(demand), render_whose(demand)) == ("", None, None)
    assert find_lang(catalogue.texts["en"], demand) is None


def test_anothers_is_named_with_its_handbook(catalogue: Catalogue) -> None:
    demand, texts = lend(catalogue, Whose(name="Kustens handbok", publisher="Kustens råd")), catalogue.texts["sv"]
    assert label_demand(texts, demand) == f"2. {demand.sv.title} (Kustens handbok)"
    assert "Kustens råd" in describe_whose(texts, demand)
    assert name_whose(demand) == "Kustens handbok"
    assert "Kustens råd" in str(compose_demand(catalogue, texts, demand))
    assert render_demand(catalogue, texts, demand)["whose"] == {
        "own": False,
        "name": "Kustens handbok",
        "publisher": "Kustens råd",
    }


def test_ones_own_is_told_so_and_its_words_are_marked_as_swedish_on_english_pages(catalogue: Catalogue) -> None:
    demand = lend(catalogue, Whose(is_own=True, is_translated=False))
    assert label_title(catalogue.texts["sv"], demand).endswith("(eget krav)")
    assert label_title(catalogue.texts["en"], demand).endswith("(own demand)")
    assert name_whose(demand) == "own"
    assert find_lang(catalogue.texts["en"], demand) == "sv"
    assert find_lang(catalogue.texts["sv"], demand) is None
    assert find_texts(catalogue, catalogue.texts["en"], demand) is catalogue.texts["sv"]
