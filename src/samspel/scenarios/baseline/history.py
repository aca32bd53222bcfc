"""What was seen of every municipality year by year: the arrays that the baseline learns from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from samspel.catalogue.tables import read_table
from samspel.dynamics.cohorts import Shapes
from samspel.dynamics.people import AGES, bell
from samspel.observations.building import Observations
from samspel.scenarios.baseline.settings import Made, Settings
from samspel.scenarios.parameters import Parameters
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError

Groups = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class History:
    """Every array (municipalities, years), the years without a gap from `first`; `ages` has the bands before them. NaN
    where a flow or an age is not known. `areas`, `counties` and `kinds` number the groups, (municipalities,).
    """

    first: int
    people: Floats
    births: Floats
    deaths: Floats
    moved_out: Floats
    mean_age: Floats
    ages: Floats
    areas: Groups
    counties: Groups
    kinds: Groups
    shapes: Shapes

    @property
    def last(self) -> int:
        """The last year with people."""
        return self.first + int(self.people.shape[1]) - 1

    @property
    def country(self) -> Floats:
        """The country's people by year."""
        return np.asarray(self.people.sum(axis=0))


def read_history(observations: Observations, parameters: Parameters, settings: Settings) -> History:
    """Read the figures. Raises ContentError where a year between the first and the last is missing."""
    catalogue, measures = observations.catalogue, settings.flows
    towns, inputs = catalogue.places.municipalities, catalogue.inputs
    years, people = _read_people(observations, settings)

    def read(measure: str, recent: str = "") -> Floats:
        values = read_measure(observations, measures.table, measure, years)
        if recent:
            series = observations.yearly(recent)
            _fill(values, years, series.values[: len(towns)], series.years)
        return values

    figures, areas = observations.figures, np.full(len(towns), "", dtype=object)
    areas[figures.rows_of_places(settings.areas)] = figures.texts(settings.areas, settings.area_column)
    return History(
        first=years[0],
        people=people,
        births=read(measures.births, inputs.births),
        deaths=read(measures.deaths, inputs.deaths),
        moved_out=read(measures.moved_out, inputs.departures),
        mean_age=read(measures.mean_age),
        ages=np.stack([read(band.measure) for band in settings.band]),
        areas=_number(areas.tolist()),
        counties=_number([place.region for place in towns]),
        kinds=_number([place.group for place in towns]),
        shapes=_shape(observations, parameters),
    )


def read_official(observations: Observations, settings: Settings, made: Made) -> Floats:
    """The official projection of each municipality, (municipalities,)."""
    years = (made.reported,)
    return read_measure(observations, settings.official.table, settings.official.measure, years)[:, 0]


def read_measure(observations: Observations, table: str, measure: str, years: Sequence[int]) -> Floats:
    """A measure of a tidy table in some years, (municipalities, years); NaN where nothing is told."""
    catalogue = observations.catalogue
    found = observations.reader.read(catalogue.tables[table], measure, "T")
    values = np.full((len(catalogue.places.municipalities), len(years)), np.nan)
    places = catalogue.places.by_code
    rows = [places[code].index if code in places else -1 for code in found.codes]
    at, year = np.array(rows)[found.places], found.years - years[0]
    inside = (at >= 0) & (at < len(values)) & (year >= 0) & (year < len(years))
    values[at[inside], year[inside]] = found.values[inside]
    return values


def _read_people(observations: Observations, settings: Settings) -> tuple[tuple[int, ...], Floats]:
    """All years and people; a later indicator fills what an earlier one lacks."""
    count = len(observations.catalogue.places.municipalities)
    known: dict[int, Floats] = {}
    for name in settings.population:
        series = observations.series(name)
        for column, year in enumerate(series.years):
            values = series.values[:count, column]
            if year not in known and np.isfinite(values).all():
                known[year] = values
    years = tuple(sorted(known))
    for before, after in pairwise(years):
        if after != before + 1:
            raise ContentError("baseline.toml", "population", f"{before}, {after}", "every year for all municipalities")
    return years, np.stack([known[year] for year in years], axis=1)


def _fill(values: Floats, years: Sequence[int], recent: Floats, recent_years: Sequence[int]) -> None:
    """Fill, in place, the cells that a later table knows."""
    for column, year in enumerate(recent_years):
        if year in years:
            cells = values[:, years.index(year)]
            cells[:] = np.where(np.isnan(cells), recent[:, column], cells)


def _number(names: Iterable[str]) -> Groups:
    return np.unique(list(names), return_inverse=True)[1].astype(np.int64)


def _shape(observations: Observations, parameters: Parameters) -> Shapes:
    """The shapes over age that the model of one place has too, both sexes together."""

    def value(name: str) -> float:
        return parameters[name].value

    file = observations.catalogue.folder / "circle" / "moving_by_age.csv"
    moving = read_table(file, ("age", "moving_in", "moving_out")).numbers(["moving_in", "moving_out"])
    slope = (value("mortality_slope_women") + value("mortality_slope_men")) / 2.0
    fertile = round(value("fertility_first")), round(value("fertility_last"))
    return Shapes(
        death=np.exp(slope * (np.arange(AGES) - value("mortality_pivot_age"))),
        birth=bell(value("fertility_mean_age"), value("fertility_spread"), *fertile) / 2.0,
        moving_out=moving[:, 1],
        moving_in=moving[:, 0],
        shrinkage=value("local_shrinkage"),
    )
