"""The description of the open data is OpenAPI 3.1, and tells of every address, parameter and field there is."""

import copy
import json
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from samspel.app.desk import Desk
from samspel.web.api.addresses import ADDRESSES
from samspel.web.api.problems import ROOT

Plain = dict[str, Any]


def fetch(client: Client, lang: str) -> Plain:
    found: Plain = json.loads(client.get(f"{ROOT}openapi.json?lang={lang}").content)
    return found


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_description_is_openapi(client: Client, lang: str) -> None:
    document = fetch(client, lang)
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
    broken = copy.deepcopy(document)
    del broken["info"]["title"]
    assert list(OpenAPIV31SpecValidator(broken).iter_errors())


def test_it_tells_of_every_address_and_parameter(client: Client) -> None:
    paths = fetch(client, "sv")["paths"]
    assert set(paths) == {address.pattern for address in ADDRESSES}
    for address in ADDRESSES:
        told = {(one["in"], one["name"]) for one in paths[address.pattern]["get"]["parameters"]}
        assert told == {("path", part) for part in address.parts} | {("query", one.name) for one in address.known}


def test_both_languages_describe_the_same_in_other_words(client: Client) -> None:
    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(one) for key, one in value.items() if key not in ("description", "summary", "title")}
        return [strip(one) for one in value] if isinstance(value, list) else value

    swedish, english = fetch(client, "sv"), fetch(client, "en")
    assert strip(swedish) == strip(english)
    assert swedish["info"] != english["info"]


def test_every_sentence_of_a_field_is_of_a_field_that_there_is(client: Client, desk: Desk) -> None:
    schemas = fetch(client, "sv")["components"]["schemas"]
    fields = {name for schema in schemas.values() for name in schema.get("properties", {})}
    fields |= {f"{name}.{field}" for name, schema in schemas.items() for field in schema.get("properties", {})}
    start = "web.api.field."
    told = {key.removeprefix(start) for key in desk.catalogue.texts["sv"].entries if key.startswith(start)}
    assert told <= fields
    observation = schemas["Observation"]["properties"]
    assert all("description" in field for field in observation.values())
