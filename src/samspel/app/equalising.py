"""Tax and income equalisation of a place."""

from dataclasses import replace

from samspel.app.desk import Desk
from samspel.economy.equalisation_check import check_equalisation
from samspel.economy.municipal_finance import Equalisation, measure_equalisation
from samspel.terms.place import Place


def equalise(desk: Desk, place: Place, year: int | None = None) -> Equalisation:
    """The tax and equalisation of a municipality or region, with how far off such reckonings are. Raises BadInputError
    for a year without rules.
    """
    measured = measure_equalisation(desk.observations, place, year)
    return replace(measured, check=desk.recall("equalisation check", lambda: check_equalisation(desk.observations)))
