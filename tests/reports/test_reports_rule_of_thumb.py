"""The rule of thumb stands with what a person works out by hand, and only where it holds."""

import dataclasses
import re

import pytest

from samspel.app.desk import Desk
from samspel.app.simulating import simulate
from samspel.reports.rule_of_thumb import compose_rule_of_thumb, tabulate_rule_of_thumb
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request
from samspel.trials.simulated import Simulated


@pytest.fixture(scope="module")
def closing(still_desk: Desk) -> Simulated:
    request = Request(shocks=(parse_shock("2026:400:industry"),), years=8, draws=50)
    return simulate(still_desk, still_desk.catalogue.places.by_code["0781"], request)


def test_what_is_written_gives_what_is_said(still_desk: Desk, closing: Simulated) -> None:
    table = tabulate_rule_of_thumb(still_desk.catalogue.texts["en"], closing)
    jobs = table.rows[0]
    count, constant, factor, value = re.findall(r"−?\d+(?:\.\d+)?", jobs[1].words)[:4]
    assert count == "400"
    worked = 400 * (float(constant.replace("−", "-")) + float(factor) * float(value))
    assert jobs[2].value == pytest.approx(worked, abs=3)
    assert [row[0].value for row in table.rows] == ["jobs", "unemployed", "people", "revenue"]
    assert "the labour-market area's jobs outside" in jobs[1].words


def test_the_model_stands_beside_the_rule_and_near_it(still_desk: Desk, closing: Simulated) -> None:
    table = tabulate_rule_of_thumb(still_desk.catalogue.texts["sv"], closing)
    for _, _, says, model, *_ in table.rows:
        assert isinstance(says.value, float)
        assert isinstance(model.value, float)
        assert abs(says.value - model.value) < 0.35 * abs(model.value)


@pytest.mark.parametrize("shocks", ["2026:+400:industry", "2026-2028:400:industry", "2026:3%:country", ""])
def test_nothing_is_said_where_it_does_not_hold(still_desk: Desk, closing: Simulated, shocks: str) -> None:
    asked = dataclasses.replace(closing.request, shocks=tuple(map(parse_shock, shocks.split())))
    other = dataclasses.replace(closing, request=asked)
    assert list(compose_rule_of_thumb(still_desk.catalogue.texts["sv"], other)) == []


def test_nothing_is_said_for_a_run_that_ends_too_soon(still_desk: Desk, closing: Simulated) -> None:
    short = dataclasses.replace(closing, request=dataclasses.replace(closing.request, years=5))
    assert list(compose_rule_of_thumb(still_desk.catalogue.texts["sv"], short)) == []
