"""Numbers of any content, everywhere that people type them: one finite reading, or a sentence.

`SAMSPEL_FUZZ_EXAMPLES` says how many are tried of each kind.
"""

import math
import os
from contextlib import suppress
from typing import Any

from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.cli.numbers import BadNumber, NumberType, whole
from samspel.scenarios.shocks import parse_shock
from samspel.terms.errors import BadInputError
from samspel.terms.numbers import NumberError, read_number
from samspel.transition.plan import parse_step
from samspel.transition.savings import load_defaults, parse_measure
from samspel.web.presenters.scenario_typed import NAMES, find_mistakes, make_request, read_typed
from samspel.web.presenters.transition import read_firm, read_plan
from shipped import load_shipped

EXAMPLES = int(os.environ.get("SAMSPEL_FUZZ_EXAMPLES", "50"))
CATALOGUE = load_shipped()
DEFAULTS = load_defaults(CATALOGUE)
TEXTS = CATALOGUE.texts["sv"]

FIELDS = ("el", "pris", "timmar", "ranta", "kostnad_led", "andel_led", "langd")
NUMBERS = st.one_of(
    st.text(max_size=20),
    st.from_regex(r"[-+\u2212 ]?[0-9]{0,7}([., \u00a0\u202f][0-9]{0,6}){0,3}[eE%]?[0-9]{0,3}", fullmatch=True),
    st.sampled_from(["nan", "inf", "-inf", "1e400", "1_0", "0x1", "١٢", "１２", "9" * 400, "1.000", "1,000", "NaN%"]),
)


def make_query(typed: dict[str, str]) -> Any:
    """An address as the forms read it."""
    return MultiValueDict({name: [value] for name, value in typed.items()})


def is_clear(value: float) -> bool:
    return math.isfinite(value) and value >= 0.0


@settings(max_examples=EXAMPLES)
@given(NUMBERS)
def test_events_steps_and_measures_have_finite_numbers(text: str) -> None:
    with suppress(BadInputError):
        shock = parse_shock(f"2026:{text}:industry")
        assert is_clear(shock.jobs)
        assert is_clear(shock.percent)
        assert is_clear(shock.new_jobs)
    with suppress(BadInputError):
        assert 0.0 < parse_step(f"efficiency@2030:{text}").share <= 1.0
    with suppress(BadInputError):
        own = parse_measure(f"led:{text}:{text}")
        assert is_clear(own.cost or 0.0)
        assert is_clear(own.percent or 0.0)


@settings(max_examples=EXAMPLES)
@given(NUMBERS)
def test_options_have_finite_numbers(text: str) -> None:
    for kind in (NumberType(), NumberType(10, 180), whole(), whole(1, 50)):
        with suppress(BadNumber):
            assert is_clear(kind.convert(text, None, None))


@settings(max_examples=EXAMPLES)
@given(
    st.dictionaries(st.sampled_from(["el", "pris", "timmar", "ranta", "kostnad_led", "andel_led", "langd"]), NUMBERS)
)
def test_the_forms_of_a_firm_and_of_a_transition_have_finite_numbers(typed: dict[str, str]) -> None:
    query = make_query(typed)
    with suppress(BadInputError):
        firm = read_firm(TEXTS, query, DEFAULTS)
        given_numbers = (firm.use, firm.price, firm.hours, firm.rate, *(own.cost for own in firm.measures))
        assert all(is_clear(number) for number in given_numbers if number is not None)
    with suppress(BadInputError):
        assert read_plan(TEXTS, query).years >= 0


@settings(max_examples=EXAMPLES)
@given(
    st.sampled_from(["closure", "decline", "conversion", "downturn", "notice", "establishment", "flood", ""]),
    st.fixed_dictionaries({}, optional={short: NUMBERS for name, short in NAMES.items() if name != "kind"}),
)
def test_the_form_of_events_has_finite_numbers_or_tells_its_mistakes(kind: str, typed: dict[str, str]) -> None:
    query = make_query({f"{NAMES['kind']}1": kind} | {f"{short}1": value for short, value in typed.items()})
    form = read_typed(query, 2027)
    if find_mistakes(form):
        with suppress(BadInputError):
            make_request(form)
            raise AssertionError(typed)
        return
    for shock in make_request(form).shocks:
        assert all(map(is_clear, (shock.jobs, shock.percent, shock.new_jobs)))


@settings(max_examples=EXAMPLES)
@given(NUMBERS)
def test_what_has_two_readings_has_neither(text: str) -> None:
    try:
        value = read_number(text, signed=True)
    except NumberError:
        return
    bare = "".join(text.split()).lstrip("+-\u2212\u2013\u2012")
    other = bare.replace(",", "").replace(".", "")
    is_grouped = len(bare) >= 5 and bare[-4] in ".," and " " not in " ".join(text.split()).strip("+-\u2212 ")
    assert not (is_grouped and len(bare) <= 7 and not bare.startswith("0")) or float(other) == abs(value)
