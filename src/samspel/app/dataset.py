"""The whole data set as one file: values, codebook in both languages, places, and how it may be used."""

from datetime import date

from samspel import __version__
from samspel.app.computed import COMPUTATIONS
from samspel.app.desk import Desk
from samspel.catalogue.texts import LANGUAGES
from samspel.observations.building import Observations
from samspel.observations.dataset import list_values
from samspel.rendering.archive import pack_files
from samspel.rendering.data import render_columns, render_table
from samspel.rendering.table import Data, data
from samspel.reports.codebook import Entry, tabulate_codebook
from samspel.reports.sources import tabulate_changes

FIRST_DAY = date(1980, 1, 1)
"""The time of every file in the archive, so that the same figures make the same bytes."""


def pack_dataset(desk: Desk) -> bytes:
    """The archive as bytes. Raises ContentError for a broken table."""
    catalogue = desk.catalogue
    # The desk's own figures are marked by what somebody here knows better, which is not published.
    observations = Observations(catalogue, COMPUTATIONS, desk.base.reader)
    values = list_values(observations)
    files = {
        "figures.parquet": render_columns(
            {
                "measure": values.measures,
                "place": values.places,
                "year": values.years,
                "value": values.values,
                "basis": values.bases,
            }
        ),
        "places.csv": render_table(_list_places(desk), "csv"),
    }
    entries: list[Entry] = [
        (one, [origin for origin in observations.series(one.id).origins if origin.table])
        for one in catalogue.indicators.values()
        if one.missing is None
    ]
    for lang in LANGUAGES:
        texts = catalogue.texts[lang]
        files[f"codebook-{lang}.csv"] = render_table(data(tabulate_codebook(catalogue, texts, entries)), "csv")
        files[f"changes-{lang}.csv"] = render_table(data(tabulate_changes(catalogue, texts)), "csv")
        facts = {"version": __version__, "rows": texts.number(values.years.size), "measures": len(entries)}
        files[texts("provenance.readme_file")] = texts("provenance.readme", **facts).encode()
    return pack_files(files.items(), FIRST_DAY)


def _list_places(desk: Desk) -> Data:
    places = desk.catalogue.places
    rows = tuple((one.code, one.name, one.kind.value, places.region_of(one).code) for one in places.everywhere)
    return Data("places", ("place", "name", "kind", "region"), rows)
