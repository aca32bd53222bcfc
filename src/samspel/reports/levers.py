"""Levers in words and tables: what is assumed of them, what they change together, and each by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Study
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Fold, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.costs import describe_costs
from samspel.reports.demand import describe_study
from samspel.reports.events import describe_event
from samspel.reports.outcomes import (
    band_cell,
    count_tenths,
    describe_change,
    finite,
    format_ends,
    format_outcome,
    format_tenths,
    label_outcome,
    outcome_column,
)
from samspel.reports.whose import label_title
from samspel.scenarios.alone import Alone, Change, Changes
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.levers import Move, Pulled
from samspel.scenarios.outcomes import Outcome, Outcomes
from samspel.scenarios.parameters import Parameters
from samspel.scenarios.simulation import LeverComparison, Simulation
from samspel.terms.units import PER_CENT

Read = Callable[[Alone], Changes]
"""Which of a lever's changes are told: with the hypotheses as asked, or with all of them at zero."""
EVEN_MARKS = 2
"""A spread with its ends alone: every value between them is as likely."""


def label_lever(catalogue: Catalogue, texts: Texts, pulled: Pulled) -> str:
    """A lever by name with the numbers of the demands that pull it."""
    name = texts.of(catalogue.levers[pulled.effect.lever])
    numbers = number_demands(catalogue, pulled.effect.lever)
    return texts("levers.with_demands", name=name, numbers=", ".join(map(str, numbers))) if numbers else name


def number_demands(catalogue: Catalogue, lever: str) -> list[int]:
    """The numbers of the demands that pull a lever."""
    return [demand.number for demand in catalogue.demands.values() if lever in demand.levers]


def describe_lever(catalogue: Catalogue, texts: Texts, pulled: Pulled) -> str:
    """A lever: name, year, grade, and why it is thought to work so."""
    key = "simulate.lever" if pulled.effect.moves else "simulate.lever_none"
    name, why = texts.of(catalogue.levers[pulled.effect.lever]), texts.of(pulled.effect).why
    return texts(key, name=name, year=pulled.year, grade=pulled.effect.grade, why=why)


def describe_levers(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> tuple[str, ...]:
    """Every lever and demand chosen, those without an effect in the model too, and when levers begin."""
    choice = simulation.choice
    chosen = (*choice.pulled, *choice.without_effect)
    idle = list_idle_demands(simulation)
    named = (one for one in choice.without_effect if not one.demands or not set(one.demands) <= set(idle))
    bare = (label_title(texts, catalogue.demands[name]) for name in choice.without_lever)
    return (
        *(describe_lever(catalogue, texts, one) for one in (*choice.pulled, *named)),
        *(_describe_idle_demand(catalogue, texts, simulation, name) for name in idle),
        *(texts("simulate.no_lever", demand=title) for title in bare),
        *((texts("levers.begin", first=simulation.town.year + 1, last=simulation.town.year),) if chosen else ()),
    )


def list_idle_demands(simulation: Simulation) -> tuple[str, ...]:
    """The demands asked for that pull levers, none of which has a known effect in the model."""
    working = {demand for one in simulation.choice.pulled for demand in one.demands}
    without = dict.fromkeys(demand for one in simulation.choice.without_effect for demand in one.demands)
    return tuple(demand for demand in without if demand not in working)


def _describe_idle_demand(catalogue: Catalogue, texts: Texts, simulation: Simulation, demand: str) -> str:
    """A demand without a known effect, in one line with the reason for each of its levers."""
    pulled = (one for one in simulation.choice.without_effect if demand in one.demands)
    why = " ".join(texts.of(one.effect).why for one in pulled)
    return texts("simulate.no_effect", demand=label_title(texts, catalogue.demands[demand]), why=why)


def describe_idle(
    catalogue: Catalogue, texts: Texts, parameters: Parameters, idle: Iterable[Pulled], last: int
) -> Iterator[str]:
    """Why levers change nothing: they begin too late for the run, or what they move does not count in this course."""
    late, others = list[Pulled](), list[Pulled]()
    for one in idle:
        (late if one.year + one.effect.delay > last else others).append(one)
    for key, pulled in (("late", late), ("idle", others)):
        if pulled:
            moved = dict.fromkeys(move.parameter for one in pulled for move in one.effect.moves)
            yield texts(
                f"levers.{key}",
                names=texts.listing([texts.of(catalogue.levers[one.effect.lever]) for one in pulled]),
                what=texts.listing([texts("levers.quoted", name=texts.of(parameters[name]).name) for name in moved]),
                last=last,
            )


def describe_no_effect(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> tuple[str, ...]:
    """Why the levers together change nothing; empty where they do, or none is pulled."""
    pulled = () if simulation.has_lever_effect else simulation.choice.pulled
    return tuple(describe_idle(catalogue, texts, simulation.model.parameters, pulled, simulation.last_year))


def describe_ranking(texts: Texts, compared: LeverComparison, *, narrow: bool = False) -> tuple[str, ...]:
    """How the levers are ordered, and how many of them have zero in their range."""
    name = texts.of(compared.outcome).name
    inside = sum(one.changes[compared.outcome.id].includes_zero for one in compared.alone)
    return (
        texts("levers.ranked_short" if narrow else "levers.ranked", outcome=name),
        texts("levers.near_zero", count=inside, all=len(compared.alone), outcome=name),
    )


def describe_against(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> Iterator[str]:
    """For each lever how many of its studies found nothing, or both."""
    for one in compared.alone:
        lever = one.pulled.effect.lever
        count, name = len(compared.studies[lever]), texts.of(catalogue.levers[lever])
        if count:
            yield texts("levers.against", name=name, count=count)


def describe_without(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> str:
    """Levers without a known effect in the model, by name; empty where there is none."""
    names = [texts.of(catalogue.levers[one.effect.lever]) for one in compared.without_effect]
    return f"{texts('levers.none')} {texts.listing(names)}." if names else ""


def tabulate_effect(texts: Texts, simulation: Simulation) -> Table:
    """What the levers change together in the last year, outcome by outcome, and with every hypothesis at zero."""
    main, zero = simulation.main.of_levers, simulation.zero.of_levers

    def column(key: str, *, is_number: bool = True) -> Column:
        return Column(key=key, head=texts(f"scenario.levers_{key}"), is_number=is_number)

    def make_middle(outcome: Outcome) -> Cell:
        value = float(main.band(outcome.id)[MEDIAN, -1])
        return Cell(value=finite(value), words=format_outcome(texts, outcome, value, change=True))

    has_direction = all(one.effect.has_direction for one in simulation.choice.pulled)
    helps = Field[Outcome](
        column("helps", is_number=False),
        lambda outcome: text(format_tenths(texts, main.share_better(outcome), main.share_worse(outcome))),
    )
    fields = [
        Field[Outcome](column("outcome", is_number=False), partial(_make_outcome, texts)),
        Field(column("middle"), make_middle),
        Field(
            column("band"), lambda outcome: text(format_ends(texts, outcome, main.band(outcome.id)[:, -1], change=True))
        ),
        Field(column("zero"), lambda outcome: band_cell(texts, outcome, zero.band(outcome.id)[:, -1], change=True)),
        *((helps,) if has_direction else ()),
    ]
    caption = texts("scenario.levers_caption", place=simulation.place.area, year=simulation.last_year)
    told = ("scenario.levers_helps_note", "simulate.helps_note") if has_direction else ("levers.no_direction",)
    notes = (texts("scenario.levers_note"), *(texts(key) for key in told))
    return tabulate("lever-effect", caption, fields, simulation.model.outcomes.headlines, notes)


def tabulate_moves(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> Table:
    """What each pulled lever is assumed to move in the model, and by how much."""
    parameters = simulation.model.parameters

    def mark(key: str, at: float) -> Field[tuple[Pulled, Move]]:
        return Field(Column(key=key, head=texts(f"levers.move_{key}"), is_number=True), partial(_make_mark, texts, at))

    fields = [
        Field[tuple[Pulled, Move]](
            Column(key="lever", head=texts("levers.lever")),
            lambda row: Cell(value=row[0].effect.lever, words=texts.of(catalogue.levers[row[0].effect.lever])),
        ),
        Field(
            Column(key="parameter", head=texts("levers.move_parameter")),
            lambda row: Cell(value=row[1].parameter, words=texts.of(parameters[row[1].parameter]).name),
        ),
        mark("low", 0.0),
        mark("likely", 0.5),
        mark("high", 1.0),
        Field(Column(key="grade", head=texts("levers.grade")), lambda row: text(row[0].effect.grade)),
    ]
    rows = [(one, move) for one in simulation.choice.pulled for move in one.effect.moves]
    return tabulate("moves", texts("levers.moves"), fields, rows, [texts("words.grades")])


def tabulate_alone(
    catalogue: Catalogue,
    texts: Texts,
    outcomes: Sequence[Outcome],
    alone: Sequence[Alone],
    caption: str,
    notes: Iterable[str] = (),
) -> Table:
    """Each lever by itself: a row a lever, a column an outcome."""
    fields = [_lever_field(catalogue, texts), *(_band_field(texts, outcome, _read_asked) for outcome in outcomes)]
    return tabulate("alone", caption, fields, alone, notes)


def tabulate_ranked(catalogue: Catalogue, texts: Texts, compared: LeverComparison, *, narrow: bool = False) -> Table:
    """Every lever by itself, in order: beside the outcomes width, zero and shares for the one they are ordered by;
    `narrow` as much as a terminal has room for.
    """
    caption = texts("levers.title", place=compared.place.area, year=compared.last_year)
    fields = _list_ranked_fields(catalogue, texts, compared, _read_asked, narrow=narrow)
    notes = (texts("words.band_note"), texts("levers.note"), *_note_idle(catalogue, texts, compared))
    return tabulate("levers", caption, fields, compared.alone, notes)


def tabulate_ranked_at_zero(
    catalogue: Catalogue, texts: Texts, compared: LeverComparison, *, narrow: bool = False
) -> Table:
    """The same with every hypothesis at zero."""
    fields = _list_ranked_fields(catalogue, texts, compared, _read_zero, narrow=narrow)
    return tabulate("levers", texts("levers.zero_title"), fields, compared.alone)


def _list_ranked_fields(
    catalogue: Catalogue, texts: Texts, compared: LeverComparison, read: Read, *, narrow: bool
) -> list[Field[Alone]]:
    by, outcomes = compared.outcome, compared.model.outcomes.shown_in("narrow" if narrow else "words")

    def find(one: Alone) -> Change:
        return read(one)[by.id]

    def make_width(one: Alone) -> Cell:
        width = find(one).width
        return Cell(value=finite(width), words=format_outcome(texts, by, width))

    def make_zero(one: Alone) -> Cell:
        has = find(one).includes_zero
        return Cell(value=has, words=texts("words.yes" if has else "words.no"))

    fields = [
        _lever_field(catalogue, texts, narrow=narrow),
        *(_band_field(texts, outcome, read) for outcome in outcomes),
        Field(Column(key="width_80", head=texts("levers.width"), is_number=True), make_width),
        Field(Column(key="includes_zero", head=texts("levers.includes_zero"), is_number=True), make_zero),
    ]
    if not narrow:
        head = Column(key="shares", head=texts("scenario.levers_helps"), is_number=True)
        fields.append(Field(head, lambda one: text(_format_shares(texts, one, find(one)))))
    return fields


def compose_levers(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """What was chosen, what it changes together and by itself, what that rests on, costs, and studies against."""
    if not simulation.request.levers:
        return
    yield Heading(texts("scenario.levers"))
    yield Bullets(describe_levers(catalogue, texts, simulation))
    if simulation.has_lever_effect:
        change, year = simulation.main.of_levers, simulation.last_year
        headlines = simulation.model.outcomes.headlines
        yield Bullets(
            tuple(describe_change(texts, change, outcome, year, "levers") for outcome in headlines), style="short"
        )
    yield from compose_effect(catalogue, texts, simulation)
    if simulation.choice.pulled:
        yield tabulate_moves(catalogue, texts, simulation)
    costs = describe_costs(catalogue, texts, simulation)
    if costs:
        yield Heading(texts("words.cost_title"), 3)
        yield Bullets(costs)
    yield from compose_studies_against(texts, simulation.studies)


def compose_effect(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """What the levers change as tables, together and each by itself; nothing where they change nothing."""
    if not simulation.has_lever_effect:
        return
    yield tabulate_effect(texts, simulation)
    if simulation.alone:
        headlines = simulation.model.outcomes.headlines
        caption = texts("scenario.alone_caption", year=simulation.last_year)
        idle = [one.pulled for one in simulation.alone if _is_idle(one.changes, simulation.model.outcomes)]
        told = describe_idle(catalogue, texts, simulation.model.parameters, idle, simulation.last_year)
        yield tabulate_alone(catalogue, texts, headlines, simulation.alone, caption, (texts("levers.note"), *told))


def compose_studies_against(texts: Texts, studies: Iterable[Study]) -> tuple[Block, ...]:
    """The studies that found little or nothing, or that none was read."""
    described = tuple(describe_study(texts, study) for study in studies)
    if not described:
        return (Paragraph(texts("simulate.studies_none")),)
    return Heading(texts("simulate.studies"), 3), Bullets(described)


def compose_studies_behind(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """The studies behind each pulled lever, folded."""
    for one in simulation.choice.pulled:
        if one.effect.studies:
            studies = (catalogue.studies[name] for name in one.effect.studies)
            name = texts.of(catalogue.levers[one.effect.lever])
            summary = texts("levers.studies", name=name, count=len(one.effect.studies))
            yield Fold(summary, (Bullets(tuple(describe_study(texts, study) for study in studies)),))


def compose_ranking(
    catalogue: Catalogue, texts: Texts, compared: LeverComparison, *, narrow: bool = False
) -> Iterator[Block]:
    """Every lever by itself, with the hypotheses and without, and what speaks against."""
    if compared.request.shocks:
        yield Bullets(tuple(describe_event(texts, shock) for shock in compared.request.shocks))
    yield Bullets(describe_ranking(texts, compared, narrow=narrow))
    yield tabulate_ranked(catalogue, texts, compared, narrow=narrow)
    yield Paragraph(texts("simulate.helps_note"), style="note")
    if compared.request.with_hypotheses:
        zero = tabulate_ranked_at_zero(catalogue, texts, compared, narrow=narrow)
        yield Fold(zero.caption, (zero,))
    against = tuple(describe_against(catalogue, texts, compared))
    if against:
        yield Heading(texts("simulate.studies"), 3)
        yield Bullets(against)
    without = describe_without(catalogue, texts, compared)
    if without:
        yield Paragraph(without)


def _format_shares(texts: Texts, one: Alone, change: Change) -> str:
    """The shares of draws, or a dash where no study gives the lever a direction."""
    has_direction = one.pulled.effect.has_direction
    return format_tenths(texts, change.better, change.worse) if has_direction else texts("words.dash")


def _note_idle(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> Iterator[str]:
    idle = [one.pulled for one in compared.alone if _is_idle(one.changes, compared.model.outcomes)]
    return describe_idle(catalogue, texts, compared.model.parameters, idle, compared.last_year)


def _is_idle(changes: Changes, outcomes: Outcomes) -> bool:
    """Whether nothing that is told changes in the last year by so much that it shows, in numbers or tenths of draws."""
    told = ((changes[outcome.id], outcome.margin) for outcome in outcomes.headlines)
    return not any(
        (np.abs(change.band) > margin).any() or count_tenths(change.better) or count_tenths(change.worse)
        for change, margin in told
    )


def _lever_field(catalogue: Catalogue, texts: Texts, *, narrow: bool = False) -> Field[Alone]:
    def make(one: Alone) -> Cell:
        lever = one.pulled.effect.lever
        name = texts.of(catalogue.levers[lever]) if narrow else label_lever(catalogue, texts, one.pulled)
        return Cell(value=lever, words=name)

    return Field(Column(key="lever", head=texts("levers.lever")), make)


def _band_field(texts: Texts, outcome: Outcome, read: Read) -> Field[Alone]:
    return Field(
        outcome_column(texts, outcome, change=True),
        lambda one: band_cell(texts, outcome, read(one)[outcome.id].band, change=True),
    )


def _read_asked(one: Alone) -> Changes:
    """What a lever changes, with the hypotheses as asked."""
    return one.changes


def _read_zero(one: Alone) -> Changes:
    return one.zero


def _make_outcome(texts: Texts, outcome: Outcome) -> Cell:
    return Cell(value=outcome.id, words=label_outcome(texts, outcome, change=True))


def _make_mark(texts: Texts, at: float, row: tuple[Pulled, Move]) -> Cell:
    """An end or the middle of what a move is assumed to be: a relative change in per cent, an addition in points."""
    move = row[1]
    marks = move.spread.marks
    if at == 0.5 and len(marks) == EVEN_MARKS:  # noqa: PLR2004 - the middle
        return Cell(value=None, words=texts("levers.move_even"))
    value = marks[round(at * (len(marks) - 1))]
    number = texts.number(value * PER_CENT, 1 if move.how == "times" else 2)
    signed = f"+{number}" if value > 0.0 else number
    return Cell(value=value, words=texts(f"levers.move_{move.how}", value=signed))
