"""Sets a measure or a demand on a map: of the country, or of a region's municipalities."""

from dataclasses import dataclass

from samspel.app.comparing import format_spans
from samspel.app.courses import read_series
from samspel.app.desk import Desk
from samspel.app.finding import find_demand
from samspel.app.measures import find_measure, search_measures
from samspel.app.needs import list_places_for
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.figures import Gender
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import choose
from samspel.needs.mapping import DemandMap, lay_out_verdicts
from samspel.observations.mapping import MeasureMap, find_level, lay_out_map, list_years
from samspel.observations.measures import Measured
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.likeness import NEAREST, SHORTEST_BEGINNING
from samspel.terms.place import Place, PlaceKind

Subject = Measured | Demand
Mapped = MeasureMap | DemandMap


@dataclass(frozen=True, kw_only=True)
class MapChoice:
    """Whom a measure is to be of, the year (the latest if None), and the place that the map is about, if any."""

    gender: Gender = "T"
    year: int | None = None
    takes_nearest: bool = False
    """Whether the nearest year stands in for one that the measure lacks; whoever shows the map says so."""
    place: Place | None = None


LATEST = MapChoice()


def find_subject(desk: Desk, lang: Lang, words: str) -> Subject:
    """The demand of a number, an id or a title, or the measure of an id or a name. Raises NotFoundError with the
    nearest of both.
    """
    try:
        return find_demand(desk.catalogue, words)
    except NotFoundError as no_demand:
        try:
            return find_measure(desk, lang, words)
        except NotFoundError as no_measure:
            nearest = (str(error.facts["nearest"]) for error in (no_demand, no_measure))
            named = "; ".join(names for names in nearest if names) or _name_holding(desk, lang, words)
            raise NotFoundError("no_map_subject", name=words[:80], nearest=named) from None


def _name_holding(desk: Desk, lang: Lang, words: str) -> str:
    """The first measures in whose names or definitions the words stand; nothing where there are none, or where the
    words are too short to mean anything.
    """
    if sum(letter.isalnum() for letter in words) < SHORTEST_BEGINNING:
        return ""
    try:
        found = search_measures(desk, lang, words)[:NEAREST]
    except NotFoundError:
        return ""
    return "; ".join(choose(one.measured.indicator, lang).name for one in found)


def find_first_subject(desk: Desk) -> Measured:
    """What the map shows before anybody has chosen: the share of jobs in industry."""
    return desk.base.measures.everything[desk.catalogue.inputs.industry_share]


def make_map(desk: Desk, lang: Lang, subject: Subject, choice: MapChoice = LATEST) -> Mapped:
    """The subject at every municipality, or every region where it is only known or put there; for a region its own
    municipalities where they are known. Only published figures are shown, none of a user's own: those are no match for
    the other places'.

    Raises BadInputError for a gender or a year that a measure lacks, NotFoundError for a measure without figures for
    municipalities and regions.
    """
    if isinstance(subject, Demand):
        places = _narrow(desk, list_places_for(desk.catalogue.places, subject), choice.place)
        assessor = desk.assessor  # which looks each time whether anything that is kept has changed
        return lay_out_verdicts(subject, [assessor.measure_demand(subject, place) for place in places])
    series = read_series(desk, lang, subject, choice.gender)
    everywhere = find_level(desk.catalogue, series)
    name = choose(subject.indicator, lang).name
    if not everywhere:
        raise NotFoundError("map_level", measure=name)
    places, years = _narrow(desk, everywhere, choice.place), list_years(series, everywhere)
    year = years[-1] if choice.year is None else choice.year
    if year not in years and choice.takes_nearest:
        year = min(years, key=lambda other: (abs(other - year), -other))
    if year not in years:
        raise BadInputError("map_year", measure=name, year=year, known=format_spans(years))
    return lay_out_map(desk.catalogue, subject, choice.gender, series, places, year)


def find_years(mapped: Mapped) -> tuple[int, ...]:
    """The years that can be chosen, the latest first; none of a demand, or of a measure whose year is not stated."""
    return tuple(year for year in reversed(mapped.years) if year) if isinstance(mapped, MeasureMap) else ()


def find_year(mapped: Mapped) -> int | None:
    """The year that a map shows; None of a demand."""
    return mapped.year if isinstance(mapped, MeasureMap) else None


def _narrow(desk: Desk, everywhere: tuple[Place, ...], place: Place | None) -> tuple[Place, ...]:
    """The municipalities of a region, where the map is of municipalities and about a region; else all."""
    if place is None or place.kind is not PlaceKind.REGION or everywhere[0].kind is not PlaceKind.MUNICIPALITY:
        return everywhere
    return desk.catalogue.places.members_of(place)
