"""Reads the figures and parameters that the model is set by, and tells which of them is missing."""

import numpy as np

from samspel.observations.building import Observations
from samspel.scenarios.parameters import CircleParameter, Parameters
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.terms.units import THOUSAND


class Readings:
    """The figures and parameters that the model is set by."""

    def __init__(self, observations: Observations, parameters: Parameters) -> None:
        self.observations = observations
        self.catalogue = observations.catalogue
        self._parameters = parameters

    def income(self, place: Place) -> tuple[float, int]:
        """The income that the place lives on in the first year, kronor a year, and its year: the one before the latest
        published.
        """
        income = self.catalogue.inputs.income
        series = self.observations.series(income)
        column = len(series.years) - 2
        return self.known(place, income, float(series.values[place.index, column])) * THOUSAND, series.years[column]

    def read_years(self, table: str, columns: tuple[str, ...]) -> tuple[Floats, tuple[int, ...]]:
        """Columns of a table by year, shape (columns, municipalities, years)."""
        figures = self.observations.figures
        years = figures.years(table)
        known = tuple(int(year) for year in np.unique(years))
        values = np.full((len(columns), len(self.catalogue.places.municipalities), len(known)), np.nan)
        values[:, figures.rows_of_places(table), np.searchsorted(known, years)] = figures.numbers(table, columns).T
        return values, known

    def need(self, place: Place, indicator: str) -> float:
        """A figure that the model cannot do without. Raises BadInputError where it is missing."""
        value = self.observations.latest(indicator, place).value
        return self.known(place, indicator, np.nan if value is None else value)

    def known(self, place: Place, figure: str, value: float) -> float:
        """The value, or BadInputError where it is no number."""
        if not np.isfinite(value):
            raise BadInputError("simulate_figure", place=place.name, figure=figure)
        return value

    def parameter(self, name: str) -> CircleParameter:
        """A parameter with its date."""
        return self._parameters[name]

    def value(self, name: str) -> float:
        """The value of a parameter."""
        return self._parameters[name].value

    def whole(self, name: str) -> int:
        """The value of a parameter that is a whole number."""
        return round(self.value(name))
