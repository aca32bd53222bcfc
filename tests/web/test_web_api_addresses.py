"""Every address of the open data: it answers in both languages what commands and files give, as it is described."""

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from samspel.app.costing import add_costs
from samspel.app.courses import show_courses, show_every_place
from samspel.app.desk import Desk
from samspel.app.measures import find_measure
from samspel.app.needs import measure_at_each, measure_needs
from samspel.app.places import show_place
from samspel.catalogue.records.base import Lang
from samspel.rendering.table import list_records
from samspel.reports.courses import tabulate_courses
from samspel.reports.handbook import render_demand, tabulate_demands
from samspel.reports.need_table import tabulate_needs
from samspel.reports.needs_data import render_costed_need
from samspel.reports.place_data import render_portrait
from samspel.reports.records import render_place
from samspel.reports.sources import tabulate_sources
from samspel.web.api.addresses import ADDRESSES, JSON_STAT_EXAMPLE, Address
from samspel.web.api.description import REFERENCE
from samspel.web.api.problems import ROOT

LANGUAGES: tuple[Lang, ...] = ("sv", "en")
PLACES = ("2181", "21", "0980", "0184", "00")
Plain = dict[str, Any]


def fetch(client: Client, path: str, lang: str = "sv") -> Any:
    response = client.get(f"{ROOT}{path}{'&' if '?' in path else '?'}lang={lang}")
    assert response.status_code == 200, response.content
    assert response.headers["Content-Language"] == lang
    return json.loads(response.content)


def close(schema: Any) -> Any:
    """The same schema, in which a field that is not described is a fault."""
    if isinstance(schema, list):
        return [close(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: close(value) for key, value in schema.items()}
    return closed | {"additionalProperties": False} if "properties" in schema else closed


def make_validator(document: Plain, address: Address) -> Draft202012Validator:
    """Of the answer of an address."""
    content = document["paths"][address.pattern]["get"]["responses"]["200"]["content"]
    schemas = close(document["components"]["schemas"])
    return Draft202012Validator(
        {**close(content["application/json"]["schema"]), "components": {"schemas": schemas}},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


@pytest.fixture(scope="module")
def document(application: object) -> Plain:
    found: Plain = fetch(Client(SERVER_NAME="localhost"), "openapi.json")
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_each_example_answers_as_it_is_described_and_with_something(
    client: Client, document: Plain, address: Address, lang: Lang
) -> None:
    validator = make_validator(document, address)
    answer = fetch(client, address.example, lang)
    assert [error.message for error in validator.iter_errors(answer)] == []
    assert answer.get("values", answer.get("needs", [answer]))
    assert list(validator.iter_errors({**answer, "made_up": 1}))


@pytest.mark.parametrize("code", PLACES)
def test_every_kind_of_place_is_as_described(client: Client, document: Plain, code: str) -> None:
    by_name = {address.name: address for address in ADDRESSES}
    needs = {} if code == "00" else {"api_needs": f"places/{code}/needs"}
    for name, path in ({"api_place": f"places/{code}"} | needs).items():
        errors = make_validator(document, by_name[name]).iter_errors(fetch(client, path))
        assert [error.message for error in errors] == []


@pytest.mark.parametrize("measure", ["population", "surgery_minutes_mean", "U09800", "council_seats", "N00203"])
def test_series_of_every_kind_are_as_described(client: Client, document: Plain, measure: str) -> None:
    (series,) = [address for address in ADDRESSES if address.name == "api_series"]
    (whole,) = [address for address in ADDRESSES if address.name == "api_measure"]
    for path in (f"measures/{measure}/series?per_page=1000", f"measures/{measure}/series?format=json-stat2"):
        errors = make_validator(document, series).iter_errors(fetch(client, path))
        assert [error.message for error in errors] == []
    assert list(make_validator(document, whole).iter_errors(fetch(client, f"measures/{measure}"))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_places_and_needs_are_what_the_commands_print(client: Client, desk: Desk, lang: Lang) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts[lang]
    place = catalogue.places.by_code["2181"]
    assert fetch(client, "places/Sandviken", lang) == render_portrait(catalogue, texts, show_place(desk, place))
    needs = [render_costed_need(catalogue, texts, row) for row in add_costs(desk, measure_needs(desk, place))]
    assert fetch(client, "places/2181/needs", lang) == {"place": render_place(place), "needs": needs}
    (third,) = [need for need in needs if need["number"] == 3]
    assert fetch(client, "places/2181/needs/3", lang) == third
    for name in ("verdict", "strength", "responsible", "area"):
        kept = fetch(client, f"places/2181/needs?{name}={needs[0][name]}", lang)["needs"]
        assert kept == [need for need in needs if need[name] == needs[0][name]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_are_the_tables_of_the_files(client: Client, desk: Desk, lang: Lang) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts[lang]
    assert fetch(client, "demands", lang)["values"] == list_records(tabulate_demands(catalogue, texts))
    assert fetch(client, "sources", lang)["values"] == list_records(tabulate_sources(catalogue, texts))
    demand = catalogue.demands_by_number[18]
    assert fetch(client, "demands/18", lang) == json.loads(json.dumps(render_demand(catalogue, texts, demand)))
    rows = add_costs(desk, measure_at_each(desk, demand)[:7])
    verdicts = fetch(client, "demands/18/verdicts?per_page=7", lang)
    assert (verdicts["count"], verdicts["values"]) == (290, list_records(tabulate_needs(catalogue, texts, rows)))


def test_a_demand_of_regions_is_told_of_regions(client: Client, desk: Desk) -> None:
    demand = next(one for one in desk.catalogue.demands.values() if one.responsible == "region")
    values = fetch(client, f"demands/{demand.number}/verdicts")["values"]
    assert {row["place_code"] for row in values} == {place.code for place in desk.catalogue.places.regions}


def test_a_series_is_that_of_the_command_for_some_places_and_for_all(client: Client, desk: Desk) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts["sv"]
    measured = find_measure(desk, "sv", "N00090")
    places = [catalogue.places.by_code[code] for code in ("2181", "2180")]
    some = list_records(tabulate_courses(catalogue, texts, show_courses(desk, "sv", measured, places)))
    for query in ("place=Sandviken&place=G%C3%A4vle", "place=2181,2180"):
        assert fetch(client, f"measures/N00090/series?{query}")["values"] == some
    every = list_records(tabulate_courses(catalogue, texts, show_every_place(desk, "sv", measured)))
    rows, path = [], "measures/N00090/series?per_page=1000"
    while path:
        page = fetch(client, path)
        assert page["count"] == len(every)
        rows += page["values"]
        path = (page["next_url"] or "").removeprefix(ROOT).replace("&lang=sv", "")
    assert rows == every
    assert any(row["value"] is None and row["blank"] for row in rows)
    assert all((row["value"] is None) == (row["blank"] is not None) for row in rows)


def test_json_stat_is_the_same_values(client: Client) -> None:
    found = fetch(client, JSON_STAT_EXAMPLE)
    rows = fetch(client, "measures/N00090/series?per_page=1000&from=2020")["values"]
    count = len(rows)
    assert found["value"][:count] == [row["value"] for row in rows]
    reasons = found["extension"]["samspel"]["status"]
    told = [reasons[found["status"][str(at)]] if str(at) in found["status"] else None for at in range(count)]
    assert told == [row["blank"] for row in rows]


def test_measures_are_found_by_words_and_all_can_be_listed(client: Client, desk: Desk) -> None:
    everything = desk.base.measures.everything
    described = sum(one.is_described for one in everything.values())
    assert fetch(client, "measures")["count"] == described
    assert fetch(client, "measures?which=all")["count"] == len(everything)
    assert [row["id"] for row in fetch(client, "measures?q=N00090")["values"]] == ["staff_sick_leave"]
    assert fetch(client, "measures?q=qqzzxx") == {
        "count": 0,
        "page": 1,
        "per_page": 500,
        "next_url": None,
        "previous_url": None,
        "values": [],
    }


def test_each_reference_of_the_description_leads_somewhere(document: Plain) -> None:
    said = json.dumps(document)
    names = {part.split('"')[0] for part in said.split(REFERENCE)[1:]}
    assert names == set(document["components"]["schemas"])
