"""The picture of a place: every section with its figures beside similar places, the region and the country."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from msgspec.structs import replace

from samspel.catalogue.records.figures import Gender, Indicator
from samspel.catalogue.records.settings import PictureSection, RegisterSites
from samspel.observations.building import Observations
from samspel.observations.likeness import Likeness, measure_likeness
from samspel.observations.series import Observation, pick_years
from samspel.terms.place import Place, PlaceKind

PLACEHOLDER = 4
"""So many sites on one point are a placeholder and no place."""


@dataclass(frozen=True)
class Row:
    """One indicator: here, the median of similar places, the region and the country, all in the same period."""

    indicator: Indicator
    here: Observation
    similar: float | None
    region: Observation
    country: Observation


@dataclass(frozen=True, kw_only=True)
class Course:
    """An indicator over time: here, in the median of the similar places and in a municipality's region; for women and
    men where that was asked for and is told. All have the same periods; what is not told is empty.
    """

    indicator: Indicator
    here: tuple[Observation, ...]
    similar: tuple[float | None, ...]
    region: tuple[Observation, ...] = ()
    women: tuple[float | None, ...] = ()
    men: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section of the picture."""

    record: PictureSection
    rows: tuple[Row, ...]
    courses: tuple[Course, ...]


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site as the emission registers have it; emissions in tonnes, None where the register has none.

    `registered` is the code of the municipality that the register says, `municipality` where it lies as far as is
    known. `is_placed` is False where several sites share one point: then the register stands for a head office or a
    placeholder, and the point cannot be trusted, nor the municipality unless it is known from elsewhere.
    """

    company: str
    name: str
    subsector: str
    point: tuple[float, float]
    emissions_ets: float | None
    emissions_eprtr: float | None
    municipality: Place
    registered: str
    is_placed: bool

    @property
    def title(self) -> str:
        """Company and name, once when they are the same."""
        name, company = (" ".join(words.split()) for words in (self.name, self.company))
        return name if company in name else f"{company}, {name}"

    @property
    def label(self) -> str:
        """The name, with a question mark where the place is unsure."""
        return self.name if self.is_placed else f"{self.name} ?"


@dataclass(frozen=True, kw_only=True)
class PlacePicture:
    """All that the built-in figures say of a place."""

    place: Place
    region: Place
    similar: tuple[Place, ...]
    likeness: Likeness | None
    labour_market_area: str
    sections: tuple[Section, ...]
    sites: tuple[Site, ...]


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A section by the first of its figures that are known for a place, and how many it has for such a place."""

    record: PictureSection
    rows: tuple[Row, ...]
    count: int


def build_picture(observations: Observations, place: Place) -> PlacePicture:
    """Build the picture of a place, leaving out indicators that are not meant for its kind."""
    catalogue = observations.catalogue
    is_town = place.kind is PlaceKind.MUNICIPALITY
    sections = fill_sections(observations, [place])
    observations.read_ahead(name for section in sections for name in (*section.indicators, *section.charts))
    return PlacePicture(
        place=place,
        region=catalogue.places.region_of(place),
        similar=catalogue.places.similar_to(place),
        likeness=None if place.kind is PlaceKind.COUNTRY else measure_likeness(observations, place),
        labour_market_area=catalogue.places.labour_market_areas[place.index] if is_town else "",
        sections=tuple(_build_section(observations, section, place) for section in sections),
        sites=find_sites(observations, place),
    )


def build_openings(observations: Observations, place: Place, most: int) -> tuple[Opening, ...]:
    """Every section that has something for such a place, by at most `most` of its figures."""
    openings = []
    for section in fill_sections(observations, [place]):
        meant = _list_meant(observations, section.indicators, place)
        if meant:
            rows = find_known_rows(observations, meant, place, most)
            openings.append(Opening(record=section, rows=rows, count=len(meant)))
    return tuple(openings)


def find_known_rows(
    observations: Observations, names: Iterable[str], place: Place, most: int | None = None
) -> tuple[Row, ...]:
    """Those of some indicators that are known for a place, or the first `most` of them."""
    known = (name for name in names if observations.latest(name, place).value is not None)
    return tuple(build_row(observations, name, place) for name in islice(known, most))


def build_row(observations: Observations, indicator: str, place: Place) -> Row:
    """One indicator of a place beside its comparisons.

    A value of one's own is not set beside similar places, whose values were made another way, and stands in no other
    place's row; one that was looked up has the country's value beside it where that was given too.
    """
    record = observations.catalogue.indicators[indicator]
    places = observations.catalogue.places
    here = observations.latest(indicator, place)
    similar = observations.comparison(indicator).similar[place.index]
    return Row(
        record,
        here,
        None if here.is_own or np.isnan(similar) else float(similar),
        observations.published(indicator, places.region_of(place)),
        _find_country(here, observations.published(indicator, places.country)),
    )


def list_beside(observations: Observations, chosen: Iterable[Place], shown: Iterable[str]) -> tuple[str, ...]:
    """The indicators that one of the places has a value of its own for, and that are not shown already."""
    own = dict.fromkeys(name for place in chosen for name in observations.list_own(place))
    left = set(own) - set(shown)
    return tuple(name for name in own if name in left)


def build_course(observations: Observations, indicator: str, place: Place, *, by_gender: bool = False) -> Course:
    """An indicator of a place over time; `by_gender` for women and men too, where the publisher tells them apart."""
    series = observations.series(indicator)
    is_town = place.kind is PlaceKind.MUNICIPALITY
    region = series.course(observations.catalogue.places.region_of(place)) if is_town else ()
    rows = [similar.index for similar in observations.catalogue.places.similar_to(place)]
    peers = series.values[rows]
    medians = np.median(peers, axis=0) if rows else np.full(peers.shape[1], np.nan)
    women, men = (_read_gender(observations, indicator, place, gender) if by_gender else () for gender in ("K", "M"))
    record = observations.catalogue.indicators[indicator]
    return Course(
        indicator=record,
        here=series.course(place),
        similar=tuple(None if np.isnan(one) else float(one) for one in medians),
        region=region,
        women=women,
        men=men,
    )


def _read_gender(observations: Observations, indicator: str, place: Place, gender: Gender) -> tuple[float | None, ...]:
    """One gender in the periods of the indicator; nothing where it is not told, or where the indicator is a mean of
    years, which single years cannot stand beside.
    """
    figure, series = observations.catalogue.indicators[indicator].figure, observations.by_gender(indicator, gender)
    if figure is None or figure.mean_of > 1 or series is None:
        return ()
    return pick_years(series, place, observations.series(indicator).years)


def find_sites(observations: Observations, place: Place) -> tuple[Site, ...]:
    """The sites of a place in the emission registers, largest emissions first, without energy companies' boilers and
    without rows that tell of the same works again.
    """
    rules, sites = observations.catalogue.register_sites, list_register(observations, place)
    return tuple(one for one in sites if not is_boiler(rules, one) and not is_twice(one, sites, rules.same_within))


def is_boiler(rules: RegisterSites, site: Site) -> bool:
    """Whether a row of the registers is an energy company's or a public body's heating, and no industry."""
    company = site.company.casefold()
    words = [*rules.energy, *(rules.boiler_words if site.subsector in rules.boiler_branches else ())]
    return any(word in company for word in words)


def is_twice(site: Site, sites: Iterable[Site], near: float) -> bool:
    """Whether a row with a figure of E-PRTR alone is another row with one of ETS in the same municipality, told again;
    `near` is the share by which the two may differ.
    """
    own = site.emissions_eprtr or 0.0
    traded = [one.emissions_ets for one in sites if one.emissions_ets and one.municipality == site.municipality]
    return not site.emissions_ets and any(abs(own - other) <= near * other for other in traded)


def list_register(observations: Observations, place: Place) -> tuple[Site, ...]:
    """Every row of the emission registers for a place, largest emissions first: where the site is known to lie, or else
    where the registers say.
    """
    table = "register_sites"
    figures, places = observations.figures, observations.catalogue.places
    rules = observations.catalogue.register_sites
    known = {(one.code, one.company, one.site): places.by_code[one.lies_in] for one in rules.elsewhere}
    at = [places.everywhere[row] for row in figures.rows_of_places(table)]
    is_whole = place.kind is not PlaceKind.MUNICIPALITY
    members = {member.index for member in places.members_of(place)} if is_whole else {place.index}
    numbers = figures.numbers(table, ["lat", "lon", "emissions_ets_t_2014", "emissions_eprtr_t_2014"])
    names = zip(*(figures.texts(table, column) for column in ("company", "site", "subsector")), strict=True)
    shared = Counter((lat, lon) for lat, lon in numbers[:, :2])
    sites = [
        Site(
            company=company,
            name=name,
            subsector=subsector,
            point=(float(number[0]), float(number[1])),
            emissions_ets=_or_none(number[2]),
            emissions_eprtr=_or_none(number[3]),
            municipality=known.get((where.code, company, name), where),
            registered=where.code,
            is_placed=shared[(number[0], number[1])] < PLACEHOLDER,
        )
        for where, (company, name, subsector), number in zip(at, names, numbers, strict=True)
    ]
    here = [site for site in sites if site.municipality.index in members]
    return tuple(sorted(here, key=lambda site: (-(site.emissions_ets or site.emissions_eprtr or 0.0), site.name)))


def fill_sections(observations: Observations, chosen: Sequence[Place]) -> tuple[PictureSection, ...]:
    """The sections of the picture; the one for values of the places' own, which no section names beforehand, is left
    out where there are none.
    """
    sections = observations.catalogue.picture
    own = list_beside(observations, chosen, (name for section in sections for name in section.indicators))
    filled = (replace(one, indicators=[*own]) if one.takes_own else one for one in sections)
    return tuple(one for one in filled if one.indicators or not one.takes_own)


def _find_country(here: Observation, country: Observation) -> Observation:
    """The country's value: the tables', or else the one that was given together with a value that was looked up."""
    if country.value is not None or here.country is None:
        return country
    return Observation(
        indicator=country.indicator,
        place=country.place,
        period=here.period,
        value=here.country,
        basis=here.basis,
        origins=here.origins,
        blank=None,
    )


def _build_section(observations: Observations, section: PictureSection, place: Place) -> Section:
    meant = _list_meant(observations, section.indicators, place)
    drawn = _list_meant(observations, section.charts, place)
    return Section(
        section,
        tuple(build_row(observations, name, place) for name in meant),
        tuple(build_course(observations, name, place) for name in drawn),
    )


def _list_meant(observations: Observations, names: Iterable[str], place: Place) -> list[str]:
    """The indicators that are told for such a place."""
    return [name for name in names if place.kind.value in observations.catalogue.indicators[name].levels]


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


@dataclass(frozen=True)
class SideBySide:
    """Two to four places side by side: for each section its indicators, and one observation a place."""

    places: tuple[Place, ...]
    sections: tuple[tuple[str, tuple[tuple[Row, tuple[Observation, ...]], ...]], ...]
