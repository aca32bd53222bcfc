"""Every answer of the program as a plain table, for CSV, XLSX and Parquet."""

from collections.abc import Iterable

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import choose
from samspel.observations.picture import PlacePicture, Row, SideBySide
from samspel.observations.series import Observation
from samspel.rendering.data import Cell, PlainTable
from samspel.reports.figures import tell_basis, tell_blank, tell_period, tell_publishers
from samspel.terms.place import Place

FIGURE_COLUMNS = (
    "place_code",
    "place",
    "section",
    "indicator",
    "name",
    "unit",
    "period",
    "value",
    "similar_median",
    "region",
    "country",
    "basis",
    "publisher",
    "blank",
)


def table_picture(catalogue: Catalogue, lang: Lang, picture: PlacePicture) -> PlainTable:
    """One row an indicator of a place."""
    rows = [
        _figure_row(catalogue, lang, picture.place, section.record.id, row)
        for section in picture.sections
        for row in section.rows
    ]
    return PlainTable(f"place-{picture.place.code}", FIGURE_COLUMNS, tuple(rows))


def table_comparison(catalogue: Catalogue, lang: Lang, comparison: SideBySide) -> PlainTable:
    """One row an indicator and place."""
    rows = [
        _observation_row(catalogue, lang, observation, section, row)
        for section, entries in comparison.sections
        for row, observations in entries
        for observation in observations
    ]
    columns = (
        "place_code",
        "place",
        "section",
        "indicator",
        "name",
        "unit",
        "period",
        "value",
        "basis",
        "publisher",
        "blank",
    )
    return PlainTable("comparison", columns, tuple(rows))


def table_course(catalogue: Catalogue, lang: Lang, indicator: str, course: Iterable[Observation]) -> PlainTable:
    """An indicator of a place over time."""
    record, texts = catalogue.indicators[indicator], catalogue.texts[lang]
    rows = [
        (
            o.place.code,
            o.place.name,
            indicator,
            choose(record, lang).name,
            record.unit,
            tell_period(catalogue, texts, o),
            o.value,
            tell_basis(texts, o),
            tell_publishers(catalogue, o.origins),
        )
        for o in course
    ]
    columns = ("place_code", "place", "indicator", "name", "unit", "period", "value", "basis", "publisher")
    return PlainTable(indicator, columns, tuple(rows))


def table_demands(catalogue: Catalogue, lang: Lang) -> PlainTable:
    """The handbook, one row a demand."""
    columns = (
        "number",
        "id",
        "title",
        "area",
        "responsible",
        "obligation",
        "duty",
        "asks",
        "law",
        "measured",
        "indicators",
        "questions",
        "levers",
    )
    rows = [
        (
            d.number,
            d.id,
            choose(d, lang).title,
            d.area,
            d.responsible,
            d.obligation,
            d.duty,
            choose(d, lang).asks,
            choose(d, lang).law,
            choose(d, lang).measured,
            " ".join(m.indicator for m in d.measures),
            len(d.questions),
            " ".join(d.levers),
        )
        for d in catalogue.demands.values()
    ]
    return PlainTable("demands", columns, tuple(rows))


def table_duties(catalogue: Catalogue, lang: Lang) -> PlainTable:
    """The duties, one row each."""
    columns = ("id", "body", "obligation", "name", "task", "law", "industry", "demands")
    rows = [
        (
            d.id,
            d.body,
            d.obligation,
            choose(d, lang).name,
            choose(d, lang).task,
            choose(d, lang).law,
            choose(d, lang).industry,
            " ".join(demand.id for demand in catalogue.demands.values() if demand.duty == d.id),
        )
        for d in catalogue.duties.values()
    ]
    return PlainTable("duties", columns, tuple(rows))


def table_goals(catalogue: Catalogue, lang: Lang) -> PlainTable:
    """The national goals, one row each."""
    columns = ("id", "name", "goal", "place", "state", "indicators", "demands")
    rows = [
        (
            g.id,
            choose(g, lang).name,
            choose(g, lang).goal,
            choose(g, lang).place,
            choose(g, lang).state,
            " ".join(g.indicators),
            " ".join(g.demands),
        )
        for g in catalogue.goals.values()
    ]
    return PlainTable("goals", columns, tuple(rows))


def table_sources(catalogue: Catalogue, lang: Lang) -> PlainTable:
    """The built-in tables with publisher, period, basis and day read."""
    columns = ("table", "name", "publisher", "number", "period", "basis", "read", "address", "note")
    rows = []
    for table in catalogue.tables.values():
        source = catalogue.sources[table.source]
        rows.append(
            (
                table.id,
                choose(table, lang),
                source.publisher,
                table.number,
                tell_table_period(catalogue, lang, table.id),
                table.basis.value,
                table.read,
                source.address,
                choose(source, lang).note,
            )
        )
    return PlainTable("sources", columns, tuple(rows))


def tell_table_period(catalogue: Catalogue, lang: Lang, table: str) -> str:
    """The period of a table: its year, the column that holds it, or what the source says instead."""
    declared = catalogue.tables[table]
    if declared.year is not None:
        return str(declared.year)
    if declared.not_stated is not None:
        return str(choose(declared.not_stated, lang))
    return catalogue.texts[lang]("sources.yearly")


def _figure_row(catalogue: Catalogue, lang: Lang, place: Place, section: str, row: Row) -> tuple[Cell, ...]:
    texts, here = catalogue.texts[lang], row.here
    return (
        place.code,
        place.name,
        section,
        row.indicator.id,
        choose(row.indicator, lang).name,
        row.indicator.unit,
        tell_period(catalogue, texts, here),
        here.value,
        row.similar,
        row.region.value,
        row.country.value,
        tell_basis(texts, here),
        tell_publishers(catalogue, here.origins),
        None if here.blank is None else tell_blank(texts, row.indicator, here.blank),
    )


def _observation_row(
    catalogue: Catalogue, lang: Lang, observation: Observation, section: str, row: Row
) -> tuple[Cell, ...]:
    texts, indicator = catalogue.texts[lang], row.indicator
    return (
        observation.place.code,
        observation.place.name,
        section,
        indicator.id,
        choose(indicator, lang).name,
        indicator.unit,
        tell_period(catalogue, texts, observation),
        observation.value,
        tell_basis(texts, observation),
        tell_publishers(catalogue, observation.origins),
        None if observation.blank is None else tell_blank(texts, indicator, observation.blank),
    )
