"""One demand as a page, in the handbook and at a place: the blocks that stand beside each other, and the links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from samspel.app.desk import Desk
from samspel.app.mapping import MapChoice
from samspel.app.needs import find_receiver
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.needs.enquiry import Elsewhere
from samspel.reach.report import ReachReport
from samspel.reports.costs import describe_cost_anywhere
from samspel.reports.demand import (
    compose_asked,
    compose_cost,
    compose_grounds,
    compose_lever,
    compose_measures_anywhere,
    compose_objections,
    compose_proposals,
    compose_questions_anywhere,
    word_anywhere,
)
from samspel.reports.enquiry import compose_asks
from samspel.reports.need import compose_end, compose_measures, compose_questions, compose_verdict, is_compared
from samspel.reports.needs import describe_agreement
from samspel.reports.whose import find_lang, find_texts, label_title
from samspel.scenarios.costs import CostedNeed
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.blocks import set_blocks
from samspel.web.presenters.answers import AnswerPart
from samspel.web.presenters.folding import Section, fold
from samspel.web.presenters.maps import MapPart, draw_map_part


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandPage:
    """A demand as the handbook has it."""

    template: ClassVar[str] = "samspel/demand.html"
    demand: Demand
    title: str
    lang: Lang
    asked: SafeString
    grounds: SafeString
    measures: SafeString
    objections: SafeString
    end: SafeString
    duty: str
    is_about_reach: bool
    map: MapPart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedPage:
    """A demand at a place: the verdict and its figures in sight, the rest folded under headings that say how much there
    is. `refusal` says why no motion can be put for the place; then `members` can put one each. `reach` leads to the
    report of reach where it bears on the demand. `sheet` leads to a sheet with the demand, and `begun` is the sheet
    that was come from, as an address, which an answer keeps.
    """

    template: ClassVar[str] = "samspel/need.html"
    place: Place
    demand: Demand
    title: str
    background: str
    lang: Lang
    verdict: SafeString
    measures: SafeString
    sections: tuple[Section, ...]
    goes_to: str
    refusal: str
    members: tuple[Place, ...]
    reach: str
    is_about_hospitals: bool
    is_compared: bool
    map: MapPart | None
    answering: AnswerPart
    sheet: str = ""
    begun: str = ""
    is_on_sheet: bool = False


def present_demand(catalogue: Catalogue, texts: Texts, demand: Demand) -> DemandPage:
    """A demand without a place."""
    cost = describe_cost_anywhere(catalogue, texts, demand)
    end = (
        *compose_lever(catalogue, texts, demand),
        *compose_cost(texts, cost),
        *compose_proposals(texts, demand, word_anywhere(catalogue, find_texts(catalogue, texts, demand), demand)),
    )
    measures = (*compose_measures_anywhere(catalogue, texts, demand), *compose_questions_anywhere(texts, demand))
    return DemandPage(
        demand=demand,
        title=label_title(texts, demand),
        lang=find_lang(texts, demand) or texts.lang,
        asked=set_blocks(texts, compose_asked(catalogue, texts, demand)),
        grounds=set_blocks(texts, compose_grounds(texts, demand)),
        measures=set_blocks(texts, measures),
        objections=set_blocks(texts, compose_objections(catalogue, texts, demand)),
        end=set_blocks(texts, end),
        duty="" if demand.duty is None else texts.of(catalogue.duties[demand.duty]).name,
        is_about_reach=demand.grounds is not None,
        map=draw_map_part(demand),
    )


def present_need(
    desk: Desk,
    texts: Texts,
    row: CostedNeed,
    report: ReachReport | None,
    elsewhere: Sequence[Elsewhere],
    answering: AnswerPart,
) -> NeedPage:
    """A demand at a place; `report` is the report of reach that is kept for it, if there is one, and `elsewhere` says
    who else has answered its open questions.
    """
    catalogue, need, demand = desk.catalogue, row.need, row.need.demand
    body, refusal = None, ""
    try:
        body = find_receiver(desk, need)
    except BadInputError as error:
        refusal = str(texts.explain(error))
    asked = len(need.inquiries)
    reach = "web.reach.from_demand" if report is None else "web.reach.from_demand_report"
    return NeedPage(
        place=need.place,
        demand=demand,
        title=label_title(texts, demand),
        background=texts.of(catalogue.papers["underlag"]).name,
        lang=find_lang(texts, demand) or texts.lang,
        verdict=set_blocks(texts, compose_verdict(catalogue, texts, need)),
        measures=set_blocks(texts, compose_measures(desk.observations, texts, need)),
        sections=(
            *fold(
                texts, (*compose_questions(texts, need), *compose_asks(catalogue, texts, need, elsewhere)), count=asked
            ),
            *fold(texts, compose_grounds(texts, demand)),
            *fold(texts, compose_objections(catalogue, texts, demand), count=len(texts.of(demand).against)),
            *fold(texts, compose_end(catalogue, texts, row)),
        ),
        goes_to="" if body is None else _tell_goal(catalogue, texts, row, body),
        refusal=refusal,
        members=() if body else catalogue.places.members_of(need.place),
        reach="" if demand.grounds is None else texts(reach),
        is_about_hospitals=demand.grounds == "surgery",
        is_compared=is_compared(need),
        map=draw_map_part(demand, MapChoice(place=need.place)),
        answering=answering,
    )


def _tell_goal(catalogue: Catalogue, texts: Texts, row: CostedNeed, body: Place) -> str:
    """Whom the motion goes to, and that another may have the matter by agreement."""
    told = texts("web.need.goes_to", body=body.body), describe_agreement(catalogue, texts, row.need)
    return " ".join(filter(None, told))
