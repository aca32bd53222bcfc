"""The whole data set as one file: values, verdicts, codebook in both languages, places, demands, sources, and a
description of it all for programs (Data Package).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from samspel import __version__
from samspel.app.computed import COMPUTATIONS
from samspel.app.desk import Desk
from samspel.catalogue.texts import LANGUAGES
from samspel.needs.answers import Answers
from samspel.needs.measuring import NeedsAssessor
from samspel.observations.building import Observations
from samspel.observations.dataset import Values, list_values
from samspel.rendering.archive import pack_files
from samspel.rendering.data import render_columns, render_table
from samspel.rendering.table import Data, data
from samspel.rendering.table_schema import Fields, describe_fields
from samspel.reports.citation import CITATION_FILE, write_dataset_cff
from samspel.reports.codebook import Entry, tabulate_codebook
from samspel.reports.data_package import Resource, render_package
from samspel.reports.handbook import tabulate_demands
from samspel.reports.need_table import tabulate_verdicts
from samspel.reports.sources import tabulate_changes, tabulate_sources

FIRST_DAY = date(1980, 1, 1)
"""The time of every file in the archive, so that the same figures make the same bytes."""
DESCRIPTION = "datapackage.json"
FIGURE_TYPES = {"measure": "string", "place": "string", "year": "integer", "value": "number", "basis": "string"}
KEYS = ("measure", "place", "year")
BOOK = "codebook-sv"
"""The codebook that rows point to; the other has the same measures."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the archive: what is told of it, and its bytes."""

    resource: Resource
    content: bytes


def pack_dataset(desk: Desk) -> bytes:
    """The archive as bytes. Raises ContentError for a broken table."""
    # The desk's own figures, answers and demands are marked by what somebody here knows better, which is not published.
    observations = Observations(desk.base.catalogue, COMPUTATIONS, desk.base.reader)
    catalogue, values = observations.catalogue, list_values(observations)
    packed = [_pack_figures(values), *_pack_tables(observations)]
    files = {one.resource.path: one.content for one in packed}
    measures = len(set(values.measures))
    for lang in LANGUAGES:
        texts = catalogue.texts[lang]
        facts = {"version": __version__, "rows": texts.number(values.years.size), "measures": measures}
        files[texts("provenance.readme_file")] = texts("provenance.readme", **facts).encode()
    files[CITATION_FILE] = write_dataset_cff(catalogue, catalogue.texts["en"]).encode()
    described = render_package(catalogue, [one.resource for one in packed], __version__)
    files[DESCRIPTION] = msgspec.json.format(msgspec.json.encode(described))
    return pack_files(files.items(), FIRST_DAY)


def _pack_figures(values: Values) -> Packed:
    columns = (values.measures, values.places, values.years, values.values, values.bases)
    fields: Fields = [{"name": name, "type": kind} for name, kind in FIGURE_TYPES.items()]
    resource = Resource(
        name="figures",
        told="provenance.file_figures",
        kind="parquet",
        fields=fields,
        key=KEYS,
        others={"measure": (BOOK, "measure"), "place": ("places", "place")},
    )
    return Packed(resource, render_columns(dict(zip(FIGURE_TYPES, columns, strict=True))))


def _pack_tables(observations: Observations) -> Iterator[Packed]:
    """What is said of the figures, in both languages, and the verdicts that they lead to when nobody has answered."""
    catalogue = observations.catalogue
    entries: list[Entry] = [
        (one, [origin for origin in observations.series(one.id).origins if origin.table])
        for one in catalogue.indicators.values()
        if one.missing is None
    ]
    yield _pack("places", "places", _list_places(observations), key=("place",))
    yield _pack("verdicts", "verdicts", _list_verdicts(observations), key=("place", "demand"), has_demands=True)
    for lang in LANGUAGES:
        texts = catalogue.texts[lang]
        book = data(tabulate_codebook(catalogue, texts, entries))
        yield _pack(f"codebook-{lang}", "codebook", book, key=("measure",), is_ours=True)
        yield _pack(f"demands-{lang}", "demands", data(tabulate_demands(catalogue, texts)), key=("id",), is_ours=True)
        yield _pack(
            f"sources-{lang}", "sources", data(tabulate_sources(catalogue, texts)), key=("table",), is_ours=True
        )
        yield _pack(f"changes-{lang}", "changes", data(tabulate_changes(catalogue, texts)), is_ours=True)


def _pack(
    name: str, told: str, table: Data, *, key: Iterable[str] = (), has_demands: bool = False, is_ours: bool = False
) -> Packed:
    """A table as CSV."""
    others = {"place": ("places", "place"), "demand": ("demands-sv", "id"), "measure": (BOOK, "measure")}
    resource = Resource(
        name=name,
        told=f"provenance.file_{told}",
        kind="csv",
        fields=describe_fields(table),
        key=tuple(key),
        others=others if has_demands else {},
        is_ours=is_ours,
    )
    return Packed(resource, render_table(table, "csv"))


def _list_places(observations: Observations) -> Data:
    places = observations.catalogue.places
    rows = tuple((one.code, one.name, one.kind.value, places.region_of(one).code) for one in places.everywhere)
    return Data("places", ("place", "name", "kind", "region"), rows)


def _list_verdicts(observations: Observations) -> Data:
    assessor, places = NeedsAssessor(observations, Answers()), observations.catalogue.places
    wanted = (*places.municipalities, *places.regions)
    return data(tabulate_verdicts(need for place in wanted for need in assessor.measure_place(place)))
