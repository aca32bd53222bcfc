"""The climate transition of a municipality, and a small firm's savings of electricity, all in the address."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspel.app.transition import (
    list_applicable,
    open_abatement,
    open_defaults,
    open_inventory,
    plan_savings,
    plan_transition,
)
from samspel.rendering.blocks import Fold
from samspel.reports import savings as savings_report
from samspel.reports import transition as report
from samspel.reports.transition_data import tabulate_results
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.transition.outlook import Outlook, Plan
from samspel.transition.savings import Savings
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.transition import (
    PlanForm,
    SavingsPage,
    TransitionAnswer,
    TransitionPage,
    has_firm,
    name_measure,
    name_step,
    present_firm,
    present_form,
    read_firm,
    read_plan,
    write_events,
)
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts
from samspel.web.views.errors import explain_all

LONG = 40
"""Steps are offered that begin within so many years."""


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The transition of the address; for a region or the country one sentence why there is none."""
    place, texts, status = get_place(code), get_texts(), 200
    if place.kind is PlaceKind.MUNICIPALITY:
        try:
            outlook = plan_transition(get_desk(), place, _read_plan(request, place))
        except BadInputError as error:
            named, status = name_step(texts, open_abatement(get_desk()), error), 400
            page = TransitionPage(
                place=place, errors=tuple(explain_all(texts, named)), form=_form(request, place, None)
            )
        else:
            form = _form(request, place, outlook.plan.site)
            page = TransitionPage(place=place, form=form, answer=_set_answer(outlook))
    else:
        is_region = place.kind is PlaceKind.REGION
        members = get_catalogue().places.members_of(place) if is_region else ()
        page = TransitionPage(place=place, members=tuple(members))
    return show_page(request, page, status)


@require_safe
def send(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The transition of the address as a file. Raises BadInputError for a place that has none."""
    place = get_place(code)
    outlook = plan_transition(get_desk(), place, _read_plan(request, place), with_model=False)
    return offer_table(tabulate_results(get_texts(), outlook), kind)


@require_safe
def show_savings(request: HttpRequest) -> HttpResponse:
    """The savings of the firm in the address; without one the form alone."""
    texts, defaults, status = get_texts(), open_defaults(get_desk()), 200
    page = SavingsPage(present_firm(texts, request.GET, defaults))
    if has_firm(request.GET):
        try:
            savings = plan_savings(get_desk(), read_firm(texts, request.GET, defaults))
        except BadInputError as error:
            named, status = name_measure(texts, defaults, error), 400
            page = replace(page, errors=tuple(explain_all(texts, named)))
        else:
            assumptions = savings_report.tabulate_savings_assumptions(texts, defaults, savings)
            blocks = (*savings_report.compose_savings(texts, savings), Fold(assumptions.caption, (assumptions,)))
            page = replace(page, blocks=set_blocks(texts, blocks))
    return show_page(request, page, status)


@require_safe
def send_savings(request: HttpRequest, kind: str) -> HttpResponse:
    """The savings as a file. Raises BadInputError for an address without a firm."""
    texts = get_texts()
    savings: Savings = plan_savings(get_desk(), read_firm(texts, request.GET, open_defaults(get_desk())))
    return offer_table(savings_report.tabulate_results(texts, savings), kind)


def _set_answer(outlook: Outlook) -> TransitionAnswer:
    """The answer as blocks set into the page."""
    catalogue, texts, transition = get_catalogue(), get_texts(), outlook.transition
    found = report.compose_answer(texts, outlook)
    course, steps = report.compose_course(texts, transition), report.compose_steps(texts, transition)
    cautions = report.compose_cautions(catalogue, texts, transition)
    assumptions = report.tabulate_transition_assumptions(texts, transition)
    fold = (Fold(assumptions.caption, (assumptions,)),) if transition.chosen else ()
    return TransitionAnswer(
        blocks=set_blocks(texts, (*found, *course, *steps)),
        model=set_blocks(texts, report.compose_model(texts, outlook)),
        events=write_events(outlook),
        cautions=set_blocks(texts, (*cautions, *fold)),
    )


def _read_plan(request: HttpRequest, place: Place) -> Plan:
    """The plan of the address, without steps that the form of another site left behind."""
    plan = read_plan(get_texts(), request.GET)
    if plan.steps is None:
        return plan
    here = {chosen.step.id for chosen in list_applicable(get_desk(), place, plan.site, LONG)}
    elsewhere = set(open_abatement(get_desk()).steps) - here
    return replace(plan, steps=tuple(step for step in plan.steps if step.partition("@")[0] not in elsewhere))


def _form(request: HttpRequest, place: Place, site: str | None) -> PlanForm | None:
    """The form; None where the municipality has no emissions."""
    desk = get_desk()
    try:
        whole = open_inventory(desk, place)
    except BadInputError:
        return None
    inventory = open_inventory(desk, place, site) if site else whole
    return present_form(get_texts(), request.GET, inventory, whole, list_applicable(desk, place, site, LONG))
