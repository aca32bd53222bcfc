"""What every composer needs: the desk's parts in one hand, figures as cells, and sources as a numbered list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.observations.building import Observations
from samspel.observations.picture import Row
from samspel.rendering.blocks import Bullets, Paragraph
from samspel.rendering.table import Table, table_of_words
from samspel.reports.figures import describe_looked_up, tell_blank, tell_credit, tell_name, tell_number, tell_period
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind


@dataclass
class Writer:
    """One document under way: language, day, and the sources used so far."""

    observations: Observations
    texts: Texts
    day: date
    origins: dict[Origin, None] = field(default_factory=dict)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue."""
        return self.observations.catalogue

    def cite(self, origins: Iterable[Origin]) -> None:
        """Remember sources for the list at the end."""
        self.origins.update(dict.fromkeys(origins))

    def list_sources(self) -> Bullets:
        """The sources cited, each once with its tables, day read, address and how far to trust it."""
        return Bullets(
            tuple(self._tell_source(source, tables, notes=True) for source, tables in self._by_source().items())
        )

    def name_sources(self) -> Paragraph:
        """The sources cited in one small paragraph, without what is said of how far to trust them."""
        told = (self._tell_source(source, tables, notes=False) for source, tables in self._by_source().items())
        return Paragraph(" ".join(told), style="note")

    def figure_grid(self, caption: str, place: Place, rows: Iterable[Row]) -> Table:
        """Indicators of a place beside similar places, the region and the country; the note tells why cells are
        blank.
        """
        kept = tuple(rows)
        for row in kept:
            self.cite(row.here.origins)
        region = self.catalogue.places.region_of(place)
        has_region = place.kind is PlaceKind.MUNICIPALITY
        head = ["words.indicator", None, "words.similar", "words.year", "words.basis"]
        header = [place.name if key is None else self.texts(key) for key in head]
        header[3:3] = [region.name, self.texts("words.country")] if has_region else [self.texts("words.country")]
        return table_of_words(
            caption,
            tuple(header),
            tuple(self._cells(row, has_region=has_region) for row in kept),
            (False, *(True for _ in header[1:-1]), False),
            " ".join(part for part in (self._blank_note(kept), self._period_note(kept)) if part),
        )

    def _cells(self, row: Row, *, has_region: bool) -> tuple[str, ...]:
        indicator, texts = row.indicator, self.texts
        middle = [row.region.value, row.country.value] if has_region else [row.country.value]
        values = [row.here.value, row.similar, *middle]
        return (
            tell_name(texts, indicator),
            *(
                texts("motion.blank_cell") if value is None else tell_number(texts, indicator, value)
                for value in values
            ),
            self._year(row),
            tell_credit(self.catalogue, self.texts, row.here),
        )

    def _year(self, row: Row) -> str:
        if row.here.period.is_stated:
            return str(row.here.period.year)
        return self.texts("words.not_stated") if row.here.origins else self.texts("words.dash")

    def _period_note(self, rows: Iterable[Row]) -> str:
        """What the sources say of the periods that the table cannot name."""
        said = {
            tell_period(self.catalogue, self.texts, row.here)
            for row in rows
            if row.here.origins and not row.here.period.is_stated and not row.here.is_own
        }
        return self.texts("motion.note_periods", periods=", ".join(sorted(said))) if said else ""

    def _blank_note(self, rows: Iterable[Row]) -> str:
        reasons = [
            f"{self.texts.of(row.indicator).name}: {tell_blank(self.texts, row.indicator, row.here.blank)}"
            for row in rows
            if row.here.blank is not None
        ]
        return f"{self.texts('motion.note_blanks')} {' '.join(reasons)}" if reasons else ""

    def _by_source(self) -> dict[str, list[Origin]]:
        tables: dict[str, list[Origin]] = {}
        for origin in self.origins:
            tables.setdefault(origin.source, []).append(origin)
        return tables

    def _tell_source(self, source: str, origins: list[Origin], *, notes: bool) -> str:
        record = self.catalogue.sources[source]
        told = self.texts.of(record)
        answers = dict.fromkeys(describe_looked_up(self.texts, origin) for origin in origins if origin.by)
        if answers:
            return self.texts("origin.cited_answers", name=told.name, answers=" ".join(answers))
        days = dict.fromkeys(origin.read for origin in origins)
        files = dict.fromkeys(origin.file for origin in origins if origin.file)
        if files:
            publishers = dict.fromkeys(origin.publisher or record.publisher for origin in origins)
            said = self.texts(
                "origin.cited_file",
                publisher=", ".join(publishers),
                name=told.name,
                file="; ".join(files),
                day=", ".join(days),
            )
            return f"{said}. {told.note}" if notes else f"{said}."
        tables = dict.fromkeys(self.texts.of(self.catalogue.tables[origin.table]) for origin in origins)
        names = "; ".join(name for name in tables if name != told.name)
        whole = "" if names else "_whole"
        facts = {"publisher": record.publisher, "name": told.name, "day": ", ".join(days)}
        said = self.texts(f"origin.cited{whole}", **facts, **({"tables": names} if names else {}))
        where = f"{said}, {record.address}." if record.address else f"{said}."
        return f"{where} {told.note}" if notes else where
