"""What the simulation says, as a section of a paper: in the fact sheet the whole, in a motion what its lever changes.

All is estimated or assumed, and the section says so, with the hypotheses at zero, the look back and the studies that
found nothing beside it, and with the command that gives the same again.
"""

from collections.abc import Iterator

from samspel import __version__
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading, Pair, Paragraph
from samspel.reports.aftermath import compose_next, describe_happened, describe_sureness, draw_bridge
from samspel.reports.costs import describe_costs
from samspel.reports.events import describe_event, describe_warnings
from samspel.reports.levers import (
    compose_effect,
    compose_studies_against,
    describe_levers,
    describe_no_effect,
    tabulate_moves,
)
from samspel.reports.outcomes import describe_change
from samspel.reports.record import describe_caution, describe_record, describe_record_in_short
from samspel.reports.simulation import (
    compose_hypotheses,
    compose_region,
    describe_baseline,
    describe_draws,
    describe_effect,
    draw_levels,
    list_run_facts,
    tabulate_levels,
)
from samspel.scenarios.simulation import Simulation
from samspel.trials.aftermath import Aftermath
from samspel.trials.simulated import Simulated

DRAWN = ("people", "unemployed")
"""What is drawn for whoever takes the answer on an event along."""


def compose_event(catalogue: Catalogue, texts: Texts, simulation: Simulated, plan: Aftermath) -> Iterator[Block]:
    """How the fact sheet after an event begins: what happens and what it leads to, how sure that is, and what to do."""
    yield Paragraph(describe_happened(texts, simulation), style="ingress")
    yield from (Paragraph(warning) for warning in describe_warnings(texts, simulation))
    yield Paragraph(describe_sureness(texts, simulation, has_more=False))
    yield from draw_bridge(texts, simulation, in_paper=True)
    yield from compose_next(catalogue, texts, plan, in_paper=True)


def compose_event_figures(catalogue: Catalogue, texts: Texts, simulation: Simulated) -> Iterator[Block]:
    """The figures that one takes along of an event, where the others are, and how far they can be trusted."""
    yield Heading(texts("scenario.figures"))
    told = describe_levers(catalogue, texts, simulation)
    if told:
        yield Bullets(told)
    yield from (Paragraph(reason) for reason in describe_no_effect(catalogue, texts, simulation))
    if simulation.happens:
        yield Heading(texts("scenario.short"), level=3)
        yield Bullets(describe_effect(texts, simulation, simulation.main))
    yield Paragraph(texts("simulate.equalised"), style="note")
    yield Pair(*(draw_levels(texts, simulation, simulation.model.outcomes[name]) for name in DRAWN))
    yield Paragraph(f"{texts('simulate.difference_note')} {texts('scenario.rest_on_page')}", style="note")
    yield from _compose_rest(catalogue, texts, simulation)


def compose_scenario(catalogue: Catalogue, texts: Texts, simulation: Simulated) -> Iterator[Block]:
    """The section of a fact sheet without an event: the course with its levels."""
    yield Heading(texts("scenario.title", place=simulation.place.area))
    yield from _compose_assumed(catalogue, texts, simulation)
    if simulation.happens:
        yield Heading(texts("scenario.short"), level=3)
        yield Bullets(describe_effect(texts, simulation, simulation.main))
        yield Paragraph(describe_caution(texts, simulation.past, has_more=False))
    yield from _compose_levels(catalogue, texts, simulation)
    yield from _compose_rest(catalogue, texts, simulation)


def _compose_rest(catalogue: Catalogue, texts: Texts, simulation: Simulated) -> Iterator[Block]:
    """What levers change and cost, and what speaks against leaning on it."""
    yield from _compose_levers(catalogue, texts, simulation)
    costs = describe_costs(catalogue, texts, simulation)
    if costs:
        yield Heading(texts("words.cost_title"), level=3)
        yield Bullets(costs)
    yield Heading(texts("scenario.caution"), level=3)
    if simulation.happens:
        yield _describe_zero(texts, simulation)
    yield from _compose_cautions(texts, simulation, is_beside=bool(simulation.request.shocks))


def _compose_levels(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """The chief outcomes as charts, and all of them as a table, with what they mean for the region."""
    drawn = [draw_levels(texts, simulation, outcome) for outcome in simulation.model.outcomes.headlines]
    yield from (
        Pair(*two) if len(two) > 1 else two[0] for two in (drawn[at : at + 2] for at in range(0, len(drawn), 2))
    )
    yield tabulate_levels(texts, simulation, "brief")
    yield from compose_region(catalogue, texts, simulation)


def compose_lever_effect(catalogue: Catalogue, texts: Texts, simulation: Simulated) -> Iterator[Block]:
    """The section of a motion: what its demand's levers would change, with the events in both."""
    yield Heading(texts("scenario.motion_title"))
    yield from _compose_assumed(catalogue, texts, simulation)
    if not simulation.choice.pulled:
        yield _describe_counting(texts, simulation)
        return
    yield from _compose_levers(catalogue, texts, simulation)
    yield Heading(texts("scenario.caution"), level=3)
    yield from _compose_cautions(texts, simulation)


def _compose_assumed(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """What was put in, that it is no forecast, and why levers change nothing, where they do not."""
    yield Paragraph(texts("scenario.assumed", **list_run_facts(texts, simulation)))
    events = tuple(describe_event(texts, shock) for shock in simulation.request.shocks)
    yield Bullets(
        (*(events or (describe_baseline(texts, simulation),)), *describe_levers(catalogue, texts, simulation))
    )
    for reason in describe_no_effect(catalogue, texts, simulation):
        yield Paragraph(reason)


def _compose_levers(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> Iterator[Block]:
    if simulation.choice.pulled:
        yield Heading(texts("scenario.levers"), level=3)
        yield tabulate_moves(catalogue, texts, simulation)
        yield from compose_effect(catalogue, texts, simulation)


def _describe_zero(texts: Texts, simulation: Simulation) -> Paragraph:
    if not simulation.request.with_hypotheses:
        return Paragraph(texts("simulate.zero_only"))
    change, year = simulation.zero.effect, simulation.last_year
    sentences = [describe_change(texts, change, outcome, year) for outcome in simulation.model.outcomes.headlines]
    return Paragraph(" ".join(sentences), lead=texts("simulate.zero"))


def _compose_cautions(texts: Texts, simulation: Simulated, *, is_beside: bool = False) -> Iterator[Block]:
    """What speaks against leaning on it: the look back, studies, draws left out; the first in short where the answer
    has its caution beside it.
    """
    choice = simulation.choice
    if is_beside:
        yield Paragraph(describe_record_in_short(texts, simulation.past))
    else:
        yield Bullets(describe_record(texts, simulation.place.area, simulation.past))
    if simulation.past.looks and not is_beside:
        yield Paragraph(texts("simulate.look_note", since=simulation.past.looks[0].since), style="note")
    if choice.demands or choice.pulled or choice.without_effect:
        yield from compose_studies_against(texts, simulation.studies)
    yield from compose_hypotheses(texts, simulation)
    yield Paragraph(describe_draws(texts, simulation), style="note")
    yield _describe_counting(texts, simulation)


def _describe_counting(texts: Texts, simulation: Simulation) -> Paragraph:
    """What whoever wants the same figures again needs, which the other text is free from."""
    facts = {**list_run_facts(texts, simulation), "command": simulation.request.command(simulation.place)}
    told = texts("scenario.counted_text", version=__version__, **facts)
    return Paragraph(told, lead=texts("scenario.counted"), style="note")
