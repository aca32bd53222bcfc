"""How people of each locality get to a shift and home: minutes, gaps and journeys that anybody can check."""

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.findings import MOST_PEOPLE, find_failing
from samspel.reach.report import (
    KeptPlace,
    LocalityReach,
    MissedChange,
    ReachReport,
    ReportedJourney,
    ReportedRide,
    TurnReach,
)
from samspel.rendering.blocks import Block, Bullets, Fold, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.shifts import (
    format_clock,
    label_turn,
    list_made_up,
    make_place_fields,
    make_share_cell,
    make_turn_cells,
)

JOURNEY = ("leaves", "arrives", "lines", "stops", "missed")
"""What files hold of a journey."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A locality's way to a shift."""

    turn: TurnReach
    place: KeptPlace
    reach: LocalityReach


def describe_gap(texts: Texts, report: ReachReport, reach: LocalityReach) -> str:
    """Which leg fails for most in a locality, and how much later the shift would have to begin or earlier end."""
    facts = {
        "locality": report.localities[reach.locality].name,
        "limit": texts.number(report.limits[-1]),
        "longest": texts.number(dict(report.settings)["gap_longest_minutes"]),
    }
    sentences: list[str] = []
    for leg, minutes, lacking in (("out", reach.out, reach.later), ("home", reach.home, reach.earlier)):
        if lacking == 0.0:
            continue
        way = "no_way" if minutes is None else "long"
        sentences.append(texts(f"reach.gap.{leg}_{way}", minutes=_format_number(texts, minutes), **facts))
        enough = "never" if lacking is None else "enough"
        sentences.append(texts(f"reach.gap.{leg}_{enough}", gap=_format_number(texts, lacking), **facts))
    if sentences:
        return " ".join(sentences)
    return texts("reach.gap.made" if reach.within[-1] >= MOST_PEOPLE else "reach.gap.made_apart", **facts)


def describe_failure(texts: Texts, report: ReachReport, reach: LocalityReach) -> str:
    """As describe_gap, with the journeys of the legs that fail, so that anybody can check it."""
    legs = ((True, reach.later), (False, reach.earlier))
    ways = [describe_way(texts, reach, outward=outward) for outward, lacking in legs if lacking != 0.0]
    return " ".join([describe_gap(texts, report, reach), *ways])


def format_gap(texts: Texts, reach: LocalityReach) -> str:
    """As describe_gap, for a cell of a table."""
    parts = [
        texts(f"reach.gap_cell.{leg}" if lacking else f"reach.gap_cell.{leg}_never", gap=_format_number(texts, lacking))
        for leg, lacking in (("out", reach.later), ("home", reach.earlier))
        if lacking != 0.0
    ]
    return ", ".join(parts) or texts("words.dash")


def describe_journey(texts: Texts, journey: ReportedJourney | None) -> str:
    """A journey in one line, so that anybody can check it against the timetable, and what each change costs when it is
    missed.
    """
    if journey is None:
        return texts("reach.journey.none")
    parts: list[str] = []
    for number, ride in enumerate(journey.rides):
        parts += _describe_walk(texts, journey.walks[number])
        parts.append(texts("reach.journey.ride", **_list_ride_facts(texts, ride)))
    parts += _describe_walk(texts, journey.walks[-1])
    leaves, arrives = (format_clock(texts, clock) for clock in (journey.leaves_at, journey.arrives_at))
    told = texts("reach.journey.whole", leaves=leaves, parts=", ".join(parts), arrives=arrives)
    return " ".join([told, *(_describe_missed(texts, one) for one in journey.missed)])


def describe_way(texts: Texts, reach: LocalityReach, *, outward: bool) -> str:
    """The journey there or home from a locality's centre; where there is none, whether some have another way."""
    journey, minutes = (reach.out_journey, reach.out) if outward else (reach.home_journey, reach.home)
    apart = journey is None and minutes is not None
    described = texts("reach.journey.not_from_centre") if apart else describe_journey(texts, journey)
    return texts(f"reach.way.{'out' if outward else 'home'}", journey=described)


def label_line(texts: Texts, line: str) -> str:
    """A line by its name; one whose name says what it is, such as `Tåg 20`, needs no more."""
    return line if " " in line else texts("reach.line", line=line)


def tabulate_localities(
    catalogue: Catalogue, texts: Texts, report: ReachReport, turn: TurnReach | None = None
) -> Table:
    """One row a locality and shift: the median person's minutes, shares, gaps, and the journeys from its centre; of one
    shift alone where it is given.
    """
    turns = report.turns if turn is None else (turn,)
    key = "reach.report.all_localities" if turn is None else "reach.report.localities_caption"
    caption = texts(key, turn="" if turn is None else label_turn(texts, report, turn))
    rows = [Reached(one, report.localities[reach.locality], reach) for one in turns for reach in one.localities]
    notes = (*list_made_up(texts, report), texts("reach.report.localities_note"))
    return tabulate("localities", caption, _make_fields(catalogue, texts, report), rows, notes)


def compose_gaps(texts: Texts, report: ReachReport, turn: TurnReach, shown: int) -> tuple[Block, ...]:
    """What each locality that fails lacks, the largest first; more than so many stand folded."""
    gaps = [describe_gap(texts, report, reach) for reach in find_failing(report, turn)]
    return fold_rest(gaps, shown, texts("reach.report.gaps_more", count=len(gaps) - shown))


def compose_failures(texts: Texts, report: ReachReport, turn: TurnReach, most: int) -> tuple[Block, ...]:
    """What the largest localities that fail lack with their journeys, as evidence that anybody can check."""
    failing = find_failing(report, turn)
    bullets = Bullets(tuple(describe_failure(texts, report, reach) for reach in failing[:most]))
    return (bullets,) if failing else ()


def compose_journeys(texts: Texts, report: ReachReport, turn: TurnReach) -> Fold:
    """Every locality's journeys with lines, stops and clocks."""
    lines = tuple(
        f"{report.localities[reach.locality].name}. "
        f"{describe_way(texts, reach, outward=True)} {describe_way(texts, reach, outward=False)}"
        for reach in turn.localities
    )
    note = Paragraph(texts("reach.report.journeys_note"), style="note")
    return Fold(texts("reach.report.journeys"), (note, Bullets(lines)))


def fold_rest(items: Sequence[str], shown: int, summary: str, *, numbered: bool = False) -> tuple[Block, ...]:
    """A list whose items beyond so many stand folded under a summary."""
    if not items:
        return ()
    first = Bullets(tuple(items[:shown]), numbered=numbered)
    return (first,) if len(items) <= shown else (first, Fold(summary, (Bullets(tuple(items[shown:])),)))


def _make_fields(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[Field[Reached]]:
    return [
        *make_place_fields(catalogue, texts, report),
        *(_make_turn_field(report, name) for name in ("workplace", "shift", "begins", "ends", "days")),
        Field(Column(key="locality", head=texts("reach.report.locality")), lambda row: text(row.place.name)),
        Field(
            Column(key="people", head=texts("reach.report.people"), is_number=True),
            lambda row: Cell(value=row.place.people, words=_format_number(texts, row.place.people)),
        ),
        _make_minutes_field(texts, "minutes_there", "out"),
        _make_minutes_field(texts, "minutes_home", "home"),
        *(_make_within_field(texts, number, limit) for number, limit in enumerate(report.limits)),
        Field(
            Column(key="gap", head=texts("reach.report.gap"), is_wordy=True, shown="read"),
            lambda row: text(format_gap(texts, row.reach)),
        ),
        Field(Column(key="later_minutes", shown="data"), lambda row: Cell(value=row.reach.later, words="")),
        Field(Column(key="earlier_minutes", shown="data"), lambda row: Cell(value=row.reach.earlier, words="")),
        *(_make_journey_field(way, what) for way in ("there", "home") for what in JOURNEY),
        *(_make_steady_field(texts, number, limit) for number, limit in enumerate(report.limits)),
    ]


def _make_turn_field(report: ReachReport, name: str) -> Field[Reached]:
    return Field(Column(key=name, shown="data"), lambda row: text(make_turn_cells(report, row.turn)[name]))


def _make_minutes_field(texts: Texts, key: str, leg: str) -> Field[Reached]:
    def make(row: Reached) -> Cell:
        minutes = row.reach.out if leg == "out" else row.reach.home
        words = texts("reach.report.no_way") if minutes is None else texts.quantity(minutes, "minutes")
        return Cell(value=minutes, words=words)

    return Field(Column(key=key, head=texts(f"reach.report.{leg}"), is_number=True), make)


def _make_within_field(texts: Texts, number: int, limit: float) -> Field[Reached]:
    head = texts("reach.report.within", limit=texts.number(limit))
    return Field(
        Column(key=f"within_{limit:g}", head=head),
        lambda row: make_share_cell(texts, row.reach.within[number], has_bar=True),
    )


def _make_steady_field(texts: Texts, number: int, limit: float) -> Field[Reached]:
    """For what share it holds with disruptions."""
    return Field(
        Column(key=f"steady_within_{limit:g}", shown="data"),
        lambda row: make_share_cell(texts, row.reach.steady[number] if row.reach.steady else None),
    )


def _make_journey_field(way: str, what: str) -> Field[Reached]:
    def make(row: Reached) -> Cell:
        journey = row.reach.out_journey if way == "there" else row.reach.home_journey
        return Cell(value=None if journey is None else _write_journey(journey)[what], words="")

    return Field(Column(key=f"{way}_{what}", shown="data"), make)


def _write_journey(journey: ReportedJourney) -> dict[str, str]:
    stops = [f"{ride.board} {ride.boards_at} - {ride.alight} {ride.alights_at}" for ride in journey.rides]
    lines = ", ".join(ride.line for ride in journey.rides)
    missed = [f"{one.line} {one.stop} {one.arrives_at or '-'}" for one in journey.missed]
    written = (journey.leaves_at, journey.arrives_at, lines, "; ".join(stops), "; ".join(missed))
    return dict(zip(JOURNEY, written, strict=True))


def _describe_missed(texts: Texts, one: MissedChange) -> str:
    """When one arrives if a ride that one changes to has just gone."""
    facts = {"line": label_line(texts, one.line), "stop": one.stop}
    if one.arrives_at is None or one.later is None:
        return texts("reach.journey.missed_none", **facts)
    facts |= {"arrives": format_clock(texts, one.arrives_at), "later": texts.number(one.later)}
    return texts("reach.journey.missed" if one.later > 0 else "reach.journey.missed_no_later", **facts)


def _format_number(texts: Texts, number: float | None) -> str:
    return texts("words.dash") if number is None else texts.number(number)


def _list_ride_facts(texts: Texts, ride: ReportedRide) -> dict[str, str]:
    return {
        "line": label_line(texts, ride.line),
        "board": ride.board,
        "boards": format_clock(texts, ride.boards_at),
        "alight": ride.alight,
        "alights": format_clock(texts, ride.alights_at),
    }


def _describe_walk(texts: Texts, minutes: int) -> list[str]:
    return [texts("reach.journey.walk", minutes=texts.number(minutes))] if minutes else []
