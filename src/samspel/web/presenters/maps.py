"""Maps of a measure or a demand: what can be chosen, what an address asks for, and the map set into other pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from samspel.app.finding import find_place
from samspel.app.mapping import (
    MapChoice,
    Mapped,
    Subject,
    find_first_subject,
    find_subject,
    find_year,
    find_years,
    make_map,
)
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.figures import Gender
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.reports.maps import draw_map, is_telling, label_subject
from samspel.reports.whose import label_title
from samspel.terms.errors import SamspelError
from samspel.terms.numbers import read_count
from samspel.terms.place import Place, PlaceKind
from samspel.web.presenters.pictures import Figure, set_into_page
from samspel.web.remembering import recall
from samspel.web.shared import get_catalogue, get_desk, get_lang

GENDERS: tuple[Gender, ...] = ("T", "K", "M")
LONGEST = 80
"""Characters of what an address asks for that are read."""
_PLACE = "0000"


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Demands of an area, or measures of a theme, by id and name."""

    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapForm:
    """The form as it was filled in. `other` is the chosen measure where it is none of the listed, by id and name."""

    groups: tuple[OptionGroup, ...]
    other: tuple[str, str]
    subject: str
    place: str = ""
    years: tuple[str, ...] = ()
    year: str = ""
    genders: tuple[tuple[Gender, str], ...] = ()
    gender: str = "T"


@dataclass(frozen=True, slots=True)
class MapPart:
    """A map set into another page, and the address of its own page, with the table and the files."""

    figure: Figure
    address: str


@dataclass(frozen=True, slots=True)
class MapQuestion:
    """What an address asks for."""

    subject: Subject
    choice: MapChoice


def read_question(asked: Mapping[str, str]) -> MapQuestion:
    """The subject, the place, the year and the gender that an address names. Raises SamspelError for what there is
    not, or is no number.
    """
    desk, lang = get_desk(), get_lang()
    words, name, year = (asked.get(key, "").strip()[:LONGEST] for key in ("visa", "plats", "ar"))
    return MapQuestion(
        find_subject(desk, lang, words) if words else find_first_subject(desk),
        MapChoice(
            gender=next((gender for gender in GENDERS if gender == asked.get("kon")), "T"),
            year=read_count(year, desk.catalogue.texts[lang]("words.year")) if year else None,
            takes_nearest=True,
            place=find_place(desk.catalogue, name) if name else None,
        ),
    )


def recall_map(subject: Subject, choice: MapChoice) -> Mapped:
    """The map's contents; the verdicts of all places are worked out once. Raises SamspelError as `make_map`."""
    desk, lang = get_desk(), get_lang()
    if not isinstance(subject, Demand):
        return make_map(desk, lang, subject, choice)
    place = choice.place
    part = place.code if place is not None and place.kind is PlaceKind.REGION else ""
    return recall(("verdicts", subject.id, part), lambda: make_map(desk, lang, subject, choice))


def fill_form(question: MapQuestion, mapped: Mapped | None, asked: Mapping[str, str]) -> MapForm:
    """The form with what was asked, and the years and genders that the measure has."""
    lang, subject = get_lang(), question.subject
    texts = get_catalogue().texts[lang]
    groups = recall(("map options", lang), lambda: _list_options(lang))
    is_listed = any(subject.id == identity for group in groups for identity, _ in group.options)
    by_gender = GENDERS if not isinstance(subject, Demand) and subject.is_by_gender else ()
    return MapForm(
        groups=groups,
        other=("", "") if is_listed else (subject.id, label_subject(texts, subject)),
        subject=subject.id,
        place=asked.get("plats", "")[:LONGEST],
        years=() if mapped is None else tuple(map(str, find_years(mapped))),
        year=str(find_year(mapped) or "") if asked.get("ar") and mapped is not None else "",
        genders=tuple((gender, texts(f"measures.gender.{gender}")) for gender in by_gender),
        gender=question.choice.gender,
    )


def describe_nearest(texts: Texts, question: MapQuestion, mapped: Mapped) -> str:
    """That another year is shown than the one that was asked for, and why; nothing where they are the same."""
    asked, shown = question.choice.year, find_year(mapped)
    if None in (asked, shown) or asked == shown:
        return ""
    return texts("web.map.nearest", measure=label_subject(texts, question.subject), asked=asked, shown=shown)


def present_first_form() -> MapForm:
    """The form before anybody has chosen."""
    return fill_form(MapQuestion(find_first_subject(get_desk()), MapChoice()), None, {})


def link_places(subject: Subject) -> Callable[[Place], str]:
    """Where a place on the map leads: to the demand there, or to the place's page."""
    if isinstance(subject, Demand):
        pattern = reverse("place_need", args=[_PLACE, subject.id])
    else:
        pattern = reverse("place", args=[_PLACE])
    return lambda place: pattern.replace(_PLACE, place.code, 1)


def draw_map_part(subject: Subject, choice: MapChoice | None = None) -> MapPart | None:
    """The map for another page; None where there is nothing to see, since nothing is known of any place."""
    desk, lang = get_desk(), get_lang()
    asked = choice or MapChoice()
    try:
        mapped = recall_map(subject, asked)
    except SamspelError:
        return None
    if not is_telling(mapped):
        return None
    picture = draw_map(desk.observations, desk.catalogue.texts[lang], mapped, asked.place, link_places(subject))
    query = {"visa": subject.id, "plats": "" if asked.place is None else asked.place.code}
    query["kon"] = "" if asked.gender == "T" else asked.gender
    chosen = urlencode({name: value for name, value in query.items() if value})
    return MapPart(set_into_page(picture), f"{reverse('map')}?{chosen}")


def draw_first_map(lang: Lang) -> MapPart | None:
    """The map of the front page, drawn once for each language."""
    with override(lang):
        return recall(("first map", lang), lambda: draw_map_part(find_first_subject(get_desk())))


def _list_options(lang: Lang) -> tuple[OptionGroup, ...]:
    """The demands by area and the described measures that have figures, by theme; the others are found by search."""
    catalogue, texts = get_catalogue(), get_catalogue().texts[lang]
    demands = (
        OptionGroup(
            texts("web.map.demands", area=texts.of(area)),
            tuple(
                (demand.id, f"{demand.number}. {label_title(texts, demand)}")
                for demand in catalogue.demands.values()
                if demand.area == area.id
            ),
        )
        for area in catalogue.areas.values()
    )
    shown = [one for one in catalogue.indicators.values() if one.missing is None and set(one.levels) - {"country"}]
    measures = (
        OptionGroup(
            texts("web.map.measures", theme=texts.of(theme)),
            tuple((one.id, texts.of(one).name) for one in shown if one.theme == theme.id),
        )
        for theme in catalogue.themes.values()
    )
    return tuple(group for group in (*demands, *measures) if group.options)
