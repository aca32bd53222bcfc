"""National goals, and what they mean at a place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspel.app.finding import find_goal
from samspel.app.goals import GoalView, show_goals
from samspel.catalogue.texts import Texts
from samspel.reports.needs import describe_verdicts
from samspel.terms.place import Place
from samspel.web.presenters.figures import present_figures
from samspel.web.presenters.needs import present_cards
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts


@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """Every goal, without a place."""
    catalogue, texts = get_catalogue(), get_texts()
    goals = [
        (
            goal.id,
            texts.of(goal),
            [(catalogue.demands[d], texts.of(catalogue.demands[d]).title) for d in goal.demands],
        )
        for goal in catalogue.goals.values()
    ]
    return render(request, "samspel/goals.html", {"goals": goals})


@require_safe
def show_at_place(request: HttpRequest, code: str) -> HttpResponse:
    """Every goal at a place, in short."""
    texts, place = get_texts(), get_place(code)
    views = show_goals(get_desk(), place, get_catalogue().goals.values())
    goals = [(view.goal.id, texts.of(view.goal), describe_verdicts(texts, view.needs)) for view in views]
    return render(request, "samspel/place_goals.html", {"place": place, "tab": "place_goals", "goals": goals})


@require_safe
def show_one_at_place(request: HttpRequest, code: str, goal: str) -> HttpResponse:
    """One goal at a place: its figures, and the demands that serve it."""
    texts, place = get_texts(), get_place(code)
    (view,) = show_goals(get_desk(), place, [find_goal(get_catalogue(), goal)])
    context = {"place": place, "tab": "place_goals", **_present_goal(texts, place, view)}
    return render(request, "samspel/place_goal.html", context)


def _present_goal(texts: Texts, place: Place, view: GoalView) -> dict[str, object]:
    told = texts.of(view.goal)
    caption = texts("web.goals.table", name=told.name, area=place.area)
    return {
        "goal": view.goal,
        "told": told,
        "table": present_figures(texts, place, view.rows, caption),
        "cards": present_cards(get_catalogue(), texts, view.needs),
    }
