"""Writes a demand of somebody's own as the TOML file that it can be read from again."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from samspel.catalogue.records.handbooks import OwnDemand

DELETE = "\x7f"
"""The one sign that JSON writes as it is and TOML does not."""


def write_own(own: OwnDemand) -> str:
    """The file, without the keys that say nothing."""
    return "\n".join(_write_table(msgspec.to_builtins(own, builtin_types=(date,)), "")) + "\n"


def _write_table(table: Mapping[str, Any], name: str) -> Iterable[str]:
    """The table's own keys first, since those after a heading would be the heading's."""
    told = {key: value for key, value in table.items() if _says(value)}
    below = {key: value for key, value in told.items() if not name and _is_below(value)}
    for key, value in told.items():
        if key not in below:
            yield f"{key} = {_write_value(value)}"
    for key, value in below.items():
        for one in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{key}]]" if isinstance(value, list) else f"[{key}]"
            yield from _write_table(one, key)


def _is_below(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))


def _says(value: object) -> bool:
    """Whether a value says more than that the key was left out."""
    if isinstance(value, dict):
        return any(_says(one) for one in value.values())
    return value is not None and value is not False and value not in ("", [], ())


def _write_value(value: object) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{key} = {_write_value(one)}" for key, one in value.items() if _says(one))
        return f"{{ {inside} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_write_value, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace(DELETE, "\\u007f")
