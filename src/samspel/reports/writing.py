"""What every composer needs: the desk's parts in one hand, figures as cells, and sources as a numbered list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.observations.building import Observations
from samspel.observations.picture import Row
from samspel.observations.series import Observation
from samspel.rendering.blocks import Bullets, Paragraph
from samspel.rendering.table import Table
from samspel.reports.figure_tables import tabulate_figures
from samspel.reports.figures import describe_looked_up, label_read
from samspel.terms.origin import Origin
from samspel.terms.place import Place


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

    def cite_values(self, *observations: Observation) -> None:
        """Remember the sources of the values that there are."""
        for observation in observations:
            if observation.value is not None:
                self.cite(observation.origins)

    def list_sources(self) -> Bullets:
        """The sources cited, each once with its tables, day read, address and how far to trust it."""
        return Bullets(
            tuple(self._describe_source(source, tables, notes=True) for source, tables in self._by_source().items())
        )

    def name_sources(self) -> Paragraph:
        """The sources cited in one small paragraph, without what is said of how far to trust them."""
        told = (self._describe_source(source, tables, notes=False) for source, tables in self._by_source().items())
        return Paragraph(" ".join(told), style="note")

    def tabulate_rows(self, caption: str, place: Place, rows: Iterable[Row]) -> Table:
        """Indicators of a place beside similar places, the region and the country, whose sources are cited."""
        kept = [("", row) for row in rows]
        for _, row in kept:
            self.cite_values(row.here, row.region, row.country)
        return tabulate_figures(self.catalogue, self.texts, place, kept, name="figures", caption=caption)

    def _by_source(self) -> dict[str, list[Origin]]:
        tables: dict[str, list[Origin]] = {}
        for origin in self.origins:
            tables.setdefault(origin.source, []).append(origin)
        return tables

    def _describe_source(self, source: str, origins: list[Origin], *, notes: bool) -> str:
        record = self.catalogue.sources[source]
        told = self.texts.of(record)
        answers = dict.fromkeys(describe_looked_up(self.texts, origin) for origin in origins if origin.by)
        if answers:
            return self.texts("origin.cited_answers", name=told.name, answers=" ".join(answers))
        days = dict.fromkeys(label_read(self.texts, origin.read, origin.copied) for origin in origins)
        files = dict.fromkeys(origin.file for origin in origins if origin.file)
        if files:
            publishers = dict.fromkeys(origin.publisher or record.publisher for origin in origins)
            said = self.texts(
                "origin.cited_file",
                publisher=", ".join(map(self.texts.said, publishers)),
                name=told.name,
                file="; ".join(files),
                day=", ".join(days),
            )
            return f"{said}. {told.note}" if notes else f"{said}."
        tables = dict.fromkeys(self.texts.of(self.catalogue.tables[origin.table]) for origin in origins)
        names = "; ".join(name for name in tables if not told.name.startswith(name))
        whole = "" if names else "_whole"
        facts = {"publisher": record.publisher, "name": told.name, "day": ", ".join(days)}
        said = self.texts(f"origin.cited{whole}", **facts, **({"tables": names} if names else {}))
        where = f"{said}, {record.address}." if record.address else f"{said}."
        return f"{where} {told.note}" if notes else where
