"""What happens if: the form, the answer, each lever by itself, two scenarios side by side, and briefs with the answer.

All of it stands in the address.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspel.app.aftermath import plan_aftermath
from samspel.app.briefing import Format, compose_brief
from samspel.app.finding import find_demand, find_place
from samspel.app.grouping import split_names
from samspel.app.modelling import open_model
from samspel.app.simulating import compare_levers, explain, simulate, simulate_with_levers
from samspel.app.suggesting import suggest_scenarios
from samspel.catalogue.texts import Explanation
from samspel.reports.levers_data import tabulate_results
from samspel.reports.simulation_data import list_results
from samspel.scenarios.model import Model
from samspel.scenarios.simulation import Request
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.harmless import neutralise
from samspel.terms.place import Place, PlaceKind
from samspel.trials.simulated import Simulated
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.scenario_form import present_form
from samspel.web.presenters.scenario_typed import (
    NO_EVENT,
    OTHER,
    Event,
    Typed,
    has_other,
    make_request,
    place_mistakes,
    read_typed,
    tell_begun,
    write_shocks,
    write_typed,
)
from samspel.web.presenters.scenarios import LeversPage, ScenarioPage, present_answer, present_levers
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.briefs import send_document
from samspel.web.views.errors import explain_all
from samspel.web.whereabouts import PLACE

T = TypeVar("T")

LONGEST_NAME = 80
MOST_ALIKE = 2
"""So many of the municipalities most like a place stand beside it at first."""
EACH = "alla"
"""The name in the address that asks for every lever by itself."""


@dataclass(frozen=True)
class _Tried:
    """A scenario that was run, or why it was not: each mistake with the event and field that it is in."""

    typed: Typed
    simulation: Simulated | None
    told: tuple[tuple[tuple[int, str], Explanation], ...] = ()


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The scenario of the address, at the place that the form names; for a region or the country one sentence why there
    is none.
    """
    place, named = get_place(code), neutralise(request.GET.get(PLACE, "")).strip()[:LONGEST_NAME]
    page, names = ScenarioPage(place=place, named=named or place.name), []
    try:
        other = find_place(get_catalogue(), named) if named else place
    except NotFoundError as error:
        names = split_names(get_catalogue(), [named])
        told = error if len(names) == 1 else BadInputError("several_places", name=named, count=len(names))
        page = replace(page, errors=tuple(explain_all(get_texts(), told)))
    else:
        if other is not place:
            return _move(request, other)
    if place.kind is PlaceKind.REGION:
        page = replace(page, members=tuple(get_catalogue().places.members_of(place)))
    elif place.kind is PlaceKind.MUNICIPALITY:
        page = _fill(request, page, names)
    return show_page(request, page, 400 if page.errors else 200)


def _move(request: HttpRequest, place: Place) -> HttpResponse:
    """The same at another place."""
    asked = request.GET.copy()
    del asked[PLACE]
    return redirect(f"{reverse('scenario', args=[place.code])}?{asked.urlencode()}")


def _fill(request: HttpRequest, page: ScenarioPage, names: Sequence[str]) -> ScenarioPage:
    """The page of a municipality: the form with what was typed, and the answer or what was wrong; `names` is what stood
    in the field of the place where it was none.
    """
    model, place = open_model(get_desk()), page.place
    year = suggest_year(model)
    tried = [_try(place, read_typed(request.GET, year))]
    if has_other(request.GET):
        tried.append(_try(place, read_typed(request.GET, year, OTHER)))
    begun = tell_begun(get_texts(), tried[0].typed) if len(tried) == 1 else ""
    if begun:
        tried = [replace(part, told=()) for part in tried]
    asked = [(part.typed, _list_mistakes(part)) for part in tried]
    form = present_form(get_catalogue(), get_texts(), model.effects, asked)
    page = replace(
        page, form=form, begun=begun, errors=(*page.errors, *(one for part in tried for _, one in part.told))
    )
    one, other = tried[0].simulation, tried[-1].simulation if len(tried) > 1 else None
    if one is None or page.errors:
        return replace(page, beside=_link_names(names, form.queries[0])) if len(names) > 1 else page
    suggestions = suggest_scenarios(get_desk(), place, year)
    explanation = explain(get_desk(), one) if request.GET.get("varfor") else None
    query = form.queries[0]
    return replace(
        page,
        beside=_link_beside(place, form.queries[0]) if one.request.shocks and other is None else None,
        suggestions=tuple((f"?{write_shocks(found.shocks)}", found.tell(get_texts())) for found in suggestions),
        answer=present_answer(
            get_catalogue(), get_texts(), query, one, other, explanation, plan_aftermath(get_desk(), one)
        ),
        each=_compare_each(one, request.GET.get("ordna", ""), query) if request.GET.get(EACH) else None,
    )


def suggest_year(model: Model) -> int:
    """Next year, or the model's first where that is later."""
    return max(get_today().year + 1, model.calibration.people.flows.year + 1)


def _link_beside(place: Place, query: str) -> tuple[str, str]:
    """The address of the same events here and in the municipalities most like it, and what the others are."""
    others = get_catalogue().places.similar_to(place)[:MOST_ALIKE]
    return _link_names([one.name for one in (place, *others)], query, [one.name for one in others])


def _link_names(names: Sequence[str], query: str, told: Sequence[str] = ()) -> tuple[str, str]:
    """The address of the same events at the names side by side, told as at those of `told` or at all."""
    address = f"{reverse('scenario_beside')}{query or '?'}&{urlencode([(PLACE, one) for one in names])}"
    return address, get_texts()("web.beside.link", places=get_texts().listing(list(told or names)))


@require_safe
def send_levers(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Every lever by itself as a file. Raises BadInputError for a place that has none."""
    compared = _run_typed(request, lambda asked: compare_levers(get_desk(), get_place(code), asked, every=True))
    return offer_table(tabulate_results(get_catalogue(), get_texts(), compared), kind)


@never_cache
@require_safe
def send_brief(request: HttpRequest, code: str, kind: Format, demand: str = "") -> HttpResponse:
    """The fact sheet with the scenario of the address, or with a demand the motion with what its lever changes."""
    place = get_place(code)
    found = find_demand(get_catalogue(), demand) if demand else None
    document = _run_typed(
        request, lambda asked: compose_brief(get_desk(), place, found, get_lang(), get_today(), asked)
    )
    return send_document(document, kind)


def read_event(request: HttpRequest) -> Event:
    """The events of an address. Raises BadInputError in the words of the form."""
    typed = read_typed(request.GET, suggest_year(open_model(get_desk())))
    if not typed.asked:
        return NO_EVENT
    return Event(f"?{write_typed(typed)}", _run_typed(request, lambda asked: asked))


@require_safe
def send(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The scenario of the address as a file, every outcome or one. Raises BadInputError for a place that has none."""
    place = get_place(code)
    table = _run_typed(request, lambda asked: list_results(get_texts(), simulate(get_desk(), place, asked)))
    outcome = request.GET.get("matt", "")
    if outcome:
        column = table.columns.index("outcome")
        rows = tuple(row for row in table.rows if row[column] == outcome)
        if not rows:
            raise Http404
        table = replace(table, name=f"{table.name}-{outcome}", rows=rows)
    return offer_table(table, kind)


def _run_typed(request: HttpRequest, run: Callable[[Request], T]) -> T:
    """Run the scenario of the address. Raises BadInputError in the words of the form."""
    typed = read_typed(request.GET, suggest_year(open_model(get_desk())))
    try:
        return run(make_request(typed))
    except BadInputError as error:
        raise place_mistakes(get_texts(), error, typed)[0].error from None


def _try(place: Place, typed: Typed) -> _Tried:
    texts = get_texts()
    try:
        return _Tried(typed, simulate_with_levers(get_desk(), place, make_request(typed)))
    except BadInputError as error:
        mistakes = place_mistakes(texts, error, typed)
        told = [((one.number, one.field), explain_all(texts, one.error)[0]) for one in mistakes]
        return _Tried(typed, None, tuple(told))


def _list_mistakes(tried: _Tried) -> dict[tuple[int, str], str]:
    """What stands beside each field with a mistake: what is wrong and what to do."""
    return {where: f"{told.what} {told.do}".strip() for where, told in tried.told}


def _compare_each(simulation: Simulated, outcome: str, query: str) -> LeversPage:
    """Every lever by itself, with the events of the scenario; `outcome` is what they are ordered by, if it is known."""
    names = [one.id for one in simulation.model.outcomes.headlines]
    known = outcome if outcome in names else names[0]
    compared = compare_levers(
        get_desk(), simulation.place, simulation.request, every=True, outcome=known, simulated=simulation
    )
    return present_levers(get_catalogue(), get_texts(), compared, query)
