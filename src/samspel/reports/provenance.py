"""From a measure to its source: where the figures come from, how they are worked out, how to repeat and how to cite."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samspel import __version__
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.observations.courses import Courses
from samspel.observations.measures import Measured
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, tabulate, text
from samspel.reports.figures import describe_compiled, label_publishers, label_read, label_table
from samspel.reports.hospitals import OUTSIDE_LINK
from samspel.reports.licences import describe_terms
from samspel.reports.measures import label_measure
from samspel.reports.updating import describe_freshness
from samspel.store.live.records import Known
from samspel.terms.origin import Origin


@dataclass(frozen=True, slots=True)
class Cited:
    """A measure that is cited: where its figures come from, the courses that are shown, the page that shows them where
    others can open it, and what is known of the sources that can be fetched.
    """

    measured: Measured
    origins: Sequence[Origin]
    courses: Courses | None = None
    page: str = ""
    known: Sequence[Known] = ()


def compose_provenance(catalogue: Catalogue, texts: Texts, cited: Cited) -> Iterator[Block]:
    """The tables behind the measure, the formula, the command and how to cite it, with the courses that are shown."""
    measured, origins = cited.measured, cited.origins
    yield Heading(texts("provenance.title"))
    if origins:
        yield tabulate_origins(catalogue, texts, name_measures(measured, origins))
    for source in dict.fromkeys(one.source for one in origins):
        if told := describe_freshness(catalogue, texts, cited.known, source):
            yield Paragraph(told)
    formula = describe_formula(catalogue, texts, measured.indicator)
    if formula:
        yield Paragraph(formula)
    yield Paragraph(texts("provenance.command", command=f"samspel series {measured.id}"))
    yield Heading(texts("provenance.cite"), 3)
    yield Paragraph(cite(catalogue, texts, cited))
    terms = describe_terms(catalogue, texts, (catalogue.sources[one.source] for one in origins))
    if terms:
        yield Paragraph(terms, lead=texts("sources.licence"))


def tabulate_origins(catalogue: Catalogue, texts: Texts, origins: Sequence[Origin]) -> Table:
    """One row a table behind the measure: publisher, table or measure, how far to trust it, day read and address."""
    fields = (
        Field[Origin](
            Column(key="publisher", head=texts("words.source")),
            lambda one: text(texts.said(label_publishers(catalogue, [one]))),
        ),
        Field[Origin](
            Column(key="table", head=texts("provenance.table")),
            lambda one: text(_name_table(catalogue, texts, one), link=link_search(catalogue, one)),
        ),
        Field[Origin](
            Column(key="trust", head=texts("provenance.trust"), is_wordy=True),
            lambda one: text(texts(f"provenance.trust_{catalogue.tables[one.table].trust.lower()}")),
        ),
        Field[Origin](
            Column(key="read", head=texts("provenance.read")),
            lambda one: Cell(value=one.read, words=label_read(texts, one.read, one.copied)),
        ),
        Field[Origin](
            Column(key="address", head=texts("provenance.address")), lambda one: _make_address(catalogue, texts, one)
        ),
    )
    searched = [catalogue.sources[one.source].publisher for one in origins if link_search(catalogue, one)]
    notes = [texts("provenance.search", publisher=name) for name in dict.fromkeys(searched)]
    notes += describe_compiled(catalogue, texts, origins)
    return tabulate("provenance", texts("provenance.caption"), fields, origins, notes)


def describe_formula(catalogue: Catalogue, texts: Texts, indicator: Indicator) -> str:
    """How the measure is worked out of others, or over how many years it is a mean; nothing of one as published."""
    if indicator.derived is not None:
        rule = indicator.derived
        parts = [texts.of(catalogue.indicators[name]).name for name in rule.of]
        facts = {"first": parts[0], "second": parts[-1], "parts": texts.listing(parts)}
        span = texts("provenance.since", year=rule.since) if rule.since else texts("provenance.over", years=rule.years)
        times = "" if rule.scale == 1.0 else texts("provenance.times", scale=texts.exact(rule.scale))
        return texts(f"provenance.formula_{rule.op}", times=times, span=span, **facts)
    figure = indicator.figure
    if figure is not None and figure.mean_of > 1:
        return texts("provenance.mean", years=figure.mean_of)
    return ""


def cite(catalogue: Catalogue, texts: Texts, cited: Cited) -> str:
    """The measure as a reference in a text, with the places and years of the courses where there are any."""
    measured, origins = cited.measured, cited.origins
    newest = max((one.read for one in origins if one.read and not one.copied), default="")
    days = dict.fromkeys([newest, *(label_read(texts, one.read, one.copied) for one in origins if one.copied)])
    where = dict.fromkeys(find_reference(catalogue, texts, one) for one in name_measures(measured, origins))
    said = texts(
        "provenance.citation_made" if measured.indicator.is_worked_out else "provenance.citation",
        name=label_measure(texts, measured),
        publishers=label_publishers(catalogue, origins) or texts("words.dash"),
        where="; ".join(where),
        day=texts.listing([*filter(None, days)]) or texts("words.dash"),
        version=__version__,
    )
    page = texts("provenance.cited_page", address=cited.page) if cited.page else ""
    compiled = describe_compiled(catalogue, texts, origins)
    return " ".join(filter(None, (said, *compiled, describe_extent(texts, cited.courses), page)))


def describe_extent(texts: Texts, courses: Courses | None) -> str:
    """Of which places and years a reference is; nothing without courses."""
    if courses is None or not courses.years:
        return ""
    places = texts.listing([place.name for place in courses.places])
    first, last = courses.years[0], courses.years[-1]
    return texts("provenance.extent", places=places, years=f"{first}–{last}" if first != last else str(last))


def find_reference(catalogue: Catalogue, texts: Texts, origin: Origin) -> str:
    """The publisher's number of the measure or table, and where a person and a program find it."""
    number = origin.measure or texts.said(catalogue.tables[origin.table].number)
    address = find_origin_address(catalogue, origin)
    searched = link_search(catalogue, origin)
    if searched is None and not catalogue.tables[origin.table].address:
        return texts("provenance.reference_general", number=number, address=address)
    if searched is None:
        return f"{number}, {address}"
    return texts("provenance.reference", number=number, search=searched.key, address=address)


def find_origin_address(catalogue: Catalogue, origin: Origin) -> str:
    """Where the public finds the measure, or else its publisher's body of figures."""
    table = catalogue.tables[origin.table]
    if table.address and origin.measure:
        return table.address.replace("{measure}", origin.measure)
    return table.address or catalogue.sources[origin.source].address


def name_measures(measured: Measured, origins: Sequence[Origin]) -> list[Origin]:
    """The origins with the publisher's id of the measure, which one that nobody here has described has alone."""
    registered = measured.registered
    return [one if one.measure or registered is None else replace(one, measure=registered.measure) for one in origins]


def _name_table(catalogue: Catalogue, texts: Texts, origin: Origin) -> str:
    table = catalogue.tables[origin.table]
    name = label_table(catalogue, texts, origin)
    return f"{name}, {origin.measure}" if origin.measure else f"{name} ({texts.said(table.number)})"


def link_search(catalogue: Catalogue, origin: Origin) -> Link | None:
    """The publisher's page where a person searches by the number; None where there is none."""
    address = catalogue.sources[origin.source].search
    return Link(OUTSIDE_LINK, address) if address and origin.measure else None


def _make_address(catalogue: Catalogue, texts: Texts, origin: Origin) -> Cell:
    address = find_origin_address(catalogue, origin)
    link = Link(OUTSIDE_LINK, address) if address.startswith("https://") else None
    note = "" if catalogue.tables[origin.table].address else texts("provenance.general")
    return Cell(value=address, words=address, link=link, note=note)
