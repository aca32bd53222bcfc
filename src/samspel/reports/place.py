"""A place in words, tables and pictures: its figures section by section, its sites, and industry beside welfare."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.portrait import Portrait
from samspel.observations.likeness import Likeness
from samspel.observations.picture import Course, PlacePicture, Section, Site
from samspel.rendering.blocks import Block, Fold, Grid, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Data, Field, Link, Table, data, tabulate, text
from samspel.reports.figure_tables import tabulate_course, tabulate_figures
from samspel.reports.figures import describe_ends, label_branch
from samspel.reports.interdependence import compose_interdependence
from samspel.reports.likeness import warn_of_unlike
from samspel.reports.pictures import MULTIPLE_SIZE, draw_place_course
from samspel.terms.place import Place, PlaceKind


def compose_place(catalogue: Catalogue, texts: Texts, portrait: Portrait) -> tuple[Block, ...]:
    """The whole picture of a place, without the courses over time."""
    picture, place = portrait.picture, portrait.picture.place
    return (
        Heading(f"{texts.said(place.area)} ({place.code})"),
        *(Paragraph(fact) for fact in describe_facts(catalogue, texts, picture)),
        *(Paragraph(told, style="note") for told in describe_reading(texts, picture.likeness)),
        *(tabulate_section(catalogue, texts, place, section) for section in picture.sections if section.rows),
        *compose_interdependence(catalogue, texts, portrait.interdependence),
        *compose_sites(catalogue, texts, picture),
    )


def describe_reading(texts: Texts, likeness: Likeness | None) -> tuple[str, ...]:
    """How the tables are read, and that those that the place stands beside are not so like it where that is so."""
    warning = "" if likeness is None else warn_of_unlike(texts, likeness)
    return (texts("place.reading"), *((warning,) if warning else ()))


def describe_facts(catalogue: Catalogue, texts: Texts, picture: PlacePicture) -> tuple[str, ...]:
    """Where the place belongs and what it is compared with; nothing of the country."""
    place, note = picture.place, texts("place.similar_note")
    if place.kind is PlaceKind.COUNTRY:
        return ()
    if place.kind is PlaceKind.REGION:
        return (describe_other_regions(catalogue, texts),)
    names = texts.listing([each.name for each in picture.similar])
    return (
        texts("place.region_of", name=place.name, region=picture.region.area),
        *describe_kind(catalogue, texts, place),
        f"{texts('place.similar_intro', names=names)} {note}",
    )


def describe_other_regions(catalogue: Catalogue, texts: Texts) -> str:
    """What a region is compared with."""
    others = len(catalogue.places.regions) - 1
    return f"{texts('place.similar_regions', count=others)} {texts('place.similar_note')}"


def describe_kind(catalogue: Catalogue, texts: Texts, place: Place) -> tuple[str, ...]:
    """The group and the labour market area of a municipality."""
    group = next(texts.of(each) for each in catalogue.places.groups if each.id == place.group)
    area = catalogue.places.labour_market_areas[place.index]
    return (texts("place.group", group=group), texts("place.labour_market_area", area=area))


def tabulate_section(catalogue: Catalogue, texts: Texts, place: Place, section: Section) -> Table:
    """The figures of a section, with why those that end early do so."""
    identity = section.record.id
    caption = texts("place.table", title=texts.of(section.record), area=place.area)
    rows = [(identity, row) for row in section.rows]
    table = tabulate_figures(catalogue, texts, place, rows, name=f"place-{place.code}-{identity}", caption=caption)
    return replace(table, notes=(*table.notes, *_describe_ends(catalogue, texts, section)))


def _describe_ends(catalogue: Catalogue, texts: Texts, section: Section) -> Iterator[str]:
    """Each reason why figures end early once, with the measures that it goes for."""
    ends: dict[str, list[str]] = {}
    for row in section.rows:
        for told in describe_ends(catalogue, texts, row.here.origins):
            ends.setdefault(told, []).append(texts.of(row.indicator).name)
    for told, names in ends.items():
        yield texts("place.ends", names="; ".join(names), ends=told)


def tabulate_picture(catalogue: Catalogue, texts: Texts, picture: PlacePicture) -> Table:
    """The figures of all sections in one table."""
    place = picture.place
    rows = [(section.record.id, row) for section in picture.sections for row in section.rows]
    return tabulate_figures(catalogue, texts, place, rows, name=f"place-{place.code}", caption=texts.said(place.area))


def tabulate_pictures(catalogue: Catalogue, texts: Texts, pictures: Iterable[PlacePicture]) -> Data:
    """The figures of several places in one table for files, a row an indicator and place. Raises ValueError for
    none.
    """
    tables = [data(tabulate_picture(catalogue, texts, picture)) for picture in pictures]
    (columns,) = {table.columns for table in tables}
    return Data("places", columns, tuple(row for table in tables for row in table.rows), tables[0].heads)


def compose_courses(catalogue: Catalogue, texts: Texts, place: Place, courses: Iterable[Course]) -> tuple[Block, ...]:
    """Courses beside each other, each as a drawing with the values drawn folded beneath it; nothing of one with fewer
    than two values.
    """
    cells: list[tuple[Block, ...]] = []
    for course in courses:
        picture = draw_place_course(texts, course, place, MULTIPLE_SIZE)
        if picture is not None:
            summary = texts("words.as_table", name=texts.of(course.indicator).name)
            cells.append((picture, Fold(summary, (tabulate_course(catalogue, texts, course, place),))))
    return (Grid(tuple(cells)),) if cells else ()


def compose_sites(catalogue: Catalogue, texts: Texts, picture: PlacePicture) -> tuple[Block, ...]:
    """The sites in the emission registers, or that there are none."""
    if not picture.sites:
        return (Paragraph(texts("place.sites_none")),)
    return (tabulate_sites(catalogue, texts, picture.place, picture.sites),)


def tabulate_sites(catalogue: Catalogue, texts: Texts, place: Place, sites: Iterable[Site]) -> Table:
    """The sites in the emission registers; each register's tonnes stand in a column of its own."""
    is_town = place.kind is PlaceKind.MUNICIPALITY

    def branch(site: Site) -> Cell:
        return Cell(value=site.subsector, words=label_branch(catalogue, texts, site))

    def municipality(site: Site) -> Cell:
        return text(site.municipality.name, link=Link("place", site.municipality.code))

    fields = (
        Field[Site](Column(key="place_code", shown="data"), lambda site: text(site.municipality.code)),
        Field[Site](Column(key="site", head=texts("place.site_name")), lambda site: text(site.label)),
        Field[Site](Column(key="company", head=texts("place.site_company")), lambda site: text(site.company)),
        Field[Site](Column(key="subsector", head=texts("place.site_subsector")), branch),
        Field[Site](
            Column(key="place", head=texts("place.site_municipality"), shown="data" if is_town else "everywhere"),
            municipality,
        ),
        _hidden("lat", lambda site: site.point[0] if site.is_placed else None),
        _hidden("lon", lambda site: site.point[1] if site.is_placed else None),
        _tonnes(texts, "emissions_ets_t_2014", texts("place.site_ets"), lambda site: site.emissions_ets),
        _tonnes(texts, "emissions_eprtr_t_2014", texts("place.site_eprtr"), lambda site: site.emissions_eprtr),
        _hidden("is_place_sure", lambda site: site.is_placed),
    )
    return tabulate(f"sites-{place.code}", texts("place.sites"), fields, sites, (texts("place.sites_note"),))


def _hidden(key: str, find: Callable[[Site], float | bool | None]) -> Field[Site]:
    return Field[Site](Column(key=key, shown="data"), lambda site: Cell(value=find(site), words=""))


def _tonnes(texts: Texts, key: str, head: str, find: Callable[[Site], float | None]) -> Field[Site]:
    def make(site: Site) -> Cell:
        value = find(site)
        return Cell(value=value, words=texts("words.dash") if value is None else texts.number(value))

    return Field[Site](Column(key=key, head=head, is_number=True), make)
