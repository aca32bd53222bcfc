"""What a municipality's course means for its region, in words: the numbers of the run, and Gotland, which is both."""

from collections.abc import Callable

import pytest

from samspel.app.aftermath import plan_aftermath
from samspel.app.desk import Desk
from samspel.app.simulating import simulate
from samspel.rendering.blocks import Paragraph, Picture
from samspel.rendering.table import list_records
from samspel.reports.fates import compose_fates, tabulate_fates
from samspel.reports.outcomes import format_band, format_outcome
from samspel.reports.simulation import (
    compose_answer,
    compose_calm,
    describe_draws,
    describe_region,
    label_with,
    tabulate_levels,
)
from samspel.reports.simulation_brief import compose_event
from samspel.reports.simulation_data import list_results, render_simulation
from samspel.reports.simulation_parts import tabulate_comparison
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.outcomes import load_outcomes
from samspel.scenarios.shocks import Shock
from samspel.scenarios.simulation import Request
from samspel.terms.place import Place
from samspel.trials.simulated import Simulated

CLOSURE = Shock(kind="closure", year=2026, jobs=400.0, sector="industry")


def run(desk: Desk, place: Place, *shocks: Shock) -> Simulated:
    return simulate(desk, place, Request(shocks=shocks, years=8, draws=30))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_change_is_told_in_kronor_and_as_a_share_of_the_region(
    still_desk: Desk, at: Callable[[str], Place], lang: str
) -> None:
    simulation = run(still_desk, at("1060"), CLOSURE)
    texts, effect = still_desk.catalogue.texts[lang], simulation.main.effect  # type: ignore[index]
    told = " ".join(describe_region(still_desk.catalogue, texts, simulation))
    assert "Region Blekinge" in told
    for outcome in ("region_revenue", "region_balance"):
        for row in (0, MEDIAN, -1):
            value, known = float(effect.band(outcome)[row, -1]), simulation.model.outcomes[outcome]
            assert format_outcome(texts, known, value, change=True) in told
    region = simulation.town.region
    assert region is not None
    share = float(effect.band("region_revenue")[MEDIAN, -1]) / region.total
    assert texts.number(100 * share, 2) in told
    assert texts.number(region.total / 1e6) in told
    assert texts("words.regional.limits") in told


def test_without_events_only_the_part_is_told(still_desk: Desk, at: Callable[[str], Place]) -> None:
    catalogue = still_desk.catalogue
    told = describe_region(catalogue, catalogue.texts["sv"], run(still_desk, at("1060")))
    assert len(told) == 2
    assert "8,5 procent" in told[0].replace("\u00a0", " ")


def test_gotland_is_told_as_one_body_and_its_regional_figures_are_blank(
    still_desk: Desk, at: Callable[[str], Place]
) -> None:
    simulation = run(still_desk, at("0980"), CLOSURE)
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    assert describe_region(catalogue, texts, simulation) == (texts("words.regional.both", place="Gotland"),)
    plain = render_simulation(catalogue, texts, simulation)
    assert isinstance(plain, dict)
    results = plain["results"]
    assert isinstance(results, dict)
    for scenario in ("baseline", "scenario", "difference"):
        assert set(results[scenario]["region_balance"]["p50"]) == {None}
        assert None not in results[scenario]["revenue"]["p50"]
    table = list_results(texts, simulation)
    outcome, p50 = table.columns.index("outcome"), table.columns.index("p50")
    assert {row[p50] for row in table.rows if row[outcome] == "region_share"} == {None}
    assert simulation.diverged == 0
    band = simulation.main.baseline.band("region_revenue")[:, -1]
    assert format_band(texts, simulation.model.outcomes["region_revenue"], band) == "–"


def test_a_change_of_a_share_of_a_region_has_two_decimals(still_desk: Desk) -> None:
    texts, outcomes = still_desk.catalogue.texts["en"], load_outcomes(still_desk.catalogue)
    assert format_outcome(texts, outcomes["region_share"], -0.00083, change=True) == texts.number(-0.08, 2)
    assert format_outcome(texts, outcomes["service"], -0.00083, change=True) == texts.number(-0.1, 1)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_after_a_closure_it_is_told_where_people_go_as_assumed(
    still_desk: Desk, at: Callable[[str], Place], lang: str
) -> None:
    texts, simulation = still_desk.catalogue.texts[lang], run(still_desk, at("1060"), CLOSURE)  # type: ignore[index]
    table, plan = tabulate_fates(texts, simulation), plan_aftermath(still_desk, simulation)
    rows = list_records(table)
    assert sum(float(str(row["of_100"])) for row in rows) == pytest.approx(100.0, abs=3.0)
    assert {row["basis"] for row in rows} == {"assumed"}
    assert texts("fates.not_told") in table.notes
    assert table in list(compose_answer(still_desk.catalogue, texts, simulation))
    drawn = [
        block for block in compose_event(still_desk.catalogue, texts, simulation, plan) if isinstance(block, Picture)
    ]
    assert any(all(f"{texts(f'fates.group_{row[0].value}')}: " in block.alt for row in table.rows) for block in drawn)
    assert render_simulation(still_desk.catalogue, texts, simulation)["where_they_go"] == rows


def test_a_file_of_levels_has_numbers_alone_but_for_columns_of_words(
    still_desk: Desk, at: Callable[[str], Place]
) -> None:
    simulation = run(still_desk, at("1060"), CLOSURE)
    comparison = tabulate_comparison(still_desk.catalogue.texts["sv"], simulation, simulation)
    for table in (tabulate_levels(still_desk.catalogue.texts["sv"], simulation), comparison):
        rows = list_records(table)
        words = {key for row in rows for key, value in row.items() if isinstance(value, str)}
        assert words == {"outcome", "outcome_words", "unit", "basis", "basis_words"}
        for row in rows:
            assert row["difference_p10"] <= row["difference"] <= row["difference_p90"]  # type: ignore[operator]
    (people,) = (row for row in list_records(tabulate_levels(still_desk.catalogue.texts["sv"], simulation))[:1])
    band = simulation.main.scenario.band("people")[:, -1]
    assert [people[f"scenario_{name}"] for name in ("p10", "p25", "p75", "p90")] == pytest.approx(band[[0, 1, 3, 4]])


def test_without_an_event_it_is_told_first_how_people_go_on(still_desk: Desk, at: Callable[[str], Place]) -> None:
    for texts in still_desk.catalogue.texts.values():
        calm = simulate(still_desk, at("1060"), Request(draws=50, years=5))
        sentence, picture = compose_calm(texts, calm)
        assert isinstance(sentence, Paragraph)
        assert isinstance(picture, Picture)
        assert texts.number(13000) in sentence.text
        assert "2029" in sentence.text
    assert list(compose_calm(texts, run(still_desk, at("1060"), CLOSURE))) == []


def test_where_nobody_loses_a_job_nothing_is_told_of_it(still_desk: Desk, at: Callable[[str], Place]) -> None:
    opening = Shock(kind="establishment", year=2026, jobs=400.0, sector="industry")
    assert list(compose_fates(still_desk.catalogue.texts["sv"], run(still_desk, at("1060"), opening))) == []


def test_the_table_of_levels_says_first_why_a_place_without_an_event_changes(
    still_desk: Desk, at: Callable[[str], Place]
) -> None:
    for texts in still_desk.catalogue.texts.values():
        calm = simulate(still_desk, at("1060"), Request(draws=50, years=5))
        hit = simulate(still_desk, at("1060"), Request(draws=50, years=5, shocks=(CLOSURE,)))
        for simulation, key in ((calm, "scenario.levels_without"), (hit, "scenario.levels_with")):
            first = tabulate_levels(texts, simulation).notes[0]
            assert first == texts(key, year=2029, first=2024)
            assert "2029" in first


def test_a_course_is_called_after_what_happens_in_it(still_desk: Desk, at: Callable[[str], Place]) -> None:
    texts, opening = still_desk.catalogue.texts["sv"], Shock(kind="closure", year=2027, jobs=50.0, sector="industry")
    asked = {
        "Med händelsen": Request(shocks=(CLOSURE,), years=3, draws=30),
        "Med händelserna": Request(shocks=(CLOSURE, opening), years=3, draws=30),
        "Med händelser och åtgärder": Request(shocks=(CLOSURE,), levers=("17",), years=3, draws=30),
        "Med åtgärder": Request(levers=("17",), years=3, draws=30),
    }
    for told, request in asked.items():
        assert label_with(texts, simulate(still_desk, at("1060"), request)) == told


def test_draws_that_are_left_out_are_told_only_where_there_are_any(
    still_desk: Desk, at: Callable[[str], Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, simulation = still_desk.catalogue.texts["sv"], run(still_desk, at("1060"), CLOSURE)
    assert simulation.diverged == 0
    assert "dragningar" not in describe_draws(texts, simulation).partition(".")[0]
    monkeypatch.setattr(Simulated, "diverged", 3)
    assert describe_draws(texts, simulation).startswith("3 av 30 dragningar gav orimliga tal och är inte med.")
