"""What a renewal changed: figures and verdicts set before and after."""

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.needs.measuring import Need
from samspel.needs.news import NewFigure, NewVerdict, compare_figures, compare_verdicts
from samspel.needs.verdict import Strength, Verdict
from samspel.observations.series import Series
from samspel.terms.origin import Basis

NONE = float("nan")
CODES = ("0114", "0115", "0117")


def make_series(years: tuple[int, ...], *rows: tuple[float, ...]) -> Series:
    flags = np.zeros(len(rows), dtype=np.uint8)
    values = np.array(rows, dtype=np.float64)
    return Series(indicator="x", years=years, values=values, basis=flags, blank=flags, origins=())


def test_only_what_is_another_value_or_of_another_year_has_changed() -> None:
    before = make_series((2021, 2022), (1.0, 2.0), (1.0, 3.0), (1.0, NONE))
    revised = make_series((2021, 2022), (9.0, 2.0), (1.0, 4.0), (1.0, NONE))

    found = compare_figures(before, revised, CODES)
    assert found is not None
    assert (found.places, found.before, found.now) == (["0115"], [3.0], [4.0])
    assert compare_figures(before, before, CODES) is None


def test_a_newer_year_is_new_everywhere_but_where_there_was_and_is_nothing() -> None:
    before = make_series((2022,), (2.0,), (3.0,), (NONE,))
    newer = make_series((2022, 2023), (2.0, 2.0), (3.0, NONE), (NONE, NONE))

    found = compare_figures(before, newer, CODES)
    assert found is not None
    assert (found.before_year, found.year) == (2022, 2023)
    assert (found.places, found.before, found.now) == (["0114", "0115"], [2.0, 3.0], [2.0, None])


def test_a_measure_without_any_figures_gets_its_first() -> None:
    empty = make_series((), (), (), ())
    found = compare_figures(empty, make_series((2023,), (1.0,), (NONE,), (2.0,)), CODES)
    assert found is not None
    assert (found.before_year, found.places, found.before) == (0, ["0114", "0117"], [None, None])
    assert compare_figures(empty, empty, CODES) is None


@pytest.mark.parametrize(
    ("before", "before_year", "now", "year", "kind"),
    [
        (1.0, 2022, 1.0, 2023, "new"),
        (1.0, 2022, 2.0, 2022, "revised"),
        (None, 2022, 2.0, 2023, "first"),
        (1.0, 2022, None, 2023, "blank"),
    ],
)
def test_a_new_figure_says_what_is_new(
    catalogue: Catalogue, before: float | None, before_year: int, now: float | None, year: int, kind: str
) -> None:
    figure = NewFigure(
        indicator=catalogue.indicators["population"],
        place=catalogue.places.municipalities[0],
        before=before,
        before_year=before_year,
        now=now,
        year=year,
        basis=Basis.MEASURED,
        origins=(),
    )
    assert figure.kind == kind


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        ("some", "large", "larger"),
        ("met", "similar", "larger"),
        ("large", "some", "smaller"),
        ("unknown", "met", "known"),
        ("large", "unknown", "unknown"),
        ("not_here", "some", "begins"),
        ("some", "not_here", "ceases"),
    ],
)
def test_a_changed_verdict_says_which_way(catalogue: Catalogue, before: str, now: str, way: str) -> None:
    changed = NewVerdict(
        demand=next(iter(catalogue.demands.values())),
        place=catalogue.places.municipalities[0],
        before=Verdict(before),
        before_strength=None,
        now=Verdict(now),
        strength=Strength.MEASURED,
        main=None,
    )
    assert changed.way == way


def test_a_demand_that_was_not_there_before_has_not_changed(catalogue: Catalogue) -> None:
    first, second = list(catalogue.demands.values())[:2]
    place = catalogue.places.municipalities[0]

    def make(demand: Demand, verdict: Verdict) -> Need:
        return Need(demand=demand, place=place, measurements=(), inquiries=(), verdict=verdict)

    before = [make(first, Verdict.SOME)]
    now = [make(first, Verdict.LARGE), make(second, Verdict.LARGE)]
    (found,) = compare_verdicts(before, now)
    assert (found.demand, found.before, found.now, found.main) == (first.id, Verdict.SOME, Verdict.LARGE, "")
    assert not list(compare_verdicts(before, before))
