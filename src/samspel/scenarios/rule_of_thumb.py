"""The model in a few lines that can be worked out by hand: content/circle/rule_of_thumb.toml.

Each line gives an outcome's change as something known times a sum: a constant, and terms of the place. They are
estimated on the model itself and say how it reckons, not how it turns out.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec
import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import check_unique, read_record
from samspel.catalogue.records.base import Record
from samspel.dynamics.circle import balance_start
from samspel.dynamics.town import Town
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis

FILE = "rule_of_thumb.toml"
CLOSED = "closed"

Term = Literal["outside_share", "commuting_in", "closed_per_commuter"]
TERMS: tuple[Term, ...] = ("outside_share", "commuting_in", "closed_per_commuter")


class Rule(Record, frozen=True, kw_only=True):
    """A line: the outcome `id` so many years `after` is that of `per` times (constant + terms)."""

    id: str
    after: int
    per: str
    constant: float
    outside_share: float = 0.0
    commuting_in: float = 0.0
    closed_per_commuter: float = 0.0

    @property
    def terms(self) -> dict[Term, float]:
        """The terms that count, with their numbers."""
        return {name: getattr(self, name) for name in TERMS if getattr(self, name) != 0.0}


class RuleOfThumb(Record, frozen=True, kw_only=True):
    """All lines, in an order in which each can be worked out."""

    date: str
    basis: Basis
    rules: tuple[Rule, ...] = msgspec.field(name="rule")


def load_rule_of_thumb(catalogue: Catalogue) -> RuleOfThumb:
    """Load and check the lines. Raises ContentError for a line that stands on one that is not above it."""
    path = catalogue.folder / "circle" / FILE
    found = read_record(path, RuleOfThumb)
    check_unique(path, found.rules)
    known = [CLOSED]
    for rule in found.rules:
        if rule.per not in known:
            raise ContentError(path.name, f"{rule.id}.per", rule.per, ", ".join(known))
        known.append(rule.id)
    return found


def apply_rule(rule: Rule, times: float, terms: Mapping[Term, float]) -> float:
    """What a line says."""
    return times * (rule.constant + sum(number * terms[name] for name, number in rule.terms.items()))


def measure_terms(town: Town, closed: float) -> dict[Term, float]:
    """The terms at a place when so many jobs close."""
    usual = balance_start(town, np.full(1, town.jobs))
    commuters = float(usual.commuters_in[0] + usual.commuters_out[0])
    return {
        "outside_share": town.outside_share,
        "commuting_in": town.commuting_in,
        "closed_per_commuter": closed / max(commuters, 1.0),
    }
