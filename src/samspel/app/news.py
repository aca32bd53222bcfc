"""What renewals of figures changed: worked out once for every place when a renewal is done, kept, and told of one place
or of all.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from samspel.app.desk import Desk, change_figures, hide_kept
from samspel.app.looking_back import look_back
from samspel.catalogue.records.figures import Indicator
from samspel.needs.news import (
    ChangedValues,
    ChangedVerdict,
    Changes,
    NewFigure,
    News,
    NewVerdict,
    compare_figures,
    compare_verdicts,
    find_touched,
)
from samspel.needs.verdict import Strength
from samspel.observations.series import BASES
from samspel.store.live.news import find_moment, keep_changes, list_keys, make_key, read_changes
from samspel.store.live.reading import BeforeReader
from samspel.store.live.shown import Shown, read_before, read_shown
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.place import Place, PlaceKind

LONGEST = 40
"""Letters of a wrong key that are told."""


def keep_news(desk: Desk) -> bool:
    """Work out what the figures that are shown now changed, and keep it, unless that is done or nothing has been
    fetched; whether it is there. Raises BadInputError where it cannot be kept, or while an update is under way.
    """
    shown = read_shown(desk.store.home)
    if shown is None:
        return False
    if make_key(shown.made) not in list_keys(desk.store.home):
        keep_changes(desk.store.home, _work_out(desk, shown))
    return True


def list_renewals(desk: Desk) -> tuple[tuple[str, datetime], ...]:
    """The renewals of which it is kept what they changed, the latest first: the key and the moment of each."""
    return tuple((key, find_moment(key)) for key in list_keys(desk.store.home))


def is_worked_out(desk: Desk) -> bool:
    """Whether it is known what the figures that are shown now changed; so it is where none have been fetched."""
    shown = read_shown(desk.store.home)
    return shown is None or make_key(shown.made) in list_keys(desk.store.home)


def list_news(desk: Desk, places: Collection[Place], key: str = "", indicators: Collection[str] | None = None) -> News:
    """What a renewal changed at some places, the latest where none is named; of some indicators or all. Raises
    BadInputError where nothing has
    been fetched or worked out, and NotFoundError for a renewal that is not kept.
    """
    keys = list_keys(desk.store.home)
    if not keys:
        raise BadInputError("fetch_none_yet" if read_shown(desk.store.home) is None else "news_none_yet")
    if key and key not in keys:
        raise NotFoundError("news_no_renewal", found=key[:LONGEST])
    changes = _recall(desk, key or keys[0])
    if changes is None:
        raise BadInputError("news_none_yet")
    wanted, catalogue = {place.code for place in places}, desk.catalogue
    told = changes.verdicts if desk.hides_kept else changes.here
    return News(
        moment=datetime.fromisoformat(changes.made),
        figures=tuple(
            figure
            for values in changes.figures
            if values.indicator in catalogue.indicators and (indicators is None or values.indicator in indicators)
            for figure in _list_figures(desk, values, wanted)
        ),
        verdicts=tuple(
            _tell_verdict(desk, one) for one in told if one.place in wanted and one.demand in catalogue.demands
        ),
    )


def narrow(news: News, demand: str, way: str) -> News:
    """The verdicts of one demand, that went one way, or both; an empty word lets all through."""
    found = (one for one in news.verdicts if not demand or one.demand.id == demand)
    return replace(news, verdicts=tuple(one for one in found if not way or one.way == way))


def _recall(desk: Desk, key: str) -> Changes | None:
    return desk.recall(("news", key), lambda: read_changes(desk.store.home, key))


def _work_out(desk: Desk, shown: Shown) -> Changes:
    """What differs between the desk as it is and as it was before what is shown: of the published figures alone, and
    with what is kept here.
    """
    public = desk if desk.beside is None else hide_kept(desk)
    before = _go_back(public, shown)
    verdicts = list(_compare_all(before, public))
    return Changes(
        made=shown.made,
        figures=list(_compare_series(before, public, shown)),
        verdicts=verdicts,
        here=list(_compare_all(_go_back(desk, shown), desk)) if _has_kept(desk) else verdicts,
    )


def _has_kept(desk: Desk) -> bool:
    """Whether anything is kept here that verdicts may rest on and that not everybody sees."""
    kept = desk.stamp
    return desk.beside is not None and any((kept.answers, kept.hospitals, kept.added, kept.own))


def _go_back(desk: Desk, shown: Shown) -> Desk:
    """The desk with the figures that were shown before: of the file that was, or else out of the history."""
    before = read_before(desk.store.home)
    if before is None:
        moment = datetime.fromisoformat(shown.made)
        return look_back(desk, moment.astimezone(UTC) - timedelta(microseconds=1))
    reader = BeforeReader(desk.catalogue.folder / "figures", desk.store.home, before)
    return change_figures(desk, reader)


def _compare_all(before: Desk, now: Desk) -> Iterator[ChangedVerdict]:
    old, new = before.assessor, now.assessor
    touched = find_touched(now.catalogue.demands.values(), old.judge, new.judge)
    for place in now.catalogue.places.everywhere:
        if place.kind is not PlaceKind.COUNTRY:
            wanted = [demand for demand in new.list_put_to(place) if demand.id in touched]
            yield from compare_verdicts(old.measure_place(place, wanted), new.measure_place(place, wanted))


def _compare_series(before: Desk, now: Desk, shown: Shown) -> Iterator[ChangedValues]:
    """The indicators that renewed measures make, in the catalogue's order."""
    codes = [place.code for place in now.catalogue.places.everywhere]
    named = [one.id for one in now.catalogue.indicators.values() if _is_made_of(now, one, shown)]
    for desk in (before, now):
        desk.base.read_ahead(named)
    for name in named:
        found = compare_figures(before.base.series(name), now.base.series(name), codes)
        if found is not None:
            yield found


def _is_made_of(desk: Desk, indicator: Indicator, shown: Shown) -> bool:
    renewed = {(one.table, one.measure) for one in shown.measures}
    figure = indicator.figure or desk.base.figures.find_fetched(indicator)
    return figure is not None and any((figure.table, name) in renewed for name in figure.named)


def _list_figures(desk: Desk, values: ChangedValues, wanted: Collection[str]) -> Iterator[NewFigure]:
    by_code, indicator = desk.catalogue.places.by_code, desk.catalogue.indicators[values.indicator]
    series = desk.base.series(indicator.id)
    for code, before, now in zip(values.places, values.before, values.now, strict=True):
        if code in wanted:
            yield NewFigure(
                indicator=indicator,
                place=by_code[code],
                before=before,
                before_year=values.before_year,
                now=now,
                year=values.year,
                basis=BASES[int(series.basis[by_code[code].index])],
                origins=series.origins,
            )


def _tell_verdict(desk: Desk, one: ChangedVerdict) -> NewVerdict:
    catalogue = desk.catalogue
    return NewVerdict(
        demand=catalogue.demands[one.demand],
        place=catalogue.places.by_code[one.place],
        before=one.before,
        before_strength=Strength(one.before_strength) if one.before_strength else None,
        now=one.now,
        strength=Strength(one.strength) if one.strength else None,
        main=catalogue.indicators.get(one.main),
    )
