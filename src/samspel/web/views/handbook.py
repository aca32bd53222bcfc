"""The handbook without a place, and who has which duty."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspel.app.finding import find_demand
from samspel.app.needs import RESPONSIBLE
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand, Duty
from samspel.catalogue.texts import Texts
from samspel.reports.whose import find_lang, label_title
from samspel.web.pages import show_page
from samspel.web.presenters.demands import present_demand
from samspel.web.shared import get_catalogue, get_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandLine:
    """A demand in a list."""

    number: int
    id: str
    title: str
    lang: Lang
    asks: str
    who: str
    obligation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPart:
    """A duty with the demands under it."""

    id: str
    name: str
    obligation: str
    task: str
    law: str
    industry: str
    demands: tuple[DemandLine, ...]


@dataclass(frozen=True, slots=True)
class AreaPart:
    """An area of the handbook with its demands."""

    id: str
    name: str
    demands: tuple[DemandLine, ...]


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """The handbook by area."""

    template: ClassVar[str] = "samspel/handbook.html"
    areas: tuple[AreaPart, ...]
    count: int


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A kind of body with its duties."""

    id: str
    name: str
    duties: tuple[DutyPart, ...]


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """Who must and who may do what."""

    template: ClassVar[str] = "samspel/duties.html"
    bodies: tuple[BodyPart, ...]


@never_cache
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """Every demand, by area."""
    catalogue, texts = get_catalogue(), get_texts()
    areas = tuple(
        AreaPart(
            area.id,
            texts.of(area),
            tuple(_present_line(texts, demand) for demand in catalogue.demands.values() if demand.area == area.id),
        )
        for area in catalogue.areas.values()
    )
    return show_page(request, HandbookPage(areas, len(catalogue.demands)))


@never_cache
@require_safe
def show(request: HttpRequest, demand: str) -> HttpResponse:
    """One demand as it stands in the handbook."""
    catalogue, texts = get_catalogue(), get_texts()
    page = present_demand(catalogue, texts, find_demand(catalogue, demand))
    return show_page(request, page)


@require_safe
def show_duties(request: HttpRequest) -> HttpResponse:
    """Who must and who may do what, and the demands under each."""
    texts, duties = get_texts(), get_catalogue().duties.values()
    bodies = (
        BodyPart(
            body, texts(f"web.duties.{body}"), tuple(_present_duty(texts, duty) for duty in duties if duty.body == body)
        )
        for body in RESPONSIBLE
    )
    return show_page(request, DutiesPage(tuple(bodies)))


def _present_duty(texts: Texts, duty: Duty) -> DutyPart:
    said = texts.of(duty)
    demands = (demand for demand in get_catalogue().demands.values() if demand.duty == duty.id)
    return DutyPart(
        id=duty.id,
        name=said.name,
        obligation=texts(f"obligation.{duty.obligation}"),
        task=said.task,
        law=said.law,
        industry=said.industry,
        demands=tuple(_present_line(texts, demand) for demand in demands),
    )


def _present_line(texts: Texts, demand: Demand) -> DemandLine:
    said = texts.of(demand)
    return DemandLine(
        number=demand.number,
        id=demand.id,
        title=label_title(texts, demand),
        lang=find_lang(texts, demand) or texts.lang,
        asks=said.asks,
        who=texts(f"responsible.{demand.responsible}"),
        obligation=texts(f"obligation.{demand.obligation}"),
    )
