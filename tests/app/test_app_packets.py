"""A packet for a group: an overview and a sheet for each place, and one place that fails stops no other."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from samspel.app.comparing import LATEST, find_compared_demands
from samspel.app.desk import Desk
from samspel.app.grouping import find_places
from samspel.app.needs import measure_needs
from samspel.app.packets import Packet, ask_packet, make_packet
from samspel.app.sheets import set_sheet
from samspel.catalogue.records.needs import Demand
from samspel.needs.measuring import Need, NeedsAssessor, order_needs
from samspel.needs.verdict import Verdict
from samspel.terms.place import Place

DAY = date(2026, 11, 29)
TOWNS = "Sandviken, Hofors, Upplands Väsby"
Make = Callable[..., Packet]


@pytest.fixture
def make(desk: Desk) -> Make:
    """A packet of the places named, with the demands if there are any."""

    def run(names: str, demands: Sequence[str] = (), **more: Any) -> Packet:
        chosen = find_compared_demands(desk, demands)
        named = find_places(desk.catalogue, [names])
        return make_packet(desk, ask_packet(desk, "sv", DAY, named, ["N00053"], LATEST, chosen), **more)

    return run


def read_pages(packet: Packet) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(packet.pdf)).pages]


def list_names(packet: Packet) -> list[str]:
    with ZipFile(io.BytesIO(packet.archive)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_each_place_has_a_page_after_the_overview_and_a_file_that_begins_with_the_town(make: Make) -> None:
    packet = make(TOWNS)
    first, *sheets = read_pages(packet)
    assert "3 platser sida vid sida" in first
    assert [
        f"Tre krav i {town}" in page for town, page in zip(("Sandvikens", "Hofors", "Upplands"), sheets, strict=True)
    ]
    names = list_names(packet)
    assert names[0] == "00-oversikt.pdf"
    assert [name.partition("-blad-")[0] for name in names[1:]] == ["Sandviken", "Hofors", "Upplands-Väsby"]
    assert (packet.name, packet.count, packet.missing) == ("paket-3-platser", 3, ())


def test_all_sheets_have_the_demands_that_were_chosen(make: Make) -> None:
    for page in read_pages(make(TOWNS, ["33", "2"]))[1:]:
        assert "Kollektivtrafik som passar skiftarbete" in page
        assert "Barnomsorg på kvällar" in page


def test_a_sheet_demands_nothing_that_does_not_apply_in_the_place(make: Make, desk: Desk) -> None:
    """Homes where the population grows: it does not in every town."""
    growing, care = (desk.catalogue.demands_by_number[number] for number in (16, 2))
    packet = make(TOWNS, ["16", "2"])
    applies = [
        desk.assessor.measure_demand(growing, place).verdict is not Verdict.NOT_HERE
        for place in map(desk.catalogue.places.by_code.__getitem__, ("2181", "2104", "0114"))
    ]
    assert True in applies
    assert False in applies
    sheets = read_pages(packet)[1:]
    assert [growing.sv.title in page for page in sheets] == applies
    assert all(care.sv.title in page for page in sheets)


def test_a_place_that_cannot_have_a_sheet_is_told_and_stops_no_other(make: Make) -> None:
    packet = make("Sandviken, Gävleborgs län, Riket", ["2"])
    first, *sheets = read_pages(packet)
    assert len(sheets) == 1
    assert len(list_names(packet)) == 2
    assert [one.partition(":")[0] for one in packet.missing] == ["Gävleborg", "Riket"]
    assert "Platser utan blad" in first
    assert "Krav 2 ställs till kommunen, inte till Region Gävleborg." in first


def test_a_fault_of_the_program_at_one_place_stops_no_other(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(desk: Desk, place: Place, *rest: Any, **more: Any) -> Any:
        if place.name == "Hofors":
            raise RuntimeError(place.name)
        return set_sheet(desk, place, *rest, **more)

    monkeypatch.setattr("samspel.app.packets.set_sheet", write)
    packet = make(TOWNS)
    assert packet.missing == ("Hofors: Bladet kunde inte göras. Felet är Samspels eget.",)
    assert len(read_pages(packet)) == 3
    assert len(list_names(packet)) == 3


def test_the_same_packet_is_the_same_bytes_and_progress_goes_through_every_place(make: Make) -> None:
    seen: list[str] = []

    def watch(places: Sequence[Place]) -> Iterator[Place]:
        for place in places:
            seen.append(place.name)
            yield place

    assert make(TOWNS, watch=watch) == make(TOWNS)
    assert seen == TOWNS.split(", ")


def test_each_sheet_has_the_measures_that_were_chosen_beside_similar_places_and_the_packet(
    make: Make, desk: Desk
) -> None:
    _, *sheets = read_pages(make(TOWNS))
    for page in sheets:
        assert "Valda mått" in page
        assert re.search("Mitten bland de liknande: [0-9 ,]+[.] Mitten i paketet: [0-9 ,]+[.]", page)
        assert page.count("De liknande kommunerna har RKA valt: ") == 1
    named = find_places(desk.catalogue, [TOWNS])
    usual = make_packet(desk, ask_packet(desk, "sv", DAY, named, [], LATEST, ()))
    assert "Valda mått" not in " ".join(read_pages(usual))


def test_a_sheet_begins_with_what_the_place_decides_itself_unless_somebody_chose(make: Make, desk: Desk) -> None:
    region = desk.catalogue.demands_by_number[52].sv.title
    outstanding = [
        place.name
        for place in desk.catalogue.places.municipalities[:120]
        if measure_needs(desk, place)[0].demand.number == 52
    ][:2]
    assert outstanding
    for page in read_pages(make(", ".join([*outstanding, "Hofors"])))[1:]:
        assert region not in page
    assert region in read_pages(make("Sandviken, Hofors", ["52"]))[1]


def test_a_demand_is_measured_once_for_a_sheet(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    measure = NeedsAssessor.measure_demand

    def count(self: NeedsAssessor, demand: Demand, place: Place) -> Need:
        seen[demand.id, place.code] += 1
        return measure(self, demand, place)

    monkeypatch.setattr(NeedsAssessor, "measure_demand", count)
    make("Sandviken, Hofors")
    make("Ockelbo, Gävle", ["33", "2"])
    assert set(seen.values()) == {1}


def test_of_more_demands_than_a_sheet_holds_each_place_has_those_with_the_largest_need(make: Make, desk: Desk) -> None:
    packet = make("Sandviken, Hofors", ["33, 27, 30, 32, 5, 6"])
    chosen = find_compared_demands(desk, ["33, 27, 30, 32, 5, 6"])
    sandviken = next(page for page in read_pages(packet) if "Tre krav på Sandvikens kommun" in page)
    place = desk.catalogue.places.by_code["2181"]
    ranked = order_needs(desk.assessor.measure_demand(demand, place) for demand in chosen)
    assert all(need.demand.sv.title.split()[0] in sandviken for need in ranked[:3])
    assert f"{len(chosen)} krav" in read_pages(packet)[0]
