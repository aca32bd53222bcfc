"""A place in blocks: each register's emissions in a column of its own, and jobs never without year and publisher."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from samspel.app.desk import Desk
from samspel.app.places import show_place
from samspel.rendering.blocks import Paragraph
from samspel.rendering.table import Table, list_records, words
from samspel.reports.place import compose_place, compose_sites, tabulate_section, tabulate_sites
from samspel.terms.place import Place

At = Callable[[str], Place]


def test_emissions_of_both_registers_have_a_column_each(still_desk: Desk, at: At) -> None:
    catalogue, place = still_desk.catalogue, at("21")
    sites = show_place(still_desk, place).picture.sites
    table = tabulate_sites(catalogue, catalogue.texts["sv"], place, sites)
    both = next(site for site in sites if site.emissions_ets and site.emissions_eprtr)
    record = next(each for each in list_records(table) if each["site"] == both.label)
    assert (record["emissions_ets_t_2014"], record["emissions_eprtr_t_2014"]) == (
        both.emissions_ets,
        both.emissions_eprtr,
    )
    heads = words(table).heads[-2:]
    assert "utsläppshandel" in heads[0]
    assert "E-PRTR" in heads[1]


def test_a_site_whose_point_is_shared_says_so_in_files(still_desk: Desk, at: At) -> None:
    catalogue, place = still_desk.catalogue, at("21")
    site = replace(show_place(still_desk, place).picture.sites[0], is_placed=False)
    (record,) = list_records(tabulate_sites(catalogue, catalogue.texts["sv"], place, [site]))
    assert (record["lat"], record["is_place_sure"]) == (None, False)
    assert str(record["site"]).endswith("?")


def test_a_place_without_sites_says_so(still_desk: Desk, at: At) -> None:
    texts = still_desk.catalogue.texts["sv"]
    picture = replace(show_place(still_desk, at("2181")).picture, sites=())
    assert compose_sites(still_desk.catalogue, texts, picture) == (Paragraph(texts("place.sites_none")),)


@pytest.mark.parametrize("code", ["2181", "21", "00"])
def test_the_blocks_of_a_place_hold_a_table_for_each_section(still_desk: Desk, at: At, code: str) -> None:
    portrait = show_place(still_desk, at(code))
    blocks = compose_place(still_desk.catalogue, still_desk.catalogue.texts["sv"], portrait)
    names = [block.name for block in blocks if isinstance(block, Table)]
    sections = [f"place-{code}-{section.record.id}" for section in portrait.picture.sections if section.rows]
    assert names[: len(sections)] == sections


def test_figures_that_end_early_say_why_under_their_table_and_others_do_not(still_desk: Desk, at: At) -> None:
    catalogue, place = still_desk.catalogue, at("2181")
    texts, told = catalogue.texts["sv"], "Tabellen är läst som den stod 2024 och slutar 2022."
    for section in show_place(still_desk, place).picture.sections:
        table = tabulate_section(catalogue, texts, place, section)
        early = [row for row in section.rows if any(one.table == "kolada" for one in row.here.origins)]
        notes = [note for note in table.notes if told in note]
        assert len(notes) == bool(early)
        assert all(texts.of(row.indicator).name in notes[0] for row in early)
