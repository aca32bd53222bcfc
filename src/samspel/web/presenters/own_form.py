"""The form of an own demand: what was typed as a demand, and a demand as what would be typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec
from django.http import QueryDict

from samspel.app.own import make_id
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.own import MOST
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.handbooks import OwnDemand, OwnQuestion, OwnText
from samspel.catalogue.records.needs import Measure, Responsible
from samspel.catalogue.texts import Texts
from samspel.terms.harmless import neutralise

QUESTIONS = OBJECTIONS = PROPOSALS = (1, 2)
ANSWERS = ("yes", "no", "number", "text")
UNMET = ("large", "some")
DIRECTIONS = ("low", "high", "context")
WORST = {"higher": "low", "lower": "high"}
LONGEST = 4_000
"""Characters of a field that are read; each has a limit of its own below that, which is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedQuestion:
    """A question as typed: how it is answered, and how large the need is where the answer is the other one."""

    text: str = ""
    answer: str = "yes"
    unmet: str = "large"


@dataclass(frozen=True, slots=True)
class TypedMeasure:
    """A measure that was chosen, by id, and which way is a need."""

    id: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Everything in the form."""

    id: str = ""
    title: str = ""
    asks: str = ""
    why: str = ""
    responsible: str = "municipality"
    area: str = ""
    proposals: tuple[str, ...] = ("", "")
    existing: str = ""
    questions: tuple[TypedQuestion, ...] = (TypedQuestion(), TypedQuestion())
    objections: tuple[tuple[str, str], ...] = (("", ""), ("", ""))
    measures: tuple[TypedMeasure, ...] = ()
    words: str = ""


def read_typed(catalogue: Catalogue, post: QueryDict) -> Typed:
    """What was typed, tidied; measures that were ticked in the search are added, those that were ticked away gone.
    There may be more than a demand can have, which is told and not cut: whoever ticked them chooses.
    """
    taken_away = set(post.getlist("bort"))
    named = dict.fromkeys((*post.getlist("matt"), *post.getlist("lagg")))
    known = [name for name in named if name in catalogue.indicators and name not in taken_away]
    return Typed(
        id=_tidy(post.get("id", "")),
        title=_tidy(post.get("titel", "")),
        asks=_tidy(post.get("krav", "")),
        why=_tidy(post.get("varfor", "")),
        responsible=post.get("vem", "municipality"),
        area=post.get("omrade", ""),
        proposals=tuple(_tidy(post.get(f"att{number}", "")) for number in PROPOSALS),
        existing=_tidy(post.get("finns", "")),
        questions=tuple(_read_question(post, number) for number in QUESTIONS),
        objections=tuple(
            (_tidy(post.get(f"mot{number}", "")), _tidy(post.get(f"bemot{number}", ""))) for number in OBJECTIONS
        ),
        measures=tuple(_read_measure(catalogue, post, name) for name in known),
        words=_tidy(post.get("sok", ""))[:80],
    )


def describe_surplus(texts: Texts, typed: Typed) -> str:
    """How many measures have to go; nothing where there is room for all."""
    count, most = len(typed.measures), MOST["measures"]
    return texts("web.own.too_many", count=count, most=most, over=count - most) if count > most else ""


def compose_own(catalogue: Catalogue, typed: Typed) -> OwnDemand:
    """The demand that was typed, in Swedish; the rules are held to it when it is kept."""
    texts = catalogue.texts["sv"]
    responsible: Responsible = "region" if typed.responsible == "region" else "municipality"
    pairs = [pair for pair in typed.objections if any(pair)]
    said = OwnText(
        title=typed.title,
        asks=typed.asks,
        motion_why=typed.why,
        proposals=[_lead(texts, text) for text in typed.proposals if text],
        proposals_existing=[_lead(texts, typed.existing)] if typed.existing else [],
        against=[against for against, _ in pairs if against],
        answer=[answer for _, answer in pairs if answer],
    )
    asked = [(number, one) for number, one in zip(QUESTIONS, typed.questions, strict=True) if one.text]
    return OwnDemand(
        id=typed.id or make_id(typed.title),
        area=typed.area,
        responsible=responsible,
        sv=said,
        measures=list(_compose_measures(typed.measures)),
        questions=[_compose_question(number, one, responsible) for number, one in asked],
    )


def fill_in(catalogue: Catalogue, own: OwnDemand) -> Typed | None:
    """What would have been typed for a demand; None for one that the form has no fields for, as it came from a file."""
    said, lead = own.sv, _begin(catalogue.texts["sv"])
    objections = list(zip(said.against, said.answer, strict=False))
    typed = Typed(
        id=own.id,
        title=said.title,
        asks=said.asks,
        why=said.motion_why,
        responsible=own.responsible,
        area=own.area,
        proposals=_pad([text.removeprefix(lead) for text in said.proposals]),
        existing=said.proposals_existing[0].removeprefix(lead) if said.proposals_existing else "",
        questions=tuple(_fill_question(question) for question in own.questions)[: len(QUESTIONS)],
        objections=tuple([*objections, *Typed().objections][: len(OBJECTIONS)]),
        measures=tuple(TypedMeasure(one.indicator, one.need or "context") for one in own.measures),
    )
    typed = replace(typed, questions=tuple([*typed.questions, *Typed().questions][: len(QUESTIONS)]))
    return typed if compose_own(catalogue, typed) == own else None


def suggest_direction(indicator: Indicator) -> str:
    """Which way is a need: the one that is worse, and where none is the measure is only shown."""
    return WORST.get(indicator.direction, "context")


def _read_question(post: QueryDict, number: int) -> TypedQuestion:
    answer, unmet = post.get(f"svar{number}", ""), post.get(f"brist{number}", "")
    return TypedQuestion(
        text=_tidy(post.get(f"fraga{number}", "")),
        answer=answer if answer in ANSWERS else ANSWERS[0],
        unmet=unmet if unmet in UNMET else UNMET[0],
    )


def _read_measure(catalogue: Catalogue, post: QueryDict, name: str) -> TypedMeasure:
    typed = post.get(f"riktning_{name}", "")
    return TypedMeasure(name, typed if typed in DIRECTIONS else suggest_direction(catalogue.indicators[name]))


def _compose_measures(measures: Sequence[TypedMeasure]) -> Iterable[Measure]:
    """The first that says which way is a need leads, the second steps in where it is silent, the others are shown."""
    roles = ["leading", "reserve"]
    for one in measures:
        role = roles.pop(0) if one.direction != "context" and roles else "context"
        if role == "context":
            yield Measure(indicator=one.id, kind="statistic", role="context")
        else:
            yield Measure(
                indicator=one.id,
                kind="statistic",
                role="leading" if role == "leading" else "reserve",
                rule="relative",
                need="low" if one.direction == "low" else "high",
            )


def _compose_question(number: int, typed: TypedQuestion, body: Responsible) -> OwnQuestion:
    question = OwnQuestion(
        id=f"fraga-{number}",
        role="context",
        body="region" if body == "region" else "municipality",
        answer="number" if typed.answer == "number" else "text",
        sv=typed.text,
    )
    if typed.answer not in ("yes", "no"):
        return question
    return msgspec.structs.replace(
        question,
        role="decides",
        answer="yes_no",
        met_when="yes" if typed.answer == "yes" else "no",
        unmet="some" if typed.unmet == "some" else "large",
    )


def _fill_question(question: OwnQuestion) -> TypedQuestion:
    answer = question.met_when or question.answer
    return TypedQuestion(text=question.sv, answer=answer, unmet=question.unmet or UNMET[0])


def _begin(texts: Texts) -> str:
    """How the program begins a draft decision, so that nobody has to write what stands in braces."""
    return f"{texts('own.lead_by_date')} "


def _lead(texts: Texts, text: str) -> str:
    """The draft decision with its beginning, unless it was typed, and without a full stop."""
    bare, first = text.rstrip(" ."), texts("own.lead").split()[0]
    return bare if bare.startswith(f"{first} ") else f"{_begin(texts)}{bare}"


def _pad(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple([*texts, *Typed().proposals][: len(PROPOSALS)])


def _tidy(text: str) -> str:
    return " ".join(neutralise(text[:LONGEST]).split())
