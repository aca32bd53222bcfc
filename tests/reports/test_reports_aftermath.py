"""After an event: the answer in sentences, the bridge, and what to do now."""

import re
from xml.etree import ElementTree

import pytest

from samspel.app.aftermath import plan_aftermath
from samspel.app.desk import Desk
from samspel.app.simulating import simulate
from samspel.rendering.blocks import Picture
from samspel.rendering.table import Table
from samspel.reports.aftermath import compose_next, compose_opening, describe_years
from samspel.scenarios.ensembles import MEDIAN
from samspel.scenarios.shocks import Shock
from samspel.scenarios.simulation import Request, Simulation

CLOSURE = Shock(kind="closure", year=2027, jobs=400.0)


@pytest.fixture(scope="module")
def simulation(still_desk: Desk) -> Simulation:
    place = still_desk.catalogue.places.by_code["2181"]
    return simulate(still_desk, place, Request(shocks=(CLOSURE,), draws=200, years=10))


def test_the_sentence_tells_what_the_run_says_in_its_first_third_and_fifth_year(
    still_desk: Desk, simulation: Simulation
) -> None:
    told = describe_years(still_desk.catalogue.texts["sv"], simulation)
    effect = simulation.main.effect.band("unemployed")[MEDIAN]
    assert simulation.town.year == 2024
    assert f"omkring {effect[3]:.0f} fler år 2027" in told
    assert f"omkring {effect[5]:.0f} fler år 2029" in told
    assert "färre år 2031" in told
    assert "miljoner kronor lägre" in told


def test_no_word_of_the_method_stands_on_the_first_screen(still_desk: Desk, simulation: Simulation) -> None:
    for texts in still_desk.catalogue.texts.values():
        words = "".join(str(getattr(block, "text", "")) for block in compose_opening(texts, simulation))
        assert not re.search("dragning|draw|Mitten är|median", words)


def test_the_parts_of_the_bridge_lie_end_to_end_and_make_up_all_jobs(still_desk: Desk, simulation: Simulation) -> None:
    blocks = list(compose_opening(still_desk.catalogue.texts["sv"], simulation))
    (picture,) = (block for block in blocks if isinstance(block, Picture))
    bars = [one.attrib for one in ElementTree.fromstring(picture.svg).iter() if one.tag.endswith("rect")][1:]
    spans = [(float(bar["x"]), float(bar["x"]) + float(bar["width"])) for bar in bars]
    whole, *parts = spans
    assert len(parts) == 4
    assert [start for start, _ in parts] == pytest.approx([whole[0], *(end for _, end in parts[:-1])], abs=0.2)
    assert parts[-1][1] == pytest.approx(whole[1], abs=0.2)
    counts = [int(one) for one in re.findall(r": (\d+)", picture.alt)]
    assert sum(counts) == 400


def test_nothing_is_told_of_no_event(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    place = still_desk.catalogue.places.by_code["2181"]
    calm = simulate(still_desk, place, Request(draws=50, years=5))
    assert list(compose_opening(texts, calm)) == []
    assert list(compose_next(still_desk.catalogue, texts, plan_aftermath(still_desk, calm))) == []


def test_what_to_do_is_three_tables_with_a_reason_for_each_demand(still_desk: Desk, simulation: Simulation) -> None:
    for texts in still_desk.catalogue.texts.values():
        plan = plan_aftermath(still_desk, simulation)
        tables = [one for one in compose_next(still_desk.catalogue, texts, plan) if isinstance(one, Table)]
        assert [table.name for table in tables] == ["urgent", "state", "cases"]
        assert len(tables[0].rows) == len(plan.needs)
        assert len(tables[2].rows) == len(plan.cases)
        begin = {"sv": "att regeringen ", "en": "that the government "}[texts.lang]
        assert all(row[-1].words.startswith(begin) for row in tables[1].rows)


def test_an_event_late_in_the_run_is_told_as_far_as_the_run_goes(still_desk: Desk) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    late = simulate(still_desk, place, Request(shocks=(CLOSURE,), draws=50, years=5))
    told = describe_years(still_desk.catalogue.texts["sv"], late)
    assert "år 2029" in told
    assert "2031" not in told
