"""All measures that there are figures for: the catalogue's indicators, and what else the publishers' registers hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import FigureColumn, Gender, Indicator, IndicatorText
from samspel.observations.register import Registered, load_register
from samspel.terms.place import PlaceKind

AS_TITLED = "as_titled"
"""The unit of a measure that nobody here has described: its publisher's title says it."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A measure that can be asked for. `is_described` where the catalogue has an indicator with a text of its own;
    else `indicator` holds what the register says: the publisher's title. `registered` is None for an indicator that is
    no single column of a register.
    """

    indicator: Indicator
    is_described: bool
    registered: Registered | None

    @property
    def id(self) -> str:
        """The indicator's id, or the publisher's where nobody here has described the measure."""
        return self.indicator.id

    @property
    def is_by_gender(self) -> bool:
        """Whether it is told for women and men apart."""
        return self.registered is not None and self.registered.by_gender

    def of_gender(self, gender: Gender) -> Indicator:
        """The indicator of women, men or all."""
        figure = self.indicator.figure
        if figure is None or gender == figure.gender:
            return self.indicator
        return msgspec.structs.replace(self.indicator, figure=msgspec.structs.replace(figure, gender=gender))


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure with its first and last year; 0 where no year is stated, or where there are no figures."""

    measured: Measured
    first: int
    last: int


class Measures:
    """The measures of a catalogue, those with a text of their own first; each register is read once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def everything(self) -> Mapping[str, Measured]:
        """Every measure by id. Raises ContentError for a register that cannot be read."""
        described = {indicator.id: self._describe(indicator) for indicator in self._catalogue.indicators.values()}
        shown = {one.registered.measure for one in described.values() if one.registered is not None}
        others = {
            name: Measured(indicator=_name(table, registered), is_described=False, registered=registered)
            for table, register in self._registers.items()
            for name, registered in register.items()
            if name not in shown
        }
        return {**others, **described} if described.keys() & others.keys() else {**described, **others}

    @cached_property
    def by_publisher(self) -> Mapping[str, Measured]:
        """The measures of the registers by the publisher's id."""
        found = (one for one in self.everything.values() if one.registered is not None)
        return {one.registered.measure: one for one in found if one.registered is not None}

    @cached_property
    def _registers(self) -> Mapping[str, Mapping[str, Registered]]:
        tables = (table for table in self._catalogue.tables.values() if table.register is not None)
        return {table.id: load_register(self._catalogue, table) for table in tables}

    def _describe(self, indicator: Indicator) -> Measured:
        figure, registered = indicator.figure, None
        if figure is not None and not indicator.has_formula and figure.gender == "T" and figure.scale == 1.0:
            registered = self._registers.get(figure.table, {}).get(figure.column or "")
        return Measured(indicator=indicator, is_described=True, registered=registered)


def _name(table: str, registered: Registered) -> Indicator:
    """The publisher's title stands for both languages, since it is the measure's name and not a sentence of ours."""
    text = IndicatorText(name=registered.title, definition="")
    return Indicator(
        id=registered.measure,
        theme="",
        unit=AS_TITLED,
        direction="none",
        levels=[kind.value for kind in PlaceKind],
        rollup="none",
        sv=text,
        en=text,
        figure=FigureColumn(table=table, column=registered.measure),
    )
