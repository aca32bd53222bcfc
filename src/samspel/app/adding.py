"""Own figures: a list looked at, added to the places that it names, shown, and taken away again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.app.measures import find_measure
from samspel.app.needs import measure_needs
from samspel.app.noting import note_changes
from samspel.app.reach_ready import check_sites
from samspel.catalogue.added import AddedList
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.figures import Indicator
from samspel.needs.measuring import Need
from samspel.observations.added import Added, Looked, LookedAt
from samspel.observations.bounds import find_bounds, is_outside
from samspel.observations.measures import AS_TITLED
from samspel.sources.added import ReadAdded, ReadRow, read_added, write_empty
from samspel.sources.spreadsheet import SIZE_LIMIT, read_data, tidy_line
from samspel.store.change_log import Change, What, stamp_now
from samspel.terms.errors import BadInputError
from samspel.terms.mistakes import raise_all
from samspel.terms.numbers import write_number
from samspel.terms.place import Place, PlaceKind

LIST_LIMIT = SIZE_LIMIT
"""Bytes that a list may have."""
LONGEST = 120
"""Characters of who stands for a list, and of a file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was added, by place, and the demands whose verdict changed, before and after."""

    added: tuple[tuple[Place, Added], ...]
    changes: tuple[tuple[Need, Need], ...]


def look_at_file(desk: Desk, lang: Lang, path: Path, place: Place | None, today: date) -> LookedAt:
    """As `look_at`, of a file. Raises BadInputError for one that cannot be read too."""
    return look_at(desk, lang, read_data(path), path.name, place, today)


def look_at(desk: Desk, lang: Lang, data: bytes, name: str, place: Place | None, today: date) -> LookedAt:
    """Read a list without adding it; rows that name no place are of `place`.

    Raises BadInputError, with everything that is wrong, where a row cannot be used.
    """
    find = {
        "place": lambda words: find_place(desk.catalogue, words).code,
        "measure": lambda words: find_measure(desk, lang, words).id,
    }
    likeness = desk.catalogue.value("name_likeness")
    found = read_added(data, name, desk.added_lists, find, today.year, likeness)  # type: ignore[arg-type]
    looked = LookedAt(
        kind=found.kind,
        file=tidy_line(name)[:LONGEST],
        rows=_look_at_rows(desk, found, place, name),
        ignored=found.ignored,
    )
    check_sites(desk, lang, looked)
    return looked


def add_list(desk: Desk, looked: LookedAt, by: str) -> Receipt:
    """Add a list that has been looked at, and tell what that changed. Raises BadInputError where nobody stands for it
    and where it cannot be kept.
    """
    who = tidy_line(by)
    if not who or len(who) > LONGEST:
        raise BadInputError("added_by", limit=LONGEST)
    places = list(dict.fromkeys(row.place for row in looked.rows))
    before = _measure(desk, looked, places)
    added = []
    for place in places:
        rows = tuple(dict(row.values) for row in looked.rows if row.place is place)
        made = Added(number=0, kind=looked.kind.id, by=who, file=looked.file, at=stamp_now(), rows=rows)
        kept = desk.added.add(place.code, made)
        _note(desk, place, "added_kept", kept)
        added.append((place, kept))
    pairs = zip(before, _measure(desk, looked, places), strict=True)
    changed = [(old, new) for old, new in pairs if (old.verdict, old.strength) != (new.verdict, new.strength)]
    return Receipt(added=tuple(added), changes=tuple(changed))


def list_added(desk: Desk, place: Place) -> tuple[Added, ...]:
    """The lists of a place that can be read, the latest first. Raises BadInputError for the country."""
    _refuse_country(place)
    return desk.added.read(place.code)[::-1]


def forget_added(desk: Desk, place: Place, number: int) -> Added:
    """Take a list away and return it, so that it can be put back. Raises BadInputError where there is none."""
    gone = desk.added.forget(place.code, number)
    if gone is None:
        raise BadInputError("added_none", number=number, place=place.area)
    _note(desk, place, "added_forgotten", gone)
    return gone


def restore_added(desk: Desk, place: Place, added: Added) -> None:
    """Put back a list that was taken away. Raises BadInputError where another has its number by now."""
    if any(one.number == added.number for one in desk.added.read(place.code)):
        raise BadInputError("added_since", number=added.number, place=place.area)
    desk.added.restore(place.code, added)
    _note(desk, place, "added_restored", added)


def find_list(desk: Desk, name: str) -> AddedList:
    """A kind of list by its id. Raises BadInputError for none."""
    found = next((one for one in desk.added_lists if one.id == name), None)
    if found is None:
        raise BadInputError("added_no_kind", found=name[:LONGEST], known=", ".join(one.id for one in desk.added_lists))
    return found


def make_empty(desk: Desk, name: str, lang: Lang) -> bytes:
    """An empty list of a kind to fill in, as CSV. Raises BadInputError as `find_list`."""
    return write_empty(find_list(desk, name), lang)


def _look_at_rows(desk: Desk, found: ReadAdded, place: Place | None, file: str) -> tuple[Looked, ...]:
    looked: list[Looked] = []
    problems: list[BadInputError] = []
    first: dict[tuple[object, ...], int] = {}
    for row in found.rows:
        try:
            one = _look(desk, found, row, place, file)
            _check_once(found.kind, one, first, file)
            looked.append(one)
        except BadInputError as problem:
            problems.append(problem)
    raise_all(problems, file)
    return tuple(looked)


def _check_once(kind: AddedList, row: Looked, first: dict[tuple[object, ...], int], file: str) -> None:
    """Raise BadInputError for a second figure of a measure at a place in a year: of women and of men, it may be, and
    there is no telling which counts.
    """
    if not kind.gives_figures:
        return
    measure, year = (row.values[kind.find(one)] for one in ("measure", "year"))
    earlier = first.setdefault((row.place.code, measure, year), row.line)
    if earlier != row.line:
        facts: dict[str, str | int] = {"file": file, "line": row.line, "earlier": earlier}
        raise BadInputError("added_twice", **facts, measure=str(measure), place=row.place.area, year=int(year))


def _look(desk: Desk, found: ReadAdded, row: ReadRow, place: Place | None, file: str) -> Looked:
    where = desk.catalogue.places.by_code[row.place] if row.place else place
    if where is None:
        raise BadInputError("added_where", file=file, line=row.line)
    _refuse_country(where)
    if not found.kind.gives_figures:
        return Looked(line=row.line, place=where, values=row.values)
    measure, value = (row.values[found.kind.find(one)] for one in ("measure", "number"))
    indicator = desk.base.measures.everything[str(measure)].indicator
    if where.kind.value not in indicator.levels:
        raise BadInputError("added_level", file=file, line=row.line, measure=str(measure), place=where.area)
    _check_figure(desk, indicator, float(value), row, file)
    is_described = indicator.id in desk.catalogue.indicators
    is_used = any(
        one.indicator == indicator.id for demand in desk.catalogue.demands.values() for one in demand.measures
    )
    series = desk.base.series(indicator.id) if is_described else desk.base.build(indicator)
    published = series.latest(where)
    return Looked(
        line=row.line,
        place=where,
        values=row.values,
        published=published,
        counts=is_used and published.value is None,
        is_small=desk.catalogue.units[indicator.unit].is_share and 0.0 < abs(float(value)) < 1.0,
    )


def _check_figure(desk: Desk, indicator: Indicator, value: float, row: ReadRow, file: str) -> None:
    """Raise BadInputError for a figure that the measure cannot have: fewer than none, more than all, a share where it
    counts.
    """
    unit = desk.catalogue.units[indicator.unit]
    facts: dict[str, str | int] = {"file": file, "line": row.line, "measure": indicator.id}
    if row.percent and not unit.is_share and unit.id != AS_TITLED:
        raise BadInputError("added_percent", **facts)
    least, most = find_bounds(desk.catalogue, indicator)
    if is_outside(desk.catalogue, indicator):
        return
    if value < least:
        raise BadInputError("added_least", **facts, found=write_number(value).removesuffix(".0"), least=f"{least:g}")
    if value > most:
        raise BadInputError("added_most", **facts, found=write_number(value).removesuffix(".0"), most=f"{most:g}")


def _measure(desk: Desk, looked: LookedAt, places: Sequence[Place]) -> list[Need]:
    """The needs of the places of a list that gives figures, in the handbook's order."""
    if not looked.kind.gives_figures:
        return []
    return [need for place in places for need in sorted(measure_needs(desk, place), key=lambda one: one.demand.number)]


def _refuse_country(place: Place) -> None:
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")


def _note(desk: Desk, place: Place, what: What, added: Added) -> None:
    subject = f"{added.kind}/{added.number}"
    note_changes(desk, place.code, [Change(when=stamp_now(), what=what, subject=subject, by=added.by)])
