"""Backtests: the start from the year before, the rivals by hand, the rule of the verdict, and content that is wrong."""

import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from desks import make_desk
from samspel.app.backtesting import backtest, measure_slopes, read_own_cases, run_fair_test, try_all
from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.economy.input_output import input_coefficients
from samspel.observations.building import Observations
from samspel.reports.slopes import describe_slope_verdict
from samspel.scenarios.model import Model
from samspel.scenarios.sampling import sample_parameters
from samspel.terms.errors import BadInputError, ContentError
from samspel.trials.backtests import APPROXIMATIONS, Outcome, Trial, judge, measure_multiplier, try_case
from samspel.trials.cases import Backtest, load_backtests
from samspel.trials.fair import read_fair
from samspel.trials.observed import Kind
from samspel.trials.starting import start_before
from shipped import load_shipped

ROOT = Path(__file__).parents[2]
DRAWS = 60
RULES = load_shipped().trial_rules.cases
Try = Callable[[Backtest], Trial]


@pytest.fixture(scope="module")
def case(catalogue: Catalogue) -> Backtest:
    return next(case for case in load_backtests(catalogue) if case.place == "1488")


@pytest.fixture(scope="module")
def cases(catalogue: Catalogue) -> dict[str, Backtest]:
    return {case.id: case for case in load_backtests(catalogue)}


@pytest.fixture(scope="module")
def try_one(model: Model, observations: Observations) -> Try:
    draws = sample_parameters(model.parameters, DRAWS, 1)
    return lambda case: try_case(observations, model.calibration, model.parameters, case, draws)


@pytest.fixture
def desk(catalogue: Catalogue, observations: Observations, tmp_path: Path) -> Desk:
    return make_desk(catalogue, observations, tmp_path)


def test_saab_is_as_the_design_says(case: Backtest, shared: Path) -> None:
    said = (shared / "design" / "model.md").read_text("utf-8")
    assert "Saab, Trollhättan (1488): about 3,700 direct jobs, December 2011" in said
    assert (case.jobs, case.year, case.sector) == (3700.0, 2012, "industry")


def test_the_model_starts_at_the_year_before(case: Backtest, model: Model, observations: Observations) -> None:
    place = observations.catalogue.places.by_code[case.place]
    town = start_before(observations, model.calibration, place, case)
    assert town.year == 2011
    assert town.people.sum() == pytest.approx(55_499)
    assert town.course[0] == pytest.approx(55_499)
    assert town.unemployed / town.people[:, 18:65].sum() == pytest.approx(0.11374719)
    jobs = observations.series("jobs").in_year(2020)[place.index]
    assert town.industry + town.local + town.rest == pytest.approx(jobs + case.jobs)
    assert town.economy.base / town.economy.people == pytest.approx(163_509.5, abs=0.5)
    assert town.economy.need / town.economy.people == pytest.approx(55_879)
    bands = np.add.reduceat(town.people.sum(axis=0), town.bands)
    assert bands @ town.cost == pytest.approx(town.economy.need)
    assert np.array_equal(town.course, model.calibration.baseline.foresee(place, 2011, 5))


def test_outcomes_are_what_was_published(case: Backtest, try_one: Try) -> None:
    trial = try_one(case)
    observed = {(outcome.kind, outcome.year): outcome.observed for outcome in trial.outcomes}
    assert observed == {
        ("people", 2012): 55_749,
        ("people", 2014): 56_929,
        ("people", 2016): 57_753,
        ("unemployment", 2012): pytest.approx(14.294758),
        ("unemployment", 2014): pytest.approx(11.491205),
        ("unemployment", 2016): pytest.approx(9.779397),
    }
    assert trial.diverged == 0
    assert all(outcome.low <= outcome.median <= outcome.high for outcome in trial.outcomes)


def test_the_rivals_by_hand(case: Backtest, try_one: Try, model: Model, observations: Observations) -> None:
    trial = try_one(case)
    town = start_before(observations, model.calibration, observations.catalogue.places.by_code["1488"], case)
    for outcome in trial.outcomes:
        after = outcome.year - 2011
        if outcome.kind == "people":
            assert outcome.unchanged == pytest.approx(55_499 + after * (55_499 - 52_823) / 10)
            assert outcome.input_output == outcome.unchanged
        else:
            assert outcome.unchanged == pytest.approx(11.374719)
            lost = 100 * trial.multiplier * case.jobs / town.people[:, 18:65].sum()
            assert outcome.input_output == pytest.approx(11.374719 + lost)


def test_years_that_were_not_observed_are_left_out(case: Backtest, try_one: Try) -> None:
    late = msgspec.structs.replace(case, year=2020)
    known = {(outcome.kind, outcome.year) for outcome in try_one(late).outcomes}
    expected = {("people", 2020), ("people", 2022), ("people", 2024), ("unemployment", 2020), ("unemployment", 2022)}
    assert known == expected, "a second table has the people of late years; unemployment ends in 2022"


def test_years_after_something_else_happened_are_left_out(cases: dict[str, Backtest], try_one: Try) -> None:
    opened, closed = cases["northland-opens"], cases["northland-closes"]
    assert {outcome.year for outcome in try_one(opened).outcomes} == {2013}
    assert {outcome.year for outcome in try_one(closed).outcomes} == {2015, 2017}
    without = msgspec.structs.replace(closed, last=None)
    assert {outcome.year for outcome in try_one(without).outcomes} == {2015, 2017, 2019}


def test_an_opening_is_a_closure_the_other_way(cases: dict[str, Backtest], try_one: Try, model: Model) -> None:
    case = cases["northland-opens"]
    idle = next(outcome for outcome in try_one(case).outcomes if outcome.kind == "unemployment")
    assert idle.median < idle.unchanged
    assert idle.input_output < idle.unchanged
    assert idle.start == idle.unchanged == pytest.approx(8.514604)
    many = try_one(msgspec.structs.replace(case, jobs=3000.0))
    drained = next(outcome for outcome in many.outcomes if outcome.kind == "unemployment")
    assert drained.input_output == 0.0, "there are no more unemployed to hire"


def test_jobs_that_come_over_some_years_are_counted_year_by_year(
    cases: dict[str, Backtest], try_one: Try, model: Model, observations: Observations
) -> None:
    slow = msgspec.structs.replace(cases["findus-bjuv"], year=2015, until=2018)
    place = observations.catalogue.places.by_code[slow.place]
    town = start_before(observations, model.calibration, place, slow)
    trial = try_one(slow)
    told = {outcome.year: outcome for outcome in trial.outcomes if outcome.kind == "unemployment"}
    for year, jobs in ((2015, 112.5), (2017, 337.5), (2019, 450.0)):
        rise = 100 * trial.multiplier * jobs / town.people[:, 18:65].sum()
        assert told[year].input_output - told[year].unchanged == pytest.approx(rise)


def test_only_closed_jobs_are_put_back(cases: dict[str, Backtest], model: Model, observations: Observations) -> None:
    place = observations.catalogue.places.by_code["2521"]
    jobs = observations.series("jobs").in_year(2020)[place.index]
    for name, more in (("northland-opens", 0.0), ("northland-closes", 300.0)):
        town = start_before(observations, model.calibration, place, cases[name])
        assert town.industry + town.local + town.rest == pytest.approx(jobs + more)
        assert town.region is None


def test_every_case_says_where_its_number_was_read(cases: dict[str, Backtest]) -> None:
    assert len(cases) >= 10
    for case in cases.values():
        assert all(address.startswith(("http://", "https://")) for address in case.addresses), case.id
        assert len(case.source) > 40, case.id


def test_every_case_can_be_run_and_has_an_outcome(cases: dict[str, Backtest], try_one: Try) -> None:
    for case in cases.values():
        trial = try_one(case)
        assert trial.outcomes, case.id
        assert trial.inside == sum(outcome.is_inside for outcome in trial.outcomes)
        assert trial.diverged == 0


def test_more_jobs_raise_the_predicted_unemployment(case: Backtest, try_one: Try) -> None:
    less = try_one(msgspec.structs.replace(case, jobs=1000.0))
    for small, large in zip(less.outcomes, try_one(case).outcomes, strict=True):
        assert (large.median > small.median) == (large.kind == "unemployment")
        assert large.unchanged == small.unchanged


def test_the_multiplier_is_the_sum_of_the_rounds(case: Backtest, observations: Observations) -> None:
    grouping = observations.catalogue.industries
    sellers = list(observations.figures.texts(grouping.table, observations.figures.table(grouping.table).key))
    flows = observations.figures.numbers(grouping.table, sellers)
    output = observations.figures.numbers(grouping.table, [grouping.output_column])[:, 0]
    bought, total = np.eye(len(sellers))[sellers.index("c15")], 0.0
    for _ in range(200):
        total += bought.sum()
        bought = input_coefficients(flows, output) @ bought
    assert measure_multiplier(observations, ["c15"]) == pytest.approx(total)
    several = measure_multiplier(observations, grouping.industry)
    assert 1.0 < several < 3.0


def outcome_of(case: Backtest, kind: Kind, observed: float, median: float, unchanged: float) -> Outcome:
    return Outcome(
        case=case,
        kind=kind,
        year=2012,
        start=0.0,
        observed=observed,
        low=median - 1.0,
        median=median,
        high=median + 1.0,
        unchanged=unchanged,
        input_output=unchanged + 5.0,
        effect=1.0,
        together=observed - 3.0 if kind == "unemployment" else None,
    )


def test_the_rule_of_the_verdict(case: Backtest) -> None:
    good = [outcome_of(case, "people", 10.0, 10.5, 14.0) for _ in range(4)]
    outside = outcome_of(case, "people", 10.0, 12.0, 14.0)
    four = judge([Trial(case, (*good, outside), 1.5, 0)], RULES)
    assert (four.inside, four.count, four.enough_inside, four.passed) == (4, 5, True, True)
    three = judge([Trial(case, (*good[:3], outside, outside), 1.5, 0)], RULES)
    assert (three.enough_inside, three.passed) == (False, False)
    beaten = outcome_of(case, "unemployment", 10.0, 10.9, 10.1)
    mixed = judge([Trial(case, (*good, beaten), 1.5, 2)], RULES)
    assert mixed.enough_inside
    assert not mixed.passed, "one kind in which nothing happens is nearer is enough to fail"
    assert [(score.beats_unchanged, score.beats_input_output) for score in mixed.scores] == [
        (True, True),
        (False, True),
    ]
    assert [(score.kind, score.inside, score.count) for score in mixed.scores] == [
        ("people", 4, 4),
        ("unemployment", 1, 1),
    ]
    assert mixed.diverged == 2
    assert not judge([], RULES).passed


def test_what_all_three_would_have_missed_had_they_known_the_country(case: Backtest) -> None:
    idle = outcome_of(case, "unemployment", 10.0, 10.9, 10.1)
    assert idle.informed_errors == pytest.approx((2.0, 3.0, 2.0)), "7 and 1 more; 7; 7 and 5 more"
    people = outcome_of(case, "people", 10.0, 10.5, 14.0)
    assert people.informed_errors is None
    scores = {one.kind: one.informed for one in judge([Trial(case, (idle, people), 1.5, 0)], RULES).scores}
    assert scores == {"people": None, "unemployment": pytest.approx((2.0, 3.0, 2.0))}


def test_the_country_is_the_mean_municipality_and_the_effect_is_with_less_without(
    case: Backtest, try_one: Try, observations: Observations
) -> None:
    series = observations.series("unemployment_18_65")
    start, end = (series.in_year(year)[:290] for year in (2011, 2012))
    times = np.exp(np.nanmean(np.log(end / start)))
    first = next(one for one in try_one(case).outcomes if (one.kind, one.year) == ("unemployment", 2012))
    assert first.together == pytest.approx(11.374719 * times)
    assert first.effect == pytest.approx(first.median - 11.374719, abs=0.6), (
        "the middle without events stays at the start"
    )
    people = next(one for one in try_one(case).outcomes if one.kind == "people")
    assert people.effect < 0.0
    assert people.together is None


def test_the_limits_of_a_band_are_inside(case: Backtest) -> None:
    outcome = outcome_of(case, "people", 11.5, 10.5, 14.0)
    assert outcome.is_inside
    assert not replace(outcome, observed=11.6).is_inside
    assert outcome.errors == pytest.approx((1.0, 2.5, 7.5))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('place = "1488"', 'place = "9999"', "place"),
        ('sector = "industry"', 'sector = "forestry"', "sector"),
        ("jobs = 3700.0", "jobs = 0.0", "jobs"),
        ('branches = ["c15"]', 'branches = ["c99"]', "branches"),
        ('branches = ["c15"]', "branches = []", "branches"),
        ('kind = "closure"', 'kind = "move"', "kind"),
        ("last = 2014", "last = 2011", "year"),
        ("until = 2024", "until = 2021", "year"),
        ('basis = "estimated"', 'basis = "guessed"', "basis"),
        (
            'addresses = ["https://arbetet.se/2011/09/16/en-hel-stad-vantar-pa-beskedet/"]',
            "addresses = []",
            "addresses",
        ),
    ],
)
def test_a_case_that_is_wrong_is_told(content_copy: Path, old: str, new: str, key: str) -> None:
    path = content_copy / "circle" / "backtests.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_backtests(load_catalogue(content_copy))
    assert caught.value.key.endswith(key)


def test_a_case_before_the_tables_is_told(case: Backtest, try_one: Try) -> None:
    with pytest.raises(ContentError) as caught:
        try_one(msgspec.structs.replace(case, year=1990))
    assert caught.value.key.endswith("year")


def test_a_case_from_before_unemployment_is_held_against_people_alone(
    case: Backtest, try_one: Try, model: Model, observations: Observations
) -> None:
    for year, seen in ((2001, {2001, 2003, 2005}), (2005, {2005, 2007, 2009}), (2024, {2024})):
        early = msgspec.structs.replace(case, year=year, jobs=500.0)
        trial = try_one(early)
        assert {(one.kind, one.year) for one in trial.outcomes} == {("people", one) for one in seen}
        assert all(np.isfinite([one.low, one.median, one.high]).all() for one in trial.outcomes)
        town = start_before(observations, model.calibration, observations.catalogue.places.by_code["1488"], early)
        known = {2001: 11.618537, 2005: 11.618537, 2024: 7.961845}[year]
        assert 100 * town.unemployed / town.people[:, 18:65].sum() == pytest.approx(known), "the nearest known year"


def test_the_jobs_of_a_late_case_are_those_of_the_year_before(
    cases: dict[str, Backtest], model: Model, observations: Observations
) -> None:
    for name, year in (("kvarnsveden-borlange", 2020), ("ortviken-sundsvall", 2020)):
        case = cases[name]
        place = observations.catalogue.places.by_code[case.place]
        town = start_before(observations, model.calibration, place, case)
        jobs = observations.series("jobs").in_year(year)[place.index]
        assert town.industry + town.local + town.rest == pytest.approx(jobs), "the mill is among them"


def test_what_goes_after_the_years_that_are_compared_is_not_run(case: Backtest, try_one: Try) -> None:
    slow = try_one(msgspec.structs.replace(case, jobs=1000.0, until=2021))
    half = try_one(msgspec.structs.replace(case, jobs=500.0, until=2016))
    assert [one.median for one in slow.outcomes] != [one.median for one in try_one(case).outcomes]
    for one, other in zip(slow.outcomes, half.outcomes, strict=True):
        assert one.effect == pytest.approx(other.effect, rel=0.03), "half of the jobs had gone by 2016"


def test_more_jobs_than_there_are_is_told(case: Backtest, try_one: Try) -> None:
    trial = try_one(msgspec.structs.replace(case, sector="welfare", jobs=500.0))
    assert trial.outcomes
    with pytest.raises(BadInputError):
        try_one(msgspec.structs.replace(case, sector="welfare", jobs=90_000.0))


def test_a_place_without_a_case_is_told(desk: Desk) -> None:
    with pytest.raises(BadInputError) as caught:
        backtest(desk, desk.catalogue.places.by_code["1860"])
    assert caught.value.code == "no_backtest"
    known = str(caught.value.facts["known"]).split(", ")
    assert known[0] == "Trollhättan"
    assert len(set(known)) == len(known) > 5, "a place with two cases is named once"
    with pytest.raises(BadInputError):
        backtest(desk, None, draws=1)


def test_every_approximation_has_its_sentence(catalogue: Catalogue) -> None:
    for texts in catalogue.texts.values():
        told = {key.rpartition(".")[2] for key in texts.entries if key.startswith("backtest.approximation.")}
        assert told == set(APPROXIMATIONS)


def test_the_document_and_what_is_kept_are_current(desk: Desk) -> None:
    fair = run_fair_test(desk)
    made = runpy.run_path(str(ROOT / "docs" / "make_backtest_table.py"))["write_table"](desk, fair)
    assert (ROOT / "docs" / "backtests.md").read_text("utf-8") == made, "run docs/make_backtest_table.py"
    kept = read_fair(desk.catalogue)
    assert kept.cases.passed == fair.cases.passed
    assert [one.slope for one in kept.slopes] == pytest.approx([one.slope for one in fair.slopes])
    assert [one.chance for one in kept.slopes] == pytest.approx([one.chance for one in fair.slopes], abs=0.002)
    assert [one.error for one in kept.baseline.scores] == pytest.approx([one.error for one in fair.baseline.scores])
    assert kept.baseline.groups == pytest.approx(fair.baseline.groups)


def test_the_document_tells_a_failure_as_one(desk: Desk) -> None:
    done, texts = try_all(desk), desk.catalogue.texts["en"]
    written = (ROOT / "docs" / "backtests.md").read_text("utf-8")
    for passed in (True, False):
        told = texts(f"backtest.verdict.{'passed' if passed else 'failed'}")
        assert (f"**{told}**" in written) == (done.verdict.passed == passed)
    slope = next(one for one in measure_slopes(desk, done) if (one.kind, one.after) == ("unemployment", 1))
    assert f"**{describe_slope_verdict(texts, slope)}**" in written
    assert describe_slope_verdict(texts, slope).startswith("PASS" if slope.is_right else "FAIL")


@pytest.mark.parametrize(
    ("median", "unchanged", "rival", "nearest"),
    [
        (10.0, 12.0, 13.0, "model"),
        (13.0, 10.5, 12.0, "unchanged"),
        (13.0, 12.0, 10.5, "input_output"),
        (13.0, 11.0, 11.0, "rivals"),
        (11.0, 9.0, 15.0, "tie"),
    ],
)
def test_the_nearest_answer(catalogue: Catalogue, median: float, unchanged: float, rival: float, nearest: str) -> None:
    case = load_backtests(catalogue)[0]
    assert (
        Outcome(
            case=case,
            kind="people",
            year=2012,
            start=9.0,
            observed=10.0,
            low=8.0,
            median=median,
            high=14.0,
            unchanged=unchanged,
            input_output=rival,
            effect=0.0,
        ).nearest
        == nearest
    )


def test_a_municipality_without_accounts_then_has_its_first_ones(
    case: Backtest, model: Model, observations: Observations
) -> None:
    place = next(one for one in observations.catalogue.places.municipalities if one.name == "Knivsta")
    town = start_before(
        observations, model.calibration, place, msgspec.structs.replace(case, place=place.code, year=2003, jobs=50.0)
    )
    assert town.economy.base > 0.0
    assert town.economy.need > 0.0, "it was formed in 2003, and its accounts begin in 2006"


def test_a_case_that_takes_more_jobs_than_its_sector_has_is_told_by_its_line(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "fall.csv"
    file.write_text("kommun;händelse;år;jobb;sektor\nLund;nedläggning;2016;90000;välfärd\n", "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_own_cases(desk, file)
    assert (caught.value.code, caught.value.facts["line"]) == ("case_file_sector", 2)
