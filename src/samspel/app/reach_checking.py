"""Looks through the lists of a question about reach before the reckoning, so that all mistakes are told at once."""

from pathlib import Path

from samspel.app.desk import Desk
from samspel.app.reach_ground import find_localities
from samspel.reach.workplaces import Workplace
from samspel.sources.workplaces import read_commuters, read_localities, read_stations, read_workplaces
from samspel.terms.errors import BadInputError, SamspelError


def check_lists(
    desk: Desk, sites: Path, origins: Path | None, commuters: Path | None, parkings: Path | None = None
) -> None:
    """Raise BadInputError with everything that is wrong in the lists of workplaces, localities and car parks, or else
    in that of commuters, which names the first two.
    """
    problems: list[SamspelError] = []
    localities = find_localities(desk, lambda _: True)
    workplaces: tuple[Workplace, ...] = ()
    try:
        workplaces = read_workplaces(sites, desk.catalogue)
    except BadInputError as error:
        problems += [error, *error.others]
    try:
        localities += () if origins is None else read_localities(origins, desk.catalogue)
    except BadInputError as error:
        problems += [error, *error.others]
    try:
        _ = () if parkings is None else read_stations(parkings, desk.catalogue)
    except BadInputError as error:
        problems += [error, *error.others]
    if not problems and commuters is not None:
        read_commuters(commuters, desk.catalogue, workplaces, localities)
    if problems:
        problems[0].others = tuple(problems[1:])
        raise problems[0]
