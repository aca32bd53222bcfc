"""`samspel simulate`: for people, as JSON and tables, all at once and resumed, and every mistake as a sentence."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from cli.program_runs import Run
from samspel.dynamics.outcomes import OUTCOMES
from samspel.scenarios.drivers import LOOPS
from samspel.scenarios.nationwide import LocalProcesses, Result, Shared, Task
from samspel.terms.array_files import load_arrays, pack_arrays

QUICK = ("--draws", "50", "--years", "6")
CLOSURE = ("simulate", "Olofström", "--shock", "2026:400:industry", *QUICK)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_people_are_told_both_with_the_hypotheses_and_without(run: Run, lang: str) -> None:
    outcome = run(*CLOSURE, "--lever", "32", "--lever", "10", "--lever", "emissions", "--lang", lang)
    assert (outcome.code, outcome.err) == (0, "")
    words = " ".join(outcome.out.split())
    for part in {
        "sv": (
            "i 8 av 10 dragningar mellan",
            "varje hypotes är noll",
            "är inte känt",
            "Richardson",
            "ingen känd effekt",
        ),
        "en": ("in 8 of 10 draws between", "every hypothesis at zero", "is not known", "Richardson", "no known effect"),
    }[lang]:
        assert part in words, part


def test_machines_get_every_outcome_of_every_year(run: Run) -> None:
    plain = json.loads(run(*CLOSURE, "--lever", "matching@2027", "--drivers", "--json").out)
    assert plain["years"] == list(range(2024, 2031))
    assert set(plain["results"]) == {
        "baseline",
        "scenario",
        "difference",
        "of_levers",
        "share_of_draws_where_levers_help",
    }
    assert set(plain["results"]["difference"]) == set(OUTCOMES)
    assert plain["results"]["difference"]["jobs"]["p50"][:2] == [0.0, 0.0]
    assert plain["results"]["difference"]["jobs"]["p50"][2] == pytest.approx(-400, abs=10)
    assert plain["levers"][0]["cost"] is None
    assert [look["year"] for look in plain["hindcast"]] == [2019, 2021, 2023, 2024]
    assert plain["diverged"] == 0
    assert len(plain["drivers"]["loops"]) == len(LOOPS)


def test_without_hypotheses_both_results_are_the_same(run: Run) -> None:
    plain = json.loads(run(*CLOSURE, "--no-hypotheses", "--json").out)
    assert plain["results"] == plain["results_without_hypotheses"]
    assert plain["hypotheses"] == []


def test_the_same_seed_gives_the_same_answer_and_another_does_not(run: Run) -> None:
    first, again, other = (run(*CLOSURE, "--json", "--seed", seed).out for seed in ("3", "3", "4"))
    assert first == again
    assert first != other


def test_a_file_has_a_row_for_each_scenario_outcome_and_year(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "course.csv"
    assert run(*CLOSURE, "--out", str(out)).code == 0
    frame = pl.read_csv(out, schema_overrides={"place_code": pl.Utf8})
    assert frame.height == 6 * len(OUTCOMES) * 7
    assert set(frame["scenario"]) == {
        name + suffix for name in ("baseline", "scenario", "difference") for suffix in ("", "_without_hypotheses")
    }
    assert frame["p50"].null_count() == 0


def test_a_file_of_events_is_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text('[[shock]]\nkind = "conversion"\nyear = 2026\njobs = 300\nnew_jobs = 200\n', "utf-8")
    outcome = run("simulate", "Olofström", "--shocks", str(path), *QUICK)
    assert outcome.code == 0
    assert "300 jobb försvinner i industrin, 200 nya kommer 2026" in outcome.out


MISTAKES = [
    (("simulate", "Olofström", "--shock", "2026:9000:industry"), "fler än de 3"),
    (("simulate", "Olofström", "--shock", "1999:9:industry"), "före det första år som modellen räknar"),
    (("simulate", "Olofström", "--shock", "2026:9:forestry"), "Sektorn forestry i händelsen"),
    (("simulate", "Olofström", "--shock", "strike"), "går inte att läsa"),
    (("simulate", "Olofström", "--lever", "wishing"), "Åtgärden wishing finns inte"),
    (("simulate", "Olofström", "--lever", "32@1999"), "utanför körningen"),
    (("simulate", "Gävleborg"), "är ingen kommun"),
    (("simulate", "Olofström", "--out", "course.txt"), "course.txt"),
    (("simulate", "--all", "--out", "course.txt"), "course.txt"),
    (("simulate", "--all", "--out", "a.csv", "--shock", "2026:900000:industry"), "för stor för alla kommuner"),
    (("simulate", "Olofström", "--shocks", "nothing.toml"), "nothing.toml"),
]


@pytest.mark.parametrize(("words", "said"), MISTAKES)
def test_a_mistake_is_told_in_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run(*words)
    assert outcome.code == 1
    assert said in " ".join(outcome.err.replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    "words",
    [
        ("simulate",),
        ("simulate", "--all"),
        ("simulate", "Olofström", "--draws", "1"),
        ("simulate", "Olofström", "--years", "0"),
    ],
)
def test_a_mistake_in_the_command_is_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


def leave_out_last(part: Path) -> None:
    """As when the file's directory is damaged: what is left of it can be read."""
    arrays = load_arrays(part)
    assert arrays is not None
    arrays.popitem()
    part.write_bytes(pack_arrays(arrays))


def test_all_places_are_written_and_a_stopped_run_goes_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, words = tmp_path / "all.parquet", ("simulate", "--all", "--years", "2", "--draws", "10", "--processes", "1")
    whole = LocalProcesses.run

    def stop(runner: LocalProcesses, tasks: list[Task], shared: Shared) -> Iterator[Result]:
        for number, result in enumerate(whole(runner, tasks, shared)):
            if number == 100:
                raise KeyboardInterrupt
            yield result

    monkeypatch.setattr(LocalProcesses, "run", stop)
    assert run(*words, "--out", str(out)).code == 1
    parts = sorted(tmp_path.glob("all.parquet.parts/*/*.npz"))
    assert len(parts) == 100
    leave_out_last(parts[0])
    counted: list[int] = []

    def count(runner: LocalProcesses, tasks: list[Task], shared: Shared) -> Iterator[Result]:
        counted.append(len(tasks))
        return whole(runner, tasks, shared)

    monkeypatch.setattr(LocalProcesses, "run", count)
    assert run(*words, "--out", str(out)).code == 0
    assert counted == [191], "the damaged part too"
    assert not list(tmp_path.glob("all.parquet.parts/*"))
    resumed = pl.read_parquet(out)
    assert resumed["place_code"].n_unique() == 290
    monkeypatch.setattr(LocalProcesses, "run", whole)
    assert run(*words, "--out", str(tmp_path / "whole.parquet")).code == 0
    assert resumed.equals(pl.read_parquet(tmp_path / "whole.parquet"))
    everywhere = resumed.filter(~pl.col("outcome").str.starts_with("region_"))  # Gotland is its own region
    assert np.isfinite(everywhere["p50"].to_numpy()).all()
