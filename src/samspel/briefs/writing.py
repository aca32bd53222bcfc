"""What every composer needs: the desk's parts in one hand, figures as cells, and sources as a numbered list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from samspel.briefs.document import Bullets, Grid
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.observations.building import Observations
from samspel.observations.picture import Row
from samspel.observations.telling import tell_basis, tell_blank, tell_origin, tell_period, tell_publishers, tell_value
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

    def sources(self) -> Bullets:
        """The sources cited, each with publisher, table, number, day read and how far to trust it."""
        return Bullets(tuple(self._tell_source(origin) for origin in self.origins))

    def figure_grid(self, caption: str, place: Place, rows: Iterable[Row]) -> Grid:
        """Indicators of a place beside similar places, the region and the country; the note tells why cells are blank."""
        kept = tuple(rows)
        for row in kept:
            self.cite(row.here.origins)
        region = self.catalogue.places.region_of(place)
        has_region = place.kind is PlaceKind.MUNICIPALITY
        head = ["words.indicator", None, "words.similar", "words.year", "words.basis"]
        header = [place.name if key is None else self.texts(key) for key in head]
        header[3:3] = [region.area, self.texts("words.country")] if has_region else [self.texts("words.country")]
        return Grid(
            caption,
            tuple(header),
            tuple(self._cells(row, has_region=has_region) for row in kept),
            (False, *(True for _ in header[1:-2]), True, False),
            self._blank_note(kept),
        )

    def _cells(self, row: Row, *, has_region: bool) -> tuple[str, ...]:
        indicator, texts = row.indicator, self.texts
        middle = [row.region.value, row.country.value] if has_region else [row.country.value]
        values = [row.here.value, row.similar, *middle]
        return (
            getattr(indicator, texts.lang).name,
            *(texts("motion.blank_cell") if value is None else tell_value(texts, indicator, value) for value in values),
            tell_period(self.catalogue, texts, row.here) if row.here.origins else texts("words.dash"),
            self._basis(row),
        )

    def _basis(self, row: Row) -> str:
        if row.here.value is None:
            return self.texts("words.dash")
        return f"{tell_basis(self.texts, row.here)}, {tell_publishers(self.catalogue, row.here.origins)}"

    def _blank_note(self, rows: Iterable[Row]) -> str:
        reasons = [
            f"{getattr(row.indicator, self.texts.lang).name}: {tell_blank(self.texts, row.indicator, row.here.blank)}"
            for row in rows
            if row.here.blank is not None
        ]
        return f"{self.texts('motion.note_blanks')} {' '.join(reasons)}" if reasons else ""

    def _tell_source(self, origin: Origin) -> str:
        note = getattr(self.catalogue.sources[origin.source], self.texts.lang).note
        address = self.catalogue.sources[origin.source].address
        return " ".join(part for part in (tell_origin(self.catalogue, self.texts, origin), address, note) if part)
