"""What the simulation says, as a section of a brief: in the fact sheet the whole, in a motion what its lever changes.

All is estimated or assumed, and the section says so, with the hypotheses at zero, the look back and the studies that
found nothing beside it, and with the command that gives the same again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Study
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading, Pair, Paragraph, Picture
from samspel.rendering.table import Table, table_of_words
from samspel.reports.fans import draw_median, picture_fan
from samspel.reports.record_words import tell_record
from samspel.reports.scenario_words import (
    IN_WORDS,
    tell_band,
    tell_change,
    tell_changes,
    tell_ends,
    tell_lever,
    tell_name,
    tell_number,
    tell_shares,
    tell_shock,
    tell_span,
    tell_tenths,
)
from samspel.scenarios.alone import Alone, Changes
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import MEDIAN, Ensemble
from samspel.scenarios.levers import Choice
from samspel.scenarios.shocks import Shock
from samspel.terms.place import Place
from samspel.trials.backtests import Trial
from samspel.trials.hindcast import Look

LEVELS = (
    "people",
    "working_age",
    "jobs",
    "jobs_industry",
    "unemployed",
    "revenue",
    "balance",
    "service",
    "region_revenue",
)
"""Outcomes in the table; the others come with the command."""

CHARTS = (("people", "jobs"), ("unemployed", "revenue"))
"""Outcomes drawn, two abreast."""


@dataclass(frozen=True)
class ScenarioPart:
    """A simulation as a brief needs it; `effect` is against no events, `of_levers` against no levers, the `zero` ones
    with every hypothesis at zero. `alone` holds each lever by itself.
    """

    place: Place
    years: tuple[int, ...]
    draws: int
    seed: int
    diverged: int
    version: str
    command: str
    shocks: tuple[Shock, ...]
    choice: Choice
    has_hypotheses: bool
    baseline: Ensemble
    scenario: Ensemble
    effect: Difference
    zero_effect: Difference
    of_levers: Difference
    zero_of_levers: Difference
    alone: tuple[Alone, ...]
    look: tuple[Look, ...]
    trials: tuple[Trial, ...]
    studies: tuple[Study, ...]
    costs: tuple[str, ...]


def compose_scenario(catalogue: Catalogue, texts: Texts, part: ScenarioPart) -> Iterable[Block]:
    """The section of the fact sheet."""
    yield Heading(texts("scenario.title", place=part.place.area))
    yield from _assumed_blocks(catalogue, texts, part)
    yield Heading(texts("scenario.short"), level=3)
    yield Bullets(tuple(tell_changes(texts, part.effect, part.years[0])))
    if part.shocks:
        yield Paragraph(texts("simulate.equalised"), style="note")
    yield from _picture_blocks(texts, part)
    yield _lay_out_levels(texts, part)
    if part.choice.pulled:
        yield from _lever_blocks(catalogue, texts, part)
    if part.costs:
        yield Heading(texts("motion.cost_title"), level=3)
        yield Bullets(part.costs)
    yield from _caution_blocks(texts, part, with_zero=True)


def compose_lever_effect(catalogue: Catalogue, texts: Texts, part: ScenarioPart) -> Iterable[Block]:
    """The section of a motion: what its demand's levers would change, with the events in both."""
    yield Heading(texts("scenario.motion_title"))
    yield from _assumed_blocks(catalogue, texts, part)
    if not part.choice.pulled:
        yield _tell_command(texts, part)
        return
    yield from _lever_blocks(catalogue, texts, part)
    yield from _caution_blocks(texts, part, with_zero=False)


def _assumed_blocks(catalogue: Catalogue, texts: Texts, part: ScenarioPart) -> Iterable[Block]:
    """What was put in, and that it is no forecast."""
    yield Paragraph(
        texts(
            "scenario.assumed",
            place=part.place.area,
            first=part.years[0],
            last=part.years[-1],
            draws=texts.number(part.draws),
            seed=part.seed,
            version=part.version,
        )
    )
    lines = [tell_shock(texts, shock) for shock in part.shocks] or [texts("scenario.no_events")]
    lines += [tell_lever(catalogue, texts.lang, one) for one in (*part.choice.pulled, *part.choice.without_effect)]
    lines += [
        texts("simulate.no_lever", demand=texts.of(catalogue.demands[name]).title) for name in part.choice.without_lever
    ]
    yield Bullets(tuple(lines))


def _picture_blocks(texts: Texts, part: ScenarioPart) -> Iterable[Block]:
    before = texts("scenario.without")

    def draw(outcome: str) -> Picture:
        line = draw_median(before, part.years, part.baseline.band(outcome))
        return picture_fan(texts, outcome, part.years, part.scenario.band(outcome), texts("scenario.with"), [line])

    for left, right in CHARTS:
        yield Pair(draw(left), draw(right))


def _lay_out_levels(texts: Texts, part: ScenarioPart) -> Table:
    year = part.years[-1]
    header = (
        texts("words.indicator"),
        str(part.years[0]),
        *(texts(f"scenario.levels_{head}") for head in ("without", "with", "half", "most")),
    )

    def lay_out(outcome: str) -> tuple[str, ...]:
        band, bare = part.scenario.band(outcome)[:, -1], part.baseline.band(outcome)
        first, last, middle = (
            tell_number(texts, outcome, float(value)) for value in (bare[MEDIAN, 0], bare[MEDIAN, -1], band[MEDIAN])
        )
        spans = (tell_ends(texts, outcome, band[1:4]), tell_ends(texts, outcome, band))
        return (tell_name(texts, outcome), first, last, middle, *spans)

    return table_of_words(
        texts("scenario.levels", place=part.place.area, year=year, first=part.years[0]),
        header,
        tuple(lay_out(outcome) for outcome in LEVELS),
        (False, *(True for _ in header[1:])),
        " ".join((texts("scenario.levels_note", first=part.years[0]), texts("simulate.difference_note"))),
    )


def _lever_blocks(catalogue: Catalogue, texts: Texts, part: ScenarioPart) -> Iterable[Block]:
    """All levers together with the hypotheses at zero beside, then each by itself where there are several."""
    year = part.years[-1]
    yield Heading(texts("scenario.levers"), level=3)
    yield table_of_words(
        texts("scenario.levers_caption", place=part.place.area, year=year),
        tuple(texts(f"scenario.levers_{head}") for head in ("outcome", "middle", "band", "zero", "helps")),
        tuple(_list_lever_cells(texts, part, outcome) for outcome in IN_WORDS),
        (False, True, True, True, False),
        f"{texts('scenario.levers_note')} {texts('simulate.helps_note')}",
    )
    if len(part.alone) > 1:
        yield table_of_words(
            texts("scenario.alone_caption", year=year),
            (texts("levers.lever"), *(tell_name(texts, outcome, change=True) for outcome in IN_WORDS)),
            tuple(_list_alone_cells(catalogue, texts, one) for one in part.alone),
            (False, *(True for _ in IN_WORDS)),
            texts("levers.note"),
        )


def _list_lever_cells(texts: Texts, part: ScenarioPart, outcome: str) -> tuple[str, ...]:
    band, zero = (change.band(outcome)[:, -1] for change in (part.of_levers, part.zero_of_levers))
    return (
        tell_name(texts, outcome, change=True),
        tell_number(texts, outcome, float(band[MEDIAN]), change=True),
        tell_ends(texts, outcome, band, change=True),
        tell_band(texts, outcome, zero, change=True),
        tell_tenths(texts, part.of_levers, outcome),
    )


def _list_alone_cells(catalogue: Catalogue, texts: Texts, one: Alone) -> tuple[str, ...]:
    return (
        texts.of(catalogue.levers[one.pulled.effect.lever]),
        *(tell_band(texts, outcome, one.changes[outcome].band, change=True) for outcome in IN_WORDS),
    )


def tell_alone(texts: Texts, changes: Changes, year: int) -> tuple[str, ...]:
    """What a lever changes by itself in the last year, one sentence a headline outcome."""
    return tuple(
        f"{tell_span(texts, changes[outcome].band, outcome, year, 'levers')} "
        f"{tell_shares(texts, outcome, changes[outcome].better, changes[outcome].worse)}"
        for outcome in IN_WORDS
    )


def _caution_blocks(texts: Texts, part: ScenarioPart, *, with_zero: bool) -> Iterable[Block]:
    """What speaks against leaning on it: the hypothesis at zero, the look back, studies, draws left out."""
    yield Heading(texts("scenario.caution"), level=3)
    if with_zero and (part.shocks or part.choice.pulled):
        yield from _zero_blocks(texts, part)
    yield Bullets(tuple(tell_record(texts, part.place.area, part.look, part.trials)))
    if part.look:
        yield Paragraph(texts("simulate.look_note"), style="note")
    if part.choice.demands or part.choice.pulled or part.choice.without_effect:
        if not part.studies:
            yield Paragraph(texts("simulate.studies_none"))
        else:
            yield Heading(texts("simulate.studies"), level=3)
            yield Bullets(tuple(f"{study.citation}: {texts.of(study).finding}" for study in part.studies))
    diverged = texts("simulate.diverged", count=texts.number(part.diverged), draws=texts.number(part.draws))
    yield Paragraph(f"{diverged} {texts('scenario.notes')}", style="note")
    yield _tell_command(texts, part)


def _zero_blocks(texts: Texts, part: ScenarioPart) -> Iterable[Block]:
    if not part.has_hypotheses:
        yield Paragraph(texts("simulate.zero_only"))
        return
    sentences = [tell_change(texts, part.zero_effect, outcome, part.years[-1]) for outcome in IN_WORDS]
    yield Paragraph(" ".join(sentences), lead=texts("simulate.zero"))


def _tell_command(texts: Texts, part: ScenarioPart) -> Paragraph:
    return Paragraph(part.command, lead=texts("scenario.command"), style="note")
