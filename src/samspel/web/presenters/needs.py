"""Demands set against a place: the list with its filters, and one demand in full."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspel.app.needs import CHOICES, NeedFilter
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.measuring import Need
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.needs import (
    capitalise,
    describe_deciding,
    describe_known_reason,
    describe_question,
    label_choice,
)
from samspel.terms.harmless import neutralise

FIELDS = {
    "vem": "responsible",
    "ansvar": "obligation",
    "omrade": "area",
    "lage": "verdict",
    "styrka": "strength",
    "typ": "kind",
}
"""Names in the address, and the fields of the filter that they set."""
LONGEST = 40
"""Characters of an unknown choice that are told back."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with its choices."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCard:
    """A demand in the list of a place."""

    number: int
    id: str
    title: str
    verdict: Verdict
    strength: Strength | None
    who: str
    reason: str
    question: str


@dataclass(frozen=True, slots=True)
class StudyPart:
    """A study that bears on a demand."""

    citation: str
    kind: str
    result: str
    finding: str
    limits: str


def read_filter(catalogue: Catalogue, query: Mapping[str, str]) -> NeedFilter:
    """The filter that an address asks for; what is not a choice is passed over."""
    known = _list_values(catalogue)
    asked = {field: query.get(name, "") for name, field in FIELDS.items()}
    return NeedFilter(**{field: value if value in known[field] else "" for field, value in asked.items()})


def describe_unknown(catalogue: Catalogue, texts: Texts, query: Mapping[str, str]) -> str:
    """A sentence on what an address asks for that no filter has as a choice; nothing where there is none."""
    known = _list_values(catalogue)
    found = [
        texts(
            "web.needs.no_choice", value=neutralise(value[:LONGEST]), filter=texts(f"web.needs.filter_{field}").lower()
        )
        for name, field in FIELDS.items()
        if (value := query.get(name, "").strip()) and value not in known[field]
    ]
    return texts("web.needs.passed_over", choices=texts.listing(found)) if found else ""


def write_filter(wanted: NeedFilter) -> dict[str, str]:
    """The filter as it stands in an address."""
    return {name: getattr(wanted, field) for name, field in FIELDS.items() if getattr(wanted, field)}


def present_choices(catalogue: Catalogue, texts: Texts, wanted: NeedFilter) -> tuple[Choice, ...]:
    """The filters with their choices in words."""
    values = _list_values(catalogue)
    return tuple(
        Choice(
            name,
            texts(f"web.needs.filter_{field}"),
            tuple(
                Option(value, capitalise(label_choice(catalogue, texts, field, value)), value == getattr(wanted, field))
                for value in values[field]
            ),
        )
        for name, field in FIELDS.items()
    )


def present_cards(catalogue: Catalogue, texts: Texts, needs: Iterable[Need]) -> tuple[NeedCard, ...]:
    """The needs as cards, in the order they come."""
    return tuple(_present_card(catalogue, texts, need) for need in needs)


def present_studies(catalogue: Catalogue, texts: Texts, ids: Iterable[str]) -> tuple[StudyPart, ...]:
    """Studies with what they found, and what they do not say."""
    studies = [catalogue.studies[study] for study in ids]
    return tuple(
        StudyPart(
            study.citation,
            texts(f"study.kind_{study.kind.replace('-', '_')}"),
            texts(f"study.result_{study.result.replace('-', '_')}"),
            texts.of(study).finding,
            texts.of(study).limits,
        )
        for study in studies
    )


def _list_values(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    return {**CHOICES, "area": tuple(catalogue.areas)}


def _present_card(catalogue: Catalogue, texts: Texts, need: Need) -> NeedCard:
    demand = need.demand
    return NeedCard(
        number=demand.number,
        id=demand.id,
        title=texts.of(demand).title,
        verdict=need.verdict,
        strength=need.strength,
        who=describe_deciding(catalogue, texts, need),
        reason=describe_known_reason(catalogue, texts, need),
        question=describe_question(texts, need.open_questions[0]) if need.open_questions else "",
    )
