"""All figures of a place: every section on one page, or one by itself."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse
from django.utils.safestring import SafeString

from samspel.app.places import show_place
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.economy.portrait import Portrait
from samspel.observations.picture import PlacePicture, Section
from samspel.reports.interdependence import compose_interdependence
from samspel.reports.place import compose_courses, compose_sites, describe_reading, tabulate_section
from samspel.terms.errors import NotFoundError
from samspel.terms.place import Place
from samspel.web.blocks import Files, set_blocks
from samspel.web.remembering import recall
from samspel.web.shared import get_catalogue, get_desk

INTERDEPENDENCE, SITES = "interdependence", "sites"
"""The sections that are no part of the picture, as they stand in an address."""
LONGEST = 40
"""Characters of an unknown section that are told back."""


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section: its table, and its courses unless it `has_more` on a page of its own."""

    id: str
    title: str
    blocks: SafeString
    has_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """The sections that are shown, and the names of all that there are; `title` names the one that is shown alone."""

    template: ClassVar[str] = "samspel/figures.html"
    place: Place
    title: str
    chosen: str
    reading: tuple[str, ...]
    sections: tuple[SectionPart, ...]
    names: tuple[tuple[str, str], ...]


def present_figures(place: Place, chosen: str, lang: Lang) -> FiguresPage:
    """All sections, or the one that is chosen by its id. Raises NotFoundError for one that the place does not have."""
    return recall(("figures", place.code, chosen, lang), lambda: _present_figures(place, chosen, lang))


def _present_figures(place: Place, chosen: str, lang: Lang) -> FiguresPage:
    catalogue = get_catalogue()
    texts, portrait = catalogue.texts[lang], show_place(get_desk(), place)
    pictured = {section.record.id: section for section in portrait.picture.sections if section.rows}
    names = {one: texts.of(section.record) for one, section in pictured.items()}
    names |= {INTERDEPENDENCE: texts("interdependence.title"), SITES: texts("place.sites")}
    if chosen and chosen not in names:
        raise NotFoundError("unknown_section", name=chosen[:LONGEST], known=", ".join(names))
    shown = [chosen] if chosen else list(names)
    return FiguresPage(
        place=place,
        title=names.get(chosen, ""),
        chosen=chosen,
        reading=describe_reading(texts, portrait.picture.likeness),
        sections=tuple(
            SectionPart(
                one,
                names[one],
                _set_section(texts, portrait, pictured.get(one), one, has_courses=bool(chosen)),
                has_more=not chosen and one in pictured and bool(pictured[one].courses),
            )
            for one in shown
        ),
        names=tuple(names.items()),
    )


def _set_section(
    texts: Texts, portrait: Portrait, section: Section | None, name: str, *, has_courses: bool
) -> SafeString:
    if section is not None:
        return _set_figures(texts, portrait.picture.place, section, has_courses=has_courses)
    return _set_sites(texts, portrait.picture) if name == SITES else _set_interdependence(texts, portrait)


def _set_figures(texts: Texts, place: Place, section: Section, *, has_courses: bool) -> SafeString:
    """The table, and on a section's own page the curves above it: all of them together weigh too much for a phone."""
    catalogue = get_catalogue()
    table = tabulate_section(catalogue, texts, place, section)
    query = f"?avsnitt={section.record.id}"
    files = {table.name: find_files("place_table", place.code, query=query)} | {
        f"{course.indicator.id}-{place.code}": find_files("course_table", place.code, course.indicator.id)
        for course in section.courses
    }
    courses = compose_courses(catalogue, texts, place, section.courses) if has_courses else ()
    blocks = (*courses, table)
    return set_blocks(texts, blocks, files)


def _set_sites(texts: Texts, picture: PlacePicture) -> SafeString:
    code = picture.place.code
    files = {f"sites-{code}": find_files("sites_table", code)}
    return set_blocks(texts, compose_sites(get_catalogue(), texts, picture), files)


def _set_interdependence(texts: Texts, portrait: Portrait) -> SafeString:
    code = portrait.picture.place.code
    blocks = compose_interdependence(get_catalogue(), texts, portrait.interdependence)[1:]  # the page has the heading
    files = {f"industry-welfare-{code}": find_files("interdependence_table", code)}
    return set_blocks(texts, blocks, files)


def find_files(page: str, *key: str, query: str = "") -> Files:
    """Where a table of a page lies as files."""
    csv, xlsx = (reverse(page, args=[*key, kind]) + query for kind in ("csv", "xlsx"))
    return Files(csv, xlsx)
