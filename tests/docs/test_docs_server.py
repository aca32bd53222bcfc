"""The document on the server names every setting with the default that it has."""

import re
from pathlib import Path

import msgspec

from samspel.web.limits import Limits

TEXT = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_document_with_its_default() -> None:
    told = dict(re.findall(r"^\| `SAMSPEL_(\w+)` \| ([^|]+) \|", TEXT, re.MULTILINE))
    defaults = {field.name.upper(): field.default for field in msgspec.structs.fields(Limits)}
    fixed = {name: str(value) for name, value in defaults.items() if isinstance(value, int)}
    assert set(told) == set(defaults)
    assert {name: told[name] for name in fixed} == fixed
