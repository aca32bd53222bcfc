"""One event in two to four municipalities side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.app.simulating import simulate
from samspel.scenarios.model import Model
from samspel.scenarios.scaling import scale
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind
from samspel.trials.beside import FEWEST_BESIDE, MOST_BESIDE, SideBySide, Size, Tried


def simulate_beside(desk: Desk, places: Iterable[Place], request: Request, size: Size) -> SideBySide:
    """The events of a request in each place, each once; by `share` they are as large beside each one's jobs as beside
    those of the first. A place where they cannot be run says why.

    Raises BadInputError for too few or too many places, a place that is no municipality, no event, or what can be run
    in none of them.
    """
    chosen = tuple(dict.fromkeys(places))
    if not FEWEST_BESIDE <= len(chosen) <= MOST_BESIDE:
        raise BadInputError("beside_count", count=len(chosen), least=FEWEST_BESIDE, most=MOST_BESIDE)
    other = next((place for place in chosen if place.kind is not PlaceKind.MUNICIPALITY), None)
    if other is not None:
        raise BadInputError("simulate_municipality", place=other.name)
    if not request.shocks:
        raise BadInputError("beside_event")
    model = open_model(desk)
    first = _count_jobs(model, chosen[0], request)
    tried = tuple(_try_at(desk, model, place, first, request, size) for place in chosen)
    errors = [one.error for one in tried if one.error is not None]
    if len(errors) == len(tried):
        raise errors[0]
    return SideBySide(size=size, tried=tried, origins=tuple(_list_origins(desk)))


def _try_at(desk: Desk, model: Model, place: Place, first: float, request: Request, size: Size) -> Tried:
    """The request at a place, as large beside its jobs as beside the `first` place's where that is asked for."""
    try:
        jobs = _count_jobs(model, place, request)
    except BadInputError as error:
        return Tried(place=place, jobs=None, request=request, error=error)
    own = replace(request, shocks=scale(request.shocks, jobs / first)) if size == "share" and first > 0.0 else request
    try:
        return Tried(place=place, jobs=jobs, request=own, simulation=simulate(desk, place, own))
    except BadInputError as error:
        return Tried(place=place, jobs=jobs, request=own, error=error)


def _count_jobs(model: Model, place: Place, request: Request) -> float:
    return model.calibration.town(place, request.years).jobs


def _list_origins(desk: Desk) -> Iterator[Origin]:
    """Of what the model begins with at a place: its people, jobs, unemployed and money."""
    inputs = desk.catalogue.inputs
    for name in (inputs.population, inputs.jobs, inputs.industry_jobs, inputs.unemployment, inputs.tax_base):
        yield from desk.observations.series(name).origins
