"""What happens if: the form, the answer, each lever by itself, two scenarios side by side, and briefs with the answer.

All of it stands in the address.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspel.app.briefing import Format, compose_brief
from samspel.app.finding import find_demand
from samspel.app.simulating import compare_levers, explain, open_model, simulate
from samspel.app.suggesting import suggest_scenarios
from samspel.catalogue.texts import Explanation
from samspel.rendering.data import render_table
from samspel.reports.lever_words import table_levers
from samspel.reports.scenario_words import IN_WORDS
from samspel.reports.simulation_telling import table_simulation
from samspel.scenarios.simulation import Model, Request, Simulation
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.web.downloads import offer_file
from samspel.web.presenters.scenario_form import (
    OTHER,
    Typed,
    has_effect,
    has_other,
    make_request,
    place_mistakes,
    present_fields,
    read_typed,
    write_shocks,
    write_typed,
)
from samspel.web.presenters.scenarios import (
    LeversPage,
    present_comparison,
    present_explanation,
    present_levers,
    present_simulation,
)
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.briefs import send_document
from samspel.web.views.errors import explain_all

T = TypeVar("T")

EACH = "alla"
"""The name in the address that asks for every lever by itself."""

SEVERAL = 2


@dataclass(frozen=True)
class _Tried:
    """A scenario that was run, or why it was not: each mistake with the event and field that it is in."""

    typed: Typed
    simulation: Simulation | None
    told: tuple[tuple[tuple[int, str], Explanation], ...] = ()


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The scenario of the address; for a region or the country one sentence why there is none."""
    place = get_place(code)
    context: dict[str, object] = {"place": place, "tab": "scenario"}
    if place.kind is not PlaceKind.MUNICIPALITY:
        is_region = place.kind is PlaceKind.REGION
        context["members"] = get_catalogue().places.members_of(place) if is_region else ()
        return render(request, "samspel/scenario.html", context)
    model = open_model(get_desk())
    year = _suggest_year(model)
    tried = [_try(place, read_typed(request.GET, year))]
    if has_other(request.GET):
        other = read_typed(request.GET, year, OTHER)
        tried.append(_try(place, other))
    context |= _present_form(model, tried)
    told = [one for part in tried for _, one in part.told]
    if told:
        return render(request, "samspel/scenario.html", context | {"told": told}, status=400)
    context["suggestions"] = [
        (f"?{write_shocks(one.shocks)}", one.tell(get_texts())) for one in suggest_scenarios(get_desk(), place, year)
    ]
    context |= _present_answer(model, [part.simulation for part in tried if part.simulation])
    if request.GET.get(EACH) and tried[0].simulation:
        context["each"] = _compare_each(tried[0].simulation, request.GET.get("ordna", ""))
    if request.GET.get("varfor") and tried[0].simulation:
        explanation = explain(get_desk(), tried[0].simulation)
        context["explanation"] = present_explanation(get_texts(), model.parameters, explanation)
    return render(request, "samspel/scenario.html", context)


@require_safe
def send_levers(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Every lever by itself as a file. Raises BadInputError for a place that has none."""
    compared = _run_typed(request, lambda asked: compare_levers(get_desk(), get_place(code), asked, every=True))
    table = table_levers(get_catalogue(), get_lang(), compared)
    return offer_file(f"{table.name}.{kind}", render_table(table, kind))


@require_safe
def send_brief(request: HttpRequest, code: str, kind: Format, demand: str = "") -> HttpResponse:
    """The fact sheet with the scenario of the address, or with a demand the motion with what its lever changes."""
    place = get_place(code)
    found = find_demand(get_catalogue(), demand) if demand else None
    document = _run_typed(
        request, lambda asked: compose_brief(get_desk(), place, found, get_lang(), get_today(), asked)
    )
    return send_document(document, kind)


@require_safe
def send(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The scenario of the address as a file, every outcome or one. Raises BadInputError for a place that has none."""
    place = get_place(code)
    table = _run_typed(request, lambda asked: table_simulation(simulate(get_desk(), place, asked)))
    outcome = request.GET.get("matt", "")
    if outcome:
        column = table.columns.index("outcome")
        rows = tuple(row for row in table.rows if row[column] == outcome)
        if not rows:
            raise Http404
        table = replace(table, name=f"{table.name}-{outcome}", rows=rows)
    return offer_file(f"{table.name}.{kind}", render_table(table, kind))


def _suggest_year(model: Model) -> int:
    """Next year, or the model's first where that is later."""
    return max(get_today().year + 1, model.calibration.flows.year + 1)


def _run_typed(request: HttpRequest, run: Callable[[Request], T]) -> T:
    """Run the scenario of the address. Raises BadInputError in the words of the form."""
    typed = read_typed(request.GET, _suggest_year(open_model(get_desk())))
    try:
        return run(make_request(typed))
    except BadInputError as error:
        raise place_mistakes(get_texts(), error, typed)[0].error from None


def _try(place: Place, typed: Typed) -> _Tried:
    texts = get_texts()
    try:
        return _Tried(typed, simulate(get_desk(), place, make_request(typed)))
    except BadInputError as error:
        mistakes = place_mistakes(texts, error, typed)
        told = [((one.number, one.field), explain_all(texts, one.error)[0]) for one in mistakes]
        return _Tried(typed, None, tuple(told))


def _tell_beside(tried: _Tried) -> dict[tuple[int, str], str]:
    """What stands beside each field with a mistake: what is wrong and what to do."""
    return {where: f"{told.what} {told.do}".strip() for where, told in tried.told}


def _present_form(model: Model, tried: list[_Tried]) -> dict[str, object]:
    catalogue, texts = get_catalogue(), get_texts()
    typed = tried[0].typed
    query = write_typed(typed)
    demands = catalogue.demands.values()
    return {
        "scenarios": [
            present_fields(catalogue, texts, part.typed, model.effects, _tell_beside(part)) for part in tried
        ],
        "years": typed.years,
        "wrong_years": next((told for part in tried for told in [_tell_beside(part).get((0, "years"))] if told), ""),
        "without": typed.without,
        "query": query,
        "queries": [f"?{write_typed(part.typed)}" for part in tried],
        "compare_query": f"?{query}&{write_typed(typed, OTHER)}",
        "bare_demands": [
            (demand, texts.of(demand).title) for demand in demands if not has_effect(demand, model.effects)
        ],
    }


def _present_answer(model: Model, simulations: list[Simulation]) -> dict[str, object]:
    texts = get_texts()
    one, *others = simulations
    several = len(one.choice.pulled) >= SEVERAL
    compared = compare_levers(get_desk(), one.place, one.request, with_zero=False, simulated=one) if several else None
    page = present_simulation(get_catalogue(), texts, model.parameters, one, compared, with_fans=not others)
    return {
        "page": page,
        "motions": [
            (demand.id, texts.of(demand).title)
            for demand in (get_catalogue().demands[name] for name in one.choice.demands)
        ],
        **({"comparison": present_comparison(get_catalogue(), texts, one, *others)} if others else {}),
    }


def _compare_each(simulation: Simulation, outcome: str) -> LeversPage:
    """Every lever by itself, with the events of the scenario; `outcome` is what they are ordered by, if it is known."""
    known = outcome if outcome in IN_WORDS else IN_WORDS[0]
    compared = compare_levers(
        get_desk(), simulation.place, simulation.request, every=True, outcome=known, simulated=simulation
    )
    return present_levers(get_catalogue(), get_texts(), compared)
