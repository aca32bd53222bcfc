"""The climate transition of a municipality, and a small firm's electricity reckoning, all in the address."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspel.app.transition import (
    Plan,
    list_applicable,
    open_abatement,
    open_defaults,
    plan_transition,
    reckon,
    table_savings,
    table_transition,
)
from samspel.rendering.data import render_table
from samspel.reports.transition_words import retell_saving, retell_step
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.transition.plan import find_ground
from samspel.web.downloads import offer_file
from samspel.web.presenters.scenario_form import DRAWS, SEED
from samspel.web.presenters.transition import (
    PlanForm,
    has_firm,
    present_firm,
    present_form,
    present_outlook,
    present_savings,
    read_firm,
    read_plan,
)
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.errors import explain_all

LONG = 40
"""Steps are offered that begin within so many years."""


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The transition of the address; for a region or the country one sentence why there is none."""
    place, texts, template = get_place(code), get_texts(), "samspel/transition.html"
    context: dict[str, object] = {"place": place, "tab": "transition"}
    if place.kind is not PlaceKind.MUNICIPALITY:
        is_region = place.kind is PlaceKind.REGION
        context["members"] = get_catalogue().places.members_of(place) if is_region else ()
        return render(request, template, context)
    try:
        outlook = plan_transition(get_desk(), place, _read_plan(request, place))
    except BadInputError as error:
        told = retell_step(texts, open_abatement(get_desk()), error)
        context |= {"told": explain_all(texts, told), "form": _form(request, place, None)}
        return render(request, template, context, status=400)
    context["form"] = _form(request, place, outlook.plan.site)
    context["page"] = present_outlook(get_catalogue(), texts, outlook)
    return render(request, template, context)


@require_safe
def send(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The transition of the address as a file. Raises BadInputError for a place that has none."""
    place = get_place(code)
    table = table_transition(plan_transition(get_desk(), place, _read_plan(request, place), with_model=False))
    return offer_file(f"{table.name}.{kind}", render_table(table, kind))


@require_safe
def show_savings(request: HttpRequest) -> HttpResponse:
    """The reckoning of the firm in the address; without one the form alone."""
    texts, defaults = get_texts(), open_defaults(get_desk())
    context: dict[str, object] = {"form": present_firm(texts, request.GET, defaults)}
    status = 200
    if has_firm(request.GET):
        try:
            savings = reckon(get_desk(), read_firm(texts, request.GET, defaults))
        except BadInputError as error:
            context["told"], status = explain_all(texts, retell_saving(texts, defaults, error)), 400
        else:
            context["page"] = present_savings(texts, defaults, savings)
    return render(request, "samspel/savings.html", context, status=status)


@require_safe
def send_savings(request: HttpRequest, kind: str) -> HttpResponse:
    """The reckoning as a file. Raises BadInputError for an address without a firm."""
    table = table_savings(
        get_lang(), reckon(get_desk(), read_firm(get_texts(), request.GET, open_defaults(get_desk())))
    )
    return offer_file(f"{table.name}.{kind}", render_table(table, kind))


def _read_plan(request: HttpRequest, place: Place) -> Plan:
    """The plan of the address, without steps that the form of another site left behind."""
    plan = read_plan(get_texts(), request.GET, DRAWS, SEED)
    if plan.steps is None:
        return plan
    here = {one.step.id for one in list_applicable(get_desk(), place, plan.site, LONG)}
    elsewhere = set(open_abatement(get_desk()).steps) - here
    return replace(plan, steps=tuple(step for step in plan.steps if step.partition("@")[0] not in elsewhere))


def _form(request: HttpRequest, place: Place, site: str | None) -> PlanForm | None:
    """The form; None where the municipality has nothing to reckon with."""
    desk = get_desk()
    try:
        whole = find_ground(desk.observations, open_abatement(desk), place)
    except BadInputError:
        return None
    ground = find_ground(desk.observations, open_abatement(desk), place, site) if site else whole
    return present_form(get_texts(), request.GET, ground, whole, list_applicable(desk, place, site, LONG))
