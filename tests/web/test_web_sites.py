"""A large site whose point several share is told as unsure, and has no coordinates in the table."""

import csv
import io

from django.test import Client

from samspel.app.desk import Desk
from samspel.observations.picture import find_sites


def test_an_unsure_site_is_marked_on_the_page_and_in_the_table(client: Client, desk: Desk) -> None:
    place = desk.catalogue.places.by_code["0180"]
    sites = find_sites(desk.observations, place)
    unsure = [site for site in sites if not site.is_placed]
    assert unsure
    page = client.get("/plats/0180/siffror/sites/").content.decode()
    answer = client.get("/plats/0180/anlaggningar.csv")
    rows = {row["site"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    for site in sites:
        assert (f"{site.name} ?" in rows) is not site.is_placed
        assert (rows[site.label]["lat"] == "") is not site.is_placed
    assert all(f"{site.name} ?</th>" in page for site in unsure if "&" not in site.name)


def test_unlike_municipalities_are_warned_of_on_every_page_of_figures(client: Client) -> None:
    for address in (
        "/plats/1060/",
        "/plats/1060/siffror/",
        "/plats/1060/siffror/economy/",
        "/plats/1060/mal/lifelong-learning/",
    ):
        assert client.get(address).content.decode().count("hör till den fjärdedel av landets kommuner") == 1, address
    assert "hör till den fjärdedel" not in client.get("/plats/2181/siffror/").content.decode()
