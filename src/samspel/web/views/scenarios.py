"""What happens if: the form, the answer, and two scenarios side by side. All of it stands in the address."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspel.briefs.tables import render_table
from samspel.catalogue.texts import Explanation
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.usecases.simulating import Model, Simulation, explain, open_model, simulate
from samspel.usecases.simulation_telling import table_simulation
from samspel.web.downloads import offer_file
from samspel.web.presenters.scenario_form import (
    OTHER,
    Typed,
    has_effect,
    has_other,
    make_request,
    present_fields,
    read_typed,
    retell,
    write_typed,
)
from samspel.web.presenters.scenarios import present_comparison, present_explanation, present_simulation
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts
from samspel.web.today import get_today
from samspel.web.views.errors import explain_all


@dataclass(frozen=True)
class _Tried:
    """A scenario that was run, or why it was not: the number and field of the event with the mistake."""

    typed: Typed
    simulation: Simulation | None
    wrong: tuple[int, str] = (0, "")
    told: tuple[Explanation, ...] = ()


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
    told = [one for part in tried for one in part.told]
    if told:
        return render(request, "samspel/scenario.html", context | {"told": told}, status=400)
    context |= _present_answer(model, [part.simulation for part in tried if part.simulation])
    if request.GET.get("varfor") and tried[0].simulation:
        explanation = explain(get_desk(), tried[0].simulation)
        context["explanation"] = present_explanation(get_texts(), model.parameters, explanation)
    return render(request, "samspel/scenario.html", context)


@require_safe
def send(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The scenario of the address as a file, every outcome or one. Raises BadInputError for a place that has none."""
    place = get_place(code)
    typed = read_typed(request.GET, _suggest_year(open_model(get_desk())))
    try:
        table = table_simulation(simulate(get_desk(), place, make_request(typed)))
    except BadInputError as error:
        raise retell(get_texts(), error, typed)[0] from None
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


def _try(place: Place, typed: Typed) -> _Tried:
    try:
        return _Tried(typed, simulate(get_desk(), place, make_request(typed)))
    except BadInputError as error:
        retold, wrong = retell(get_texts(), error, typed)
        return _Tried(typed, None, wrong, tuple(explain_all(get_texts(), retold)))


def _present_form(model: Model, tried: list[_Tried]) -> dict[str, object]:
    catalogue, texts = get_catalogue(), get_texts()
    typed = tried[0].typed
    query = write_typed(typed)
    demands = catalogue.demands.values()
    return {
        "scenarios": [present_fields(catalogue, texts, part.typed, model.effects, part.wrong) for part in tried],
        "years": typed.years,
        "without": typed.without,
        "query": query,
        "queries": [f"?{write_typed(part.typed)}" for part in tried],
        "compare_query": f"?{query}&{write_typed(typed, OTHER)}",
        "bare_demands": [
            (demand, getattr(demand, texts.lang).title) for demand in demands if not has_effect(demand, model.effects)
        ],
    }


def _present_answer(model: Model, simulations: list[Simulation]) -> dict[str, object]:
    texts = get_texts()
    one, *others = simulations
    page = present_simulation(get_catalogue(), texts, model.parameters, one, with_fans=not others)
    return {
        "page": page,
        **({"comparison": present_comparison(get_catalogue(), texts, one, *others)} if others else {}),
    }
