"""The backtests in words and tables: rows that hold the run's numbers, the verdict, the cases with their sources."""

from dataclasses import replace

import pytest

from samspel.app.backtesting import backtest, choose_case
from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.documents.papers import list_said
from samspel.rendering.table import Table, list_records, words
from samspel.reports.backtests import (
    DECIMALS,
    compose_backtests,
    compose_case,
    describe_case,
    describe_missed,
    describe_sources,
    describe_verdict,
    render_backtesting,
    tabulate_outcomes,
    tabulate_results,
)
from samspel.reports.cases import describe_seen
from samspel.terms.errors import NotFoundError
from samspel.trials.backtests import Backtesting


@pytest.fixture(scope="module")
def done(still_desk: Desk) -> Backtesting:
    return backtest(still_desk, None, draws=40)


def test_every_outcome_has_a_row_with_both_rivals(still_desk: Desk, done: Backtesting) -> None:
    texts = still_desk.catalogue.texts["en"]
    table = tabulate_outcomes(texts, done)
    assert len(table.rows) == len(done.outcomes) > 40
    keys = [column.key for column in table.columns]
    for record, row, outcome in zip(list_records(table), words(table).texts, done.outcomes, strict=True):
        told = dict(zip(keys, row, strict=True))
        decimals = 0 if outcome.kind == "people" else 1
        for name in ("observed", "median", "unchanged", "input_output"):
            assert told[name] == texts.number(getattr(outcome, name), decimals)
            assert record[name] == getattr(outcome, name)
        assert told["inside"] == texts("words.yes" if outcome.is_inside else "words.no")
        assert told["nearest"] == texts(f"backtest.nearest.{outcome.nearest}")
    assert table.notes == (texts("backtest.band_note"),)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_verdict_counts_each_kind(still_desk: Desk, done: Backtesting, lang: str) -> None:
    told = describe_verdict(still_desk.catalogue.texts[lang], done)  # type: ignore[index]
    assert sum(score.count for score in done.verdict.scores) == done.verdict.count
    for score in done.verdict.scores:
        count = f"{score.inside} av {score.count}" if lang == "sv" else f"{score.inside} of {score.count}"
        assert any(count in line for line in told)


def test_every_case_is_told_with_its_count_and_addresses(still_desk: Desk, done: Backtesting) -> None:
    texts = still_desk.catalogue.texts["sv"]
    told = [describe_case(texts, trial) for trial in done.trials]
    for line, trial in zip(told, done.trials, strict=True):
        assert f"{trial.inside} av {len(trial.outcomes)} utfall" in line
        assert all(address in line for address in trial.case.addresses)
        assert ("tillkom" in line) == (trial.case.kind == "establishment")
    assert any("2022–2024" in line for line in told)


def test_plain_data_has_what_was_read(still_desk: Desk, done: Backtesting) -> None:
    plain = render_backtesting(still_desk.catalogue, still_desk.catalogue.texts["sv"], done)
    assert isinstance(plain, dict)
    for case, trial in zip(plain["cases"], done.trials, strict=True):
        assert (case["kind"], case["until"], case["basis"]) == (trial.case.kind, trial.case.until, trial.case.basis)
        assert case["addresses"]


def test_the_files_hold_both_treatments(still_desk: Desk, done: Backtesting) -> None:
    rows = list_records(tabulate_results(still_desk.catalogue, done))
    assert [row["hypotheses"] for row in rows] == ["with"] * len(done.outcomes) + ["zero"] * len(done.zero_outcomes)
    assert [row["p50"] for row in rows] == [one.median for one in (*done.outcomes, *done.zero_outcomes)]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_sources_of_what_was_observed_are_named(still_desk: Desk, done: Backtesting, lang: str) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]  # type: ignore[index]
    people, unemployment, jobs = describe_sources(catalogue, texts, done)
    assert texts.of(catalogue.indicators["population"]).name in people
    assert texts.of(catalogue.indicators["jobs_industry"]).name in jobs
    assert catalogue.sources[done.origins["unemployment"][0].source].publisher in unemployment
    tables = [block for block in compose_backtests(catalogue, texts, done) if isinstance(block, Table)]
    whole = words(tabulate_outcomes(texts, done))
    assert [row for table in tables for row in words(table).texts] == [row[1:] for row in whole.texts]
    assert {(texts.of(trial.case).name, *words(tables[0]).heads) for trial in done.trials} == {
        (table.caption, *whole.heads[1:]) for table in tables
    }


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_case_says_what_happened_what_the_model_missed_and_who_can_be_asked(
    still_desk: Desk, done: Backtesting, lang: Lang
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    for trial in done.trials:
        said = "\n".join(list_said(compose_case(catalogue, texts, done, trial)))
        for one in done.seen[trial.case.id]:
            assert describe_seen(texts, one) in said
        assert describe_missed(texts, trial)
        last = trial.outcomes[-1]
        assert texts.number(last.errors[0], DECIMALS[last.kind]) in said
        body = catalogue.places.by_code[trial.case.place].body
        assert (texts.of(trial.case).did or texts("backtest.no_acts", body=body)) in said
        has_jobs = any(one.kind == "industry_jobs" for one in done.seen[trial.case.id])
        assert (texts("backtest.no_jobs") in said) is not has_jobs


def test_a_miss_says_which_way_and_whether_what_happened_is_in_the_band(still_desk: Desk, done: Backtesting) -> None:
    texts, outcome = still_desk.catalogue.texts["sv"], done.trials[0].outcomes[0]
    trial = replace(done.trials[0], outcomes=(replace(outcome, low=9.0, median=10.0, high=11.0, observed=14.0),))
    (told,) = describe_missed(texts, trial)
    assert "låg 4 för lågt" in told
    assert "utanför bandet" in told
    trial = replace(trial, outcomes=(replace(trial.outcomes[0], observed=9.0),))
    (told,) = describe_missed(texts, trial)
    assert "låg 1 för högt" in told
    assert "ligger i bandet" in told


def test_one_case_is_chosen_by_its_id_and_others_are_told(done: Backtesting) -> None:
    one = choose_case(done, "findus-bjuv")
    assert [trial.case.id for trial in (*one.trials, *one.zero)] == ["findus-bjuv"] * 2
    with pytest.raises(NotFoundError) as wrong:
        choose_case(done, "nowhere")
    assert "findus-bjuv" in str(wrong.value.facts["known"])
