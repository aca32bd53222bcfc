"""What the latest renewal of figures changed for a place."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from samspel.app.desk import Desk
from samspel.app.looking_back import look_back
from samspel.catalogue.records.figures import Indicator
from samspel.needs.measuring import Need
from samspel.needs.news import News, compare_figures, compare_verdicts
from samspel.observations.series import Observation
from samspel.store.live.shown import Shown, read_shown
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind


def list_news(desk: Desk, place: Place) -> News:
    """What changed at a place when the figures that are shown now took the place of those before. Raises BadInputError
    where nothing has been fetched, or while an update is under way.
    """
    shown = read_shown(desk.store.home)
    if shown is None:
        raise BadInputError("fetch_none_yet")
    moment = datetime.fromisoformat(shown.made)
    before = look_back(desk, moment.astimezone(UTC) - timedelta(microseconds=1))
    verdicts: tuple[tuple[Need, Need], ...] = ()
    if place.kind is not PlaceKind.COUNTRY:
        verdicts = tuple(compare_verdicts(before.assessor.measure_place(place), desk.assessor.measure_place(place)))
    return News(
        place=place,
        moment=shown.made,
        figures=tuple(compare_figures(_pair(desk, before, shown, place))),
        verdicts=verdicts,
    )


def _pair(desk: Desk, before: Desk, shown: Shown, place: Place) -> Iterator[tuple[Indicator, Observation, Observation]]:
    """The indicators that renewed measures make, with their newest values before and now."""
    changed = [one.id for one in _list_renewed(desk, shown)]
    old, new = before.observations, desk.observations
    for observations in (old, new):
        observations.read_ahead(changed)
    for name in changed:
        yield desk.catalogue.indicators[name], old.latest(name, place), new.latest(name, place)


def _list_renewed(desk: Desk, shown: Shown) -> Iterator[Indicator]:
    renewed = {(one.table, one.measure) for one in shown.measures}
    gathered = {one.measure for one in shown.measures}
    for indicator in desk.catalogue.indicators.values():
        figure, missing = indicator.figure, indicator.missing
        is_renewed = figure is not None and any((figure.table, name) in renewed for name in figure.named)
        if is_renewed or (missing is not None and missing.kolada in gathered):
            yield indicator
