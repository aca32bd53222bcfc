"""Events: every way to write one, and every mistake."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from samspel.dynamics.circle import Town
from samspel.scenarios.shocks import Grounds, lay_out, parse_shock, read_shocks, tell_form
from samspel.terms.errors import BadInputError
from samspel.usecases.simulating import Model


@pytest.fixture
def grounds(model: Model, town_of: Callable[[str], Town]) -> Grounds:
    return Grounds.of(town_of("1060"), model.parameters, 15, "Olofström")


def test_a_closure_takes_its_jobs_in_its_year(grounds: Grounds) -> None:
    events = lay_out([parse_shock("2026:400:industry"), parse_shock("2026:-100:local_services")], grounds)
    assert events.closed[1].tolist() == [400.0, 0.0, 100.0, 0.0]
    assert events.closed.sum() == 500.0


def test_a_notice_is_spread_over_its_years(grounds: Grounds) -> None:
    events = lay_out([parse_shock("2026-2028:300:industry")], grounds)
    assert events.closed[:5, 0].tolist() == [0.0, 100.0, 100.0, 100.0, 0.0]


def test_an_establishment_opens(grounds: Grounds) -> None:
    assert lay_out([parse_shock("2027:+3000:industry")], grounds).opened[2, 0] == 3000.0


def test_a_decline_takes_a_share_of_what_is_left(grounds: Grounds) -> None:
    closed = lay_out([parse_shock("2025-2026:10%:industry")], grounds).closed[:, 0]
    np.testing.assert_allclose(closed[:2], [grounds.jobs[0] * 0.1, grounds.jobs[0] * 0.09])


def test_a_downturn_falls_on_the_country_and_comes_back(grounds: Grounds) -> None:
    events = lay_out([parse_shock("2026:3%:country")], grounds)
    np.testing.assert_allclose(events.national[:5], [0.0, 0.03, 0.02, 0.01, 0.0])
    np.testing.assert_allclose(events.swing.sum(axis=0), 0.0, atol=1e-9)
    assert events.swing[1, 3] == 0.0


def test_a_file_of_events_with_a_conversion(grounds: Grounds, tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text(
        '[[shock]]\nkind = "conversion"\nyear = 2026\nuntil = 2027\njobs = 300\nnew_jobs = 200\nnew_year = 2028\n',
        "utf-8",
    )
    events = lay_out(read_shocks(path), grounds)
    assert events.closed[:4, 0].tolist() == [0.0, 150.0, 150.0, 0.0]
    assert events.opened[3, 0] == 200.0


@pytest.mark.parametrize(
    "text", ["2026:400:industry", "2026-2028:400:welfare", "2026:+30:industry", "2026:2%:industry", "2026:3%:country"]
)
def test_an_event_is_told_as_it_was_written(text: str) -> None:
    assert tell_form(parse_shock(text)) == text


MISTAKES = [
    ("2026:400", "shock_form"),
    ("soon:400:industry", "shock_form"),
    ("2026:400:country", "shock_form"),
    ("2026:+2%:industry", "shock_form"),
    ("2026:400:forestry", "shock_sector"),
    ("2024:400:industry", "shock_year"),
    ("2050:400:industry", "shock_year"),
    ("2030-2028:400:industry", "shock_year"),
    ("2026:0:industry", "shock_amount"),
    ("2026:100%:industry", "shock_amount"),
    ("2026:4000:industry", "shock_too_large"),
]


@pytest.mark.parametrize(("text", "code"), MISTAKES)
def test_every_mistake_has_its_sentence(
    grounds: Grounds, model: Model, observations: object, text: str, code: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        lay_out([parse_shock(text)], grounds)
    assert caught.value.code == code


def test_two_events_together_may_not_take_more_than_there_is(grounds: Grounds) -> None:
    half = parse_shock("2026:2000:industry")
    lay_out([half], grounds)
    with pytest.raises(BadInputError):
        lay_out([half, half], grounds)
    lay_out([parse_shock("2025:+1000:industry"), half, half], grounds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[shock]]\nkind = 'flood'\nyear = 2026\n",
        "[[shock]]\nyear = \n",
        "[[shock]]\nkind='closure'\nyear=2026\nsector='x'\n",
    ],
)
def test_a_file_that_cannot_be_used_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "events.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInputError):
        read_shocks(path)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        read_shocks(tmp_path / "nothing.toml")
