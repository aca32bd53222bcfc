"""Demands set against a place: the list with its filters, and one demand in full."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.app.needs import BOTH, CHOICES, NeedFilter, find_elsewhere_answered, find_material, list_bodies
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.needs.measuring import Need
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.enquiry import describe_elsewhere, find_ask_link, label_asking
from samspel.reports.needs import describe_deciding, describe_known_reason, describe_question, label_choice
from samspel.reports.whose import find_lang, label_title
from samspel.scenarios.costs import CostedNeed
from samspel.terms.alphabet import capitalise
from samspel.terms.harmless import neutralise
from samspel.terms.place import Place
from samspel.web.blocks import find_address
from samspel.web.choices import Option
from samspel.web.presenters.pictures import Figure

FIELDS = {
    "beslutar": "body",
    "vem": "responsible",
    "ansvar": "obligation",
    "omrade": "area",
    "lage": "verdict",
    "styrka": "strength",
    "typ": "kind",
    "finns": "material",
}
"""Names in the address, and the fields of the filter that they set."""
USUAL = ("area", "verdict", "material")
"""The filters that most who filter need; the others are folded until one of them is chosen."""
LONGEST = 40
"""Characters of an unknown choice that are told back."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with its choices."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def is_near(self) -> bool:
        """Whether it is in sight: one that most need, or that somebody has chosen in."""
        return FIELDS[self.name] in USUAL or any(option.is_chosen for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCard:
    """A demand in the list of a place. `ask` leads to the next question alone, `elsewhere` says of an unknown
    demand who else has answered that question, and `material` what there is here for a motion. `is_first` says that it
    stands among the first too, where it is ticked.
    """

    number: int
    id: str
    title: str
    lang: Lang
    verdict: Verdict
    strength: Strength | None
    who: str
    reason: str
    question: str
    spark: Figure | None
    ask: str
    ask_words: str
    elsewhere: str
    material: str
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class StudyPart:
    """A study that bears on a demand."""

    citation: str
    kind: str
    result: str
    finding: str
    limits: str


def read_filter(catalogue: Catalogue, place: Place, query: Mapping[str, str]) -> NeedFilter:
    """The filter that an address asks for; what is not a choice is passed over."""
    known = _list_values(catalogue, place)
    asked = {field: query.get(name, "") for name, field in FIELDS.items()}
    return NeedFilter(**{field: value if value in known[field] else "" for field, value in asked.items()})


def describe_unknown(catalogue: Catalogue, texts: Texts, place: Place, query: Mapping[str, str]) -> str:
    """A sentence on what an address asks for that no filter has as a choice; nothing where there is none."""
    known = _list_values(catalogue, place)
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


def lead_to_both(place: Place) -> str:
    """The address of the demands that have both figures and an answer on cost for a motion at a place."""
    return f"{reverse('place_needs', args=[place.code])}?{urlencode(write_filter(NeedFilter(material=BOTH)))}"


def present_choices(catalogue: Catalogue, texts: Texts, place: Place, wanted: NeedFilter) -> tuple[Choice, ...]:
    """The filters with their choices in words."""
    values = _list_values(catalogue, place)
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


def present_cards(
    desk: Desk, texts: Texts, needs: Iterable[Need], sparks: Mapping[str, Figure]
) -> tuple[NeedCard, ...]:
    """The needs as cards, in the order they come, each with the small curve that is drawn for its demand."""
    return tuple(_present_card(desk, texts, row, sparks.get(row.need.demand.id)) for row in add_costs(desk, needs))


def present_studies(catalogue: Catalogue, texts: Texts, ids: Iterable[str]) -> tuple[StudyPart, ...]:
    """Studies with what they found, and what they do not say."""
    studies = [catalogue.studies[study] for study in ids]
    return tuple(
        StudyPart(
            texts.said(study.citation),
            texts(f"study.kind_{study.kind.replace('-', '_')}"),
            texts(f"study.result_{study.result.replace('-', '_')}"),
            texts.of(study).finding,
            texts.of(study).limits,
        )
        for study in studies
    )


def _list_values(catalogue: Catalogue, place: Place) -> dict[str, tuple[str, ...]]:
    bodies = tuple(body.code for body in list_bodies(catalogue.places, place))
    return {**CHOICES, "area": tuple(catalogue.areas), "body": bodies}


def _present_card(desk: Desk, texts: Texts, row: CostedNeed, spark: Figure | None) -> NeedCard:
    catalogue, need, demand = desk.catalogue, row.need, row.need.demand
    material = find_material(row)
    following = need.open_questions[0] if need.open_questions else None
    link = None if following is None else find_ask_link(need, following)
    elsewhere = find_elsewhere_answered(desk, need)[:1] if need.verdict is Verdict.UNKNOWN else ()
    return NeedCard(
        number=demand.number,
        id=demand.id,
        title=label_title(texts, demand),
        lang=find_lang(texts, demand) or texts.lang,
        verdict=need.verdict,
        strength=need.strength,
        who=describe_deciding(catalogue, texts, need),
        reason=describe_known_reason(catalogue, texts, need),
        question="" if following is None else describe_question(texts, following),
        spark=spark,
        ask="" if link is None else find_address(link),
        ask_words="" if following is None else label_asking(texts, need, following),
        elsewhere="".join(describe_elsewhere(catalogue, texts, one) for one in elsewhere),
        material=texts("material.for_motion", material=texts(f"material.{material}")) if material else "",
    )
