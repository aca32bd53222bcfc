"""Who reaches which shift, and what the roads give, as a section of a brief: in the fact sheet in short, in a motion as
its grounds.
"""

from collections.abc import Callable, Iterable, Sequence

from samspel.catalogue.records.needs import Grounds
from samspel.catalogue.texts import Texts
from samspel.reach.findings import ShiftDays, average_shifts, find_best_departure, find_shares, find_worst
from samspel.reach.report import ReachReport, TurnReach
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph
from samspel.reports.departures import describe_gain, describe_proposal
from samspel.reports.localities import compose_failures
from samspel.reports.reach import (
    describe_missing_people,
    describe_missing_rides,
    describe_no_value,
    describe_outside,
    describe_rides,
    describe_values,
)
from samspel.reports.roads import tabulate_drives
from samspel.reports.roads_sentences import describe_cycling, describe_road_notes, describe_site_roads, describe_surgery
from samspel.reports.shifts import draw_shares, format_share, label_turn, tabulate_hardest_shifts
from samspel.reports.writing import Writer
from samspel.terms.origin import Origin

MOST_DRIVES_ON_PAPER = 10
MOST_FAILING = 2


def compose_reach(writer: Writer, report: ReachReport) -> Iterable[Block]:
    """The section of the fact sheet: the figures, shift by shift, and the departure that would help most."""
    texts = writer.texts
    _cite(writer, report)
    yield Heading(texts("reach.title"))
    surgery = describe_surgery(writer.catalogue, texts, report)
    yield Bullets((*describe_values(writer.catalogue, texts, report), *_describe_short(texts, report), *surgery))
    yield from _compose_table(writer, report)
    no_value = describe_no_value(writer.catalogue, texts, report)
    yield Paragraph(
        _join(
            no_value,
            _list_missing(writer, report),
            describe_missing_rides(texts, report),
            describe_rides(texts, report),
            describe_road_notes(texts, report),
        ),
        style="note",
    )


def compose_reach_grounds(writer: Writer, report: ReachReport, demand: str) -> Iterable[Block]:
    """The section of a motion: what was reckoned that bears on its demand; nothing where nothing was."""
    grounds = writer.catalogue.demands[demand].grounds
    blocks = () if grounds is None else tuple(_GROUNDS[grounds](writer, report))
    if blocks:
        _cite(writer, report)
    return blocks


def offer_departure(writer: Writer, report: ReachReport, demand: str) -> Iterable[Block]:
    """A draft decision on a departure that the user may take in, with what it gains and loses by the timetable."""
    texts, best = writer.texts, find_best_departure(report)
    if writer.catalogue.demands[demand].grounds != "shifts" or best is None:
        return
    yield Paragraph(
        texts(
            "reach.motion.offered",
            proposal=describe_proposal(texts, *best),
            turn=label_turn(texts, report, best[0]),
            gain=describe_gain(texts, report, *best),
        ),
        lead=texts("reach.motion.offered_lead"),
    )


def _compose_shifts(writer: Writer, report: ReachReport) -> Iterable[Block]:
    if not report.turns:
        return
    texts = writer.texts
    yield Heading(texts("reach.title"))
    yield Bullets((*describe_values(writer.catalogue, texts, report, ("shifts",)), *_describe_short(texts, report)))
    yield from _compose_table(writer, report)
    best, worst = find_best_departure(report), find_worst(report)
    shown = worst if best is None else best[0]
    if shown is not None:
        yield from _compose_example(texts, report, shown)
    yield _note_rides(writer, report)


def _compose_table(writer: Writer, report: ReachReport) -> Iterable[Block]:
    """The shifts as bars and as a table."""
    if report.turns:
        yield draw_shares(writer.texts, report)
        yield tabulate_hardest_shifts(writer.catalogue, writer.texts, report)


def _compose_example(texts: Texts, report: ReachReport, turn: TurnReach) -> Iterable[Block]:
    """Journeys of the largest localities that fail."""
    failures = compose_failures(texts, report, turn, MOST_FAILING)
    if failures:
        yield Heading(texts("reach.section.example", turn=label_turn(texts, report, turn)), level=3)
        yield from failures


def _compose_training(writer: Writer, report: ReachReport) -> Iterable[Block]:
    catalogue, texts = writer.catalogue, writer.texts
    values = describe_values(catalogue, texts, report, ("training",))
    if values:
        yield Heading(texts("reach.section.training"))
        yield Paragraph(_join(values, (texts.of(catalogue.indicators[catalogue.reach["training"]]).definition,)))
        yield _note_rides(writer, report)


def _compose_roads(*kinds: str) -> Callable[[Writer, ReachReport], Iterable[Block]]:
    def compose(writer: Writer, report: ReachReport) -> Iterable[Block]:
        texts = writer.texts
        tables = tabulate_drives(writer.catalogue, texts, report, kinds=kinds, most=MOST_DRIVES_ON_PAPER)
        if not tables:
            return
        yield Heading(texts("reach.section.roads"))
        yield Bullets(tuple(describe_surgery(writer.catalogue, texts, report)))
        yield from tables
        yield _note_roads(writer, report)

    return compose


def _compose_ways(
    heading: str, describe: Callable[[Texts, ReachReport, int], Sequence[str]]
) -> Callable[[Writer, ReachReport], Iterable[Block]]:
    """The way to each workplace, in a sentence or more for each that has one."""

    def compose(writer: Writer, report: ReachReport) -> Iterable[Block]:
        texts = writer.texts
        sentences = [_join(describe(texts, report, row)) for row in range(len(report.workplaces))]
        if any(sentences):
            yield Heading(texts(heading))
            yield Bullets(tuple(one for one in sentences if one))
            yield _note_roads(writer, report)

    return compose


def _note_rides(writer: Writer, report: ReachReport) -> Paragraph:
    """How journeys were reckoned, and what is not in them."""
    texts, missing = writer.texts, _list_missing(writer, report)
    return Paragraph(_join(missing, describe_missing_rides(texts, report), describe_rides(texts, report)), style="note")


def _note_roads(writer: Writer, report: ReachReport) -> Paragraph:
    """How the roads were reckoned, and what is not in them."""
    return Paragraph(_join(_list_missing(writer, report), describe_road_notes(writer.texts, report)), style="note")


def _list_missing(writer: Writer, report: ReachReport) -> list[str]:
    """Points outside Sweden and people who are not in the result."""
    return [*describe_outside(writer.catalogue, writer.texts, report), *describe_missing_people(writer.texts, report)]


_GROUNDS: dict[Grounds, Callable[[Writer, ReachReport], Iterable[Block]]] = {
    "shifts": _compose_shifts,
    "site_roads": _compose_ways("reach.section.roads", describe_site_roads),
    "cycling": _compose_ways("reach.section.cycling", describe_cycling),
    "training": _compose_training,
    "surgery": _compose_roads("surgery", "surgery_of_sites"),
    "stations": _compose_roads("stations"),
}
"""What is shown in the motion of a demand, by the grounds that its entry names."""


def _describe_short(texts: Texts, report: ReachReport) -> list[str]:
    """Shifts that nobody makes, else the one that fewest make; and the departure that would help most."""
    worst, best = find_worst(report), find_best_departure(report)
    unreached = [one for one in average_shifts(report) if one.shares[-1] <= 0.0]
    sentences = []
    if unreached:
        sentences.append(
            texts(
                "reach.section.unreached",
                count=texts.number(len(unreached)),
                total=texts.number(len(average_shifts(report))),
                which=texts.listing([_label_shift(report, one) for one in unreached]),
                limit=texts.number(report.limits[-1]),
            )
        )
    elif worst is not None:
        share = format_share(texts, find_shares(worst)[-1], short=True)
        limit = texts.number(report.limits[-1])
        sentences.append(texts("reach.section.worst", turn=label_turn(texts, report, worst), share=share, limit=limit))
    if best is not None:
        change = describe_proposal(texts, *best)
        sentences.append(texts("reach.section.best", change=change, gain=describe_gain(texts, report, *best)))
    return sentences


def _label_shift(report: ReachReport, one: ShiftDays) -> str:
    return f"{report.workplaces[one.turn.workplace].name} {one.turn.shift}"


def _cite(writer: Writer, report: ReachReport) -> None:
    read = report.made.isoformat()
    writer.cite(
        dict.fromkeys(
            Origin(source=one.source, table="", read=read, file=one.file, publisher=one.publisher)
            for one in report.values
        )
    )


def _join(*parts: Sequence[str]) -> str:
    return " ".join(line for part in parts for line in part)
