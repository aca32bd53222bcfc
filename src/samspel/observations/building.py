"""Builds every series that the catalogue's indicators ask for, parts before what is made of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from threading import RLock

import msgspec
import numpy as np
import numpy.typing as npt

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Derived, FigureColumn, Gender, Indicator
from samspel.observations import rollup
from samspel.observations.borders import Borders, load_borders
from samspel.observations.comparison import Comparison, compare_places
from samspel.observations.derivation import derive, years_needed
from samspel.observations.figures import Figures
from samspel.observations.measures import Measures
from samspel.observations.overlays import Layer, Overlay
from samspel.observations.published import blank_levels, date_origins, read_published, read_unlimited, tell_levels
from samspel.observations.readings import ParquetReader, SeriesReader, Wanted
from samspel.observations.series import BASES, BLANKS, Observation, Series, empty_series
from samspel.terms.arrays import Floats, find_distinct
from samspel.terms.blank import Blank
from samspel.terms.errors import ContentError
from samspel.terms.origin import WEAKNESS, Basis, Origin, weakest
from samspel.terms.place import Place

Computation = Callable[["Observations", Indicator], Series]
POPULATION = "population"


@dataclass(frozen=True)
class Mark:
    """What somebody here says of a row of a table: the word, who, on which day (ISO), and how they know."""

    said: str
    by: str
    day: str
    source: str = ""


class Observations:
    """Every series of a catalogue, each built when somebody first asks for it; a circle of derived indicators is an
    error.

    `computations` gives what `[indicator.computed]` names, `reader` reads the tidy tables: the built-in ones unless
    another is given.
    """

    def __init__(
        self, catalogue: Catalogue, computations: Mapping[str, Computation], reader: SeriesReader | None = None
    ) -> None:
        self.catalogue = catalogue
        self.figures = Figures(catalogue)
        self.measures = Measures(catalogue)
        self.reader: SeriesReader = reader or ParquetReader(catalogue.folder / "figures")
        self._computations = computations
        self._done: dict[str, Series] = {}
        self._yearly: dict[str, Series] = {}
        self._comparisons: dict[str, Comparison] = {}
        self._overlays: tuple[Overlay, ...] = ()
        self.laid: object = None
        self._marks: dict[str, Mapping[str, Mark]] = {}
        self._under_way: list[str] = []
        self._lock = RLock()

    @cached_property
    def borders(self) -> Borders:
        """The borders of the places, read by the first map. Raises ContentError as `load_borders`."""
        return load_borders(self.catalogue)

    def latest(self, indicator: str, place: Place) -> Observation:
        """The latest observation of an indicator for a place, from the first layer that has a value; a blank is the
        tables'.
        """
        local = [
            (overlay.layer, found)
            for overlay in self._overlays
            if (found := overlay.values.get((indicator, place.code))) is not None
        ]
        if local and local[0][0] < Layer.TABLES:
            return local[0][1]
        published = self.published(indicator, place)
        return local[0][1] if local and published.value is None else published

    def published(self, indicator: str, place: Place) -> Observation:
        """The latest observation of the tables, which other places are compared with."""
        return self.series(indicator).latest(place)

    def list_own(self, place: Place) -> tuple[str, ...]:
        """The indicators whose latest value for a place is not the tables', in the catalogue's order."""
        laid = {name for overlay in self._overlays for name, code in overlay.values if code == place.code}
        return tuple(name for name in self.catalogue.indicators if name in laid and self.latest(name, place).is_own)

    def lay_over(self, overlays: Iterable[Overlay], stamp: object = None) -> None:
        """Lay values over and under the tables' own, in place of any that were there before; `laid` tells their
        stamp.
        """
        self._overlays = tuple(sorted(overlays, key=lambda overlay: overlay.layer))
        self.laid = stamp

    def renew(self) -> None:
        """Forget what was built of tidy tables, since the reader tells other figures now."""
        with self._lock:
            for kept in (self._done, self._yearly, self._comparisons):
                kept.clear()

    def marks(self, table: str) -> Mapping[str, Mark]:
        """What somebody here knows better than a table, by the name in its row."""
        return self._marks.get(table, {})

    def mark(self, table: str, marks: Mapping[str, Mark]) -> None:
        """Put marks over a table in place of any that were there before; what rests on it is worked out anew."""
        with self._lock:
            if self.marks(table) == marks:
                return
            self._marks[table] = marks
            for name, series in list(self._done.items()):
                if any(origin.table == table for origin in series.origins):
                    self._done.pop(name)
                    self._comparisons.pop(name, None)

    def series(self, name: str) -> Series:
        """The series of an indicator. Raises ContentError for a table that breaks its declaration."""
        done = self._done.get(name)
        if done is None:
            with self._lock:
                return self._series(name)
        return done

    def build(self, indicator: Indicator) -> Series:
        """The series of an indicator that need not be the catalogue's own, such as one gender of it; not kept. Raises
        ContentError as `series` does.
        """
        with self._lock:
            return self._build(indicator)

    def comparison(self, name: str) -> Comparison:
        """How all places stand in an indicator; worked out once."""
        done = self._comparisons.get(name)
        if done is not None:
            return done
        with self._lock:  # so that no mark falls between reading the series and keeping what was made of it
            if name not in self._comparisons:
                direction = self.catalogue.indicators[name].direction
                self._comparisons[name] = compare_places(self.series(name), self.catalogue.places, direction)
            return self._comparisons[name]

    def yearly(self, name: str) -> Series:
        """The single years of an indicator whose figure is a mean over several; else the series itself."""
        figure = self.catalogue.indicators[name].figure
        if figure is None or figure.mean_of == 1:
            return self.series(name)
        with self._lock:
            if name not in self._yearly:
                indicator, single = (
                    self.catalogue.indicators[name],
                    msgspec.structs.replace(figure, mean_of=1, least=None),
                )
                basis = self.figures.table(figure.table).basis
                self._yearly[name] = self._read_tidy(indicator, single, basis)
            return self._yearly[name]

    def by_gender(self, name: str, gender: Gender) -> Series | None:
        """The single years of an indicator for women or men; None for one whose publisher does not tell them apart."""
        figure = self.catalogue.indicators[name].figure
        if figure is None or figure.gender != "T" or self.figures.table(figure.table).form != "tidy":
            return None
        key = f"{name} {gender}"
        with self._lock:
            if key not in self._yearly:
                single = msgspec.structs.replace(figure, mean_of=1, least=None, gender=gender)
                basis = self.figures.table(figure.table).basis
                try:
                    self._yearly[key] = self._read_tidy(self.catalogue.indicators[name], single, basis)
                except ContentError:
                    self._yearly[key] = empty_series(name, len(self.catalogue.places.everywhere), Blank.NOT_PUBLISHED)
            return self._yearly[key] if self._yearly[key].years else None

    def read_ahead(self, names: Iterable[str]) -> None:
        """Read at once what the series of many indicators need of the tidy tables; what is built already is left."""
        wanted: list[Wanted] = []
        left, seen = list(names), set(self._done)
        while left:
            name = left.pop()
            if name in seen:
                continue
            seen.add(name)
            indicator = self.catalogue.indicators[name]
            figure, derived = indicator.figure or self.figures.find_fetched(indicator), indicator.derived
            left += derived.of if derived is not None else []
            if figure is not None:
                table = self.figures.table(figure.table)
                wanted += ((table, column, figure.gender) for column in figure.named)
        self.reader.read_ahead(wanted)

    def build_all(self) -> int:
        """Build every series, as a check of all built-in tables; return how many there are."""
        return sum(self.series(name) is not None for name in self.catalogue.indicators)

    def _series(self, name: str) -> Series:
        if name in self._done:
            return self._done[name]
        if name in self._under_way:
            raise ContentError(
                self.catalogue.files[name],
                name,
                " → ".join([*self._under_way, name]),
                "indicators that do not need themselves",
            )
        self._under_way.append(name)
        try:
            self._done[name] = self._build(self.catalogue.indicators[name])
        finally:
            self._under_way.pop()
        return self._done[name]

    def _build(self, indicator: Indicator) -> Series:
        if indicator.missing is not None:
            return self._build_missing(indicator)
        if indicator.computed is not None:
            return self._compute(indicator)
        if indicator.figure is not None:
            table = self.figures.table(indicator.figure.table)
            basis = weakest(table.basis, Basis.CALCULATED) if indicator.has_formula else table.basis
            if table.form == "tidy" or self._is_fetched(indicator.figure):
                return self._read_tidy(indicator, indicator.figure, basis)
            years, values = self._read_figure(indicator.figure)
            return self._with_rollup(indicator, years, values, basis, (self.figures.origin(table.id),))
        return self._derive(indicator)

    def _is_fetched(self, figure: FigureColumn) -> bool:
        """Whether all that a figure names has been fetched, so that it stands among the tidy rows."""
        return bool(figure.named) and all(self.reader.find_renewal(figure.table, name) for name in figure.named)

    def _build_missing(self, indicator: Indicator) -> Series:
        """What is not built in may have been fetched since."""
        figure = self.figures.find_fetched(indicator)
        if figure is None or not self._is_fetched(figure):
            return empty_series(indicator.id, len(self.catalogue.places.everywhere), Blank.NOT_BUILT_IN)
        return self._read_tidy(indicator, figure, self.figures.table(figure.table).basis)

    def _read_tidy(self, indicator: Indicator, figure: FigureColumn, basis: Basis) -> Series:
        """Published values of every level; what is not published for a region or the country is made of its
        municipalities' where the indicator says how.
        """
        places, table = self.catalogue.places, self.figures.table(figure.table)
        renewals = {column: self.reader.find_renewal(table.id, column) for column in figure.named}
        if all(renewals.values()):  # a last year that was set was that of the built-in figures
            figure = msgspec.structs.replace(figure, until=None)
        years, told = read_published(self.reader, table, figure, places)
        told = blank_levels(told, places, indicator.levels)
        origins = tuple(
            origin
            for column, renewal in renewals.items()
            for origin in date_origins(self.figures.origin(table.id, column, figure.origin), renewal)
        )
        made = self._with_rollup(indicator, years, told[: len(places.municipalities)], basis, origins)
        values = blank_levels(np.where(np.isnan(told), made.values, told), places, indicator.levels)
        reasons = np.where(tell_levels(places, indicator.levels), made.blank, BLANKS.index(Blank.NOT_FOR_LEVEL))
        reasons = np.where(reasons == BLANKS.index(Blank.NOT_PUBLISHED), BLANKS.index(Blank.NOT_TOLD), reasons)
        over = read_unlimited(self.reader, table, figure, places, "most")
        under = read_unlimited(self.reader, table, figure, places, "lowest")
        for all_told, why in ((over, Blank.IMPOSSIBLE), (under, Blank.NEGATIVE)):
            if all_told is not None:
                left_out = (np.isnan(told) & ~np.isnan(all_told)).any(axis=1)
                reasons = np.where(left_out, BLANKS.index(why), reasons)
        secret = {code for renewal in renewals.values() if renewal is not None for code in renewal.secret}
        if secret:
            reasons[[places.by_code[code].index for code in sorted(secret)]] = BLANKS.index(Blank.SECRET)
        series = Series(
            indicator=indicator.id,
            years=years,
            values=values,
            basis=made.basis,
            blank=reasons.astype(np.uint8),
            origins=origins,
            unlimited=under,
        )
        if not years:
            return series
        own = ~np.isnan(told[:, series.latest_column])
        # A mean that is worked out here of several published years is no longer what was published.
        worked_out = BASES.index(weakest(basis, Basis.CALCULATED) if figure.mean_of > 1 else basis)
        return replace(series, basis=np.where(own, worked_out, made.basis).astype(np.uint8))

    def _compute(self, indicator: Indicator) -> Series:
        name = indicator.computed.by if indicator.computed else ""
        if name not in self._computations:
            raise ContentError(
                self.catalogue.files[indicator.id],
                f"{indicator.id}.computed.by",
                name,
                "one of " + ", ".join(sorted(self._computations)),
            )
        return self._computations[name](self, indicator)

    def _read_figure(self, figure: FigureColumn) -> tuple[tuple[int, ...], Floats]:
        """Municipalities by years; rows of the same place and year are added up, a blank among them makes the sum
        blank.
        """
        rows = self.figures.rows_of_places(figure.table)
        row_years = self.figures.years(figure.table)
        years = tuple(int(year) for year in find_distinct(row_years))
        columns = np.searchsorted(np.array(years), row_years)
        shape = (len(self.catalogue.places.municipalities), len(years))
        if figure.count:
            counted = np.zeros(shape)
            np.add.at(counted, (rows, columns), 1.0)
            return years, counted
        numbers = self.figures.numbers(figure.table, figure.columns or [str(figure.column)]).sum(axis=1)
        values, present = np.zeros(shape), np.zeros(shape, dtype=bool)
        np.add.at(values, (rows, columns), numbers)
        present[rows, columns] = True
        return years, np.where(present, values, np.nan) * figure.scale

    def _derive(self, indicator: Indicator) -> Series:
        rule = indicator.derived
        if rule is None:
            raise ContentError(
                self.catalogue.files[indicator.id],
                indicator.id,
                "nothing",
                "one of figure, derived, computed and missing",
            )
        parts = [self.series(part) for part in rule.of]
        years, values = derive(rule, parts)
        origins = tuple(dict.fromkeys(origin for part in parts for origin in part.origins))
        calculated = np.full_like(parts[0].basis, BASES.index(Basis.CALCULATED))
        basis = _weakest([calculated, *(part.basis for part in parts)])
        municipalities = len(self.catalogue.places.municipalities)
        if indicator.rollup != "parts":
            return self._with_rollup(indicator, years, values[:municipalities], BASES[basis[0]], origins)
        blank = _explain_blanks(rule, parts, years)
        return Series(indicator=indicator.id, years=years, values=values, basis=basis, blank=blank, origins=origins)

    def _with_rollup(
        self, indicator: Indicator, years: tuple[int, ...], values: Floats, basis: Basis, origins: tuple[Origin, ...]
    ) -> Series:
        places = self.catalogue.places
        count = len(places.municipalities)
        bases = np.full(len(places.everywhere), BASES.index(basis), dtype=np.uint8)
        blank = np.full(len(places.everywhere), BLANKS.index(Blank.NOT_PUBLISHED), dtype=np.uint8)
        if indicator.rollup == "sum":
            above = rollup.sum_members(values, places)
        elif indicator.rollup == "population_mean":
            above = rollup.mean_members(values, self._weights(years), places)
            estimated = BASES.index(weakest(basis, Basis.ESTIMATED))
            bases[count:] = np.where(rollup.are_shared(values, places), bases[count:], estimated)
        else:
            above = np.full((len(places.regions) + 1, len(years)), np.nan)
            if "municipality" in indicator.levels:
                blank[count:] = BLANKS.index(Blank.NO_ROLLUP)
        for level, rows in (("region", slice(count, -1)), ("country", slice(-1, None))):
            if level not in indicator.levels:
                blank[rows] = BLANKS.index(Blank.NO_ROLLUP)
        return Series(
            indicator=indicator.id,
            years=years,
            values=np.vstack([values, above]),
            basis=bases,
            blank=blank,
            origins=origins,
        )

    def _weights(self, years: tuple[int, ...]) -> Floats:
        """Population of the municipalities in each year, or in the nearest year that has it, shape (municipalities,
        years).
        """
        population = self.series(POPULATION)
        known = np.array(population.years)
        wanted = [int(np.abs(known - (year or known[-1])).argmin()) for year in years]
        return population.values[: len(self.catalogue.places.municipalities), wanted]


def _weakest(bases: list[npt.NDArray[np.uint8]]) -> npt.NDArray[np.uint8]:
    """The weakest basis of the parts for each place, as indices into BASES, shape (places,)."""
    order = np.array([WEAKNESS.index(basis) for basis in BASES], dtype=np.uint8)
    back = np.array([BASES.index(basis) for basis in WEAKNESS], dtype=np.uint8)
    return np.asarray(back[np.max([order[part] for part in bases], axis=0)])


def _explain_blanks(rule: Derived, parts: list[Series], years: tuple[int, ...]) -> npt.NDArray[np.uint8]:
    """Why each place would be blank in the latest year: the first part that is blank there tells, else a division by
    zero. Without a year that the parts have in common, each part is judged in its own latest one.
    """
    otherwise = Blank.DIVISION_BY_ZERO if years else Blank.NOT_PUBLISHED
    reasons = np.full(parts[0].values.shape[0], BLANKS.index(otherwise), dtype=np.uint8)
    for name, part in reversed(list(zip(rule.of, parts, strict=True))):
        if name in rule.optional:
            continue
        needed = years_needed(rule, years[-1]) if years else part.years[part.latest_column :][:1]
        empty = np.isnan(np.stack([part.in_year(year) for year in needed])).any(axis=0) if needed else True
        reasons = np.where(empty, part.blank, reasons)
    return reasons.astype(np.uint8)
