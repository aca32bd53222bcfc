"""The whole data set told to programs: Data Package 2.0, with every file, its columns, how they belong together, whose
the figures are and on what terms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Source
from samspel.catalogue.texts import LANGUAGES
from samspel.rendering.table_schema import Fields
from samspel.reports.licences import list_all_licences, render_licence, render_licences
from samspel.reports.records import Plain

PROFILE = "https://datapackage.org/profiles/2.0/"
OURS = "own"
"""The licence of the program's own words."""
TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A file of the data set: what its columns hold, which of them name a row, and which name a row of another file,
    by that file's name and column. `told` is the key of what it is in words.
    """

    name: str
    told: str
    kind: str
    fields: Fields
    key: tuple[str, ...] = ()
    others: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    is_ours: bool = False
    """Whether its words are the program's own, and not figures of others."""

    @property
    def path(self) -> str:
        """The file in the archive."""
        return f"{self.name}.{self.kind}"


def render_package(catalogue: Catalogue, resources: Sequence[Resource], version: str) -> Plain:
    """The description, in both languages at once since there is one of it."""
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": "samspel",
        "title": _say(catalogue, "provenance.package_title"),
        "description": _say(catalogue, "provenance.package_terms"),
        "version": version,
        "sources": _list_sources(catalogue),
        "resources": [_render_resource(catalogue, resource) for resource in resources],
    }


def _render_resource(catalogue: Catalogue, resource: Resource) -> Plain:
    ours = [render_licence(catalogue.licences[OURS])]
    schema: Plain = {"fields": resource.fields}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    if resource.others:
        schema["foreignKeys"] = [
            {"fields": [own], "reference": {"resource": other, "fields": [column]}}
            for own, (other, column) in resource.others.items()
        ]
    return {
        "$schema": f"{PROFILE}dataresource.json",
        "name": resource.name,
        "path": resource.path,
        "type": "table",
        "format": resource.kind,
        "mediatype": TYPES[resource.kind],
        "encoding": "utf-8",
        "description": _say(catalogue, resource.told),
        "schema": schema,
        "licenses": ours if resource.is_ours else list_all_licences(catalogue, _list_used(catalogue)),
    }


def _list_sources(catalogue: Catalogue) -> list[Plain]:
    """The publishers whose tables are in use, each with where the public finds it and on what terms."""
    return [
        {"title": f"{one.publisher}: {' / '.join(_tell(one.sv.name, one.en.name))}"}
        | ({"path": one.address} if one.address else {})
        | render_licences(catalogue, one)
        for one in _list_used(catalogue)
    ]


def _list_used(catalogue: Catalogue) -> list[Source]:
    used = {table.source for table in catalogue.tables.values()}
    return [one for one in catalogue.sources.values() if one.id in used]


def _say(catalogue: Catalogue, key: str) -> str:
    return " / ".join(_tell(*(catalogue.texts[lang](key) for lang in LANGUAGES)))


def _tell(*said: str) -> Iterable[str]:
    """What is the same in both languages once."""
    return dict.fromkeys(said)
