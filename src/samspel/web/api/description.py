"""The description of the open data as OpenAPI 3.1. Schemas are made of the records and tables that the answers are, so
that a field that is added or removed there is so here too.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from samspel import __version__
from samspel.catalogue.texts import Texts
from samspel.web.api.addresses import ADDRESSES, LICENCE, Address
from samspel.web.api.answers import FORMATS
from samspel.web.api.parameters import Parameter
from samspel.web.api.problems import TYPE as PROBLEM_TYPE
from samspel.web.api.shapes import ProblemData, Rows, Shape
from samspel.web.shared import get_texts

Schema = dict[str, Any]
OPENAPI = "3.1.0"
DATA = "Data"
"""How the names of records end, which a reader of the description need not see."""
PROBLEM, JSON_STAT = "Problem", "JsonStat"
REFERENCE = "#/components/schemas/"
TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (str, "string"),
    (list, "array"),
    (Mapping, "object"),
)  # type: ignore[type-abstract,unused-ignore]
ERRORS = {"400": "bad", "403": "forbidden", "404": "missing", "503": "busy"}


def describe() -> Schema:
    """The whole document, in the language of the request."""
    texts = get_texts()
    return {
        "openapi": OPENAPI,
        "info": {
            "title": texts("web.api.title"),
            "version": __version__,
            "summary": texts("web.api.lead"),
            "description": "\n\n".join(list_rules(texts)),
            "license": {"name": LICENCE, "identifier": LICENCE},
        },
        "servers": [{"url": "/"}],
        "paths": {address.pattern: {"get": _describe_address(texts, address)} for address in ADDRESSES},
        "components": {
            "schemas": _list_schemas(texts),
            "responses": {
                name: {
                    "description": texts(f"web.api.error.{name}"),
                    "content": {PROBLEM_TYPE: {"schema": {"$ref": REFERENCE + PROBLEM}}},
                }
                for name in ERRORS.values()
            },
        },
    }


def list_rules(texts: Texts) -> tuple[str, ...]:
    """What holds at every address."""
    rules = ("blank", "paging", "lang", "strict", "errors", "cache", "origin", "terms", "stable")
    return tuple(texts(f"web.api.rule.{rule}") for rule in rules)


def describe_parameter(texts: Texts, parameter: Parameter) -> str:
    """What a parameter is."""
    return texts(f"web.api.parameter.{parameter.name}")


def _describe_address(texts: Texts, address: Address) -> Schema:
    return {
        "operationId": address.name.removeprefix("api_"),
        "summary": texts(f"web.api.gives.{address.name}"),
        "parameters": [
            *({"name": part, "in": "path", "required": True, **_tell(texts, part)} for part in address.parts),
            *(_describe_parameter(texts, parameter) for parameter in address.known),
        ],
        "responses": {
            "200": {
                "description": texts(f"web.api.gives.{address.name}"),
                "headers": {"ETag": {"schema": {"type": "string"}, "description": texts("web.api.rule.cache")}},
                "content": {"application/json": {"schema": _refer(address)}},
            },
            "304": {"description": texts("web.api.error.same")},
            **{status: {"$ref": f"#/components/responses/{name}"} for status, name in ERRORS.items()},
        },
    }


def _tell(texts: Texts, name: str) -> Schema:
    return {"description": texts(f"web.api.parameter.{name}"), "schema": {"type": "string"}}


def _describe_parameter(texts: Texts, parameter: Parameter) -> Schema:
    schema: Schema = {"type": "integer" if parameter.most else "string"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.most:
        schema |= {"minimum": parameter.least, "maximum": parameter.most}
    if parameter.usual:
        schema["default"] = int(parameter.usual) if parameter.most else parameter.usual
    said = {"name": parameter.name, "in": "query", "description": describe_parameter(texts, parameter)}
    if parameter.is_repeatable:
        return said | {"schema": {"type": "array", "items": schema}, "explode": True}
    return said | {"schema": schema}


def _refer(address: Address) -> Schema:
    """The schema of an answer."""
    shape = address.shape
    one: Schema = {"$ref": REFERENCE + shape.name}
    listed = _describe_list(one) if shape.is_listed else one
    is_both = any(parameter.choices == FORMATS for parameter in address.parameters)
    return {"anyOf": [listed, {"$ref": REFERENCE + JSON_STAT}]} if is_both else listed


def _describe_list(one: Schema) -> Schema:
    """A page of a list, in the names that Kolada's own has."""
    whole, address = {"type": "integer", "minimum": 0}, {"type": ["string", "null"]}
    fields = {
        "count": whole,
        "page": whole,
        "per_page": whole,
        "next_url": address,
        "previous_url": address,
        "values": {"type": "array", "items": one},
    }
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list_schemas(texts: Texts) -> Schema:
    """Every schema by name: of records, of tables, and of JSON-stat."""
    shapes = [address.shape for address in ADDRESSES]
    records = [shape.record for shape in shapes if shape.record is not None]
    _, made = msgspec.json.schema_components((*records, ProblemData), ref_template=REFERENCE + "{name}")
    found = {name.removesuffix(DATA): _tidy(schema) for name, schema in made.items()}
    found |= {shape.name: _describe_rows(shape) for shape in shapes if shape.sample is not None}
    found[JSON_STAT] = JSON_STAT_SCHEMA
    named: Schema = msgspec.json.decode(
        re.sub(rb'(#/components/schemas/\w+?)Data"', rb'\1"', msgspec.json.encode(found))
    )
    for name, schema in named.items():
        _tell_fields(texts, name, schema)
    return named


def _tell_fields(texts: Texts, name: str, schema: Schema) -> None:
    """Add what a field is, where its key does not say it: of this record alone, or of the field everywhere."""
    for key, field in schema.get("properties", {}).items():
        told = texts.entries.get(f"web.api.field.{name}.{key}") or texts.entries.get(f"web.api.field.{key}")
        if told:
            field["description"] = told


def _tidy(schema: Schema) -> Schema:
    """A record always has all its fields. What the code says of itself is left out: it has one language."""
    bare = {key: value for key, value in schema.items() if key not in ("title", "description")}
    return bare | {"required": list(bare["properties"])} if "properties" in bare else bare


def _describe_rows(shape: Shape) -> Schema:
    """The columns of a table, each with the kinds of what stands in it; any may be blank."""
    rows: Rows = () if shape.sample is None else shape.sample()
    names = list(dict.fromkeys(name for row in rows for name in row))
    fields = {name: _describe_column([row[name] for row in rows if name in row]) for name in names}
    return {"type": "object", "properties": fields, "required": names}


def _describe_column(values: Iterable[object]) -> Schema:
    """Nothing is said of a column that is blank wherever one looked."""
    kinds = {_find_type(value) for value in values if value is not None}
    if "number" in kinds:
        kinds.discard("integer")
    elif "integer" in kinds:  # a column of whole numbers may have others elsewhere
        kinds = (kinds - {"integer"}) | {"number"}
    return {"type": [*sorted(kinds), "null"]} if kinds else {}


def _find_type(value: object) -> str:
    return next(name for kind, name in TYPES if isinstance(value, kind))


JSON_STAT_SCHEMA: Schema = {
    "type": "object",
    "externalDocs": {"url": "https://json-stat.org/full/"},
    "properties": {
        "version": {"const": "2.0"},
        "class": {"const": "dataset"},
        "label": {"type": "string"},
        "source": {"type": "string"},
        "updated": {"type": "string"},
        "note": {"type": "array", "items": {"type": "string"}},
        "id": {"type": "array", "items": {"type": "string"}},
        "size": {"type": "array", "items": {"type": "integer"}},
        "role": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "dimension": {"type": "object"},
        "value": {"type": "array", "items": {"type": ["number", "null"]}},
        "status": {"type": "object", "additionalProperties": {"type": "string"}},
        "extension": {"type": "object"},
    },
    "required": ["version", "class", "label", "id", "size", "role", "dimension", "value", "status", "extension"],
}
"""What of JSON-stat 2.0 is given; its own page has the rest."""
