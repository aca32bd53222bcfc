"""Sets up to sixty places beside each other on any measures."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import isnan

from samspel.app.courses import check_levels, read_series
from samspel.app.desk import Desk
from samspel.app.finding import find_demand
from samspel.app.grouping import Named, Unknown, find_each, sort_each, sort_names
from samspel.app.measures import find_measure, is_measure, list_usual
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import choose
from samspel.needs.beside import DemandBeside, set_demands_beside
from samspel.observations.beside import Beside, MeasureBeside, find_column, sort_rows
from samspel.observations.comparison import find_similar
from samspel.observations.measures import Measured
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

BY_PLACE = "place"
FEWEST = 2
_PARTS = re.compile(r"[;\n\r]")
_LETTERS = str.maketrans("åäö", "{|}")
"""The last letters of the alphabet in their order."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A year, or None for the latest; the measure or `place` to sort by and which way, None for the way that suits it;
    the measure to draw.
    """

    year: int | None = None
    sort: str = ""
    falling: bool | None = None
    draw: str = ""


LATEST = Choice()


def compare_measures(desk: Desk, lang: Lang, named: Named, measures: Sequence[str], choice: Choice = LATEST) -> Beside:
    """The places beside each other on the measures, by id, publisher's id or name; on the first of the fact sheet's
    where none is named.

    The year nearest to one that a measure lacks stands in its place.

    Raises BadInputError for too few or too many places or measures, or for a level that a measure lacks,
    NotFoundError for an unknown measure or one without figures; whatever is wrong with several is told at once.
    """
    named = fit_places(desk, named)
    found = find_each(lambda words: find_measure(desk, lang, words), _check_measures(desk, measures))
    chosen = tuple({one.id: one for one in found}.values()) or _list_usual(desk, named.places)
    sorted_by = _find_sorting(desk, lang, chosen, choice.sort)
    drawn = _find_chosen(desk, lang, chosen, choice.draw)
    kept = {one.id: one for one in chosen}
    beside = find_each(lambda name: _set_beside(desk, lang, kept[name], named.places, choice.year), list(kept))
    is_falling = sorted_by not in ("", BY_PLACE) if choice.falling is None else choice.falling
    rows = _sort(named.places, beside, sorted_by, is_falling=is_falling)
    turned = [one.turn(rows) for one in beside]
    by_id = {one.measured.id: one for one in turned}
    return Beside(
        places=tuple(named.places[row] for row in rows),
        measures=tuple(turned),
        sorted_by=sorted_by,
        is_falling=is_falling,
        drawn=by_id[drawn.id if drawn else sorted_by if sorted_by in by_id else turned[0].measured.id],
        twice=named.twice,
        left_out=named.left_out,
        measures_twice=tuple(one for one in chosen if [each.id for each in found].count(one.id) > 1),
        is_chosen=bool(found),
    )


def split_measures(desk: Desk, lang: Lang, fields: Iterable[str]) -> list[str]:
    """The measures of the fields, with semicolons or new lines between; with commas where that names more measures
    than the whole does, since many names hold a comma.
    """
    parts = [part.strip() for field in fields for part in _PARTS.split(field) if part.strip()]
    split = []
    for part in parts:
        named = [name.strip() for name in part.split(",") if name.strip()]
        is_list = len(named) > 1 and not is_measure(desk, lang, part) and any(is_measure(desk, lang, n) for n in named)
        split += named if is_list else [part]
    return split


def sort_asked(
    desk: Desk, lang: Lang, places: Iterable[str], measures: Iterable[str]
) -> tuple[list[str], list[str], list[Unknown]]:
    """The names of places and of measures that something has, and the others. Raises BadInputError for too many."""
    names, unknown = sort_names(desk.catalogue, places)
    words = _check_measures(desk, split_measures(desk, lang, measures))
    known, more = sort_each(lambda one: find_measure(desk, lang, one), words)
    return names, known, [*unknown, *more]


def find_compared_demands(desk: Desk, told: Iterable[str]) -> tuple[Demand, ...]:
    """The demands to compare by number, id or title, several with commas between them, each once. Raises BadInputError
    for too many, and NotFoundError for those that do not exist.
    """
    names = [name for one in told for name in _PARTS.sub(",", one).split(",") if name.strip()]
    found = {one.id: one for one in find_each(lambda name: find_demand(desk.catalogue, name), names)}
    most = int(desk.catalogue.value("most_measures_side_by_side"))
    if len(found) > most:
        raise BadInputError("compare_demands", count=len(found), most=most)
    return tuple(found.values())


def judge_beside(desk: Desk, demands: Iterable[Demand], places: Sequence[Place]) -> tuple[DemandBeside, ...]:
    """Each demand at each of the places."""
    return set_demands_beside(desk.assessor, desk.catalogue.places, demands, places)


def fit_places(desk: Desk, named: Named) -> Named:
    """So many of the places as can stand beside each other: those named by themselves, and of the groups' members the
    most populous. Raises BadInputError for too few, or too many named by themselves.
    """
    most = int(desk.catalogue.value("most_places_side_by_side"))
    if len(named.places) < FEWEST or len(named.alone) > most:
        raise BadInputError("compare_count", count=len(named.places), least=FEWEST, most=most)
    if len(named.places) <= most:
        return named
    members = [place for place in named.places if place not in named.alone]
    ranked = sorted(members, key=lambda place: -_count_people(desk, place))
    left = frozenset(ranked[most - len(named.alone) :])
    kept = tuple(place for place in named.places if place not in left)
    return replace(named, places=kept, left_out=tuple(place for place in members if place in left))


def _count_people(desk: Desk, place: Place) -> float:
    return desk.observations.latest(desk.catalogue.inputs.population, place).value or 0.0


def _check_measures(desk: Desk, measures: Sequence[str]) -> Sequence[str]:
    most = int(desk.catalogue.value("most_measures_side_by_side"))
    if len(measures) > most:
        raise BadInputError("compare_measures", count=len(measures), most=most)
    return measures


def _list_usual(desk: Desk, places: Sequence[Place]) -> tuple[Measured, ...]:
    """The first measures of the fact sheet that any of the places can have."""
    kinds = {place.kind.value for place in places}
    return list_usual(desk, kinds)


def _find_sorting(desk: Desk, lang: Lang, chosen: Sequence[Measured], words: str) -> str:
    """The id of the measure to sort by, `place`, or nothing."""
    if not words.strip() or words.strip() == BY_PLACE:
        return words.strip()
    found = _find_chosen(desk, lang, chosen, words)
    return "" if found is None else found.id


def _find_chosen(desk: Desk, lang: Lang, chosen: Sequence[Measured], words: str) -> Measured | None:
    """One of the measures that are compared. Raises BadInputError for another."""
    if not words.strip():
        return None
    found = find_measure(desk, lang, words)
    if found.id not in {one.id for one in chosen}:
        names = "; ".join(choose(one.indicator, lang).name for one in chosen)
        raise BadInputError("compare_not_chosen", measure=choose(found.indicator, lang).name, known=names)
    return found


def _set_beside(desk: Desk, lang: Lang, measured: Measured, places: Sequence[Place], year: int | None) -> MeasureBeside:
    if year is None and measured.is_described:
        latest = tuple(desk.observations.latest(measured.id, place) for place in places)
        if any(one.is_own and one.value is not None for one in latest):
            return MeasureBeside(measured=measured, observations=latest, similar=(None,) * len(places))
    series = read_series(desk, lang, measured)
    name = choose(measured.indicator, lang).name
    check_levels(desk, lang, name, series, places)
    column = find_column(series, places, year)
    if column is None:
        raise BadInputError("measure_blank", measure=name)
    medians = find_similar(series.values[:, column], desk.catalogue.places)
    similar = (float(medians[place.index]) for place in places)
    return MeasureBeside(
        measured=measured,
        observations=tuple(series.at(place, column) for place in places),
        similar=tuple(None if isnan(one) else one for one in similar),
        instead_of=None if year in (None, series.years[column]) else year,
    )


def format_spans(years: Sequence[int]) -> str:
    """Years in order, those that follow each other as a span: 1998, 2001–2004."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)


def _sort(places: Sequence[Place], beside: Sequence[MeasureBeside], by: str, *, is_falling: bool) -> list[int]:
    """The rows in the order asked for."""
    if by == BY_PLACE:
        names = [place.name.casefold().translate(_LETTERS) for place in places]
        return sorted(range(len(places)), key=names.__getitem__, reverse=is_falling)
    found = next((one.observations for one in beside if one.measured.id == by), None)
    return list(range(len(places))) if found is None else sort_rows(found, is_falling=is_falling)
