"""Levers in words and tables: when they begin, why some change nothing, and shares that JSON and words count alike."""

from dataclasses import replace

import pytest

from samspel.app.desk import Desk
from samspel.app.simulating import compare_levers, simulate, simulate_with_levers
from samspel.catalogue.records.base import Lang
from samspel.rendering.table import Table, list_records, words
from samspel.reports.levers import (
    compose_effect,
    compose_levers,
    describe_levers,
    describe_no_effect,
    tabulate_effect,
    tabulate_moves,
    tabulate_ranked,
)
from samspel.reports.levers_data import render_levers
from samspel.reports.outcomes import format_tenths
from samspel.reports.simulation_data import render_simulation
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request
from samspel.trials.simulated import Simulated

CLOSURE = (parse_shock("2027:400:industry"),)


def run(desk: Desk, *levers: str, shocks: bool = True, years: int = 8) -> Simulated:
    request = Request(shocks=CLOSURE if shocks else (), levers=levers, years=years, draws=100, seed=3)
    return simulate_with_levers(desk, desk.catalogue.places.by_code["1060"], request)


def test_the_share_of_draws_in_json_is_the_one_in_words(still_desk: Desk) -> None:
    catalogue, texts, simulation = still_desk.catalogue, still_desk.catalogue.texts["sv"], run(still_desk, "32")
    shares = render_simulation(catalogue, texts, simulation)["results"]["share_of_draws_where_levers_help"]
    read = words(tabulate_effect(texts, simulation))
    counted = []
    for outcome, row in zip(simulation.model.outcomes.headlines, read.texts, strict=True):
        change = simulation.main.of_levers
        assert row[-1] == format_tenths(texts, shares[outcome.id], change.share_worse(outcome))
        values = change.after.paths[outcome.id][:, -1] - change.before.paths[outcome.id][:, -1]
        better = values > 0.5 * 10**-outcome.decimals / outcome.scale
        worse = values < -0.5 * 10**-outcome.decimals / outcome.scale
        assert shares[outcome.id] == (worse if outcome.better == "down" else better).mean()
        counted.append(bool(((values != 0.0) & ~better & ~worse).any()))
    assert any(counted), "a margin that leaves nothing out is not tried"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_levers_without_an_own_year_say_when_they_begin_and_why(still_desk: Desk, lang: Lang) -> None:
    texts, simulation = still_desk.catalogue.texts[lang], run(still_desk, "17", shocks=False)
    told = describe_levers(still_desk.catalogue, texts, simulation)
    assert {one.year for one in simulation.choice.pulled} == {2025}
    assert "2025" in told[-1]
    assert "2024" in told[-1]
    bare = run(still_desk, "4", shocks=False)
    assert len(describe_levers(still_desk.catalogue, texts, bare)) == 1


@pytest.mark.parametrize("lever", ["32", "matching", "retraining_rate"])
def test_a_lever_that_needs_events_says_so_where_there_are_none(still_desk: Desk, lever: str) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    simulation = run(still_desk, lever, shocks=False)
    (why,) = describe_no_effect(catalogue, texts, simulation)
    for one in simulation.choice.pulled:
        assert catalogue.levers[one.effect.lever].sv in why
        for move in one.effect.moves:
            assert simulation.model.parameters[move.parameter].sv.name in why
    assert list(compose_effect(catalogue, texts, simulation)) == []
    assert not simulation.happens
    tables = [block.name for block in compose_levers(catalogue, texts, simulation) if isinstance(block, Table)]
    assert tables == ["moves"]


def test_a_lever_that_begins_too_late_says_so(still_desk: Desk) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["en"]
    simulation = run(still_desk, "retention@2027", shocks=False, years=3)
    (one,) = simulation.choice.pulled
    assert one.year + one.effect.delay > simulation.last_year
    (why,) = describe_no_effect(catalogue, texts, simulation)
    assert why == texts("levers.late", names=catalogue.levers["retention"].en, last=2027)


def test_a_lever_that_changes_something_has_nothing_to_explain(still_desk: Desk) -> None:
    simulation = run(still_desk, "17", shocks=False)
    assert describe_no_effect(still_desk.catalogue, still_desk.catalogue.texts["sv"], simulation) == ()
    assert simulation.happens


def test_idle_levers_among_others_are_named_under_the_table(still_desk: Desk) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    simulation = run(still_desk, "17", "matching", shocks=False)
    (_, alone) = compose_effect(catalogue, texts, simulation)
    assert isinstance(alone, Table)
    named = [note for note in alone.notes if note.startswith(catalogue.levers["matching"].sv)]
    assert len(named) == 1
    busy = run(still_desk, "17", "matching")
    (_, alone) = compose_effect(catalogue, texts, busy)
    assert isinstance(alone, Table)
    assert alone.notes == (texts("levers.note"),)


def test_what_levers_move_stands_with_ends_and_grade(still_desk: Desk) -> None:
    simulation = run(still_desk, "32")
    table = tabulate_moves(still_desk.catalogue, still_desk.catalogue.texts["sv"], simulation)
    moves = [(one, move) for one in simulation.choice.pulled for move in one.effect.moves]
    for record, (one, move) in zip(list_records(table), moves, strict=True):
        assert (record["lever"], record["parameter"]) == (one.effect.lever, move.parameter)
        assert (record["low"], record["high"]) == (move.spread.marks[0], move.spread.marks[-1])
        assert record["grade"] == one.effect.grade


def test_the_terminal_has_the_same_levers_in_fewer_columns(still_desk: Desk) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    place, request = (
        catalogue.places.by_code["1060"],
        Request(shocks=CLOSURE, levers=("17", "32"), years=8, draws=60, seed=3),
    )
    compared = compare_levers(still_desk, place, request)
    whole, narrow = (tabulate_ranked(catalogue, texts, compared, narrow=is_narrow) for is_narrow in (False, True))
    assert [row["lever"] for row in list_records(whole)] == [row["lever"] for row in list_records(narrow)]
    assert {column.key for column in narrow.columns} < {column.key for column in whole.columns}
    assert whole.notes == narrow.notes


def test_runs_by_themselves_are_made_only_for_several_levers_that_change_something(still_desk: Desk) -> None:
    assert run(still_desk, "2").alone == ()
    assert run(still_desk, "32", shocks=False).alone == ()
    several = run(still_desk, "2", "32")
    assert len(several.alone) == len(several.choice.pulled) > 1
    assert replace(several, alone=()).main is several.main
    assert simulate(still_desk, several.place, several.request).alone == ()


def test_without_a_direction_no_shares_of_draws_are_told(still_desk: Desk) -> None:
    """17 pulls a lever of grade D, 32 levers of grade C."""
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    both = run(still_desk, "17", "32")
    table = tabulate_effect(texts, both)
    assert texts("scenario.levers_helps") not in words(table).heads
    assert texts("levers.no_direction") in table.notes
    assert set(render_simulation(catalogue, texts, both)["results"]["share_of_draws_where_levers_help"].values()) == {
        None
    }
    place = catalogue.places.by_code["1060"]
    request = Request(shocks=CLOSURE, levers=("17", "32"), years=8, draws=60, seed=3)
    compared = compare_levers(still_desk, place, request)
    told = {record["lever"]: record["shares"] for record in list_records(tabulate_ranked(catalogue, texts, compared))}
    assert told["retention"] == texts("words.dash")
    assert texts("words.dash") not in (told["matching"], told["retraining_rate"])
    shares = {one["id"]: one["alone"]["people"]["share_better"] for one in render_levers(catalogue, texts, compared)}
    assert shares["retention"] is None
    assert None not in (shares["matching"], shares["retraining_rate"])


def test_a_demand_without_a_known_effect_says_so_in_one_line(still_desk: Desk) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    (line, _) = describe_levers(catalogue, texts, run(still_desk, "2", shocks=False))
    assert line.startswith(f"{catalogue.demands_by_number[2].sv.title}: ingen känd effekt i modellen")
    assert "maxtaxan" in line
    (line, _) = describe_levers(catalogue, texts, run(still_desk, "labour_supply_parents", shocks=False))
    assert line.startswith(catalogue.levers["labour_supply_parents"].sv)
