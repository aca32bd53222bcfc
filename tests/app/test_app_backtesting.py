"""The backtests and the coverage in words: which answer was nearest, rows that hold the run's numbers, judgements."""

import pytest

from samspel.app.backtesting import (
    COVERAGE_HEADS,
    HEADS,
    Backtesting,
    Covering,
    backtest,
    cover,
    find_nearest,
    plain_backtesting,
    tell_cases,
    tell_coverage,
    tell_judgement,
    tell_rows,
    tell_verdict,
)
from samspel.app.desk import Desk
from samspel.terms.place import Place, PlaceKind
from samspel.trials.backtests import Outcome, load_backtests
from samspel.trials.hindcast import Look


@pytest.fixture(scope="module")
def done(still_desk: Desk) -> Backtesting:
    return backtest(still_desk, None, draws=40)


@pytest.fixture(scope="module")
def covering(still_desk: Desk) -> Covering:
    return cover(still_desk, draws=20)


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
def test_the_nearest_answer(still_desk: Desk, median: float, unchanged: float, rival: float, nearest: str) -> None:
    case = load_backtests(still_desk.catalogue)[0]
    assert find_nearest(Outcome(case, "people", 2012, 9.0, 10.0, 8.0, median, 14.0, unchanged, rival)) == nearest


def test_every_outcome_has_a_row_with_both_rivals(still_desk: Desk, done: Backtesting) -> None:
    texts = still_desk.catalogue.texts["en"]
    rows = tell_rows(texts, done)
    assert len(rows) == len(done.outcomes) > 40
    for row, outcome in zip(rows, done.outcomes, strict=True):
        told = dict(zip(HEADS, row, strict=True))
        decimals = 0 if outcome.kind == "people" else 1
        for name in ("observed", "median", "unchanged", "input_output"):
            assert told[name] == texts.number(getattr(outcome, name), decimals)
        assert told["inside"] == texts("words.yes" if outcome.is_inside else "words.no")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_verdict_counts_each_kind(still_desk: Desk, done: Backtesting, lang: str) -> None:
    told = tell_verdict(still_desk.catalogue.texts[lang], done)  # type: ignore[index]
    assert sum(score.count for score in done.verdict.scores) == done.verdict.count
    for score in done.verdict.scores:
        count = f"{score.inside} av {score.count}" if lang == "sv" else f"{score.inside} of {score.count}"
        assert any(count in line for line in told)


def test_every_case_is_told_with_its_count_and_addresses(still_desk: Desk, done: Backtesting) -> None:
    told = tell_cases(still_desk.catalogue.texts["sv"], done)
    for line, trial in zip(told, done.trials, strict=True):
        assert f"{trial.inside} av {len(trial.outcomes)} utfall" in line
        assert all(address in line for address in trial.case.addresses)
        assert ("tillkom" in line) == (trial.case.kind == "establishment")
    assert any("2022–2024" in line for line in told)


def test_plain_data_has_what_was_read(still_desk: Desk, done: Backtesting) -> None:
    plain = plain_backtesting(still_desk.catalogue, "sv", done)
    assert isinstance(plain, dict)
    for case, trial in zip(plain["cases"], done.trials, strict=True):
        assert (case["kind"], case["until"], case["basis"]) == (trial.case.kind, trial.case.until, trial.case.basis)
        assert case["addresses"]


def test_the_classes_and_the_groups_each_hold_every_municipality(still_desk: Desk, covering: Covering) -> None:
    texts = still_desk.catalogue.texts["en"]
    rows = tell_coverage(still_desk, texts, covering)
    assert {len(row) for row in rows} == {len(COVERAGE_HEADS)}
    years, groups = len(covering.years), len(still_desk.catalogue.places.groups)
    assert covering.years == (2019, 2021, 2023, 2024)
    counts = [int(row[1]) for row in rows]
    assert counts[:years] == [290] * years
    assert sum(counts[years:-groups]) == sum(counts[-groups:]) == 290
    for row in rows:
        inside, half, above, below = (float(cell) for cell in row[2:6])
        assert inside + above + below == pytest.approx(100.0, abs=1.6), "rounded to whole per cent"
        assert half <= inside


def place(number: int) -> Place:
    return Place(str(number), f"Ort{number}", PlaceKind.MUNICIPALITY, "", "", "01", "rural", number)


def look(observed: float) -> Look:
    return Look(2024, observed, 80.0, 100.0, 120.0, 90.0, 95.0, 105.0)


@pytest.mark.parametrize(
    ("observed", "words"),
    [
        ([100.0] * 8 + [70.0, 130.0], ("80 per cent band held in 80 per cent", "about the right width", "too wide")),
        ([115.0] * 10, ("too wide", "50 per cent band held in 0 per cent", "too narrow")),
        ([100.0] * 5 + [70.0] * 5, ("80 per cent band held in 50 per cent", "too narrow", "0 municipalities got more")),
    ],
)
def test_the_width_is_judged_by_what_the_bands_held(
    still_desk: Desk, observed: list[float], words: tuple[str, ...]
) -> None:
    looks = {place(number): (look(value),) for number, value in enumerate(observed)}
    told = " ".join(tell_judgement(still_desk.catalogue.texts["en"], Covering(looks, 10, 1)))
    for word in words:
        assert word in told


def test_the_furthest_outside_are_named_in_order(still_desk: Desk) -> None:
    values = [100.0, 60.0, 75.0, 150.0, 121.0]
    looks = {place(number): (look(value),) for number, value in enumerate(values)}
    told = " ".join(tell_judgement(still_desk.catalogue.texts["en"], Covering(looks, 10, 1)))
    assert "Ort1 and Ort2." in told
    assert "Ort3 and Ort4." in told
    assert "Ort0" not in told
