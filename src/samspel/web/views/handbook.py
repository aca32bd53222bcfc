"""The handbook without a place, and who has which duty."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspel.app.finding import find_demand
from samspel.app.needs import RESPONSIBLE
from samspel.catalogue.records import Demand, Duty
from samspel.catalogue.texts import Texts
from samspel.web.presenters.demands import present_demand
from samspel.web.shared import get_catalogue, get_texts


@dataclass(frozen=True, slots=True)
class DemandLine:
    """A demand in a list."""

    number: int
    id: str
    title: str
    asks: str
    who: str
    obligation: str


@dataclass(frozen=True, slots=True)
class DutyPart:
    """A duty with the demands under it."""

    id: str
    name: str
    obligation: str
    task: str
    law: str
    industry: str
    demands: tuple[DemandLine, ...]


@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """Every demand, by area."""
    catalogue, texts = get_catalogue(), get_texts()
    areas = [
        (
            area.id,
            texts.of(area),
            [_present_line(texts, d) for d in catalogue.demands.values() if d.area == area.id],
        )
        for area in catalogue.areas.values()
    ]
    return render(request, "samspel/handbook.html", {"areas": areas, "count": len(catalogue.demands)})


@require_safe
def show(request: HttpRequest, demand: str) -> HttpResponse:
    """One demand as it stands in the handbook."""
    catalogue, texts = get_catalogue(), get_texts()
    page = present_demand(catalogue, texts, find_demand(catalogue, demand))
    return render(request, "samspel/demand.html", {"page": page})


@require_safe
def show_duties(request: HttpRequest) -> HttpResponse:
    """Who must and who may do what, and the demands under each."""
    texts = get_texts()
    bodies = [
        (
            body,
            texts(f"web.duties.{body}"),
            [_present_duty(texts, d) for d in get_catalogue().duties.values() if d.body == body],
        )
        for body in RESPONSIBLE
    ]
    return render(request, "samspel/duties.html", {"bodies": bodies})


def _present_duty(texts: Texts, duty: Duty) -> DutyPart:
    told = texts.of(duty)
    demands = tuple(_present_line(texts, d) for d in get_catalogue().demands.values() if d.duty == duty.id)
    return DutyPart(
        duty.id, told.name, texts(f"obligation.{duty.obligation}"), told.task, told.law, told.industry, demands
    )


def _present_line(texts: Texts, demand: Demand) -> DemandLine:
    told = texts.of(demand)
    return DemandLine(
        demand.number,
        demand.id,
        told.title,
        told.asks,
        texts(f"responsible.{demand.responsible}"),
        texts(f"obligation.{demand.obligation}"),
    )
