"""The fact sheet 'Industry and welfare in X': two pages for a meeting."""

from collections.abc import Iterable, Sequence

from samspel.catalogue.texts import Texts
from samspel.economy.interdependence import measure_interdependence
from samspel.needs.measuring import Measurement, Need
from samspel.needs.verdict import Verdict
from samspel.observations.likeness import measure_likeness
from samspel.observations.picture import Row, build_course, build_row, list_beside
from samspel.reach.report import ReachReport
from samspel.rendering.blocks import Block, Bullets, Document, Heading, Pair, Paragraph
from samspel.reports.aftermath import name_events
from samspel.reports.cases import compose_nearest_cases
from samspel.reports.figures import format_value
from samspel.reports.interdependence import compose_interdependence
from samspel.reports.likeness import warn_of_unlike
from samspel.reports.needs import describe_question, describe_reasons, describe_verdicts, label_need
from samspel.reports.pictures import draw_map_of_place, draw_place_course
from samspel.reports.reach_sections import compose_reach
from samspel.reports.simulation_brief import compose_event, compose_event_figures, compose_scenario
from samspel.reports.transition import compose_transition
from samspel.reports.whose import label_title
from samspel.reports.writing import Writer
from samspel.terms.place import Place, PlaceKind
from samspel.transition.plan import Transition
from samspel.trials.aftermath import Aftermath
from samspel.trials.simulated import Simulated

NEEDS_SHOWN = 4
QUESTIONS_SHOWN = 3


def compose_fact_sheet(
    writer: Writer,
    place: Place,
    needs: Sequence[Need],
    *,
    scenario: tuple[Simulated, Aftermath] | None = None,
    transition: Transition | None = None,
    reach: ReachReport | None = None,
) -> Document:
    """Compose the fact sheet from the figures of a place and its needs, which come in order, and from a reckoning of
    reach, a simulation with what to do after its events and a climate transition if there are any. After an event it
    is set closer, so as to be taken along.
    """
    texts = writer.texts
    happens = scenario is not None and bool(scenario[0].request.shocks)
    begin, rest = _event_blocks(writer, needs, *scenario) if scenario and happens else ((), ())
    blocks = [
        *begin,
        *([Heading(texts("facts.title", area=place.area))] if happens else ()),
        Paragraph(_describe_ingress(writer, place, needs), style="body" if happens else "ingress"),
        *_figure_blocks(writer, place, is_drawn=not happens),
        *_region_blocks(writer, place),
        *_need_blocks(writer, needs, is_short=happens),
        *(() if happens else _question_blocks(texts, needs, None if scenario is None else scenario[1])),
        *(() if reach is None else compose_reach(writer, reach)),
        *rest,
        *(compose_scenario(writer.catalogue, texts, scenario[0]) if scenario and not happens else ()),
        *_transition_blocks(writer, transition),
        Heading(texts("facts.reading_title")),
        Paragraph(" ".join(texts(f"facts.reading_{part}") for part in ("basis", "cause", "against"))),
        Heading(texts("facts.sources_title")),
        writer.name_sources(),
    ]
    title = name_events(texts, place, scenario[0].request.shocks) if scenario and happens else ""
    return Document(
        name=f"fakta-{place.code}" if texts.lang == "sv" else f"facts-{place.code}",
        lang=texts.lang,
        kicker=texts("facts.kicker"),
        title=title or texts("facts.title", area=place.area),
        footer=texts("facts.footer", area=place.area, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=tuple(blocks),
        is_close=happens,
    )


def _event_blocks(
    writer: Writer, needs: Sequence[Need], simulation: Simulated, plan: Aftermath
) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands before the general picture of a place that something happens to, and what stands after it."""
    texts, catalogue = writer.texts, writer.catalogue
    if plan.cases:
        writer.cite(origin for origins in plan.origins.values() for origin in origins)
    begin = [
        *compose_event(catalogue, texts, simulation, plan),
        *_question_blocks(texts, needs, plan),
        *compose_nearest_cases(catalogue, texts, plan),
    ]
    return begin, [*compose_event_figures(catalogue, texts, simulation)]


def _transition_blocks(writer: Writer, transition: Transition | None) -> Iterable[Block]:
    if transition is not None:
        writer.cite(transition.inventory.origins)
        yield from compose_transition(writer.texts, transition)


def _describe_ingress(writer: Writer, place: Place, needs: Sequence[Need]) -> str:
    texts, observations = writer.texts, writer.observations
    inputs = writer.catalogue.inputs
    rows = {
        name: build_row(observations, name, place)
        for name in (inputs.industry_jobs, inputs.industry_share, inputs.population, inputs.population_change)
    }

    def tell(name: str) -> str:
        return format_value(texts, rows[name].indicator, rows[name].here.value)

    for row in rows.values():
        writer.cite_values(row.here)
    share = rows[inputs.industry_share]
    return " ".join(
        (
            texts(
                "facts.ingress_jobs",
                area=place.area,
                jobs=tell(inputs.industry_jobs),
                year=share.here.period.year,
                share=tell(inputs.industry_share),
                country=format_value(texts, share.indicator, share.country.value),
            ),
            texts("facts.ingress_people", population=tell(inputs.population)),
            _describe_change(texts, rows[inputs.population_change]),
            describe_verdicts(texts, needs),
        )
    )


def _describe_change(texts: Texts, change: Row) -> str:
    """In which direction the population has gone, in words, and by how much."""
    value = change.here.value
    if value is None:
        return texts("facts.change_unknown")
    way = "none" if not value else "up" if value > 0 else "down"
    return texts(f"facts.change_{way}", change=format_value(texts, change.indicator, abs(value)))


def _figure_blocks(writer: Writer, place: Place, *, is_drawn: bool) -> Iterable[Block]:
    texts, observations = writer.texts, writer.observations
    catalogue = writer.catalogue
    yield Heading(texts("facts.figures_title"))
    names = [name for name in catalogue.fact_sheet.indicators if place.kind.value in catalogue.indicators[name].levels]
    names += list_beside(observations, [place], names)
    rows = [build_row(observations, name, place) for name in names]
    if is_drawn:
        chart = draw_place_course(texts, build_course(observations, catalogue.fact_sheet.chart, place), place)
        drawn = draw_map_of_place(observations, texts, place)
        writer.cite([observations.figures.origin(table) for table in ("localities", "emergency_surgery")])
        yield Pair(chart, drawn) if chart else drawn
    yield writer.tabulate_rows(texts("facts.figures_caption", area=place.area), place, rows)
    warning = "" if place.kind is PlaceKind.COUNTRY else warn_of_unlike(texts, measure_likeness(observations, place))
    if warning:
        yield Paragraph(warning, style="note")


def _region_blocks(writer: Writer, place: Place) -> Iterable[Block]:
    if place.kind is not PlaceKind.REGION:
        return
    measured = measure_interdependence(writer.observations, place)
    writer.cite_values(*(row.latest for row in measured.rows))
    yield from compose_interdependence(writer.catalogue, writer.texts, measured)


def _need_blocks(writer: Writer, needs: Sequence[Need], *, is_short: bool) -> Iterable[Block]:
    """The needs that press most, each with its reason, or with its verdict alone where there is little room."""
    texts = writer.texts
    shown = [need for need in needs if need.verdict in (Verdict.LARGE, Verdict.SOME)][:NEEDS_SHOWN]
    yield Heading(texts("facts.needs_title"))
    if not shown:
        yield Paragraph(texts("facts.needs_none"))
    if is_short and shown:
        yield Bullets(tuple(_describe_lead(texts, need) for need in shown))
    for need in () if is_short else shown:
        writer.cite_values(*(part.observation for part in need.telling[:1] if isinstance(part, Measurement)))
        yield Paragraph(describe_reasons(writer.catalogue, texts, need)[0], lead=_describe_lead(texts, need))
    if any(need.verdict is Verdict.SOME for need in shown):
        yield Paragraph(texts("need.rule_weak"), style="note")


def _question_blocks(texts: Texts, needs: Sequence[Need], plan: Aftermath | None) -> Iterable[Block]:
    """The questions to ask first: after an event those of the demands that it makes urgent, else those without which a
    demand cannot be judged.
    """
    urgent = [] if plan is None else [one.need for one in plan.needs if one.need.open_questions]
    unknown = [need for need in needs if need.verdict is Verdict.UNKNOWN and need.open_questions]
    asked = (urgent or unknown)[:QUESTIONS_SHOWN]
    if asked:
        yield Heading(texts("facts.questions_title"))
        yield Paragraph(texts("facts.questions_event" if urgent else "facts.questions_intro"))
        yield Bullets(
            tuple(f"{need.demand.number}. {describe_question(texts, need.open_questions[0])}" for need in asked)
        )


def _describe_lead(texts: Texts, need: Need) -> str:
    title = label_title(texts, need.demand)
    verdict, who = label_need(texts, need).lower(), texts(f"responsible.{need.demand.responsible}")
    return f"{need.demand.number}. {title} ({verdict}, {who})."
