"""The handbook's demands at a place."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from samspel.app.costing import find_costs_at
from samspel.app.finding import find_demand
from samspel.app.hospitals import SURGERY
from samspel.app.needs import measure_needs
from samspel.catalogue.records import Demand
from samspel.needs.deciding import find_addressee
from samspel.needs.measuring import Need
from samspel.needs.verdict import Verdict
from samspel.reports.costs import describe_cost
from samspel.reports.needs import (
    describe_condition,
    describe_reasons,
    describe_rules,
    describe_verdict,
    describe_verdicts,
)
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.presenters.needs import (
    present_cards,
    present_choices,
    present_levers,
    present_measures,
    present_questions,
    present_studies,
    read_filter,
    write_filter,
)
from samspel.web.presenters.reach import find_report
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts
from samspel.web.views.errors import explain_all

REASONS = 2


@require_safe
def show_all(request: HttpRequest, code: str) -> HttpResponse:
    """All demands at a place, those that pass the filter; only the list when htmx asks."""
    catalogue, texts, place = get_catalogue(), get_texts(), get_place(code)
    wanted = read_filter(catalogue, request.GET.dict())
    needs = measure_needs(get_desk(), place, wanted)
    asked = write_filter(wanted)
    context = {
        "place": place,
        "tab": "place_needs",
        "cards": present_cards(catalogue, texts, needs),
        "summary": describe_verdicts(texts, needs),
        "choices": present_choices(catalogue, texts, wanted),
        "is_filtered": bool(asked),
        "query": f"?{urlencode(asked)}" if asked else "",
        "rules": describe_rules(catalogue, texts),
    }
    part = bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")
    response = render(request, "samspel/parts/need_list.html" if part else "samspel/needs.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def show(request: HttpRequest, code: str, demand: str) -> HttpResponse:
    """One demand at a place, in full."""
    desk, texts, place = get_desk(), get_texts(), get_place(code)
    found = find_demand(desk.catalogue, demand)
    need = measure_demand(place, found)
    told = texts.of(found)
    addressee, refusal = _find_addressee(found, place)
    body = addressee.body if addressee else texts(f"responsible.{found.responsible}")
    context = {
        "place": place,
        "tab": "place_needs",
        "demand": found,
        "told": told,
        "need": need,
        "who": texts(f"responsible.{found.responsible}"),
        "obligation": texts(f"obligation.{found.obligation}"),
        "area": texts.of(desk.catalogue.areas[found.area]),
        "reasons": describe_reasons(desk.catalogue, texts, need)[:REASONS],
        "condition": "" if need.verdict is Verdict.NOT_HERE else describe_condition(desk.catalogue, texts, need),
        "meaning": describe_verdict(texts, need),
        "measures": present_measures(texts, need),
        "questions": present_questions(texts, need),
        "objections": list(zip(told.against, told.answer, strict=True)),
        "studies": present_studies(desk.catalogue, texts, found.studies),
        "levers": present_levers(desk.catalogue, texts, found),
        "cost": describe_cost(texts, place, found, find_costs_at(desk, place, (found.id,)).get(found.id)),
        "proposals": [proposal.replace("{body}", body) for proposal in told.proposals],
        "is_about_reach": found.grounds is not None,
        "is_about_hospitals": any(measure.indicator in SURGERY for measure in found.measures),
        "has_reach": find_report(place.code) is not None,
        "addressee": addressee,
        "refusal": refusal,
        "members": () if addressee else desk.catalogue.places.members_of(place),
    }
    return render(request, "samspel/need.html", context)


def measure_demand(place: Place, demand: Demand) -> Need:
    """One demand at a place. Raises BadInputError for the country."""
    needs = {need.demand.id: need for need in measure_needs(get_desk(), place)}
    return needs[demand.id]


def _find_addressee(demand: Demand, place: Place) -> tuple[Place | None, str]:
    """The body that a motion goes to, or why there is none."""
    texts = get_texts()
    try:
        return find_addressee(get_catalogue().places, demand, place), ""
    except BadInputError as error:
        return None, str(explain_all(texts, error)[0])
