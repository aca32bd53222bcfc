"""Which of several values for a place goes before the others, and that one's own counts in no other place's row."""

from collections.abc import Iterator, Sequence

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.observations.building import Observations
from samspel.observations.overlays import Layer, make_overlay
from samspel.observations.picture import build_row, fill_sections
from samspel.observations.series import Observation
from samspel.reports.pictures import draw_standing
from samspel.terms.origin import Basis, Origin
from samspel.terms.period import Period
from samspel.terms.place import Place

PUBLISHED, NOT_BUILT_IN = "unemployment", "culture_school_share"
MEASURED = Origin(source="own-timetable", table="", read="2026-11-22", file="tidtabell.zip", publisher="X-trafik")
LOOKED_UP = Origin(source="own-answer", table="", read="2026-11-22", by="Anna Ek", said="Kulturskolerådet")


@pytest.fixture
def laid(observations: Observations) -> Iterator[Observations]:
    """The shipped figures, from which the test's values are taken away again."""
    yield observations
    observations.lay_over(())


@pytest.fixture
def town(catalogue: Catalogue) -> Place:
    return catalogue.places.by_code["2181"]


def value(indicator: str, place: Place, amount: float, origin: Origin, year: int = 2026) -> Observation:
    basis = Basis.ANSWERED if origin.by else Basis.CALCULATED
    country = 30.0 if origin.by else None
    return Observation(
        indicator=indicator,
        place=place,
        period=Period(year),
        value=amount,
        basis=basis,
        origins=(origin,),
        blank=None,
        country=country,
    )


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("indicator", "layers", "expected"),
    [
        (PUBLISHED, [Layer.MEASURED_HERE, Layer.LOOKED_UP], Layer.MEASURED_HERE),
        (PUBLISHED, [Layer.LOOKED_UP], Layer.TABLES),
        (NOT_BUILT_IN, [Layer.LOOKED_UP], Layer.LOOKED_UP),
        (NOT_BUILT_IN, [Layer.MEASURED_HERE, Layer.LOOKED_UP], Layer.MEASURED_HERE),
        (NOT_BUILT_IN, [], Layer.TABLES),
    ],
)
def test_what_was_measured_goes_before_the_tables_and_what_was_looked_up_after_them_in_whatever_order_they_come(
    laid: Observations, town: Place, indicator: str, layers: list[Layer], expected: Layer, turned: bool
) -> None:
    origins = {Layer.MEASURED_HERE: MEASURED, Layer.LOOKED_UP: LOOKED_UP}
    overlays = [make_overlay(one, [value(indicator, town, float(one), origins[one])]) for one in layers]
    laid.lay_over(reversed(overlays) if turned else overlays)
    found = laid.latest(indicator, town)
    if expected is Layer.TABLES:
        assert found == laid.series(indicator).latest(town)
        assert not laid.list_own(town)
    else:
        assert (found.value, found.origins) == (float(expected), (origins[expected],))
        assert laid.list_own(town) == (indicator,)


def test_the_latest_period_of_a_layer_counts(laid: Observations, town: Place) -> None:
    given = [value(NOT_BUILT_IN, town, 2.0, LOOKED_UP, 2025), value(NOT_BUILT_IN, town, 1.0, LOOKED_UP, 2024)]
    laid.lay_over([make_overlay(Layer.LOOKED_UP, given)])
    assert laid.latest(NOT_BUILT_IN, town).value == 2.0


def test_laying_anew_takes_away_what_lay_there(laid: Observations, town: Place) -> None:
    laid.lay_over([make_overlay(Layer.LOOKED_UP, [value(NOT_BUILT_IN, town, 1.0, LOOKED_UP)])])
    laid.lay_over([])
    assert laid.latest(NOT_BUILT_IN, town).value is None


def stand_beside(observations: Observations, indicator: str, others: Sequence[Place]) -> list[object]:
    rows = [build_row(observations, indicator, place) for place in others]
    return [(row.here, row.similar, row.region, row.country) for row in rows]


def test_a_value_of_one_s_own_stands_in_no_other_place_s_row_and_moves_no_rank(
    laid: Observations, catalogue: Catalogue, town: Place
) -> None:
    region, country = catalogue.places.region_of(town), catalogue.places.country
    beside = [*catalogue.places.members_of(region), catalogue.places.by_code["1060"]]
    others = [place for place in beside if place is not town]
    before, ranks = stand_beside(laid, PUBLISHED, others), laid.comparison(PUBLISHED)
    own = [value(PUBLISHED, place, 99.0, MEASURED) for place in (town, region, country)]
    laid.lay_over([make_overlay(Layer.MEASURED_HERE, own)])
    assert stand_beside(laid, PUBLISHED, others) == before
    assert laid.comparison(PUBLISHED) is ranks
    row = build_row(laid, PUBLISHED, town)
    assert (row.here.value, row.similar) == (99.0, None)
    assert draw_standing(laid, catalogue.texts["sv"], PUBLISHED, town) is None


def test_the_country_s_value_that_was_given_along_stands_beside_the_place_s_and_nowhere_else(
    laid: Observations, catalogue: Catalogue, town: Place
) -> None:
    laid.lay_over([make_overlay(Layer.LOOKED_UP, [value(NOT_BUILT_IN, town, 40.0, LOOKED_UP)])])
    row = build_row(laid, NOT_BUILT_IN, town)
    assert (row.country.value, row.country.origins, row.country.place.code) == (30.0, (LOOKED_UP,), "00")
    assert build_row(laid, NOT_BUILT_IN, catalogue.places.by_code["1060"]).country.value is None


def test_a_value_that_no_section_shows_has_one_of_its_own_which_is_left_out_where_there_is_none(
    laid: Observations, catalogue: Catalogue, town: Place
) -> None:
    own = [section.id for section in catalogue.picture if section.takes_own]
    assert len(own) == 1
    assert own[0] not in [section.id for section in fill_sections(laid, [town])]
    given = [value(name, town, 1.0, MEASURED) for name in (NOT_BUILT_IN, PUBLISHED)]
    laid.lay_over([make_overlay(Layer.MEASURED_HERE, given)])
    (section,) = [section for section in fill_sections(laid, [catalogue.places.country, town]) if section.takes_own]
    assert section.indicators == [NOT_BUILT_IN]
