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
from samspel.needs.beside import (
    Compared,
    Condition,
    DemandBeside,
    Sift,
    meets_limit,
    meets_need,
    set_demands_beside,
    sort_needs,
)
from samspel.observations.beside import Beside, MeasureBeside, find_column, sort_rows
from samspel.observations.comparison import find_similar
from samspel.observations.measures import Measured
from samspel.terms.alphabet import order_name
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.place import Place

BY_PLACE = "place"
FEWEST = 2
_PARTS = re.compile(r"[;\n\r]")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A year, or None for the latest; the measure, demand or `place` to sort by and which way, None for the way that
    suits it; the measure to draw; the measure or demand that the places are chosen by, what it must be (empty for a
    large need) and the limit of a measure.
    """

    year: int | None = None
    sort: str = ""
    falling: bool | None = None
    draw: str = ""
    only: str = ""
    condition: str = ""
    limit: float | None = None


LATEST = Choice()


def compare_columns(
    desk: Desk,
    lang: Lang,
    named: Named,
    measures: Sequence[str],
    choice: Choice = LATEST,
    demands: Sequence[Demand] = (),
) -> Compared:
    """The places beside each other on the measures, by id, publisher's id or name, and the demands; on the first
    measures of the fact sheet's where neither is named.

    The year nearest to one that a measure lacks stands in its place.

    Raises BadInputError for too few places or too many measures, for a level that a measure lacks, and for a condition
    that no place meets, NotFoundError for an unknown measure or one without figures; whatever is wrong with several is
    told at once.
    """
    named = fit_places(desk, named)
    found = find_each(lambda words: find_measure(desk, lang, words), _check_measures(desk, measures))
    chosen = tuple({one.id: one for one in found}.values()) or (() if demands else _list_usual(desk, named.places))
    columns = _Columns(desk, lang, chosen, tuple(demands))
    sorted_by, drawn = columns.find_sorting(choice.sort), columns.find_measure(choice.draw)
    only = columns.find(choice.only)
    kept = {one.id: one for one in chosen}
    beside = find_each(lambda name: _set_beside(desk, lang, kept[name], named.places, choice.year), list(kept))
    judged = set_demands_beside(desk.assessor, desk.catalogue.places, demands, named.places)
    is_falling = sorted_by not in ("", BY_PLACE) if choice.falling is None else choice.falling
    rows = _sort(named.places, beside, judged, sorted_by, is_falling=is_falling)
    sift, rows = _sift(named.places, beside, judged, rows, replace(choice, only=only))
    turned = [one.turn(rows) for one in beside]
    by_id = {one.measured.id: one for one in turned}
    first = turned[0].measured.id if turned else ""
    beside_each_other = Beside(
        places=tuple(named.places[row] for row in rows),
        measures=tuple(turned),
        sorted_by=sorted_by,
        is_falling=is_falling,
        drawn=by_id.get(drawn or (sorted_by if sorted_by in by_id else first)),
        twice=named.twice,
        left_out=named.left_out,
        left_named=named.left_named,
        most=int(desk.catalogue.value("most_places_side_by_side")),
        measures_twice=tuple(one for one in chosen if [each.id for each in found].count(one.id) > 1),
        is_chosen=bool(found or demands),
    )
    return Compared(beside=beside_each_other, judged=tuple(one.turn(rows) for one in judged), sift=sift)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the places are compared on, to be found by the words that somebody sorts or chooses by."""

    desk: Desk
    lang: Lang
    measures: tuple[Measured, ...]
    demands: tuple[Demand, ...]

    def find_sorting(self, words: str) -> str:
        """The id of a column, `place`, or nothing."""
        return BY_PLACE if words.strip() == BY_PLACE else self.find(words)

    def find(self, words: str) -> str:
        """The id of a column, by what a measure or a demand is found by; nothing for no words. Raises BadInputError
        for one that is not compared, NotFoundError for what there is not.
        """
        demand = self._find_demand(words)
        return demand.id if demand in self.demands and demand is not None else self.find_measure(words, demand)

    def find_measure(self, words: str, instead: Demand | None = None) -> str:
        """The id of a measure that is compared, as `find`; `instead` is the demand that the words mean as well."""
        if not words.strip():
            return ""
        try:
            found = find_measure(self.desk, self.lang, words)
        except NotFoundError:
            if instead is None:
                raise
            name = choose(instead, self.lang).title
        else:
            if found.id in {one.id for one in self.measures}:
                return found.id
            name = choose(found.indicator, self.lang).name
        names = (*(choose(one.indicator, self.lang).name for one in self.measures), *map(self._title, self.demands))
        raise BadInputError("compare_not_chosen", measure=name, known="; ".join(names))

    def _find_demand(self, words: str) -> Demand | None:
        if not words.strip():
            return None
        try:
            return find_demand(self.desk.catalogue, words)
        except NotFoundError:
            return None

    def _title(self, demand: Demand) -> str:
        return f"{demand.number}. {choose(demand, self.lang).title}"


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


def fit_places(desk: Desk, named: Named) -> Named:
    """So many of the places as can stand beside each other: the first of those named by themselves, and of the groups'
    members the most populous. Raises BadInputError for too few.
    """
    most = int(desk.catalogue.value("most_places_side_by_side"))
    if len(named.places) < FEWEST:
        raise BadInputError("compare_count", count=len(named.places), least=FEWEST, most=most)
    if len(named.places) <= most:
        return named
    alone = [place for place in named.places if place in named.alone]
    members = [place for place in named.places if place not in named.alone]
    ranked = sorted(members, key=lambda place: -_count_people(desk, place))
    left = frozenset((*alone[most:], *ranked[max(0, most - len(alone)) :]))
    return replace(
        named,
        places=tuple(place for place in named.places if place not in left),
        left_out=tuple(place for place in members if place in left),
        left_named=tuple(alone[most:]),
    )


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


def _sort(
    places: Sequence[Place],
    beside: Sequence[MeasureBeside],
    judged: Sequence[DemandBeside],
    by: str,
    *,
    is_falling: bool,
) -> list[int]:
    """The rows in the order asked for."""
    if by == BY_PLACE:
        names = [order_name(place.name) for place in places]
        return sorted(range(len(places)), key=names.__getitem__, reverse=is_falling)
    for measure in beside:
        if measure.measured.id == by:
            return sort_rows(measure.observations, is_falling=is_falling)
    for demand in judged:
        if demand.demand.id == by:
            return sort_needs(demand.needs, is_falling=is_falling)
    return list(range(len(places)))


def _sift(
    places: Sequence[Place],
    beside: Sequence[MeasureBeside],
    judged: Sequence[DemandBeside],
    rows: list[int],
    choice: Choice,
) -> tuple[Sift | None, list[int]]:
    """The rows of the places that meet the condition, with what it is. Raises BadInputError for one that does not suit
    its column, and where no place meets it.
    """
    if not choice.only:
        if choice.condition or choice.limit is not None:
            raise BadInputError("compare_condition_alone")
        return None, rows
    measure = next((one for one in beside if one.measured.id == choice.only), None)
    condition = _check_condition(choice, of_demand=measure is None)
    if measure is None:
        needs = next(one.needs for one in judged if one.demand.id == choice.only)
        met = [meets_need(need, condition) for need in needs]
    else:
        met = [meets_limit(one.value, condition, choice.limit or 0.0) for one in measure.observations]
    kept = [row for row in rows if met[row]]
    if not kept:
        raise BadInputError("compare_none_left", count=len(rows))
    left = tuple(places[row] for row in rows if met[row] is False)
    unknown = tuple(places[row] for row in rows if met[row] is None)
    limit = None if measure is None else choice.limit
    return Sift(column=choice.only, condition=condition, limit=limit, left=left, unknown=unknown), kept


def _check_condition(choice: Choice, *, of_demand: bool) -> Condition:
    """What a column must be; of a demand a large need where nothing is said. Raises BadInputError for what does not
    suit it, and for a measure without a limit.
    """
    match choice.condition or ("large" if of_demand else ""):
        case ("large" | "some") as condition if of_demand:
            return condition
        case ("above" | "below") as condition if not of_demand and choice.limit is not None:
            return condition
    raise BadInputError("compare_condition_demand" if of_demand else "compare_condition_measure")
