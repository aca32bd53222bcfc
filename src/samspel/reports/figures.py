"""Figures in words: value with unit, period, basis, source, and the reason for a blank."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.drawing.curves import find_missing
from samspel.observations.added import SOURCE as ADDED
from samspel.observations.picture import Site
from samspel.observations.series import Observation
from samspel.rendering.table import Cell, Column, Field
from samspel.terms.blank import Blank
from samspel.terms.origin import Origin
from samspel.terms.place import SaidName

Row = TypeVar("Row")
SHORTEST_SOUGHT = 4
"""Letters of a unit from which it is looked for in a name."""
MOST_MISSING = 4
"""So many missing years are named one by one."""


def format_value(texts: Texts, indicator: Indicator, value: float | None) -> str:
    """The value with its unit, or a dash."""
    return texts("words.dash") if value is None else texts.quantity(value, indicator.unit)


def format_number(texts: Texts, indicator: Indicator, value: float | None) -> str:
    """The value without its unit, for a table whose row names the unit; per cent keeps its sign."""
    unit = texts.units[indicator.unit]
    if value is None:
        return texts("words.dash")
    if unit.is_share or unit.codes:
        return texts.quantity(value, indicator.unit)
    return texts.number(value, unit.decimals)


def label_indicator(texts: Texts, indicator: Indicator) -> str:
    """The indicator's name, with its unit where that is not per cent, a plain number or said by the name itself."""
    unit = texts.of(texts.units[indicator.unit])
    name: str = texts.of(indicator).name
    said = any(_says(name, word) for word in (unit.name, unit.suffix))
    return name if unit.suffix in ("", "%") or said else f"{name}, {unit.suffix}"


def _says(name: str, unit: str) -> bool:
    """Whether a name holds its unit already, as days with sickness benefit do. Short units are not sought, since other
    words begin as they do.
    """
    sought = " ".join(unit.rstrip(".").split())
    return len(sought) >= SHORTEST_SOUGHT and bool(
        re.search(rf"\b{re.escape(sought)}", " ".join(name.split()), re.IGNORECASE)
    )


VIA = " via "
"""Between who made a figure and who gathered it, in both languages."""
AT_LINK = "measure_at"
"""A link to a measure as it is at a place: the key has both."""


def describe_definition(texts: Texts, indicator: Indicator) -> str:
    """What the indicator is, what it does not show, and whether its publisher has replaced it since."""
    return " ".join(part for part in (texts.of(indicator).definition, describe_limits(texts, indicator)) if part)


def describe_limits(texts: Texts, indicator: Indicator) -> str:
    """What the indicator does not show, and whether its publisher has replaced it since; nothing of most."""
    said = texts.of(indicator)
    return " ".join(part for part in (said.limits, said.replaced) if part)


def format_period(catalogue: Catalogue, texts: Texts, observation: Observation) -> str:
    """The year, the years of a mean, or what the source says instead of a year."""
    year, since = observation.period.year, observation.since
    if since is not None and since < year:
        return f"{since}–{year}"
    tables = [catalogue.tables[origin.table] for origin in observation.origins if origin.table]
    for table in tables:
        stated = table.stated if observation.period.is_stated else table.not_stated
        if stated is not None:
            return texts.of(stated)
    if not observation.period.is_stated:
        return texts("words.year_not_stated" if observation.looked_up else "words.dash")
    return format_years(catalogue.indicators[observation.indicator], year) if since is None else str(year)


def format_years(indicator: Indicator, year: int) -> str:
    """The year of a value as the indicator has it, or the years where that is a mean over several."""
    years = 1 if indicator.figure is None else indicator.figure.mean_of
    return str(year) if years == 1 else f"{year - years + 1}–{year}"


def basis_column(key: str = "basis", head: str = "") -> Column:
    """The column of a basis: the code and its words in files, the words alone where it has a head and is read."""
    return Column(key=key, head=head, shown="everywhere" if head else "data", is_coded=True)


def make_basis(texts: Texts, basis: str | None) -> Cell:
    """The cell of a basis by its code; blank without one."""
    return Cell(value=basis, words="" if basis is None else texts(f"basis.{basis}"))


def basis_field(texts: Texts, find: Callable[[Row], str]) -> Field[Row]:
    """The basis of a row in files, by its code."""
    return Field(basis_column(), lambda row: make_basis(texts, find(row)))


def make_basis_of(texts: Texts, observation: Observation) -> Cell:
    """The basis of a value; blank for a blank."""
    return make_basis(texts, None if observation.value is None else observation.basis.value)


def label_source_ids(catalogue: Catalogue, origins: Iterable[Origin]) -> str | None:
    """What the publishers call the figures: the number of each measure or table; None where they have none."""
    known = (one.measure or (catalogue.tables[one.table].number if one.table else "") for one in origins)
    return ", ".join(dict.fromkeys(filter(None, known))) or None


def list_copied(origins: Iterable[Origin]) -> str | None:
    """The years of the publishers' figures that copies of an older state show; None where no table is read from one."""
    return ", ".join(sorted({str(one.copied) for one in origins if one.copied})) or None


def label_read(texts: Texts, read: str, copied: int | None) -> str:
    """The day (ISO) on which a table was read, and of which year the copy is, where it was read from one."""
    return texts("origin.copied", day=read, year=copied) if copied else read


def list_days_read(origins: Iterable[Origin]) -> str | None:
    """The days (ISO) on which the tables behind a value were read."""
    return ", ".join(sorted({one.read for one in origins if one.read})) or None


def label_basis(texts: Texts, observation: Observation) -> str:
    """Measured, estimated, assumed or answered."""
    return texts(f"basis.{observation.basis.value}")


def describe_origin(catalogue: Catalogue, texts: Texts, origin: Origin) -> str:
    """Publisher, table or file, and day read; of a value that somebody looked up who, when and where."""
    if origin.by:
        return describe_looked_up(texts, origin)
    if origin.file:
        publisher = origin.publisher or catalogue.sources[origin.source].publisher
        return texts("origin.file", publisher=publisher, file=origin.file, day=origin.read)
    table, source = catalogue.tables[origin.table], catalogue.sources[origin.source]
    if origin.measure:
        return texts(
            "origin.measure",
            publisher=source.publisher,
            maker=origin.publisher,
            measure=origin.measure,
            day=label_read(texts, origin.read, origin.copied),
        )
    day, name = label_read(texts, origin.read, origin.copied), label_table(catalogue, texts, origin)
    return texts("origin.one", publisher=source.publisher, table=name, number=table.number, day=day)


def label_table(catalogue: Catalogue, texts: Texts, origin: Origin) -> str:
    """A table's name; what the publisher's figures are called where they were fetched, since a built-in table is named
    with its years.
    """
    table = catalogue.tables[origin.table]
    return texts.of(catalogue.sources[origin.source]).name if origin.fetched else texts.of(table)


def describe_looked_up(texts: Texts, origin: Origin) -> str:
    """Who looked a value up or added it of their own, when and where."""
    key = "words.credit_own" if origin.source == ADDED else "words.credit"
    return texts(key, who=origin.by, day=origin.read, source=origin.said or texts("words.not_stated"))


def label_branch(catalogue: Catalogue, texts: Texts, site: Site) -> str:
    """What the branch of a registered site is called; the register's own word where nothing else is known."""
    known = {branch.id: branch for branch in catalogue.register_sites.branch}
    branch = known.get(site.subsector)
    return site.subsector if branch is None else texts.of(branch)


def describe_ends(catalogue: Catalogue, texts: Texts, origins: Iterable[Origin]) -> tuple[str, ...]:
    """Why figures end earlier than most others, by the tables of the newest; nothing of most."""
    ends = (catalogue.tables[one.table].ends for one in origins if one.table and not one.fetched)
    return tuple(dict.fromkeys(texts.of(one) for one in ends if one is not None))


def describe_gaps(catalogue: Catalogue, texts: Texts, years: Sequence[int], origins: Iterable[Origin]) -> str:
    """Which years are missing between those that there are, and why as far as that is known; nothing where none is."""
    missing = sorted(set(range(years[0], years[-1])) - set(years)) if years else []
    if not missing:
        return ""
    tables = dict.fromkeys(catalogue.tables[one.table].gaps for one in origins if one.table and not one.fetched)
    told = [texts.of(one) for one in tables if one is not None]
    if len(missing) > MOST_MISSING:
        return " ".join((texts("measures.years_some"), *told))
    named = texts.listing([str(year) for year in missing])
    return " ".join((texts("measures.years_missing", years=named), *(told or [texts("measures.years_unsaid")])))


def describe_missing(texts: Texts, years: Iterable[int]) -> str:
    """How a picture shows the years that are missing between those drawn; nothing where none is."""
    found = find_missing(years)
    if not found:
        return ""
    spans: list[list[int]] = []
    for year in found:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    named = [f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    return texts("measures.dotted", years=texts.listing(named))


def describe_compiled(catalogue: Catalogue, texts: Texts, origins: Iterable[Origin]) -> tuple[str, ...]:
    """From what compilation figures were read, where they were read from others' than the publisher's own."""
    told = dict.fromkeys(catalogue.tables[one.table].compiled for one in origins if one.table and not one.fetched)
    return tuple(texts.of(one) for one in told if one is not None)


def label_publishers(catalogue: Catalogue, origins: Iterable[Origin]) -> SaidName:
    """The publishers in both languages, each once; who made a figure stands before who gathered it. Where one has given
    some figures itself and others by way of a gatherer, both are named as they are.
    """
    known = list(origins)
    straight = {_name_publisher(catalogue, origin) for origin in known if not _is_gathered(catalogue, origin)}
    names = (
        catalogue.sources[origin.source].publisher
        if _is_gathered(catalogue, origin) and origin.publisher in straight
        else _name_publisher(catalogue, origin)
        for origin in known
    )
    told, english = list(dict.fromkeys(names)), catalogue.texts["en"]
    return SaidName(", ".join(told), ", ".join(VIA.join(map(english.said, name.split(VIA))) for name in told))


def say_publishers(catalogue: Catalogue, texts: Texts, observation: Observation) -> str | None:
    """The publishers of a value in one language; None where there is no value."""
    return None if observation.value is None else texts.said(label_publishers(catalogue, observation.origins))


def _is_gathered(catalogue: Catalogue, origin: Origin) -> bool:
    """Whether another than who made the figure has published it."""
    publisher = catalogue.sources[origin.source].publisher if not origin.by else ""
    return not origin.by and bool(origin.measure) and origin.publisher != publisher


def _name_publisher(catalogue: Catalogue, origin: Origin) -> str:
    if origin.by:
        return f"{origin.by} {origin.read}"
    publisher = catalogue.sources[origin.source].publisher
    if _is_gathered(catalogue, origin):
        return f"{origin.publisher}{VIA}{publisher}"
    return origin.publisher or publisher


def find_lead(observations: Iterable[Observation]) -> Observation:
    """The observation that speaks for a row: the first that has a value, else the first."""
    kept = list(observations)
    return next((each for each in kept if each.value is not None), kept[0])


def describe_credit(catalogue: Catalogue, texts: Texts, *observations: Observation) -> str:
    """The basis of the first value that there is, and the publishers of them all; a dash where all are blank. A value
    whose basis differs says so itself.
    """
    known = [each for each in observations if each.value is not None]
    if not known:
        return texts("words.dash")
    publishers = label_publishers(catalogue, (origin for each in known for origin in each.origins))
    return f"{label_basis(texts, known[0])}, {texts.said(publishers)}"


def describe_source(catalogue: Catalogue, texts: Texts, observation: Observation) -> str:
    """Period, basis and publishers of a value."""
    return texts(
        "figure.source",
        period=format_period(catalogue, texts, observation),
        basis=label_basis(texts, observation),
        publisher=label_publishers(catalogue, observation.origins),
    )


def describe_blank(texts: Texts, indicator: Indicator, blank: Blank) -> str:
    """Why there is no value, and how to get it where that is known."""
    if blank is Blank.NOT_BUILT_IN and indicator.missing is not None:
        missing = texts.of(indicator.missing)
        return f"{missing.reason} {missing.how}"
    return texts(f"blank.{blank.value}")


def describe_observation(catalogue: Catalogue, texts: Texts, indicator: Indicator, observation: Observation) -> str:
    """Value with period, basis and publisher in one line, or the reason for the blank."""
    if observation.blank is not None:
        return describe_blank(texts, indicator, observation.blank)
    return texts(
        "figure.one",
        value=format_value(texts, indicator, observation.value),
        period=format_period(catalogue, texts, observation),
        basis=label_basis(texts, observation),
        publisher=label_publishers(catalogue, observation.origins),
    )
