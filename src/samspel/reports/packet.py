"""Which demands each place of a group has on its sheet: a table, those that are most common, and who has none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import median

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.drawing.strips import draw_strip
from samspel.needs.measuring import Measurement, Need
from samspel.needs.verdict import Strength
from samspel.observations.beside import Beside, MeasureBeside
from samspel.observations.building import Observations
from samspel.observations.likeness import measure_likeness
from samspel.observations.measures import Measured
from samspel.rendering.blocks import Block, Bullets, Heading, Pair, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Field, Link, Table, tabulate, text
from samspel.reports.courses import format_measured, format_year
from samspel.reports.figures import describe_blank, format_number, label_basis, label_publishers
from samspel.reports.likeness import describe_whose
from samspel.reports.measure_words import describe_middle
from samspel.reports.measures import label_measure
from samspel.reports.needs import label_need
from samspel.reports.whose import label_title
from samspel.terms.place import Place, PlaceKind

MOST_COMMON = 3
SPREAD_SIZE = (420, 96)
LEAST_COMMON = 2
"""So many places at least have a demand that is told as common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A place with the demands on its sheet; without any, why it has none."""

    place: Place
    needs: tuple[Need, ...] = ()
    why: str = ""


def compose_members(
    catalogue: Catalogue, texts: Texts, members: Sequence[Member], chosen: Sequence[Demand]
) -> Iterable[Block]:
    """The demands of the sheets by place, where each place has its own: those that were chosen are columns of the
    comparison already.
    """
    shown = [member for member in members if member.needs]
    if not shown:
        return
    yield Heading(texts("packet.demands_title"))
    if chosen and all(len(member.needs) == len(chosen) for member in shown):
        names = texts.listing([f"{one.number}. {label_title(texts, one)}" for one in chosen])
        yield Paragraph(texts("packet.same_demands", names=names))
        return
    own = texts("packet.own_chosen" if chosen else "packet.own_demands")
    yield Paragraph(" ".join((own, describe_common(texts, shown))).strip())
    yield tabulate_members(catalogue, texts, shown)


def compose_missing(texts: Texts, members: Sequence[Member], unknown: Sequence[str]) -> Iterable[Block]:
    """The places that have no sheet and the names that nothing has, each with why."""
    told = [texts("packet.missing", place=one.place.name, why=one.why) for one in members if not one.needs]
    if told or unknown:
        yield Heading(texts("packet.missing_title"))
        yield Bullets((*told, *unknown))


def compose_spreads(texts: Texts, beside: Beside) -> Iterable[Block]:
    """A small picture of each measure, two in a row: how the places lie from the lowest to the highest, and their
    middle; none of words on a scale, or where fewer than two places have a value. All stand on one page where they can.
    """
    drawn = [
        _draw_spread(texts, beside, one)
        for one in beside.measures
        if len(one.known) > 1 and not texts.units[one.measured.indicator.unit].codes
    ]
    for first in range(0, len(drawn), 2):
        pair = drawn[first : first + 2]
        yield Pair(*pair, is_kept=first + 2 < len(drawn)) if len(pair) > 1 else replace(pair[0], width=0.5)


def _draw_spread(texts: Texts, beside: Beside, one: MeasureBeside) -> Picture:
    def name_at(value: float) -> str:
        return next(
            place.name for place, found in zip(beside.places, one.observations, strict=True) if found.value == value
        )

    write, name = partial(format_measured, texts, one.measured), label_measure(texts, one.measured)
    low, middle, high = min(one.known), median(one.known), max(one.known)
    svg = draw_strip(
        one.known,
        {},
        middle,
        partial(_write_mark, texts, one.measured),
        here_label=texts("packet.spread_middle", value=write(middle)),
        similar_label="",
        all_label=texts("packet.spread_all", count=texts.number(len(one.known))),
        size=SPREAD_SIZE,
        title=name,
        named={
            place.name: found.value
            for place, found in zip(beside.places, one.observations, strict=True)
            if found.value is not None
        },
    )
    facts = {"lowest": write(low), "first": name_at(low), "highest": write(high), "last": name_at(high)}
    told = texts("packet.spread", name=name, **facts)
    return Picture(svg, f"{told} {texts('packet.spread_middle', value=write(middle))}.", told)


def _write_mark(texts: Texts, measured: Measured, value: float) -> str:
    """A value at the axis, where a long unit has no room: it stands with the middle and under the picture."""
    if measured.is_described:
        return format_number(texts, measured.indicator, value)
    return format_measured(texts, measured, value)


def describe_common(texts: Texts, members: Sequence[Member]) -> str:
    """The demands that most of the sheets have; nothing where no two have the same."""
    counts = Counter(need.demand.id for member in members for need in member.needs)
    demands = {need.demand.id: need.demand for member in members for need in member.needs}
    ranked = sorted(demands.values(), key=lambda one: (-counts[one.id], one.number))
    names = [
        texts(
            "packet.common_one",
            number=one.number,
            title=label_title(texts, one),
            count=texts.number(counts[one.id]),
            total=texts.number(len(members)),
        )
        for one in ranked[:MOST_COMMON]
        if counts[one.id] >= LEAST_COMMON
    ]
    return texts("packet.common", names="; ".join(names)) if names else ""


def describe_chosen(observations: Observations, texts: Texts, beside: Beside, place: Place) -> tuple[Paragraph, ...]:
    """Each measure that somebody chose at a place of the packet, with what it is in similar places and in the middle of
    the packet's, and who says that those are similar; nothing where nobody chose.
    """
    if not beside.is_chosen:
        return ()
    row = beside.places.index(place)
    told = tuple(_describe_measure(observations.catalogue, texts, one, row) for one in beside.measures)
    if place.kind is not PlaceKind.MUNICIPALITY or all(one.similar[row] is None for one in beside.measures):
        return told
    return (*told, Paragraph(describe_whose(texts, measure_likeness(observations, place)), style="note"))


def _describe_measure(catalogue: Catalogue, texts: Texts, one: MeasureBeside, row: int) -> Paragraph:
    found, similar, measured = one.observations[row], one.similar[row], one.measured
    lead = f"{label_measure(texts, measured)}:"
    if found.value is None:
        blank = describe_blank(texts, measured.indicator, found.blank) if found.blank else ""
        return Paragraph(f"{texts('words.blank')}. {blank}".strip(), lead=lead)
    beside = [texts("packet.middle", value=format_measured(texts, measured, median(one.known)))]
    if similar is not None:
        beside.insert(0, describe_middle(texts, found.place, format_measured(texts, measured, similar)))
    said = texts(
        "packet.figure",
        value=format_measured(texts, measured, found.value),
        year=format_year(catalogue, texts, measured, found),
        beside=" ".join(beside),
        basis=label_basis(texts, found),
        publisher=label_publishers(catalogue, found.origins),
    )
    return Paragraph(said, lead=lead)


def tabulate_members(catalogue: Catalogue, texts: Texts, members: Sequence[Member]) -> Table:
    """A row a place, and a column for each demand of its sheet with how that stands."""
    fields = (
        Field[Member](Column(key="place_code", shown="data"), lambda one: text(one.place.code)),
        Field[Member](
            Column(key="place", head=texts("packet.place")),
            lambda one: text(one.place.name, link=Link(kind="place", key=one.place.code)),
        ),
        *(
            _demand_field(catalogue, texts, number)
            for number in range(max((len(one.needs) for one in members), default=0))
        ),
    )
    return tabulate("packet", texts("packet.demands_caption"), fields, members)


def _demand_field(catalogue: Catalogue, texts: Texts, number: int) -> Field[Member]:
    def make(one: Member) -> Cell:
        return text(_describe_need(catalogue, texts, one.needs[number]) if number < len(one.needs) else "")

    column = Column(key=f"demand_{number + 1}", head=texts(f"packet.demand_{number + 1}"), is_wordy=True)
    return Field[Member](column, make)


def _describe_need(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """A demand with its verdict, and whose answer it rests on where it is answered."""
    verdict = label_need(texts, need).lower()
    who = texts.listing(list(dict.fromkeys(_list_answerers(catalogue, texts, need))))
    facts = {"number": need.demand.number, "title": label_title(texts, need.demand), "verdict": verdict}
    return texts("packet.verdict_answered", who=who, **facts) if who else texts("packet.verdict", **facts)


def _list_answerers(catalogue: Catalogue, texts: Texts, need: Need) -> Iterator[str]:
    """Whose answers gave an answered verdict: those of a body to whoever publishes its survey, or one kept here."""
    if need.strength is not Strength.ANSWERED:
        return
    for part in need.telling:
        if isinstance(part, Measurement):
            to = label_publishers(catalogue, part.observation.origins)
            yield texts("packet.answered_survey", body=part.observation.place.body, to=to)
        elif part.body is not None:
            yield part.body.body
