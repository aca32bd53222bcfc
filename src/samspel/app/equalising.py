"""Tax and income equalisation of a place."""

from samspel.app.desk import Desk
from samspel.economy.municipal_finance import Equalisation, measure_equalisation
from samspel.terms.place import Place


def equalise(desk: Desk, place: Place, year: int | None = None) -> Equalisation:
    """The tax and equalisation of a municipality or region. Raises BadInputError for a year without rules."""
    return measure_equalisation(desk.observations, place, year)
