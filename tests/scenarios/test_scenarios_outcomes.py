"""The table of outcomes: margins from what is shown, one order with the run, and strictly loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.dynamics.outcomes import OUTCOMES
from samspel.scenarios.outcomes import load_outcomes
from samspel.terms.errors import ContentError

Change = Callable[[str], str]


@pytest.mark.parametrize(
    ("name", "margin"),
    [
        ("people", 0.5),
        ("unemployed", 0.5),
        ("homes_built", 0.5),
        ("revenue", 50_000.0),
        ("region_balance", 50_000.0),
        ("unemployment", 0.0005),
        ("service", 0.0005),
        ("house_price", 0.0005),
        ("region_share", 0.00005),
    ],
)
def test_the_margin_is_half_of_the_last_digit_that_is_shown(catalogue: Catalogue, name: str, margin: float) -> None:
    outcome = load_outcomes(catalogue)[name]
    assert outcome.margin == pytest.approx(margin, rel=1e-12)
    shown = catalogue.texts["en"].number(outcome.margin * 0.99 * outcome.scale, outcome.decimals)
    more = catalogue.texts["en"].number(outcome.margin * 1.01 * outcome.scale, outcome.decimals)
    assert float(shown) == 0.0 < float(more)


def test_every_outcome_of_the_run_has_a_row_in_its_order(catalogue: Catalogue) -> None:
    outcomes = load_outcomes(catalogue)
    assert tuple(outcome.id for outcome in outcomes) == OUTCOMES
    assert [outcomes[name].id for name in OUTCOMES] == list(OUTCOMES)


def test_which_way_is_better(catalogue: Catalogue) -> None:
    better = {outcome.id: outcome.better for outcome in load_outcomes(catalogue)}
    assert {name for name, way in better.items() if way == "down"} == {"unemployed", "unemployment"}
    assert better["people"] == better["jobs"] == better["region_balance"] == "up"
    assert better["spending"] == better["house_price"] == better["old"] == "neither"


def test_what_is_told_in_sentences_stands_in_the_table_of_levels(catalogue: Catalogue) -> None:
    outcomes = load_outcomes(catalogue)
    assert [outcome.id for outcome in outcomes.headlines] == ["people", "jobs", "unemployed", "revenue"]
    for where in ("words", "brief", "narrow"):
        assert set(outcomes.shown_in(where)) <= set(outcomes.shown_in("levels"))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('id = "people"', 'id = "persons"'),
        lambda text: text.replace('id = "young"', 'id = "old"', 1),
        lambda text: text.replace("scale = 1.0", "scale = 0.0", 1),
        lambda text: text.replace("peak_times = 1.5", "peak_times = 0.9"),
        lambda text: text.replace("peak_times = 1.5", ""),
        lambda text: text.replace("decimals = 0", "decimals = -1", 1),
        lambda text: text.replace('better = "down"', 'better = "less"', 1),
        lambda text: text.replace('"narrow"', '"somewhere"', 1),
        lambda text: text[: text.rindex("[[outcome]]")],
    ],
)
def test_a_table_that_is_wrong_is_refused(content_copy: Path, change: Change) -> None:
    path = content_copy / "circle" / "outcomes.toml"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_outcomes(load_catalogue(content_copy))
    assert caught.value.facts["file"] == "outcomes.toml"


def test_another_order_is_refused(content_copy: Path) -> None:
    path = content_copy / "circle" / "outcomes.toml"
    text = path.read_text("utf-8").replace('id = "jobs"', 'id = "swap"').replace('id = "people"', 'id = "jobs"')
    path.write_text(text.replace('id = "swap"', 'id = "people"'), "utf-8")
    with pytest.raises(ContentError):
        load_outcomes(load_catalogue(content_copy))
