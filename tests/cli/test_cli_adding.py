"""`samspel add`: looks, adds, lists, takes away, and says what a list may hold."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "siffror.csv"
    path.write_text("mått;år;värde;källa\nculture_school_share;2025;31,5;bokslut\n", encoding="utf-8")
    return path


def test_a_list_is_looked_at_added_shown_and_taken_away(run: Run, file: Path) -> None:
    looked = json.loads(run("add", str(file), "--place", "Sandviken", "--look", "--json").out)
    assert [(row["line"], row["counts"], row["value"]) for row in looked] == [(2, True, 31.5)]
    assert json.loads(run("add", "--list", "--place", "Sandviken", "--json").out) == []
    assert run("add", str(file), "--place", "Sandviken", "--by", "Klubb 1").code == 0
    shown = run("add", "--list", "--place", "Sandviken")
    assert "31,5" in shown.out
    assert "av Klubb 1" in shown.out
    assert run("add", "--remove", "1", "--place", "Sandviken").code == 0
    assert run("add", "--remove", "1", "--place", "Sandviken").code == 1


def test_an_empty_list_is_written_and_what_it_may_hold_is_shown(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "tom.csv"
    assert run("add", "--empty", "employers", "--out", str(out)).code == 0
    assert out.read_text(encoding="utf-8-sig").startswith("plats;arbetsgivare;anställda;bransch;år;källa")
    assert "Företagets" in run("add", "--empty", "employers").out
    assert run("add", "--empty", "ingen").code == 1


@pytest.mark.parametrize("words", [(), ("--list",), ("--remove", "1"), ("x.csv", "--list", "--place", "Gävle")])
def test_what_is_not_one_thing_is_told(run: Run, words: tuple[str, ...]) -> None:
    assert run("add", *words).code == 2


def test_a_list_that_nobody_stands_for_is_not_added(run: Run, file: Path) -> None:
    assert run("add", str(file), "--place", "Sandviken").code == 1
