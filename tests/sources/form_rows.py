"""Forms written by hand, and small kept answers, for the tests of sources."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from given_answers import GIVEN
from samspel.catalogue.texts import LANGUAGES
from samspel.needs.answers import Answer
from samspel.sources.form_writing import COLUMNS
from shipped import load_shipped

TODAY = date(2026, 11, 22)
TEXTS = load_shipped().texts
HEADER, ENGLISH = (tuple(TEXTS[lang](f"form.{column}") for column in COLUMNS) for lang in LANGUAGES)
OFFERED: Mapping[str, str] = {
    "body": "2181",
    "about": "",
    "demand": "childcare-odd-hours",
    "item": "offered",
    "kind": "question",
    "question": "?",
    "answer_kind": "ja eller nej",
    "answer": "ja",
    "country": "",
    "answered_by": "registrator",
    "day": "2026-11-20",
    "source": "",
}
"""A row that is right; the others differ from it."""

WITHIN: Mapping[str, str] = {
    **OFFERED,
    "demand": "childcare-growth-areas",
    "item": "within-four-months",
    "answer": "80",
}
WAITING: Mapping[str, str] = {**OFFERED, "demand": "childcare-growth-areas", "item": "waiting", "answer": "12"}
HECTARES: Mapping[str, str] = {**OFFERED, "demand": "industrial-land", "item": "hectares", "answer": "12,5"}
AREAS: Mapping[str, str] = {**OFFERED, "demand": "childcare-growth-areas", "item": "areas", "answer": "Norrsätra"}
CYCLE: Mapping[str, str] = {
    **OFFERED,
    "demand": "cycle-paths-to-work",
    "item": "cycle_reach_share",
    "kind": "figure",
    "answer": "40",
}


def write_rows(*rows: Mapping[str, str], delimiter: str = ";", header: tuple[str, ...] = HEADER) -> str:
    """A filled-in form as text; `header` names the columns in the order of COLUMNS."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row[column] for column in COLUMNS] for row in rows)
    return out.getvalue()


def answer_offered(value: str = "yes", body: str = "2181") -> Answer:
    """An answer to whether childcare at odd hours is offered."""
    return replace(GIVEN, body=body, value=value, answered_by="registrator", day=TODAY)


def answer_waiting(value: float, body: str = "2181", *, demand: str = "childcare-growth-areas") -> Answer:
    """An answer to how many wait for a place."""
    return replace(GIVEN, body=body, demand=demand, item="waiting", value=value, answered_by="registrator", day=TODAY)
