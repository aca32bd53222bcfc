"""Composes papers and renders them in the formats that people use."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from samspel.app.aftermath import plan_aftermath
from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.app.drafting import Sorted, find_draft, find_paper, list_papers, sort_words
from samspel.app.finding import find_demand
from samspel.app.needs import measure_needs
from samspel.app.simulating import simulate_with_levers
from samspel.app.transition import plan_transition
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand, Goal
from samspel.catalogue.records.papers import Paper
from samspel.documents.fact_sheet import compose_fact_sheet
from samspel.documents.handed_in import list_points
from samspel.documents.matter import Matter
from samspel.documents.papers import compose_paper, list_remarks
from samspel.needs.deciding import Addressee, find_addressee, find_deciding_body
from samspel.rendering.blocks import Document
from samspel.rendering.docx import render_docx
from samspel.rendering.html import render_html
from samspel.rendering.pdf import count_pages, render_pdf
from samspel.rendering.text import render_text
from samspel.rendering.typography import keep_together
from samspel.reports.aftermath import name_events, write_letter
from samspel.reports.writing import Writer
from samspel.scenarios.costs import CostedNeed
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.files import cut_name
from samspel.terms.place import Place, PlaceKind
from samspel.transition.outlook import Plan
from samspel.trials.simulated import Simulated

Format = Literal["pdf", "docx", "html", "txt"]
RENDERERS: dict[Format, Callable[[Document], bytes]] = {
    "pdf": render_pdf,
    "docx": render_docx,
    "html": render_html,
    "txt": render_text,
}
PROPOSALS = "proposals"
"""The block of draft decisions."""
MOTION, BACKGROUND = "motion", "underlag"
"""The papers that a demand gives when no other is asked for, and that holds what a simulation says."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A paper with what it still lacks, in sentences, none where it is ready; and its points (att-satser) where it
    proposes decisions.
    """

    document: Document
    remarks: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsAfter:
    """The words kept that a paper after an event takes, and the other event that what it does not take tells of."""

    words: Mapping[str, str]
    other: str = ""


def compose_brief(
    desk: Desk,
    place: Place,
    demand: Demand | None,
    lang: Lang,
    day: date,
    scenario: Request | None = None,
    transition: Plan | None = None,
) -> Document:
    """The fact sheet of a place, or with a demand the mover's background; with a scenario what the simulation says of
    it, in the background what the demand's own lever changes there; with a transition what it says of the place, in the
    fact sheet. A kept reckoning of reach goes in by itself.

    Raises BadInputError where there is none, and for a body that cannot decide.
    """
    if demand is not None:
        return write_paper(
            desk, place, demand, find_paper(desk.catalogue, BACKGROUND), lang, day, scenario=scenario
        ).document
    writer = Writer(desk.observations, desk.catalogue.texts[lang], day)
    part = None if scenario is None else simulate_with_levers(desk, place, scenario)
    planned = None if transition is None else plan_transition(desk, place, transition, with_model=False).transition
    return compose_fact_sheet(
        writer,
        place,
        measure_needs(desk, place),
        scenario=None if part is None else (part, plan_aftermath(desk, part)),
        transition=planned,
        reach=desk.reach.load(place.code),
    )


def write_paper(
    desk: Desk,
    place: Place,
    subject: Demand | Goal,
    paper: Paper,
    lang: Lang,
    day: date,
    *,
    words: Mapping[str, str] | None = None,
    scenario: Request | None = None,
) -> Written:
    """Write a paper about a demand or a goal with somebody's words, or else with those that are kept; with a scenario
    what the demand's lever changes in it, or of a goal what its events lead to where nothing else is written.

    Raises BadInputError for a body that cannot decide, and for a paper that is not about such a subject.
    """
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    if paper.about != ("demand" if isinstance(subject, Demand) else "goal"):
        raise BadInputError("paper_subject", paper=desk.catalogue.texts[lang].of(paper).name)
    writer = Writer(desk.observations, desk.catalogue.texts[lang], day)
    told = _tell_event(desk, place, subject, lang, scenario) if isinstance(subject, Goal) else {}
    kept = sort_words(desk.catalogue, paper, find_words_after(desk, place, subject, scenario, told).words)
    said = kept if words is None else Sorted(words, ())
    matter = Matter(writer=writer, paper=paper, place=place, words=said.words)
    if isinstance(subject, Goal):
        event = name_events(writer.texts, place, () if scenario is None else scenario.shocks)
        return _finish(replace(matter, goal=subject, event=event, words={**told, **said.words}), said.errors)
    to = find_addressee(desk.catalogue, subject, place)
    more, wrong = _choose_more(desk, to, place, [one for one in _read_more(desk, paper, said.words) if one != subject])
    if wrong and words is not None:
        raise wrong[0]
    rows = add_costs(desk, [desk.assessor.measure_demand(one, place) for one in (subject, *more)])
    matter = replace(
        matter,
        row=rows[0],
        more=rows[1:],
        to=to,
        scenario=_simulate(desk, place, subject, scenario),
        reach=desk.reach.load(place.code),
    )
    return _finish(matter, (*said.errors, *wrong))


def name_event(scenario: Request | None) -> str:
    """The events of a scenario as the command writes them; empty without any."""
    return " ".join(shock.written for shock in (() if scenario is None else scenario.shocks))


def find_words_after(
    desk: Desk, place: Place, subject: Demand | Goal, scenario: Request | None, told: Iterable[str]
) -> WordsAfter:
    """What is kept of somebody's words for a paper after an event. Of the fields that the event itself tells nothing is
    taken that was kept after another event, since a paper would then tell of that one.
    """
    draft, event = find_draft(desk, place, subject), name_event(scenario)
    if draft is None:
        return WordsAfter({})
    fields = set(told) & draft.words.keys()
    if not (fields and event and draft.event) or draft.event == event:
        return WordsAfter(draft.words)
    return WordsAfter({name: text for name, text in draft.words.items() if name not in fields}, draft.event)


def suggest_words(
    desk: Desk,
    place: Place,
    subject: Demand | Goal,
    paper: Paper,
    lang: Lang,
    day: date,
    scenario: Request | None = None,
) -> dict[str, str]:
    """What stands in a paper for a field that is left empty, where there is such a thing: the usual committee and its
    chair, the day that the handbook gives, the town; in a letter on a goal what the events of a scenario lead to and
    what is asked of the state. Raises BadInputError as `write_paper`.
    """
    writer = Writer(desk.observations, desk.catalogue.texts[lang], day)
    if not isinstance(subject, Demand):
        town = Matter(writer=writer, paper=paper, place=place, goal=subject).town
        return {**_tell_event(desk, place, subject, lang, scenario), **({"town": town} if town else {})}
    need = desk.assessor.measure_demand(subject, place)
    matter = Matter(
        writer=writer,
        paper=paper,
        place=place,
        row=CostedNeed(need, None),
        to=find_addressee(desk.catalogue, subject, place),
    )
    usual = {"committee": matter.committee, "deadline": matter.deadline.isoformat(), "chair": matter.facts["chair"]}
    return {name: text for name, text in (usual | {"town": matter.town}).items() if name in paper.fields and text}


def list_papers_for(desk: Desk, place: Place, demand: Demand) -> tuple[Paper, ...]:
    """The papers that can be written about a demand at a place. Raises BadInputError for a body that cannot decide."""
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    find_addressee(desk.catalogue, demand, place)
    return list_papers(desk.catalogue, "demand")


def render(document: Document, formats: Sequence[Format] = tuple(RENDERERS)) -> dict[str, bytes]:
    """Render a document; returns file names with their bytes. The same document gives the same bytes."""
    tied = keep_together(document)
    return {cut_name(f"{document.name}.{name}"): RENDERERS[name](tied) for name in formats}


def _finish(matter: Matter, errors: Iterable[SamspelError]) -> Written:
    """The paper with what it lacks, first what was written and could not be used."""
    document, texts, fields = compose_paper(matter), matter.texts, matter.writer.catalogue.paper_fields
    unused = (
        texts("paper.remark_wrong", field=texts.of(fields[str(one.facts["field"])]).label, what=texts.explain(one).what)
        for one in errors
    )
    remarks = [texts(one.code, **one.facts) for one in list_remarks(matter, document)]
    if (most := matter.paper.most_pages) is not None:
        count = count_pages(render_pdf(keep_together(document)))
        remarks += [texts("paper.remark_pages", count=count, most=most)] if count > most else []
    points = list_points(matter) if matter.paper.handed_in and PROPOSALS in matter.paper.blocks else ()
    return Written(document=document, remarks=(*unused, *remarks), points=points)


def _read_more(desk: Desk, paper: Paper, words: Mapping[str, str]) -> tuple[Demand, ...]:
    """Further demands that the writer has named for the same paper."""
    named = [words.get(name, "") for name in paper.fields if desk.catalogue.paper_fields[name].kind == "demands"]
    found = (find_demand(desk.catalogue, one) for text in named for one in text.split(",") if one.strip())
    return tuple({one.id: one for one in found}.values())


def _choose_more(
    desk: Desk, to: Addressee, place: Place, named: Iterable[Demand]
) -> tuple[list[Demand], list[BadInputError]]:
    """Those of further demands that the same body decides, and an error for each of the others."""
    chosen: list[Demand] = []
    wrong: list[BadInputError] = []
    field = next((one.id for one in desk.catalogue.paper_fields.values() if one.kind == "demands"), "")
    for demand in named:
        try:
            is_same = find_deciding_body(desk.catalogue.places, demand, place) == to.body
        except BadInputError:
            is_same = False
        if is_same:
            chosen.append(demand)
        else:
            wrong.append(BadInputError("paper_more_body", field=field, number=demand.number, to=to.body.body))
    return chosen, wrong


def _tell_event(desk: Desk, place: Place, goal: Goal, lang: Lang, scenario: Request | None) -> Mapping[str, str]:
    """What a letter on a goal holds of a scenario's events, by field; nothing without them."""
    if scenario is None or not scenario.shocks:
        return {}

    def tell() -> Mapping[str, str]:
        simulation = simulate_with_levers(desk, place, scenario)
        return write_letter(desk.catalogue.texts[lang], simulation, plan_aftermath(desk, simulation), goal)

    return desk.recall(("letter", place.code, goal.id, lang, scenario), tell)


def _simulate(desk: Desk, place: Place, demand: Demand, scenario: Request | None) -> Simulated | None:
    if scenario is None:
        return None
    return simulate_with_levers(desk, place, replace(scenario, levers=(str(demand.number),)))
