"""The rule of thumb: the simple answer, how to work it out by hand, and where the model says something else."""

from collections.abc import Iterator
from functools import partial

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Fold
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate, text
from samspel.reports.figures import basis_field
from samspel.reports.outcomes import finite, format_outcome, label_outcome
from samspel.scenarios.by_hand import Line, work_out
from samspel.scenarios.outcomes import Outcomes
from samspel.scenarios.rule_of_thumb import CLOSED, Term
from samspel.scenarios.simulation import Simulation
from samspel.terms.origin import Basis

DECIMALS = 2


def compose_rule_of_thumb(texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """The table, folded; nothing where the rule does not hold for what is asked."""
    table = tabulate_rule_of_thumb(texts, simulation)
    if table.rows:
        yield Fold(table.caption, (table,))


def tabulate_rule_of_thumb(texts: Texts, simulation: Simulation) -> Table:
    """One row a line: how it is worked out by hand, what it says, and what the model says."""
    outcomes = simulation.model.outcomes
    fields: tuple[Field[Line], ...] = (
        Field[Line](
            Column(key="outcome", head=texts("thumb.what"), is_coded=True),
            lambda line: Cell(value=line.rule.id, words=_name_line(texts, outcomes, line)),
        ),
        Field[Line](
            Column(key="working", head=texts("thumb.working"), is_wordy=True),
            lambda line: text(describe_working(texts, outcomes, line)),
        ),
        Field[Line](Column(key="says", head=texts("thumb.says"), is_number=True), partial(_tell, texts, outcomes)),
        Field[Line](
            Column(key="model", head=texts("thumb.model"), is_number=True),
            lambda line: Cell(
                value=finite(line.model), words=format_outcome(texts, outcomes[line.rule.id], line.model, change=True)
            ),
        ),
        data_field("year", lambda line: line.year),
        basis_field(texts, lambda _: Basis.ESTIMATED.value),
    )
    return tabulate("rule_of_thumb", texts("thumb.caption"), fields, work_out(simulation), (texts("thumb.note"),))


def describe_working(texts: Texts, outcomes: Outcomes, line: Line) -> str:
    """How a line is worked out by hand, as `1 000 × (0,20 − 0,22 × 0,10)`, and what each number of the place is."""
    rule = line.rule
    is_count = rule.per == CLOSED
    count = texts.number(line.times if is_count else line.times * outcomes[rule.per].scale)
    per = texts("thumb.closed" if is_count else f"thumb.per_{rule.per}")
    if not rule.terms:
        inner = texts.number(rule.constant * outcomes[rule.id].scale, DECIMALS + 1)
        return texts("thumb.times_one", count=count, per=per, inner=inner)
    inner = " ".join((_sign(texts, rule.constant), *(_write_term(texts, line, name) for name in rule.terms)))
    names = [
        texts("thumb.is", value=texts.number(line.terms[name], DECIMALS), name=texts(f"thumb.term_{name}"))
        for name in rule.terms
    ]
    formula = texts("thumb.times", count=count, per=per, inner=inner)
    return texts("thumb.where", formula=formula, names=texts.listing(names))


def _sign(texts: Texts, number: float) -> str:
    return f"{'−' if number < 0.0 else ''}{texts.number(abs(number), DECIMALS)}"


def _write_term(texts: Texts, line: Line, name: Term) -> str:
    number = line.rule.terms[name]
    return texts(
        "thumb.term",
        sign="−" if number < 0.0 else "+",
        factor=texts.number(abs(number), DECIMALS),
        value=texts.number(line.terms[name], DECIMALS),
    )


def _name_line(texts: Texts, outcomes: Outcomes, line: Line) -> str:
    return texts("thumb.line", outcome=label_outcome(texts, outcomes[line.rule.id], change=True), year=line.year)


def _tell(texts: Texts, outcomes: Outcomes, line: Line) -> Cell:
    words = format_outcome(texts, outcomes[line.rule.id], line.says, change=True)
    return Cell(value=finite(line.says), words=words)
