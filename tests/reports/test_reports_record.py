"""What speaks for the model and what speaks against it stand side by side: the look back, the rival, its own cases."""

from dataclasses import replace

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.observations.building import Observations
from samspel.rendering.table import list_records, words
from samspel.reports.origins import describe_part, list_rivals
from samspel.reports.record import describe_caution, describe_record, tabulate_looks
from samspel.reports.slopes import describe_first_slope, describe_slope_verdict
from samspel.scenarios.model import Model
from samspel.scenarios.sampling import sample_parameters
from samspel.trials.backtests import Score, judge, try_case
from samspel.trials.cases import load_backtests
from samspel.trials.fair import Fair, read_fair
from samspel.trials.hindcast import Look
from samspel.trials.simulated import Past
from shipped import load_shipped

RULES = load_shipped().trial_rules


@pytest.fixture(scope="module")
def fair(catalogue: Catalogue) -> Fair:
    return read_fair(catalogue)


def look(year: int, observed: float, median: float, start: float = 100.0) -> Look:
    return Look(
        since=2018,
        year=year,
        observed=observed,
        low=median - 10.0,
        median=median,
        high=median + 10.0,
        start=start,
        quarter=median - 5.0,
        three_quarters=median + 5.0,
    )


@pytest.mark.parametrize(
    ("observed", "median", "nearest"),
    [(103.0, 102.0, "model"), (103.0, 108.0, "unchanged"), (105.0, 110.0, "tie"), (90.0, 95.0, "model")],
)
def test_the_nearest_of_model_and_unchanged(observed: float, median: float, nearest: str) -> None:
    assert look(2024, observed, median).nearest == nearest


def test_every_year_in_which_unchanged_came_nearer_is_named_with_both_misses(catalogue: Catalogue, fair: Fair) -> None:
    texts = catalogue.texts["sv"]
    looks = (look(2019, 101.0, 101.0), look(2021, 101.0, 109.0), look(2024, 103.0, 112.0))
    held, nearer, *_ = describe_record(texts, "Trollhättans kommun", Past(looks, (), fair, RULES))
    assert held == texts("record.look", since=2018, place="Trollhättans kommun", inside=3, count=3)
    assert "2021 och 2024" in nearer
    assert "2019" not in nearer
    assert "9 invånare" in nearer.replace("\u00a0", " ")
    assert "3." in nearer


def test_where_it_never_came_nearer_that_is_said(catalogue: Catalogue, fair: Fair) -> None:
    texts = catalogue.texts["en"]
    told = describe_record(texts, "Here", Past((look(2024, 101.0, 101.0),), (), fair, RULES))
    assert texts("record.nearer_never") in told


def test_bands_that_seldom_held_are_called_so(catalogue: Catalogue, fair: Fair) -> None:
    texts = catalogue.texts["sv"]
    looks = (look(2022, 100.0, 100.0), look(2023, 150.0, 100.0), look(2024, 160.0, 100.0))
    seldom = describe_record(texts, "Här", Past(looks, (), fair, RULES))[0]
    assert texts("record.look_weak") in seldom


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_bands_that_held_in_no_year_are_said_to_have_held_never(catalogue: Catalogue, fair: Fair, lang: Lang) -> None:
    texts = catalogue.texts[lang]
    never = describe_record(texts, "Här", Past((look(2023, 150.0, 100.0), look(2024, 160.0, 100.0)), (), fair, RULES))[
        0
    ]
    assert texts("record.look_never", since=2018, place="Här", inside=0, count=2) in never
    assert texts("record.look_weak") not in never


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_answer_in_short_says_where_the_model_failed_at_the_place(
    catalogue: Catalogue, fair: Fair, lang: Lang
) -> None:
    texts = catalogue.texts[lang]
    looks = (look(2023, 98.0, 120.0), look(2024, 97.0, 125.0))
    told = describe_caution(texts, Past(looks, (), fair, RULES))
    assert texts("record.against_look", since=looks[0].since, inside=0, count=2) in told
    years = texts.listing(["2023", "2024"])
    assert texts("record.against_nearer", years=years) in told
    assert texts("record.against_cases") not in told


def test_where_nothing_is_known_of_the_place_the_common_verdict_stands_by_the_answer(
    catalogue: Catalogue, fair: Fair
) -> None:
    for texts in catalogue.texts.values():
        for looks in ((), (look(2024, 101.0, 101.0),)):
            lost = replace(fair, cases=replace(fair.cases, inside=0))
            assert texts("record.against_cases") in describe_caution(texts, Past(looks, (), lost, RULES))
            won = replace(fair, cases=replace(fair.cases, scores=(Score("people", 9, 10, (1.0, 2.0, 2.0)),)))
            told = describe_caution(texts, Past(looks, (), won, RULES))
            assert texts("record.against_few", count=fair.cases.count) in told
            assert texts("record.against_cases") not in told


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_without_a_look_back_and_cases_only_the_fair_test_is_told(catalogue: Catalogue, fair: Fair, lang: Lang) -> None:
    texts, cases = catalogue.texts[lang], fair.cases
    assert describe_record(texts, "Här", Past((), (), fair, RULES)) == (
        texts("record.baseline_nearest", count=len(list_rivals(fair.baseline))),
        *describe_part(texts, fair.baseline),
        texts("record.cases_passed", inside=cases.inside, count=cases.count),
        *describe_first_slope(texts, fair.slopes),
        texts("record.where"),
    )
    lost = replace(fair, cases=replace(cases, inside=0))
    assert texts("record.cases_failed", inside=0, count=cases.count) in describe_record(
        texts, "Här", Past((), (), lost, RULES)
    )
    spoiled = [replace(one, error=0.0) if one.method == "trend" else one for one in fair.baseline.scores]
    beaten = replace(fair, baseline=replace(fair.baseline, scores=tuple(spoiled)), slopes=())
    told = describe_record(texts, "Här", Past((), (), beaten, RULES))
    assert told[0] == texts("record.baseline_not_nearest", count=len(list_rivals(fair.baseline)))
    assert len(told) == 3 + len(describe_part(texts, beaten.baseline))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_beside_an_event_the_test_of_unemployment_is_told_as_where_it_is_shown(
    catalogue: Catalogue, fair: Fair, lang: Lang
) -> None:
    texts, past = catalogue.texts[lang], Past((), (), fair, RULES)
    verdict = next(describe_slope_verdict(texts, one) for one in fair.slopes if one.kind == "unemployment")
    assert verdict in describe_caution(texts, past, has_event=True)
    assert verdict not in describe_caution(texts, past)
    assert any(told.startswith(verdict) for told in describe_record(texts, "Här", past))
    right = tuple(replace(one, slope=1.0) for one in fair.slopes)
    told = describe_caution(texts, Past((), (), replace(fair, slopes=right), RULES), has_event=True)
    assert told == describe_caution(texts, past)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_case_of_a_place_is_told_as_its_own_verdict_says(
    catalogue: Catalogue, observations: Observations, model: Model, fair: Fair, lang: Lang
) -> None:
    texts, draws = catalogue.texts[lang], sample_parameters(model.parameters, 200, 1)
    outcomes = set()
    for case in load_backtests(catalogue):
        trial = try_case(observations, model.calibration, model.parameters, case, draws)
        passed, name = judge([trial], RULES.cases).passed, getattr(case, lang).name
        outcomes.add(passed)
        key = "record.passed" if passed else "record.failed"
        assert describe_record(texts, "", Past((), (trial,), fair, RULES))[0].startswith(
            texts(key, name=name, year=case.year, scores="")
        )
    assert False in outcomes


def test_the_sentence_on_all_cases_is_true(catalogue: Catalogue, observations: Observations, model: Model) -> None:
    draws = sample_parameters(model.parameters, 1000, 1)
    trials = [
        try_case(observations, model.calibration, model.parameters, case, draws) for case in load_backtests(catalogue)
    ]
    assert judge(trials, RULES.cases).passed == read_fair(catalogue).cases.passed


def test_a_year_of_the_look_back_stands_in_words_and_as_data(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    table = tabulate_looks(texts, (look(2024, 103.0, 108.0),))
    (row,) = words(table).texts
    assert row[-1] == texts("record.nearest.unchanged")
    assert row[2] == "108 (98 till 118)"
    assert list_records(table) == [
        {
            "year": 2024,
            "observed": 103.0,
            "p50": 108.0,
            "unchanged": 100.0,
            "inside": True,
            "nearest": "unchanged",
            "p10": 98.0,
            "p90": 118.0,
            "nearest_words": texts("record.nearest.unchanged"),
        }
    ]
    assert table.notes == (texts("simulate.look_note", since=2018),)
