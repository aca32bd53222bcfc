"""The document on the server names every setting with the default that it has, and what may be sent."""

import re
from pathlib import Path

import msgspec

from samspel.app.asking import FORM_LIMIT
from samspel.terms.units import MEGABYTE
from samspel.web.limits import Limits
from samspel.web.views.errors import KINDS
from samspel.web.wsgi import TIMETABLE_LIMIT

TEXT = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_document_with_its_default() -> None:
    told = dict(re.findall(r"^\| `SAMSPEL_(\w+)` \| ([^|]+) \|", TEXT, re.MULTILINE))
    defaults = {field.name.upper(): field.default for field in msgspec.structs.fields(Limits)}
    fixed = {name: str(value) for name, value in defaults.items() if isinstance(value, int)}
    assert set(told) == set(defaults)
    assert {name: told[name] for name in fixed} == fixed


def test_the_sizes_of_uploads_stand_in_the_document() -> None:
    timetables, form = re.findall(r"Timetables may take (\d+) MB, a form with answers (\d+) MB", TEXT)[0]
    assert (int(timetables) * MEGABYTE, int(form) * MEGABYTE) == (TIMETABLE_LIMIT, FORM_LIMIT)


def test_every_status_that_has_a_page_stands_in_the_document() -> None:
    told = re.findall(r"what to do: ([0-9, ]+) \(with\s+Retry-After\) and (\d+)", TEXT)[0]
    assert {int(code) for code in re.findall(r"\d+", " ".join(told))} == set(KINDS)
