"""The fit of a line finds what was put in, and says nothing of a term that the line does not have."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samspel.research.rule_of_thumb import fit_rule
from samspel.scenarios.rule_of_thumb import CLOSED, Rule

NUMBERS = st.floats(-2.0, 2.0)


@given(NUMBERS, NUMBERS)
def test_what_was_put_in_is_found(constant: float, slope: float) -> None:
    rule = Rule(id="people", after=5, per=CLOSED, constant=0.0, commuting_in=1.0)
    share = np.linspace(0.0, 0.5, 20)
    found = fit_rule(rule, constant + slope * share, {"commuting_in": share, "outside_share": share**2})
    np.testing.assert_allclose(found, [constant, slope], atol=1e-9)
