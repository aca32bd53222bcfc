"""Packets as the server keeps them: few, on the disk, the latest; and what tells one from another."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from samspel.app.comparing import LATEST
from samspel.app.desk import Desk
from samspel.app.grouping import find_places
from samspel.app.packets import Packet, ask_packet
from samspel.web.packets import Shelf, name_packet

pytestmark = pytest.mark.usefixtures("no_packets")


def make_packet(number: int) -> Packet:
    return Packet(name=f"p{number}", pdf=b"pdf", archive=b"zip", count=number, missing=())


def test_the_latest_are_kept_and_the_files_of_the_others_removed(client: Client) -> None:
    shelf, folders = Shelf(2), list[Path]()
    for number in range(3):
        shelf.keep(str(number), make_packet(number))
        found = shelf.find(str(number))
        assert found is not None
        folders.append(found.folder)
        assert (found.read("pdf"), found.read("zip")) == (b"pdf", b"zip")
        shelf.find("0")
    assert [folder.exists() for folder in folders] == [True, False, True]
    assert shelf.find("1") is None
    shelf.keep("0", make_packet(9))
    assert not folders[0].exists()


def test_a_packet_is_another_with_other_places_measures_demands_language_or_day(desk: Desk) -> None:
    def name(
        places: str = "2181,2180", measure: str = "N00053", lang: str = "sv", day: int = 1, demand: int = 0
    ) -> str:
        demands = (desk.catalogue.demands_by_number[demand],) if demand else ()
        named = find_places(desk.catalogue, [places])
        asked = ask_packet(desk, lang, date(2026, 11, day), named, [measure], LATEST, demands)  # type: ignore[arg-type]
        return name_packet(desk, asked)

    assert name() == name()
    others = [
        name(places="2181,2180,2104"),
        name(places="2180,2181"),
        name(measure="N02201"),
        name(lang="en"),
        name(day=2),
        name(demand=2),
    ]
    assert len({name(), *others}) == 7
