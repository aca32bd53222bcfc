"""The rule of thumb worked out for what is asked, beside the model."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.rule_of_thumb import CLOSED, Rule, Term, apply_rule, measure_terms
from samspel.scenarios.shocks import Grounds, lay_out
from samspel.scenarios.simulation import Simulation

CLOSING = ("closure", "notice", "decline")
"""The kinds of events that the rule of thumb holds for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line worked out at a place: what it is times, by name and number; the terms there; what the rule says and what
    the middle of the model's draws says, and in which year.
    """

    rule: Rule
    times: float
    terms: Mapping[Term, float]
    says: float
    model: float
    year: int


def work_out(simulation: Simulation) -> tuple[Line, ...]:
    """The lines for what is asked; none unless all that happens is that jobs close, in one year, and the run is long
    enough for every line.
    """
    request, town, rules = simulation.request, simulation.town, simulation.model.rule_of_thumb.rules
    if not request.shocks or request.levers or any(shock.kind not in CLOSING for shock in request.shocks):
        return ()
    grounds = Grounds.of(town, simulation.model.parameters, request.years, simulation.place.name)
    closed = lay_out(request.shocks, grounds).closed.sum(axis=1)
    first, last = int(np.argmax(closed > 0.0)), max(rule.after for rule in rules)
    if np.count_nonzero(closed) != 1 or first + last > request.years:
        return ()
    terms = measure_terms(town, float(closed[first]))
    known, lines = {CLOSED: float(closed[first])}, []
    for rule in rules:
        known[rule.id] = apply_rule(rule, known[rule.per], terms)
        lines.append(
            Line(
                rule=rule,
                times=known[rule.per],
                terms={name: terms[name] for name in rule.terms},
                says=known[rule.id],
                model=float(simulation.main.effect.band(rule.id)[MEDIAN, first + rule.after]),
                year=town.year + first + rule.after,
            )
        )
    return tuple(lines)
