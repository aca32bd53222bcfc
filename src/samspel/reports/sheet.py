"""A demand on a sheet to pin up: what is known here and how surely, what is asked for, and who decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.drawing.qr import strip_scheme
from samspel.needs.deciding import Addressee, find_partner, has_regional_council, may_agree
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.needs.verdict import NOT_APPLICABLE, Strength, Verdict
from samspel.observations.building import Observations
from samspel.rendering.blocks import Block, Heading, Lines, Paragraph
from samspel.reports.contrary import describe_contrary
from samspel.reports.figures import describe_ends, format_value
from samspel.reports.measure_words import describe_answerer, describe_figure, describe_threshold
from samspel.reports.needs import describe_condition, describe_inquiry, describe_question, format_answer, label_need
from samspel.reports.paper_figures import (
    describe_beside,
    describe_paper_course,
    describe_paper_figure,
    describe_unlike_beside,
)
from samspel.reports.whose import find_lang, label_title
from samspel.terms.alphabet import capitalise
from samspel.terms.place import PlaceKind

MOST_TOLD = 2
"""So many of the parts that gave a verdict are told."""
_CONTRARY = {
    Verdict.SMALL: "against",
    Verdict.MET: "against",
    Verdict.SIMILAR: "unsupported",
    Verdict.NOT_HERE: "not_here",
}
"""How a verdict that is no need bears on a demand that somebody takes along."""


class Detail(IntEnum):
    """How much is said of how it is here, beside the figure and how surely it is known: nothing, what the verdict rests
    on (similar places, the limits, or what the country leads one to expect) with why there is nothing newer, the middle
    of the group of municipalities and how the figure has moved too, and what the figure cannot show too.
    """

    SHORT = 0
    BESIDE = 1
    GROUP = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A demand on a sheet: how it is at the place, who decides, and where more is to be read; nowhere where it is
    empty.
    """

    need: Need
    to: Addressee
    address: str = ""


def compose_asked(
    observations: Observations, texts: Texts, asked: Asked, detail: Detail, *, has_address: bool = True
) -> tuple[Block, ...]:
    """A demand under its title: how it is here, a line to write what has happened here, what is asked and of whom; what
    lies behind the figure after that, smaller, with the demand's own address unless there is no room for it.
    """
    demand, told = asked.need.demand, strip_scheme(asked.address)
    behind = describe_behind(observations, texts, asked.need, detail)
    more = texts("sheet.more", address=told) if asked.address and has_address else ""
    notes = [Paragraph(behind, lead=texts("sheet.behind"), style="note")] if behind else []
    return (
        Heading(label_title(texts, demand)),
        Paragraph(describe_plainly(observations, texts, asked.need), lead=texts("sheet.here")),
        Lines((texts("sheet.happened"),), style="written"),
        Paragraph(texts.of(demand).asks, lead=texts("sheet.asks"), lang=find_lang(texts, demand)),
        Paragraph(describe_who(observations.catalogue, texts, asked), lead=texts("sheet.decides")),
        *notes,
        *((Paragraph(more, style="note"),) if more else ()),
    )


def describe_here(observations: Observations, texts: Texts, need: Need, detail: Detail) -> str:
    """How it is here, with what lies behind it."""
    parts = describe_plainly(observations, texts, need), describe_behind(observations, texts, need, detail)
    return " ".join(part for part in parts if part)


def describe_plainly(observations: Observations, texts: Texts, need: Need) -> str:
    """How it is here, with how surely that is known; what is only suggested is never told as measured."""
    if need.applies is not None and need.applies.holds is False:
        return describe_condition(observations.catalogue, texts, need)
    said = [*_describe_parts(observations, texts, need), _describe_strength(texts, need)]
    said.append(describe_contrary(observations.catalogue, texts, need))
    if need.applies is not None and need.applies.holds is None:
        said.append(texts("sheet.condition_unknown", holds=texts.of(need.applies.condition).holds))
    if need.verdict is Verdict.UNKNOWN:
        # Whom it is asked stands under whom we turn to.
        said += [texts("sheet.ask", question=texts.of(one.question)) for one in need.open_questions[:1]]
    return " ".join(part for part in said if part)


def describe_behind(observations: Observations, texts: Texts, need: Need, detail: Detail) -> str:
    """What the verdict rests on, as far as there is room for it; that a figure only suggests it in any room."""
    if need.verdict in (Verdict.UNKNOWN, Verdict.NOT_HERE):
        return ""
    is_indicated = need.strength is Strength.INDICATED and bool(_list_measured(need))
    said = [texts("sheet.not_itself")] if is_indicated else []
    if detail is Detail.SHORT:
        return " ".join(said)
    parts = [part for part in need.telling[:MOST_TOLD] if isinstance(part, Measurement)]
    said += [one for part in parts for one in _describe_behind_part(observations, texts, need, part, detail)]
    if is_indicated and detail > Detail.BESIDE:
        said.insert(1, texts.of(_list_measured(need)[0].measure).why)
    if detail is Detail.WHOLE and need.strength is Strength.INDICATED:
        said += [texts.of(one.measure).cannot_show for one in _list_measured(need)[:1]]
    return " ".join(part for part in said if part)


def describe_left_out(observations: Observations, texts: Texts, asked: Iterable[Asked], detail: Detail) -> str:
    """What a sheet that says so much leaves out of what could be said of its demands; nothing where it says all."""
    needs = [one.need for one in asked]
    names = []
    for more in Detail:
        if more > detail and any(_adds(observations, texts, need, more) for need in needs):
            names.append(texts(f"sheet.left_{more.name.lower()}"))
    return texts("sheet.left_out", names=texts.listing(names)) if names else ""


def _adds(observations: Observations, texts: Texts, need: Need, detail: Detail) -> bool:
    """Whether more is said of a need than where one step less is."""
    return describe_here(observations, texts, need, detail) != describe_here(
        observations, texts, need, Detail(detail - 1)
    )


def describe_warning(texts: Texts, need: Need) -> str:
    """What whoever takes the demand along must know first: that what is known here speaks against it, or gives it no
    support; nothing for a need, and where nothing is known.
    """
    key = _CONTRARY.get(need.verdict)
    if key is None:
        return ""
    said = label_need(texts, need).lower()
    return texts(f"sheet.warn_{key}", number=need.demand.number, area=need.place.area, said=said)


def speaks_against(need: Need) -> bool:
    """Whether what is known at the place speaks against the demand, or it does not apply there."""
    return _CONTRARY.get(need.verdict) in ("against", "not_here")


def describe_who(catalogue: Catalogue, texts: Texts, asked: Asked) -> str:
    """The assembly that decides, the committee that it can give the task, and with whom it shares the responsibility
    where another body has a part of it.
    """
    body, places = asked.to.body, catalogue.places
    kind = "region" if has_regional_council(places, body) else "municipality"
    assembly = texts("paper.assembly", council=texts(f"paper.council_{kind}"), body=body.body)
    facts = {"assembly": capitalise(assembly), "committee": texts.of(asked.to.committee)}
    partner = find_partner(catalogue, asked.need.demand, body)
    if partner is None:
        return texts("sheet.body", **facts)
    key = "sheet.body_agreed" if may_agree(catalogue, asked.need.demand) else "sheet.body_shared"
    return texts(key, region=partner.body, **facts)


def _describe_parts(observations: Observations, texts: Texts, need: Need) -> Iterable[str]:
    """What gave the verdict: a figure, or a body's answer; nothing where it is unknown."""
    catalogue = observations.catalogue
    if need.verdict is Verdict.UNKNOWN:
        return
    for part in need.telling[:MOST_TOLD]:
        if isinstance(part, Inquiry):
            yield describe_answer(texts, need, part)
        elif part.observation.looked_up:
            indicator = catalogue.indicators[part.measure.indicator]
            yield describe_figure(catalogue, texts, indicator, part.observation)
        else:
            yield describe_paper_figure(observations, texts, part, is_alone=True)


def _describe_behind_part(
    observations: Observations, texts: Texts, need: Need, part: Measurement, detail: Detail
) -> Iterable[str]:
    catalogue = observations.catalogue
    if not part.observation.looked_up:
        yield describe_beside(observations, texts, part)
        yield describe_unlike_beside(observations, texts, part)
        yield _describe_group(catalogue, texts, need, part, detail)
        yield _describe_expected(catalogue, texts, part)
        if detail > Detail.BESIDE:
            yield describe_paper_course(observations, texts, part)
    yield describe_threshold(texts, part, catalogue)
    yield " ".join(describe_ends(catalogue, texts, part.observation.origins))


def describe_answer(texts: Texts, need: Need, inquiry: Inquiry) -> str:
    """What a body was asked and what it answered, or others say, as a sentence that stands alone on a wall."""
    if inquiry.answer is None or inquiry.body is None:
        return describe_inquiry(texts, need, inquiry)
    told = format_answer(texts, inquiry)
    is_quoted = inquiry.question.answer == "text" and inquiry.answer.value != NOT_APPLICABLE
    answer = texts("sheet.quoted", words=told) if is_quoted else told
    facts = {"question": describe_question(texts, inquiry), "body": inquiry.body.body, "answer": answer}
    key = "sheet.told" if inquiry.is_own else "sheet.answered"
    return texts(key, **facts) + describe_answerer(texts, inquiry.answer)


def _describe_group(catalogue: Catalogue, texts: Texts, need: Need, part: Measurement, detail: Detail) -> str:
    """What else the comparison rests on: the figure in the group of municipalities, always where the verdict cannot be
    understood without it.
    """
    said, ground = part.judgement, _find_ground(need, part)
    is_town = part.observation.place.kind is PlaceKind.MUNICIPALITY
    if said is None or said.value is None or said.similar is None or said.group is None or not is_town:
        return ""
    if not ground and detail < Detail.GROUP:
        return ""
    group = format_value(texts, catalogue.indicators[part.measure.indicator], said.group)
    return texts(f"sheet.group_{ground}" if ground else "sheet.group", group=group)


def _find_ground(need: Need, part: Measurement) -> Literal["", "split", "nearer"]:
    """Why the verdict is that of similar places though the figure may be far from theirs: the two comparisons point
    different ways, or the group of municipalities is nearer; nothing for other verdicts.
    """
    said = part.judgement
    if said is None or said.value is None or said.similar is None or said.group is None:
        return ""
    if part.observation.place.kind is not PlaceKind.MUNICIPALITY or need.verdict is not Verdict.SIMILAR:
        return ""
    beside, group = said.value - said.similar, said.value - said.group
    if beside * group < 0.0:
        return "split"
    return "nearer" if abs(group) < abs(beside) else ""


def _describe_expected(catalogue: Catalogue, texts: Texts, part: Measurement) -> str:
    """How many there would be by the country's share, and why more of what is asked for counts as a smaller need."""
    said = part.judgement
    if said is None or said.expected is None or said.value is None:
        return ""
    is_more = part.measure.need == "low" and part.verdict is Verdict.SMALL
    value = format_value(texts, catalogue.indicators[part.measure.indicator], said.expected)
    return texts("sheet.expected_more" if is_more else "sheet.expected", value=value)


def _describe_strength(texts: Texts, need: Need) -> str:
    """What the verdict is and how surely it is known, in a sentence."""
    if need.verdict is Verdict.UNKNOWN:
        return texts("sheet.unknown")
    if need.verdict is Verdict.NOT_HERE:
        return texts("sheet.answer_not_here")
    measured = _list_measured(need)
    ground = _find_ground(need, measured[0]) if measured else ""
    verdict = texts(f"sheet.verdict_{ground or need.verdict.value}")
    if need.strength is Strength.ANSWERED or not measured or need.strength is None:
        return texts("sheet.own" if need.is_told else "sheet.answer", verdict=verdict)
    basis = texts(f"sheet.basis_{measured[0].observation.basis.value}")
    said = texts(f"sheet.{need.strength.value}", basis=basis, verdict=verdict)
    is_slight = need.verdict is Verdict.SOME and measured[0].measure.rule == "relative"
    return f"{said} {texts('sheet.chance')}" if is_slight else said


def _list_measured(need: Need) -> list[Measurement]:
    return [part for part in need.telling if isinstance(part, Measurement)]
