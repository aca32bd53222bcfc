"""The pages of the climate transition and of a firm's electricity: forms, answers, files, and mistakes kept."""

from urllib.parse import parse_qsl

import polars as pl
import pytest
from django.test import Client

from reading import read
from samspel.app.desk import Desk
from samspel.app.transition import plan_transition
from samspel.transition.outlook import Plan

PAGE, FIRM = "/plats/2580/omstallning/", "/elkalkyl/"


def test_the_page_says_what_the_use_case_says(client: Client, desk: Desk) -> None:
    page = read(client.get(PAGE))
    texts = desk.catalogue.texts["sv"]
    outlook = plan_transition(desk, desk.catalogue.places.by_code["2580"], Plan())
    median = outlook.transition.bands["emissions"][2, -1]
    assert texts.number(round(median, -3)) in page.text
    assert len(page.attributes("figure")) == 4
    assert texts("transition.assumed") in page.text


def test_the_form_keeps_what_was_chosen_and_leaves_out_the_rest(client: Client) -> None:
    query = {"valt": "1", "steg": "hydrogen-steel", "ar_hydrogen-steel": "2032", "andel_hydrogen-steel": "50"}
    page = read(client.get(PAGE, query))
    checked = [a["value"] for a in page.attributes("input") if a.get("type") == "checkbox" and "checked" in a]
    assert checked == ["hydrogen-steel"]
    values = {a["name"]: a.get("value") for a in page.attributes("input") if "name" in a}
    assert (values["ar_hydrogen-steel"], values["andel_hydrogen-steel"]) == ("2032", "50")
    assert "på 50 procent" in page.text


def test_an_empty_choice_changes_nothing(client: Client, desk: Desk) -> None:
    page = read(client.get(PAGE, {"valt": "1"}))
    assert desk.catalogue.texts["sv"]("transition.unchanged") in page.text


def test_one_site_alone_has_its_own_steps_and_forgets_those_of_others(client: Client) -> None:
    site = "SSAB EMEA AB i Luleå"
    response = client.get(PAGE, {"valt": "1", "vem": site, "steg": ["hydrogen-steel", "capture-cement"]})
    page = read(response)
    assert response.status_code == 200
    offered = {a["value"] for a in page.attributes("input") if a.get("name") == "steg"}
    assert "hydrogen-steel" in offered
    assert "capture-cement" not in offered
    assert [a["value"] for a in page.attributes("option") if "selected" in a] == [site]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"valt": "1", "steg": "hydrogen-steel", "ar_hydrogen-steel": "2020"}, "”Järn med vätgas"),
        ({"valt": "1", "steg": "hydrogen-steel", "ar_hydrogen-steel": "soon"}, "”soon” är inget tal"),
        (
            {"valt": "1", "steg": "hydrogen-steel", "ar_hydrogen-steel": "2031", "andel_hydrogen-steel": "0"},
            "högst 100",
        ),
        ({"valt": "1", "steg": "wishing"}, "Steget wishing finns inte"),
        ({"langd": "99"}, "99"),
        ({"langd": "1.5"}, "”1.5” är inget heltal"),
        ({"vem": "Volvo"}, "Volvo är inte en av anläggningarna"),
    ],
)
def test_a_mistake_is_told_above_the_form_that_keeps_it(client: Client, query: dict[str, str], said: str) -> None:
    response = client.get(PAGE, query)
    page = read(response)
    assert response.status_code == 400
    assert said in page.text
    assert page.attributes("form")
    assert (
        client.get(f"/plats/2580/omstallning.csv?{'&'.join(f'{k}={v}' for k, v in query.items())}").status_code == 400
    )


def test_the_link_fills_in_what_happens_if(client: Client) -> None:
    (link,) = [one for one in read(client.get(PAGE)).links if one.startswith("/plats/2580/vad-hander-om/?")]
    response = client.get(link.partition("#")[0])
    assert response.status_code == 200
    asked = dict(parse_qsl(link.partition("?")[2].partition("#")[0]))
    assert f"{asked['ar1']}–{asked['till1']}" in read(response).text


def test_the_table_holds_the_choice_of_the_page(client: Client) -> None:
    page = read(client.get(PAGE, {"valt": "1", "steg": "efficiency"}))
    (csv,) = [link for link in page.links if link.startswith("/plats/2580/omstallning.csv")]
    frame = pl.read_csv(client.get(csv).content)
    assert set(frame["step"]) == {"all", "efficiency"}
    sheet = client.get("/plats/2580/omstallning.xlsx")
    assert sheet.content.startswith(b"PK")


def test_a_region_and_the_country_say_why_there_is_none(client: Client) -> None:
    assert "/plats/2580/omstallning/" in read(client.get("/plats/25/omstallning/")).links
    assert not read(client.get("/plats/00/omstallning/")).attributes("fieldset")
    assert client.get("/plats/25/omstallning.csv").status_code == 400


def test_the_place_leads_to_the_transition_and_that_to_the_firm(client: Client) -> None:
    assert PAGE in read(client.get("/plats/2580/")).links
    assert f"{FIRM}?plats=2580" in read(client.get(PAGE)).links
    assert f"/en{FIRM}?plats=2580" in read(client.get(f"/en{PAGE}")).links


def test_a_firm_gets_its_reckoning_and_the_same_as_a_file(client: Client) -> None:
    query = {
        "el": "250 000",
        "pris": "120,5",
        "atgard": ["led", "night-off"],
        "kostnad_led": "80000",
        "andel_led": "15",
    }
    page = read(client.get(FIRM, query))
    assert "120,5 öre (1,205 kr) per kWh" in page.text
    assert "LED i stället för lysrör" in page.text
    (csv,) = [link for link in page.links if link.startswith("/elkalkyl.csv")]
    frame = pl.read_csv(client.get(csv).content)
    assert set(frame["measure"]) == {"led", "night-off", "all"}
    led = frame.filter((pl.col("measure") == "led") & (pl.col("case") == "likely"))
    assert led["cost_sek"].to_list() == [80_000.0]
    assert led["saved_kwh"].to_list() == pytest.approx([250_000 * 0.15 * 0.5])


def test_own_numbers_without_a_choice_count_for_all_measures(client: Client) -> None:
    frame = pl.read_csv(client.get("/elkalkyl.csv", {"el": "100000", "pris": "100", "kostnad_led": "1"}).content)
    assert frame["measure"].n_unique() == 9
    assert frame.filter(pl.col("measure") == "led")["cost_sek"].to_list() == [1.0] * 3


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"el": "much", "pris": "100"}, "”much” är inget tal"),
        ({"el": "1000"}, "Ett tal saknas"),
        ({"el": "0", "pris": "100"}, "0 kWh om året går inte"),
        ({"el": "1000", "pris": "100", "atgard": "led", "andel_led": "90"}, "129 procent"),
        ({"el": "1000", "pris": "100", "atgard": "led", "andel_led": "900"}, "”LED i stället för lysrör”"),
        ({"el": "1000", "pris": "100", "atgard": "sun"}, "Åtgärden sun finns inte"),
    ],
)
def test_a_firm_s_mistake_is_told_and_kept(client: Client, query: dict[str, str], said: str) -> None:
    response = client.get(FIRM, query)
    page = read(response)
    assert response.status_code == 400
    assert said in page.text.replace("\u00a0", " ")
    assert query["el"] in [a.get("value") for a in page.attributes("input")]
