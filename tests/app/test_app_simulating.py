"""Each lever by itself: the same draws, the events in both, nothing lost when it is told or tabled."""

import shlex
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from given_answers import GIVEN
from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.app.simulating import FINDINGS_AGAINST, compare_levers, read_events, simulate, simulate_with_levers
from samspel.rendering.table import list_records, words
from samspel.reports.levers import describe_against, describe_ranking, tabulate_ranked
from samspel.reports.levers_data import render_comparison, tabulate_results
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_YEARS
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import LeverComparison, Request
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

HEADLINES = ("people", "jobs", "unemployed", "revenue")
SHOCKS = (parse_shock("2027:100:industry"),)
REQUEST = Request(shocks=SHOCKS, levers=("17", "32"), years=8, draws=100, seed=3)


@pytest.fixture(scope="module")
def place(still_desk: Desk) -> Place:
    return still_desk.catalogue.places.by_code["1060"]


@pytest.fixture(scope="module")
def every(still_desk: Desk, place: Place) -> LeverComparison:
    return compare_levers(still_desk, place, REQUEST, every=True)


def test_one_lever_by_itself_is_what_the_levers_change_together(still_desk: Desk, place: Place) -> None:
    request = replace(REQUEST, levers=("matching",))
    (one,), simulation = compare_levers(still_desk, place, request).alone, simulate(still_desk, place, request)
    for outcome in simulation.model.outcomes:
        for changes, whole in ((one.changes, simulation.main.of_levers), (one.zero, simulation.zero.of_levers)):
            assert np.array_equal(changes[outcome.id].band, whole.band(outcome.id)[:, -1], equal_nan=True)
            assert changes[outcome.id].better == whole.share_better(outcome)
            assert changes[outcome.id].worse == whole.share_worse(outcome)


def test_only_the_levers_asked_for_are_run(still_desk: Desk, place: Place) -> None:
    pulled = simulate(still_desk, place, REQUEST).choice.pulled
    compared = compare_levers(still_desk, place, REQUEST)
    assert len(pulled) > 1
    assert sorted(one.pulled.effect.lever for one in compared.alone) == sorted(one.effect.lever for one in pulled)


def test_runs_that_were_made_are_used_and_give_the_same(still_desk: Desk, place: Place) -> None:
    simulation = simulate(still_desk, place, REQUEST)
    fresh = compare_levers(still_desk, place, REQUEST)
    used = compare_levers(still_desk, place, REQUEST, simulated=simulation)
    short = compare_levers(still_desk, place, REQUEST, with_zero=False, simulated=simulation)
    for one, other, third in zip(fresh.alone, used.alone, short.alone, strict=True):
        for outcome in HEADLINES:
            assert np.array_equal(one.changes[outcome].band, other.changes[outcome].band)
            assert np.array_equal(one.zero[outcome].band, other.zero[outcome].band)
            assert np.array_equal(one.changes[outcome].band, third.changes[outcome].band)
        assert third.zero is third.changes


def test_a_run_is_recalled_until_something_else_is_asked_or_kept(desk: Desk, at: Callable[[str], Place]) -> None:
    place = at("1060")
    first, together = simulate(desk, place, REQUEST), simulate_with_levers(desk, place, REQUEST)
    assert simulate(desk, place, REQUEST) is first
    assert together.main is first.main
    assert simulate_with_levers(desk, place, REQUEST).alone is together.alone
    assert simulate(desk, place, replace(REQUEST, seed=4)) is not first
    assert simulate(desk, at("2181"), REQUEST).place is at("2181")
    desk.store.save(at("2181"), [GIVEN])
    again = simulate(desk, place, REQUEST)
    assert again is not first
    assert np.array_equal(again.main.effect.band("people"), first.main.effect.band("people"))


@pytest.mark.parametrize(
    ("years", "draws"), [(1, DEFAULT_DRAWS * DEFAULT_YEARS + 1), (DEFAULT_YEARS + 1, DEFAULT_DRAWS)]
)
def test_a_run_that_is_larger_than_the_usual_is_not_kept(desk: Desk, place: Place, years: int, draws: int) -> None:
    many = replace(REQUEST, years=years, shocks=(), levers=(), draws=draws)
    assert simulate(desk, place, many) is not simulate(desk, place, many)


def test_without_hypotheses_both_are_the_same(still_desk: Desk, place: Place) -> None:
    with_them = compare_levers(still_desk, place, replace(REQUEST, levers=("skilled_labour_supply",)))
    without = compare_levers(
        still_desk, place, replace(REQUEST, levers=("skilled_labour_supply",), with_hypotheses=False)
    )
    (one,), (bare,) = with_them.alone, without.alone
    assert bare.zero is bare.changes
    assert np.array_equal(bare.changes["jobs"].band, one.zero["jobs"].band)
    assert not np.array_equal(one.changes["jobs"].band, one.zero["jobs"].band)


def test_every_lever_is_run_or_said_to_have_no_effect(still_desk: Desk, every: LeverComparison) -> None:
    effects = open_model(still_desk).effects
    run = {one.pulled.effect.lever for one in every.alone}
    bare = {one.effect.lever for one in every.without_effect}
    assert run == {name for name, effect in effects.items() if effect.moves}
    assert run | bare == set(effects)
    assert {one.pulled.year for one in every.alone} == {2027}


@pytest.mark.parametrize("outcome", HEADLINES)
def test_the_lever_that_moves_farthest_stands_first(still_desk: Desk, place: Place, outcome: str) -> None:
    compared = compare_levers(still_desk, place, REQUEST, every=True, outcome=outcome)
    middles = [abs(one.changes[outcome].band[MEDIAN]) for one in compared.alone]
    assert middles == sorted(middles, reverse=True)
    assert middles[0] > middles[-1]


def test_a_band_that_shows_zero_at_an_end_has_zero_in_it(still_desk: Desk, every: LeverComparison) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    read = words(tabulate_ranked(catalogue, texts, every))
    at = read.heads.index(texts("levers.includes_zero"))
    for one, row in zip(every.alone, read.texts, strict=True):
        change = one.changes["people"]
        low, high = (texts.number(float(value)) for value in (change.band[0], change.band[-1]))
        expected = low == "0" or high == "0" or change.band[0] < 0.0 < change.band[-1]
        assert change.includes_zero == expected
        assert row[at] == texts("words.yes" if expected else "words.no")
    inside = sum(one.changes["people"].includes_zero for one in every.alone)
    said = texts("levers.near_zero", count=inside, all=len(every.alone), outcome=texts.of(every.outcome).name)
    assert said in describe_ranking(texts, every)


def test_studies_that_found_nothing_stand_beside_each_lever(still_desk: Desk, every: LeverComparison) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["en"]
    told = " ".join(describe_against(catalogue, texts, every))
    for one in every.alone:
        effect = one.pulled.effect
        against = [name for name in effect.studies if catalogue.studies[name].result in FINDINGS_AGAINST]
        assert [study.id for study in every.studies[effect.lever]] == against
        assert (catalogue.levers[effect.lever].en + ":" in told) == bool(against)
    assert any(every.studies.values())


def test_table_and_plain_data_hold_the_same(still_desk: Desk, every: LeverComparison) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    plain = render_comparison(catalogue, texts, every)
    rows = list_records(tabulate_results(catalogue, texts, every))
    assert len(rows) == len(every.alone) * 2 * len(HEADLINES)
    for lever in plain["levers"]:
        (row,) = [r for r in rows if (r["lever"], r["outcome"], r["hypotheses"]) == (lever["id"], "jobs", "asked")]
        assert row["p50"] == lever["alone"]["jobs"]["p50"]
        assert row["width_80"] == pytest.approx(lever["alone"]["jobs"]["p90"] - lever["alone"]["jobs"]["p10"])
        assert row["demands"] == " ".join(map(str, lever["demands"]))


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (replace(REQUEST, years=99), "simulate_years"),
        (replace(REQUEST, levers=("wishing",)), "unknown_lever"),
        (replace(REQUEST, shocks=(parse_shock("2027:99999:industry"),)), "shock_too_large"),
    ],
)
def test_a_mistake_is_told_as_in_a_simulation(still_desk: Desk, place: Place, request_: Request, code: str) -> None:
    for run in (simulate, compare_levers):
        with pytest.raises(BadInputError) as caught:
            run(still_desk, place, request_)
        assert caught.value.code == code


@pytest.mark.parametrize("code", ["1060", "0114"])
@pytest.mark.parametrize(
    "shocks",
    [
        (),
        ("2027:100:industry", "2028:+20:welfare"),
        ("2027-2029:60:industry",),
        ("2027:60+40@2029:industry",),
        ("2027-2030:2.5%:industry", "2028:3%:country"),
    ],
)
def test_the_command_gives_the_same_again(
    still_desk: Desk, at: Callable[[str], Place], code: str, shocks: tuple[str, ...]
) -> None:
    request = Request(
        shocks=tuple(map(parse_shock, shocks)),
        levers=("32", "matching@2029"),
        years=9,
        draws=50,
        seed=7,
        with_hypotheses=False,
    )
    words = shlex.split(request.command(at(code)))
    assert words[:3] == ["samspel", "simulate", at(code).name]
    given = list(zip(words[3:-1:2], words[4:-1:2], strict=True))
    assert read_events(still_desk, [value for name, value in given if name == "--shock"], None) == request.shocks
    assert [value for name, value in given if name == "--lever"] == list(request.levers)
    assert given[-3:] == [("--years", "9"), ("--draws", "50"), ("--seed", "7")]
    assert words[-1] == "--no-hypotheses"
