"""`samspel simulate --all`: on a cluster, with places that are too small, and events from files; costs of demands."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from cli.program_runs import Run
from samspel.catalogue.loading import Catalogue
from samspel.scenarios.cluster import Cluster
from samspel.scenarios.nationwide import LocalProcesses, Result, Shared, Task
from samspel.terms.errors import BadInputError

ALL = ("simulate", "--all", "--years", "2", "--draws", "10")
LARGE = "2025:9000:industri"


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """A cluster that runs places here, so that the command is tried without the network."""

    def run(cluster: Cluster, tasks: list[Task], shared: Shared) -> Iterator[Result]:
        assert cluster.address == "tcp://there:8786"
        return LocalProcesses(1).run(tasks, shared)

    monkeypatch.setattr(Cluster, "run", run)
    return "tcp://there:8786"


def test_a_cluster_writes_the_same_file_as_this_machine(run: Run, tmp_path: Path, address: str) -> None:
    words = (*ALL, "--shock", LARGE)
    assert run(*words, "--scheduler", address, "--out", str(tmp_path / "there.parquet")).code == 0
    assert run(*words, "--processes", "1", "--out", str(tmp_path / "here.parquet")).code == 0
    assert (tmp_path / "there.parquet").read_bytes() == (tmp_path / "here.parquet").read_bytes()


def test_a_lost_cluster_keeps_what_was_finished_and_the_next_run_goes_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def lose(cluster: Cluster, tasks: list[Task], shared: Shared) -> Iterator[Result]:
        asked.append(len(tasks))
        for number, result in enumerate(LocalProcesses(1).run(tasks, shared)):
            if number == 3:
                raise BadInputError("cluster_lost", address=cluster.address, reason="gone")
            yield result

    monkeypatch.setattr(Cluster, "run", lose)
    words = (*ALL, "--shock", LARGE, "--scheduler", "tcp://there:8786", "--out", "a.parquet")
    first, second = run(*words), run(*words)
    assert (first.code, second.code) == (1, 1)
    assert "Kör samma kommando igen" in " ".join(first.err.split())
    assert asked == [8, 5]
    assert not (tmp_path / "a.parquet").exists()


def test_a_cluster_that_does_not_answer_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspel.app.simulating_everywhere.Cluster", partial(Cluster, connect=0.3))
    outcome = run(*ALL, "--shock", LARGE, "--scheduler", "tcp://127.0.0.1:9", "--out", "a.csv")
    assert outcome.code == 1
    assert "Klustret på tcp://127.0.0.1:9 svarar inte" in " ".join(outcome.err.split())


@pytest.mark.parametrize(
    "words",
    [
        ("simulate", "Olofström", "--scheduler", "tcp://there:8786"),
        (*ALL, "--scheduler", "tcp://there:8786", "--processes", "2", "--out", "a.csv"),
    ],
)
def test_a_scheduler_where_it_does_not_belong_is_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


@pytest.mark.parametrize(("lang", "said"), [("sv", "är för små"), ("en", "too small")])
def test_places_that_are_too_small_are_left_out_and_named(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    out = tmp_path / "all.csv"
    outcome = run(*ALL, "--shock", LARGE, "--processes", "1", "--out", str(out), "--lang", lang)
    assert outcome.code == 0
    told = " ".join(outcome.out.split())
    assert said in told
    assert "282" in told
    frame = pl.read_csv(out, schema_overrides={"place_code": pl.Utf8})
    left_out = frame.filter(pl.col("note").is_not_null())
    assert frame["place_code"].n_unique() == 290
    assert (left_out.height, left_out["place_code"].n_unique()) == (282, 282)
    assert left_out["p50"].null_count() == 282
    assert frame.filter(pl.col("note").is_null())["p50"].null_count() < frame.height - 282
    note = left_out.filter(pl.col("place") == "Olofström")["note"].item().replace("\u00a0", " ").replace(",", " ")
    assert "9 000" in note
    assert "3 313" in note
    assert "Olofström" in note


def test_events_too_large_for_every_place_are_an_error(run: Run, tmp_path: Path) -> None:
    outcome = run(*ALL, "--shock", "2025:900000:industri", "--out", "a.csv")
    assert outcome.code == 1
    assert "för stor för alla kommuner" in outcome.err
    assert "Göteborg" in outcome.err
    assert not (tmp_path / "a.csv").exists()


def test_another_mistake_stops_the_run(run: Run) -> None:
    outcome = run(*ALL, "--shock", "1999:1:industri", "--out", "a.csv")
    assert (outcome.code, "före det första år" in outcome.err) == (1, True)


def test_a_csv_file_in_swedish_is_read_and_its_mistakes_have_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "händelser.csv"
    path.write_text("händelse;år;jobb;sektor\nnedläggning;2026;300;industri\n", "utf-8")
    words = ("simulate", "Olofström", "--draws", "10", "--years", "3", "--shocks", str(path))
    assert "300 jobb försvinner i industrin" in run(*words).out
    path.write_text("händelse;år;jobb;sektor\nnedläggning;2026;300;indutsri\nvarsel;2026;x;\n", "utf-8")
    outcome = run(*words)
    assert outcome.code == 1
    assert "händelser.csv:2" in outcome.err
    assert "Menade du industri?" in outcome.err
    assert "rad 3" in outcome.err


def test_a_place_that_is_too_small_is_told_in_words(run: Run) -> None:
    outcome = run("simulate", "Olofström", "--shock", "2026:9000:industri")
    assert "9 000 jobb är fler än de 3 313 som finns i industrin" in outcome.err.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_demand_is_told_with_its_cost_or_that_it_is_not_known(run: Run, catalogue: Catalogue, lang: str) -> None:
    words = ("simulate", "Sandviken", "--draws", "10", "--years", "3", "--lever", "2", "--lever", "33", "--lang", lang)
    told = " ".join(run(*words).out.replace("\u00a0", " ").split())
    for part in {
        "sv": ("miljoner kronor om året", "(antaget, räknat på 4 8", "Kostnaden är inte känd."),
        "en": ("million kronor a year", "(assumed, calculated on 4,8", "The cost is not known."),
    }[lang]:
        assert part in told, part
    plain = json.loads(run(*words, "--json").out)
    assert plain["costs_per_year"]["shift-transit"] is None
    cost = plain["costs_per_year"]["childcare-odd-hours"]
    assert 0 < cost["p10"] < cost["p50"] < cost["p90"]
    assert (cost["basis"], cost["unit"]) == ("assumed", "sek_per_year")
    assert cost["links"]
    assert [lever["cost"] is not None for lever in plain["levers"]] == [False, True], "those with a known effect first"
