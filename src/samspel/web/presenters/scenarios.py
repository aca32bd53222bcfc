"""The page of 'what happens if': the frame around the report's blocks, with the files of each table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse
from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Explanation as Told
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.reports import simulation as report
from samspel.reports.aftermath import GOAL_LINK, compose_next, compose_opening
from samspel.reports.cases import compose_cases
from samspel.reports.levers import compose_levers, compose_ranking, compose_studies_behind
from samspel.reports.record import compose_record
from samspel.reports.simulation_parts import compose_comparison, compose_explanation
from samspel.reports.whose import label_title
from samspel.scenarios.aftermath import Aftermath
from samspel.scenarios.simulation import Explanation, LeverComparison, Simulation
from samspel.terms.place import Place
from samspel.web.blocks import Files, find_address, set_blocks
from samspel.web.presenters.needs import Option
from samspel.web.presenters.scenario_form import ScenarioForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioAnswer:
    """All that the answer holds, set into the page; a section that does not apply is empty."""

    opening: SafeString
    calm: SafeString
    next: SafeString
    cases: SafeString
    letter: str
    answer: SafeString
    comparison: SafeString
    course: SafeString
    zero: SafeString
    levers: SafeString
    assumptions: SafeString
    record: SafeString
    has_events: bool
    is_explained: bool
    motions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeversPage:
    """Every lever by itself; `orders` are the outcomes to order by."""

    blocks: SafeString
    orders: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPage:
    """The page: a place's form and answer, what was wrong with the address, or the members of a region. `named` is what
    stands in the field of the place.
    """

    template: ClassVar[str] = "samspel/scenario.html"
    place: Place
    named: str = ""
    members: tuple[Place, ...] = ()
    errors: tuple[Told, ...] = ()
    form: ScenarioForm | None = None
    suggestions: tuple[tuple[str, str], ...] = ()
    answer: ScenarioAnswer | None = None
    each: LeversPage | None = None


def present_answer(
    catalogue: Catalogue,
    texts: Texts,
    query: str,
    one: Simulation,
    other: Simulation | None,
    explanation: Explanation | None,
    plan: Aftermath,
) -> ScenarioAnswer:
    """The answer to one scenario; beside another the courses are those of the comparison. `query` is the scenario as an
    address, for files; `plan` says what its events make urgent.
    """
    files = _list_files(one, query)
    calm = () if other else tuple(report.compose_calm(texts, one))
    is_below = bool(one.request.shocks or calm)
    key = "web.scenario.answer_this" if other else "scenario.figures" if is_below else "web.scenario.answer"
    heading = Heading(texts(key))
    course = () if other else _compose_course(catalogue, texts, one)
    compared = () if other is None else compose_comparison(catalogue, texts, one, other)
    levers = (*compose_levers(catalogue, texts, one), *compose_studies_behind(catalogue, texts, one))
    titles = ((name, label_title(texts, catalogue.demands[name])) for name in one.choice.demands)
    return ScenarioAnswer(
        opening=set_blocks(texts, () if other else tuple(compose_opening(texts, one))),
        calm=set_blocks(texts, calm),
        next=set_blocks(
            texts,
            () if other else tuple(compose_next(catalogue, texts, plan)),
            find_other=lambda link: find_address(link) + (query if link.kind == GOAL_LINK else ""),
        ),
        cases=set_blocks(texts, () if other else tuple(compose_cases(catalogue, texts, plan))),
        letter=_find_letter(catalogue, plan, query),
        answer=set_blocks(texts, (heading, *report.compose_answer(catalogue, texts, one, warns=other is not None))),
        comparison=set_blocks(texts, compared, files),
        course=set_blocks(texts, course, files),
        zero=set_blocks(texts, report.compose_zero(texts, one)),
        levers=set_blocks(texts, levers),
        assumptions=set_blocks(texts, _compose_assumptions(texts, one, explanation)),
        record=set_blocks(texts, compose_record(texts, one)),
        has_events=bool(one.request.shocks),
        is_explained=explanation is not None,
        motions=tuple(titles),
    )


def present_levers(catalogue: Catalogue, texts: Texts, compared: LeverComparison, query: str) -> LeversPage:
    """Every lever by itself."""
    files = {"levers": _find_files("scenario_levers", compared.place, query)}
    return LeversPage(
        blocks=set_blocks(texts, compose_ranking(catalogue, texts, compared), files),
        orders=tuple(
            Option(outcome.id, texts.of(outcome).name, outcome == compared.outcome)
            for outcome in compared.model.outcomes.headlines
        ),
    )


def _compose_course(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> Iterable[Block]:
    yield Heading(texts("web.scenario.course"))
    yield Paragraph(texts("words.band_note"), style="note")
    yield from report.compose_courses(texts, simulation)
    yield report.tabulate_levels(texts, simulation)
    yield from report.compose_region(catalogue, texts, simulation)


def _compose_assumptions(texts: Texts, simulation: Simulation, explanation: Explanation | None) -> Iterable[Block]:
    yield from report.compose_hypotheses(texts, simulation)
    if explanation is not None:
        yield from compose_explanation(texts, simulation.model.parameters, explanation)
    yield Paragraph(report.describe_draws(texts, simulation), style="note")


def _find_letter(catalogue: Catalogue, plan: Aftermath, query: str) -> str:
    """The letter to the government on the first goal of an event, with the event; nothing where there is none."""
    papers = [paper for paper in catalogue.papers.values() if paper.about == "goal"]
    return "".join(
        reverse("goal_paper", args=[plan.place.code, one.goal.id, papers[0].id]) + query for one in plan.goals[:1]
    )


def _list_files(simulation: Simulation, query: str) -> dict[str, Files]:
    """The files of the headline outcomes' tables, named after the outcome."""
    return {
        outcome.id: _find_files("scenario_table", simulation.place, f"{query}&matt={outcome.id}")
        for outcome in simulation.model.outcomes.headlines
    }


def _find_files(name: str, place: Place, query: str) -> Files:
    csv, xlsx = (f"{reverse(name, args=[place.code, kind])}{query}" for kind in ("csv", "xlsx"))
    return Files(csv, xlsx)
