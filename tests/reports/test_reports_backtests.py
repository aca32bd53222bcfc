"""The backtests in words and tables: rows that hold the run's numbers, the verdict, the cases with their sources."""

import pytest

from samspel.app.backtesting import backtest
from samspel.app.desk import Desk
from samspel.rendering.table import Table, list_records, words
from samspel.reports.backtests import (
    compose_backtests,
    describe_case,
    describe_sources,
    describe_verdict,
    render_backtesting,
    tabulate_outcomes,
    tabulate_results,
)
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
    people, unemployment = describe_sources(catalogue, texts, done)
    assert texts.of(catalogue.indicators["population"]).name in people
    assert catalogue.sources[done.origins["unemployment"][0].source].publisher in unemployment
    tables = [block for block in compose_backtests(catalogue, texts, done) if isinstance(block, Table)]
    whole = words(tabulate_outcomes(texts, done))
    assert [row for table in tables for row in words(table).texts] == [row[1:] for row in whole.texts]
    assert {(texts.of(trial.case).name, *words(tables[0]).heads) for trial in done.trials} == {
        (table.caption, *whole.heads[1:]) for table in tables
    }
