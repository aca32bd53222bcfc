"""How the lines of the rule of thumb were made."""

from collections.abc import Mapping

import numpy as np

from samspel.scenarios.rule_of_thumb import Rule, Term
from samspel.terms.arrays import Floats


def fit_rule(rule: Rule, ratios: Floats, terms: Mapping[Term, Floats]) -> Floats:
    """The constant and the terms of a line, least squares over samples of what the model says per `per`, shape
    (1 + terms,).
    """
    columns = np.column_stack([np.ones(len(ratios)), *(terms[name] for name in rule.terms)])
    return np.asarray(np.linalg.lstsq(columns, ratios, rcond=None)[0])
