"""How like a place and those that it is compared with are, by features and weights that are told."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.settings import LikenessFeature
from samspel.observations.building import Observations
from samspel.observations.series import Observation, Series
from samspel.terms.arrays import Floats
from samspel.terms.place import Place, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A feature with its share of all weights and its spread among the places of the kind: the standard deviation of
    the values, or of their natural logarithms.
    """

    feature: LikenessFeature
    indicator: Indicator
    share: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A place with its features, in their order. `weight` is its share in the middle that others are set beside (None
    for the place itself), `distance` how far it is, `rank` its number among all places of the kind by nearness.
    """

    place: Place
    weight: float | None
    distance: float | None
    rank: int | None
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The place first, then those that it is compared with, the nearest first; `nearest` are those that the weights
    alone would choose among the `count` others of the kind.
    """

    features: tuple[Weighed, ...]
    peers: tuple[Peer, ...]
    nearest: tuple[Place, ...]
    count: int


_MEASURED: WeakKeyDictionary[Observations, dict[str, tuple[list[Series], Likeness]]] = WeakKeyDictionary()
"""What was measured of a place, by its code, and the features' series that it was measured of."""


def measure_likeness(observations: Observations, place: Place) -> Likeness:
    """How like a municipality or region is to those that it is compared with.

    The distance is the root of the weighted mean of the squared differences, each in standard deviations among all
    places of the kind; a feature that either of two places lacks is left out of theirs. Papers ask it for each figure,
    so it is kept as long as the features are the same.
    """
    catalogue = observations.catalogue
    features = [one for one in catalogue.likeness if place.kind.value in catalogue.indicators[one.indicator].levels]
    series = [observations.series(one.indicator) for one in features]
    kept = _MEASURED.setdefault(observations, {})
    done = kept.get(place.code)
    if done is None or any(one is not other for one, other in zip(done[0], series, strict=True)):
        done = kept[place.code] = series, _measure(observations, features, place)
    return done[1]


def _measure(observations: Observations, features: list[LikenessFeature], place: Place) -> Likeness:
    catalogue = observations.catalogue
    places = catalogue.places
    everyone = places.municipalities if place.kind is PlaceKind.MUNICIPALITY else places.regions
    rows = [one.index for one in everyone]
    values = np.column_stack([_read(observations, one, rows) for one in features])
    spreads = np.nanstd(values, axis=0)
    weights = np.array([one.weight for one in features]) / sum(one.weight for one in features)
    at = everyone.index(place)
    distances = measure_distances(values / spreads, weights, at)
    order = [int(row) for row in np.argsort(distances, kind="stable") if row != at and not np.isnan(distances[row])]
    ranks = {row: number for number, row in enumerate(order, 1)}
    similar = [everyone.index(one) for one in places.similar_to(place)]
    chosen = sorted(similar, key=lambda row: ranks.get(row, len(everyone)))
    names = [one.indicator for one in features]

    def make_peer(row: int, weight: float | None) -> Peer:
        return Peer(
            place=everyone[row],
            weight=weight,
            distance=None if weight is None or row not in ranks else float(distances[row]),
            rank=None if weight is None else ranks.get(row),
            observations=tuple(observations.published(name, everyone[row]) for name in names),
        )

    weighed = [
        Weighed(feature=one, indicator=catalogue.indicators[one.indicator], share=float(share), spread=float(spread))
        for one, share, spread in zip(features, weights, spreads, strict=True)
    ]
    return Likeness(
        features=tuple(weighed),
        peers=(make_peer(at, None), *(make_peer(row, 1 / len(similar)) for row in chosen)),
        nearest=tuple(everyone[row] for row in order[: round(catalogue.value("likeness_nearest"))]),
        count=len(everyone) - 1,
    )


def measure_distances(values: Floats, weights: Floats, at: int) -> npt.NDArray[np.float64]:
    """The distance of every row to row `at`; `values` has shape (places, features) in standard deviations, `weights`
    (features,) sums to one. NaN where the two have no feature in common.
    """
    squares = (values - values[at]) ** 2
    known = ~np.isnan(squares)
    weighed = (known * weights).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: npt.NDArray[np.float64] = np.sqrt(np.where(known, squares * weights, 0.0).sum(axis=1) / weighed)
    return found


def _read(observations: Observations, feature: LikenessFeature, rows: list[int]) -> Floats:
    """The latest values of a feature, or their logarithms; what has none is blank."""
    series = observations.series(feature.indicator)
    values = series.values[rows, series.latest_column]
    return np.log(np.where(values > 0, values, np.nan)) if feature.log else values
