"""Who reaches which shift, and what the roads give, as a section of a brief: in the fact sheet in short, in a motion as
its grounds.
"""

from collections.abc import Callable, Iterable, Sequence

from samspel.catalogue.records import Grounds
from samspel.catalogue.texts import Texts
from samspel.drawing.charts import Bar, draw_bars
from samspel.reach.report import ReachReport, TurnReach
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph, Picture
from samspel.rendering.table import Table, table_of_words
from samspel.reports.departure_words import find_best_departure, propose_departure, tell_gain
from samspel.reports.figures import tell_value
from samspel.reports.reach_words import (
    ShiftDays,
    average_shifts,
    find_failing,
    find_shares,
    find_worst,
    merge_days,
    name_turn,
    tell_basis,
    tell_days,
    tell_feeds,
    tell_gap,
    tell_hours,
    tell_how,
    tell_missing,
    tell_short_share,
    tell_way,
)
from samspel.reports.road_words import tell_cycling, tell_road_notes, tell_site_roads, tell_surgery
from samspel.reports.roads import tabulate_drives
from samspel.reports.writing import Writer
from samspel.terms.origin import Origin
from samspel.terms.units import PER_CENT

MOST_BARS, MOST_ROWS = 10, 14
MOST_ROADS = 10
MOST_FAILING = 2
BARS_SIZE, BARS_WIDTH = (520, None), 0.75
SHIFTS, TRAINING = "shift_reach_share", "training_reach_minutes"


def compose_reach(writer: Writer, report: ReachReport) -> Iterable[Block]:
    """The section of the fact sheet: the figures, shift by shift, and the departure that would help most."""
    texts = writer.texts
    _cite(writer, report)
    yield Heading(texts("reach.title"))
    yield Bullets((*_tell_values(writer, report), *_tell_short(texts, report), *tell_surgery(texts, report)))
    if report.turns:
        yield picture_shares(texts, report)
        yield lay_out_shifts(texts, report)
    yield Paragraph(_join(_tell_ride_how(texts, report), tell_road_notes(texts, report)), style="note")


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
            proposal=propose_departure(texts, *best),
            turn=name_turn(texts, report, best[0]),
            gain=tell_gain(texts, report, *best),
        ),
        lead=texts("reach.motion.offered_lead"),
    )


def picture_shares(texts: Texts, report: ReachReport) -> Picture:
    """The share who make each shift within the shortest limit, the mean over its days, as bars."""
    shown = _pick(average_shifts(report), MOST_BARS)
    several = len(report.workplaces) > 1

    def draw(one: ShiftDays) -> Bar:
        name = f"{report.workplaces[one.turn.workplace].name}, {one.turn.shift}" if several else one.turn.shift
        note = f"{tell_hours(texts, one.turn)}, {tell_days(texts, one.weekdays, short=True)}"
        return Bar(name, one.shares[0] * PER_CENT, False, note)

    bars = [draw(one) for one in shown]
    caption = texts("reach.section.bars", limit=texts.number(report.limits[0]))
    told = [
        texts("reach.section.bar", shift=bar.label, share=tell_short_share(texts, one.shares[0]))
        for bar, one in zip(bars, shown, strict=True)
    ]
    svg = draw_bars(
        bars, lambda value: tell_short_share(texts, value / PER_CENT), texts("words.dash"), BARS_SIZE, title=caption
    )
    return Picture(svg, f"{caption}: {'; '.join(told)}.", caption, BARS_WIDTH)


def lay_out_shifts(texts: Texts, report: ReachReport) -> Table:
    """Shift by shift: hours, days, shares within the limits, and the way that fails."""
    merged = merge_days(report)
    shown = _pick(merged, MOST_ROWS)
    limits = [texts("reach.print.within", limit=texts.number(limit)) for limit in report.limits]
    heads = [texts(f"reach.print.{head}") for head in ("workplace", "shift", "days")]
    rows = tuple(
        (
            report.workplaces[one.turn.workplace].name,
            f"{one.turn.shift} {tell_hours(texts, one.turn)}",
            tell_days(texts, one.weekdays, short=True),
            *(tell_short_share(texts, share) for share in one.shares),
            texts(f"reach.leg.{one.leg}"),
        )
        for one in shown
    )
    left = len(merged) - len(shown)
    notes = [texts("reach.definition"), *dict.fromkeys(tell_basis(texts, one.turn) for one in shown)]
    notes += [texts("reach.section.left", count=texts.number(left))] if left else []
    return table_of_words(
        texts("reach.print.shifts"),
        (*heads, *limits, texts("reach.print.weak")),
        rows,
        (*(False for _ in heads), *(True for _ in limits), False),
        " ".join([*notes, *tell_missing(texts, report)]),
    )


def _compose_shifts(writer: Writer, report: ReachReport) -> Iterable[Block]:
    if not report.turns:
        return
    texts = writer.texts
    yield Heading(texts("reach.title"))
    yield Bullets((*_tell_values(writer, report, (SHIFTS,)), *_tell_short(texts, report)))
    yield picture_shares(texts, report)
    yield lay_out_shifts(texts, report)
    best, worst = find_best_departure(report), find_worst(report)
    shown = worst if best is None else best[0]
    if shown is not None:
        yield from _compose_example(texts, report, shown)
    yield Paragraph(_join(_tell_ride_how(texts, report)), style="note")


def _compose_example(texts: Texts, report: ReachReport, turn: TurnReach) -> Iterable[Block]:
    """Journeys of the largest localities that fail, as evidence that anybody can check."""
    failing = sorted(find_failing(turn), key=lambda one: -(report.localities[one.locality].people or 0.0))
    if not failing:
        return
    yield Heading(texts("reach.section.example", turn=name_turn(texts, report, turn)), level=3)
    told = []
    for reach in failing[:MOST_FAILING]:
        legs = ((True, reach.later), (False, reach.earlier))
        ways = [tell_way(texts, reach, outward=outward) for outward, lacking in legs if lacking != 0.0]
        told.append(" ".join([tell_gap(texts, report, reach), *ways]))
    yield Bullets(tuple(told))


def _compose_training(writer: Writer, report: ReachReport) -> Iterable[Block]:
    told = _tell_values(writer, report, (TRAINING,))
    if told:
        texts = writer.texts
        yield Heading(texts("reach.section.training"))
        yield Paragraph(" ".join((*told, texts.of(writer.catalogue.indicators[TRAINING]).definition)))
        yield Paragraph(_join(_tell_ride_how(texts, report)), style="note")


def _compose_roads(*kinds: str) -> Callable[[Writer, ReachReport], Iterable[Block]]:
    def compose(writer: Writer, report: ReachReport) -> Iterable[Block]:
        texts = writer.texts
        tables = tabulate_drives(writer.catalogue, texts, report, kinds=kinds, most=MOST_ROADS)
        if not tables:
            return
        yield Heading(texts("reach.section.roads"))
        yield Bullets(tuple(tell_surgery(texts, report)))
        yield from tables
        yield Paragraph(_join(tell_road_notes(texts, report)), style="note")

    return compose


def _compose_cycling(writer: Writer, report: ReachReport) -> Iterable[Block]:
    texts = writer.texts
    told = [" ".join(tell_cycling(texts, report, row)) for row in range(len(report.workplaces))]
    if any(told):
        yield Heading(texts("reach.section.cycling"))
        yield Bullets(tuple(one for one in told if one))
        yield Paragraph(_join(tell_road_notes(texts, report)), style="note")


def _compose_site_roads(writer: Writer, report: ReachReport) -> Iterable[Block]:
    texts = writer.texts
    told = [" ".join(tell_site_roads(texts, report, row)) for row in range(len(report.workplaces))]
    if any(told):
        yield Heading(texts("reach.section.roads"))
        yield Bullets(tuple(one for one in told if one))
        yield Paragraph(_join(tell_road_notes(texts, report)), style="note")


def _tell_ride_how(texts: Texts, report: ReachReport) -> list[str]:
    """How journeys were reckoned; nothing where only roads were."""
    return [*tell_how(texts, report), *tell_feeds(texts, report)] if report.feeds else []


_GROUNDS: dict[Grounds, Callable[[Writer, ReachReport], Iterable[Block]]] = {
    "shifts": _compose_shifts,
    "site_roads": _compose_site_roads,
    "cycling": _compose_cycling,
    "training": _compose_training,
    "surgery": _compose_roads("surgery", "surgery_of_sites"),
    "stations": _compose_roads("stations"),
}
"""What is shown in the motion of a demand, by the grounds that its entry names."""


def _tell_short(texts: Texts, report: ReachReport) -> list[str]:
    """Shifts that nobody makes, else the one that fewest make; and the departure that would help most."""
    worst, best = find_worst(report), find_best_departure(report)
    unreached = [one for one in average_shifts(report) if one.shares[-1] <= 0.0]
    told = []
    if unreached:
        told.append(
            texts(
                "reach.section.unreached",
                count=texts.number(len(unreached)),
                total=texts.number(len(average_shifts(report))),
                which=texts.listing([_name_shift(report, one) for one in unreached]),
                limit=texts.number(report.limits[-1]),
            )
        )
    elif worst is not None:
        share = tell_short_share(texts, find_shares(worst)[-1])
        limit = texts.number(report.limits[-1])
        told.append(texts("reach.section.worst", turn=name_turn(texts, report, worst), share=share, limit=limit))
    if best is not None:
        change = propose_departure(texts, *best)
        told.append(texts("reach.section.best", change=change, gain=tell_gain(texts, report, *best)))
    return told


def _name_shift(report: ReachReport, one: ShiftDays) -> str:
    return f"{report.workplaces[one.turn.workplace].name} {one.turn.shift}"


def _tell_values(writer: Writer, report: ReachReport, wanted: Sequence[str] = ()) -> list[str]:
    texts, told = writer.texts, []
    for value in report.values:
        if not wanted or value.indicator in wanted:
            record = writer.catalogue.indicators[value.indicator]
            figure, basis = tell_value(texts, record, value.value), texts(f"basis.{value.basis}")
            told.append(texts("reach.value", name=texts.of(record).name, value=figure, basis=basis))
    return told


def _pick(shifts: Sequence[ShiftDays], most: int) -> list[ShiftDays]:
    """All in their order, or those that fewest make where they are too many for a page."""
    ranked = sorted(range(len(shifts)), key=lambda row: shifts[row].shares[::-1])
    return [shifts[row] for row in sorted(ranked[:most])]


def _cite(writer: Writer, report: ReachReport) -> None:
    read = report.made.isoformat()
    writer.cite(dict.fromkeys(Origin(one.source, "", read, one.file, one.publisher) for one in report.values))


def _join(*parts: Sequence[str]) -> str:
    return " ".join(line for part in parts for line in part)
