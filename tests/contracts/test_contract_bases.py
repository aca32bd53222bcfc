"""No figure that Samspel works out by a formula says that it was measured, as if somebody had published it."""

import re

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.observations.building import Observations
from samspel.observations.series import BASES
from samspel.reports.figures import describe_credit
from samspel.reports.records import render_observation
from samspel.scenarios.model import Model
from samspel.terms.origin import WEAKNESS, Basis

PLACES = ("2181", "1060", "0980", "21", "00")


def list_formulas(catalogue: Catalogue) -> list[str]:
    """Indicators that are worked out from others, add columns up, count rows, or are means of several years."""
    return [
        one.id
        for one in catalogue.indicators.values()
        if one.derived or (one.figure and (one.figure.columns or one.figure.count or one.figure.mean_of > 1))
    ]


def test_there_are_formulas_of_every_kind(catalogue: Catalogue) -> None:
    formulas = [catalogue.indicators[name] for name in list_formulas(catalogue)]
    assert {"ratio", "product", "difference", "change"} <= {one.derived.op for one in formulas if one.derived}
    assert any(one.figure and one.figure.columns for one in formulas)
    assert "jobs_industry" in list_formulas(catalogue)


def test_no_formula_gives_a_measured_value(catalogue: Catalogue, observations: Observations) -> None:
    measured = BASES.index(Basis.MEASURED)
    formulas = list_formulas(catalogue)
    assert [name for name in formulas if (observations.series(name).basis == measured).any()] == []


def test_a_formula_of_measured_values_alone_is_calculated(catalogue: Catalogue, observations: Observations) -> None:
    for name in ("jobs_industry", "jobs_industry_share", "population_change_5y"):
        here = observations.latest(name, catalogue.places.by_code["2181"])
        assert here.basis is Basis.CALCULATED, name


def test_what_a_publisher_reports_is_not_called_calculated(catalogue: Catalogue, observations: Observations) -> None:
    formulas = set(list_formulas(catalogue))
    reported = [one.id for one in catalogue.indicators.values() if one.figure and one.id not in formulas]
    assert len(reported) > 300
    for name in reported:
        found = {BASES[row] for row in np.unique(observations.series(name).basis)}
        assert Basis.CALCULATED not in found, name


def test_the_basis_is_never_better_than_that_of_the_weakest_part(
    catalogue: Catalogue, observations: Observations
) -> None:
    for one in catalogue.indicators.values():
        for part in one.derived.of if one.derived else ():
            here, there = observations.series(one.id).basis[0], observations.series(part).basis[0]
            assert WEAKNESS.index(BASES[here]) >= WEAKNESS.index(BASES[there]), (one.id, part)


@pytest.mark.parametrize(("lang", "told"), [("sv", "beräknat"), ("en", "calculated")])
def test_words_and_data_carry_it(catalogue: Catalogue, observations: Observations, lang: Lang, told: str) -> None:
    texts = catalogue.texts[lang]
    for code in PLACES:
        one = observations.latest("jobs_industry", catalogue.places.by_code[code])
        assert describe_credit(catalogue, texts, one).startswith(f"{told}, SCB"), code
        assert render_observation(catalogue, lang, one)["basis"] == "calculated"


LAW = re.compile(r"(SFS|Lag|Kommunallag|Förordning|Trafikförordningen) [^;]*\d{4}:\d+")


def test_what_a_law_sets_is_not_said_to_be_measured(catalogue: Catalogue, model: Model) -> None:
    """Nobody has measured a speed limit or the rate of an equalisation."""
    named = [(one.id, one.source, one.basis) for one in catalogue.parameters.values()]
    named += [(one.id, one.source, one.basis) for one in model.parameters.values()]
    named += [(one.id, one.number, one.basis) for one in catalogue.tables.values()]
    set_by_law = [(name, basis) for name, said, basis in named if LAW.match(said)]
    assert {"car_limit_rural", "restore_years", "county_rates"} <= {name for name, _ in set_by_law}
    assert [name for name, basis in set_by_law if basis is Basis.MEASURED] == []
