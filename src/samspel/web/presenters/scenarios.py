"""The page of 'what happens if': the frame around the report's blocks, with the files of each table."""

from collections.abc import Iterable, Iterator
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
from samspel.reports.cases import NEAREST, compose_cases
from samspel.reports.levers import compose_levers, compose_ranking, compose_studies_behind
from samspel.reports.record import compose_record
from samspel.reports.simulation_parts import compose_comparison, compose_explanation
from samspel.reports.whose import label_title
from samspel.scenarios.simulation import Explanation, LeverComparison
from samspel.terms.place import Place
from samspel.trials.aftermath import Aftermath
from samspel.trials.simulated import Simulated
from samspel.web.blocks import NO_FILES, Files, find_address, set_blocks
from samspel.web.choices import Option
from samspel.web.presenters.folding import Section, fold
from samspel.web.presenters.scenario_form import ScenarioForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioAnswer:
    """All that the answer holds, set into the page; a part that does not apply is empty. In sight are `opening` and
    what follows of an event, `calm` where nothing happens, or `answer` where neither applies; the `sections` are
    folded.
    """

    opening: SafeString
    calm: SafeString
    next: SafeString
    cases: SafeString
    letter: str
    answer: SafeString
    comparison: SafeString
    sections: tuple[Section, ...]
    assumptions: SafeString
    record: Section
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
    stands in the field of the place, `begun` what to fill in where an event is only chosen.
    """

    template: ClassVar[str] = "samspel/scenario.html"
    place: Place
    named: str = ""
    members: tuple[Place, ...] = ()
    errors: tuple[Told, ...] = ()
    begun: str = ""
    form: ScenarioForm | None = None
    suggestions: tuple[tuple[str, str], ...] = ()
    beside: tuple[str, str] | None = None
    answer: ScenarioAnswer | None = None
    each: LeversPage | None = None


def present_answer(
    catalogue: Catalogue,
    texts: Texts,
    query: str,
    one: Simulated,
    other: Simulated | None,
    explanation: Explanation | None,
    plan: Aftermath,
) -> ScenarioAnswer:
    """The answer to one scenario; beside another the courses are those of the comparison. `query` is the scenario as an
    address, for files; `plan` says what its events make urgent.
    """
    alone = other is None
    calm = tuple(report.compose_calm(texts, one)) if alone else ()
    is_in_sight = not calm and not (alone and one.request.shocks)
    heading = Heading(texts(_name_answer(alone=alone, is_in_sight=is_in_sight)))
    answer = (heading, *report.compose_answer(catalogue, texts, one, warns=not alone))
    compared = () if other is None else compose_comparison(catalogue, texts, one, other)
    titles = ((name, label_title(texts, catalogue.demands[name])) for name in one.choice.demands)
    (record,) = fold(texts, compose_record(texts, one), name="hindcast")
    return ScenarioAnswer(
        opening=set_blocks(texts, compose_opening(texts, one) if alone else ()),
        calm=set_blocks(texts, calm),
        next=set_blocks(
            texts,
            compose_next(catalogue, texts, plan) if alone else (),
            find_other=lambda link: find_address(link) + (query if link.kind == GOAL_LINK else ""),
        ),
        cases=set_blocks(texts, compose_cases(catalogue, texts, plan) if alone else (), {NEAREST: NO_FILES}),
        letter=_find_letter(catalogue, plan, query),
        answer=set_blocks(texts, answer if is_in_sight else ()),
        comparison=set_blocks(texts, compared, _list_files(one, query)),
        sections=(
            *(() if is_in_sight else fold(texts, answer, name="all")),
            *(_fold_course(catalogue, texts, one, query) if alone else ()),
            *fold(texts, report.compose_zero(texts, one), name="zero"),
            *_fold_levers(catalogue, texts, one),
        ),
        assumptions=set_blocks(texts, _compose_assumptions(texts, one, explanation)),
        record=record,
        has_events=bool(one.request.shocks),
        is_explained=explanation is not None,
        motions=tuple(titles),
    )


def _name_answer(*, alone: bool, is_in_sight: bool) -> str:
    if not is_in_sight:
        return "web.scenario.in_figures"
    return "web.scenario.answer" if alone else "web.scenario.answer_this"


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


def _fold_course(catalogue: Catalogue, texts: Texts, simulation: Simulated, query: str) -> Iterator[Section]:
    """The chief outcomes year by year, all of them in the last year, and what that means for the region."""
    course = (Paragraph(texts("words.band_note"), style="note"), *report.compose_courses(texts, simulation))
    blocks = (Heading(texts("web.scenario.course")), *course)
    yield from fold(texts, blocks, _list_files(simulation, query), name="course")
    levels = report.tabulate_levels(texts, simulation)
    yield from fold(texts, (Heading(levels.caption), levels), name="levels")
    yield from fold(texts, report.compose_region(catalogue, texts, simulation, 2), name="region")


def _fold_levers(catalogue: Catalogue, texts: Texts, simulation: Simulated) -> Iterator[Section]:
    """Whoever chose levers asked for what they change."""
    levers = (*compose_levers(catalogue, texts, simulation), *compose_studies_behind(catalogue, texts, simulation))
    return fold(texts, levers, name="levers", is_open=True)


def _compose_assumptions(texts: Texts, simulation: Simulated, explanation: Explanation | None) -> Iterable[Block]:
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


def _list_files(simulation: Simulated, query: str) -> dict[str, Files]:
    """The files of the headline outcomes' tables, named after the outcome."""
    return {
        outcome.id: _find_files("scenario_table", simulation.place, f"{query}&matt={outcome.id}")
        for outcome in simulation.model.outcomes.headlines
    }


def _find_files(name: str, place: Place, query: str) -> Files:
    csv, xlsx = (f"{reverse(name, args=[place.code, kind])}{query}" for kind in ("csv", "xlsx"))
    return Files(csv, xlsx)
