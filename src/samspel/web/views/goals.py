"""National goals, and what they mean at a place."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.drafting import list_papers
from samspel.app.finding import find_goal
from samspel.app.goals import show_goals
from samspel.app.places import show_likeness
from samspel.catalogue.records.needs import Demand, Goal, GoalText
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Paragraph
from samspel.reports.goals import tabulate_goal
from samspel.reports.likeness import warn_of_unlike
from samspel.reports.needs import describe_verdicts
from samspel.reports.whose import label_title
from samspel.terms.place import Place, PlaceKind
from samspel.web.blocks import Files, set_blocks
from samspel.web.pages import show_page
from samspel.web.presenters.needs import NeedCard, present_cards
from samspel.web.presenters.pictures import draw_sparks
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts
from samspel.web.views.scenarios import read_event


@dataclass(frozen=True, slots=True)
class DemandLink:
    """A demand that serves a goal."""

    number: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class GoalPart:
    """A goal with the demands that serve it."""

    id: str
    said: GoalText
    demands: tuple[DemandLink, ...]


@dataclass(frozen=True, slots=True)
class PlaceGoalPart:
    """A goal with how the verdicts of its demands are at a place."""

    id: str
    said: GoalText
    summary: str


@dataclass(frozen=True, slots=True)
class GoalsPage:
    """All goals."""

    template: ClassVar[str] = "samspel/goals.html"
    goals: tuple[GoalPart, ...]


@dataclass(frozen=True, slots=True)
class PlaceGoalsPage:
    """All goals at a place."""

    template: ClassVar[str] = "samspel/place_goals.html"
    place: Place
    goals: tuple[PlaceGoalPart, ...]


@dataclass(frozen=True, slots=True)
class GoalPage:
    """A goal at a place."""

    template: ClassVar[str] = "samspel/place_goal.html"
    place: Place
    said: GoalText
    figures: SafeString
    cards: tuple[NeedCard, ...]
    letter: str


@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """Every goal, without a place."""
    page = GoalsPage(tuple(_present_goal(goal) for goal in get_catalogue().goals.values()))
    return show_page(request, page)


@require_safe
def show_at_place(request: HttpRequest, code: str) -> HttpResponse:
    """Every goal at a place, in short."""
    texts, place = get_texts(), get_place(code)
    views = show_goals(get_desk(), place, get_catalogue().goals.values())
    parts = (PlaceGoalPart(view.goal.id, texts.of(view.goal), describe_verdicts(texts, view.needs)) for view in views)
    return show_page(request, PlaceGoalsPage(place, tuple(parts)))


@require_safe
def show_one_at_place(request: HttpRequest, code: str, goal: str) -> HttpResponse:
    """One goal at a place: its figures, and the demands that serve it."""
    catalogue, texts, place = get_catalogue(), get_texts(), get_place(code)
    (view,) = show_goals(get_desk(), place, [find_goal(catalogue, goal)])
    table = tabulate_goal(catalogue, texts, place, view)
    files = {table.name: Files(*(reverse("goal_table", args=[code, view.goal.id, kind]) for kind in ("csv", "xlsx")))}
    letter = reverse("goal_paper", args=[code, view.goal.id, list_papers(catalogue, "goal")[0].id])
    letter += read_event(request).query
    page = GoalPage(
        place,
        texts.of(view.goal),
        set_blocks(texts, (*_warn(texts, place), table), files),
        present_cards(get_desk(), texts, view.needs, draw_sparks(place.code, texts.lang)),
        letter,
    )
    return show_page(request, page)


def _warn(texts: Texts, place: Place) -> tuple[Paragraph, ...]:
    """That those that the place is set beside are not so like it, where that is so."""
    told = "" if place.kind is PlaceKind.COUNTRY else warn_of_unlike(texts, show_likeness(get_desk(), place))
    return (Paragraph(told, style="note"),) if told else ()


def _present_goal(goal: Goal) -> GoalPart:
    demands = (get_catalogue().demands[demand] for demand in goal.demands)
    return GoalPart(goal.id, get_texts().of(goal), tuple(_present_link(demand) for demand in demands))


def _present_link(demand: Demand) -> DemandLink:
    return DemandLink(demand.number, demand.id, label_title(get_texts(), demand))
