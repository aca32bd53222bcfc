"""A measure or a demand on a map of areas: the picture, the same as a table, and what has to be told beside it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts, choose
from samspel.drawing.areas import (
    Area,
    Entry,
    Larger,
    Look,
    Pattern,
    Sheet,
    draw_country,
    draw_part,
    lay_out_country,
    lay_out_part,
)
from samspel.drawing.svg import STEPS
from samspel.needs.mapping import DemandMap, Kind
from samspel.needs.verdict import Strength, Verdict
from samspel.observations.building import Observations
from samspel.observations.mapping import BLANK, MeasureMap
from samspel.observations.measures import Measured
from samspel.rendering.blocks import Picture
from samspel.reports.courses import format_measured, format_year
from samspel.reports.figures import describe_blank, label_basis, label_publishers
from samspel.reports.measures import label_measure
from samspel.reports.needs import label_verdict
from samspel.reports.whose import label_title
from samspel.terms.blank import Blank
from samspel.terms.place import Place, PlaceKind

Mapped = MeasureMap | DemandMap

HATCHED = Look("#6b6b6b", "hatch")
COLOURS = {
    Verdict.LARGE: "#440154",
    Verdict.SOME: "#2a6f97",
    Verdict.SIMILAR: "#7fb77e",
    Verdict.SMALL: "#c9dfa0",
    Verdict.MET: "#fdf3b4",
    Verdict.NOT_HERE: "#e3e3e3",
}
"""The more serious the darker; a verdict that is not known is hatched."""
PATTERNS: dict[Strength, Pattern] = {
    Strength.ANSWERED: "dots",
    Strength.MEASURED: "plain",
    Strength.INDICATED: "stripes",
}
MOST_NAMED = 8
"""So many blank places are named; more are counted."""
SHEETS, LAND_STEPS = 4, 4
"""Layouts of the country that are kept, and how many municipalities away other land is drawn around a region."""


def label_subject(texts: Texts, subject: Measured | Demand) -> str:
    """The measure, or the demand with its number."""
    if isinstance(subject, Demand):
        return texts("maps.demand", number=subject.number, title=label_title(texts, subject))
    return label_measure(texts, subject)


def is_telling(mapped: Mapped) -> bool:
    """Whether anything is known of any place."""
    if isinstance(mapped, DemandMap):
        return any(verdict is not Verdict.UNKNOWN for verdict, _ in mapped.kinds)
    return bool(mapped.ranges)


def label_map(texts: Texts, mapped: Mapped) -> str:
    """The measure, of women or men where they are told apart, or the demand."""
    if isinstance(mapped, DemandMap):
        return label_subject(texts, mapped.demand)
    name = label_subject(texts, mapped.measured)
    return name if mapped.gender == "T" else f"{name}, {texts(f'measures.gender.{mapped.gender}')}"


def format_map_period(observations: Observations, texts: Texts, mapped: MeasureMap) -> str:
    """The year that the map shows, or the years of a mean."""
    lead = next((one for one in mapped.observations if one.value is not None), mapped.observations[0])
    return format_year(observations.catalogue, texts, mapped.measured, lead)


def format_mapped(texts: Texts, mapped: Mapped, number: int) -> str:
    """What the map says of one of its places, by number: the value with its unit, or the verdict."""
    if isinstance(mapped, DemandMap):
        return label_verdict(texts, *mapped.kinds[mapped.classes[number]])
    return format_measured(texts, mapped.measured, mapped.observations[number].value)


def describe_map(observations: Observations, texts: Texts, mapped: Mapped) -> tuple[str, ...]:
    """What has to stand by the figures: year, basis and publisher, and which places are blank and why; nothing of a
    demand, whose verdicts say themselves how they are known.
    """
    if isinstance(mapped, DemandMap):
        return ()
    known = [one for one in mapped.observations if one.value is not None]
    origins = dict.fromkeys(origin for one in known for origin in one.origins)
    credit = texts(
        "maps.credit",
        period=format_map_period(observations, texts, mapped),
        basis=", ".join(dict.fromkeys(label_basis(texts, one) for one in known)),
        publisher=label_publishers(observations.catalogue, origins),
    )
    return (credit if known else "", *_describe_blanks(texts, mapped))


def describe_picture(observations: Observations, texts: Texts, mapped: Mapped) -> tuple[str, ...]:
    """What has to stand under the picture: whose the figures are, how it is read, and whose the borders are."""
    catalogue, borders = observations.catalogue, observations.borders
    level = texts(f"words.{'regions' if mapped.places[0].kind is PlaceKind.REGION else 'municipalities'}")
    drawn = texts("maps.borders", publisher=catalogue.sources[borders.source].publisher, year=borders.year)
    if isinstance(mapped, DemandMap):
        return texts("maps.strengths"), texts("maps.verdicts", level=level), drawn
    credit, *_ = describe_map(observations, texts, mapped)
    return tuple(told for told in (credit, texts("maps.classes", level=level), drawn) if told)


def draw_map(
    observations: Observations,
    texts: Texts,
    mapped: Mapped,
    place: Place | None = None,
    link: Callable[[Place], str] = lambda _: "",
    *,
    is_alone: bool = False,
) -> Picture:
    """The map with its key. `place` is marked, or its region where the map is of regions; `link` gives the address of
    a place, none if empty. A map that stands alone, without the caption, has it drawn beneath.
    """
    catalogue, title = observations.catalogue, label_map(texts, mapped)
    blanks = _list_blanks(mapped)
    key = _list_key(texts, mapped, blanks)
    areas = [
        Area(
            name=one.name,
            label=texts("maps.label", place=one.name, value=format_mapped(texts, mapped, number)),
            address=link(one),
            entry=_find_entry(mapped, blanks, number),
        )
        for number, one in enumerate(mapped.places)
    ]
    marked = _find_marked(observations, mapped, place)
    told = describe_picture(observations, texts, mapped)
    foot = told if is_alone else ()
    heading = (title, *_label_unit(observations, texts, mapped))
    if len(mapped.places) in (len(catalogue.places.municipalities), len(catalogue.places.regions)):
        sheet = _lay_out_country(observations, texts.lang, mapped.places[0].kind)
        svg = draw_country(sheet, areas, key, heading=heading, title=title, marked=marked, foot=foot)
    else:
        outlines = [observations.borders.outline(catalogue, one) for one in mapped.places]
        around = observations.borders.neighbours(catalogue, mapped.places, LAND_STEPS)
        sheet = lay_out_part(outlines, [observations.borders.outline(catalogue, one) for one in around])
        svg = draw_part(sheet, areas, key, heading=heading, title=title, marked=marked, foot=foot)
    said = "; ".join(entry.words for entry in key)
    alt = texts("maps.alt", title=", ".join(heading), entries=said)
    if marked is not None:
        alt += " " + texts("maps.marked", place=areas[marked].label)
    return Picture(svg, alt, " ".join(told))


# The key


def _list_blanks(mapped: Mapped) -> list[Blank]:
    """The reasons for which values are blank, the most frequent first."""
    if isinstance(mapped, DemandMap):
        return []
    found = Counter(one.blank for one in mapped.observations if one.blank is not None)
    return [blank for blank, _ in found.most_common()]


def _list_key(texts: Texts, mapped: Mapped, blanks: Sequence[Blank]) -> list[Entry]:
    """Each class with its limits, or each verdict with how strongly it is known, and how many places have it."""
    numbers = Counter(_find_entry(mapped, blanks, number) for number in range(len(mapped.places)))
    looks: list[tuple[Look, str]]
    if isinstance(mapped, DemandMap):
        looks = [(_find_look(kind), label_verdict(texts, *kind)) for kind in mapped.kinds]
    else:
        looks = [
            (Look(STEPS[_spread(number, len(mapped.ranges))]), _format_range(texts, mapped, low, high))
            for number, (low, high) in enumerate(mapped.ranges)
        ]
        looks += [(HATCHED, texts(f"maps.blank.{blank.value}")) for blank in blanks]
    return [
        Entry(look, texts("maps.entry", words=words, count=texts.number(numbers[at])))
        for at, (look, words) in enumerate(looks)
    ]


def _find_entry(mapped: Mapped, blanks: Sequence[Blank], number: int) -> int:
    """Which entry of the key a place has: those of blanks stand last."""
    found = mapped.classes[number]
    if found != BLANK or isinstance(mapped, DemandMap):
        return found
    blank = mapped.observations[number].blank
    return len(mapped.ranges) + (0 if blank is None else blanks.index(blank))


def _find_look(kind: Kind) -> Look:
    verdict, strength = kind
    if verdict is Verdict.UNKNOWN:
        return HATCHED
    return Look(COLOURS[verdict], "plain" if strength is None else PATTERNS[strength])


def _spread(number: int, count: int) -> int:
    """The step of a class, so that few classes reach from the lightest to the darkest too."""
    return 0 if count == 1 else round(number * (len(STEPS) - 1) / (count - 1))


def _format_range(texts: Texts, mapped: MeasureMap, low: float, high: float) -> str:
    first, last = (format_measured(texts, mapped.measured, value) for value in (low, high))
    return first if first == last else texts("maps.range", low=first, high=last)


def _label_unit(observations: Observations, texts: Texts, mapped: Mapped) -> tuple[str, ...]:
    """Unit and year of a measure; nothing for a demand."""
    if isinstance(mapped, DemandMap):
        return ()
    unit = texts.of(texts.units[mapped.measured.indicator.unit]).name
    return (f"{unit}, {format_map_period(observations, texts, mapped)}",)


def _describe_blanks(texts: Texts, mapped: MeasureMap) -> Iterator[str]:
    """Which places are hatched, and why."""
    for blank in _list_blanks(mapped):
        names = [one.place.name for one in mapped.observations if one.blank is blank]
        told = texts.listing(names) if len(names) <= MOST_NAMED else texts("maps.many", count=texts.number(len(names)))
        yield texts("maps.hatched", places=told, reason=describe_blank(texts, mapped.measured.indicator, blank))


# The land


def _find_marked(observations: Observations, mapped: Mapped, place: Place | None) -> int | None:
    """The number of the place among those of the map, or of its region; None for the country, and for a region whose
    municipalities the map shows.
    """
    if place is None or place.kind is PlaceKind.COUNTRY:
        return None
    wanted = place
    if mapped.places[0].kind is PlaceKind.REGION:
        wanted = observations.catalogue.places.region_of(place)
    return next((number for number, one in enumerate(mapped.places) if one.code == wanted.code), None)


@lru_cache(SHEETS)
def _lay_out_country(observations: Observations, lang: Lang, kind: PlaceKind) -> Sheet:
    """All municipalities or all regions on paper, which is the same whatever they are filled with."""
    catalogue, borders = observations.catalogue, observations.borders
    regions, places = catalogue.places.region_rows.tolist(), catalogue.places
    shown = places.municipalities if kind is PlaceKind.MUNICIPALITY else places.regions
    outlines = [borders.outline(catalogue, place) for place in shown]
    if kind is PlaceKind.REGION:
        return lay_out_country(outlines, (), ())
    larger = [
        Larger(choose(inset, lang), tuple(places.by_code[code].index for code in inset.municipalities))
        for inset in borders.insets
    ]
    return lay_out_country(outlines, borders.between(regions), larger)
