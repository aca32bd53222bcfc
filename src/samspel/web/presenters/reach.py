"""The pages of journeys to shifts: a report set into a page, the chosen shift in full with its map, and the form."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString
from msgspec import structs

from samspel.app.desk import Desk
from samspel.app.reach_asking import choose_turn
from samspel.catalogue.texts import Explanation, Texts
from samspel.reach.report import ReachReport, TurnReach
from samspel.rendering.blocks import Bullets
from samspel.rendering.table import Link
from samspel.reports.beside import compose_besides, describe_besides
from samspel.reports.departures import compose_departures, describe_departures
from samspel.reports.localities import compose_gaps, compose_journeys, tabulate_localities
from samspel.reports.pictures import picture_turn
from samspel.reports.reach import compose_how, compose_lead, describe_outside
from samspel.reports.roads import tabulate_cycling, tabulate_drives, tabulate_stretches
from samspel.reports.roads_sentences import describe_road_notes, describe_roads
from samspel.reports.shifts import TURN_LINK, describe_legs, describe_turn, label_turn, list_made_up, tabulate_shifts
from samspel.reports.steady import describe_steady
from samspel.terms.place import Place
from samspel.web.blocks import Files, set_blocks
from samspel.web.presenters.pictures import Figure, set_into_page
from samspel.web.shared import get_desk

SHOWN, SHOWN_GAPS = 3, 5
"""Departures and localities that stand unfolded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenTurn:
    """A shift in full; its parts are blocks set into the page. `query` is what the address says to choose it."""

    query: str
    title: str
    sentences: tuple[str, ...]
    map: Figure
    gaps: SafeString
    has_departures: bool
    departures: SafeString
    localities: SafeString
    journeys: SafeString


@dataclass(frozen=True, slots=True)
class OtherTurn:
    """A shift that is not chosen, in short."""

    number: int
    title: str
    sentences: str
    best: str


@dataclass(frozen=True, slots=True)
class RoadsPart:
    """The part of a page about roads, as blocks; a part that was not measured is empty."""

    drives: SafeString
    stretches: SafeString
    cycling: SafeString
    sentences: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """The part of a page that holds a report; `tables` is the address that its files lie under."""

    tables: str
    warnings: tuple[str, ...]
    notice: str
    lead: SafeString
    made: str
    turns: SafeString
    chosen: ChosenTurn | None
    others: tuple[OtherTurn, ...]
    beside: SafeString
    roads: RoadsPart | None
    how: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachForm:
    """The form with what was typed; a browser never fills in files by itself. `helps` explains the lists' columns,
    `where` which timetable is the place's, `timetable` and `map` say what has been fetched of the county, and `lists`
    what has been added of workplaces, by number; `useless` are lists that lack what is needed.
    """

    day: str
    cycles: bool
    cycles_on: bool
    orders: bool
    departures: bool
    disruptions: bool
    late: str
    cancelled: str
    late_minutes: str
    helps: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    limit: int
    where: str
    timetable: str
    has_timetable: bool
    takes_timetable: bool
    map: str
    takes_map: bool
    lists: tuple[tuple[str, str], ...]
    list: str
    useless: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPage:
    """The page of a place: its report, if somebody has reckoned one, and the form for another. `given` is what one
    gets; the country has neither.
    """

    template: ClassVar[str] = "samspel/reach.html"
    place: Place
    form: ReachForm | None = None
    report: ReportPart | None = None
    errors: tuple[Explanation, ...] = ()
    given: tuple[str, ...] = ()
    is_under_way: bool = False


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """The made-up town: its report, and the filled lists by address with their names."""

    template: ClassVar[str] = "samspel/reach_example.html"
    report: ReportPart
    lists: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """How far a reckoning has come, by itself when htmx asks."""

    template: ClassVar[str] = "samspel/reach_progress.html"
    told: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A page that waits for something and asks its own `address` again."""

    progress: ProgressPage
    address: str
    seconds: int

    @property
    def refresh(self) -> str:
        """What loads the page again without htmx. Named, since an address with a fragment is not loaded anew."""
        return f"{self.seconds};url={self.address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage(Waiting):
    """The page that waits for a reckoning, of a place or of the made-up town."""

    template: ClassVar[str] = "samspel/reach_waiting.html"
    place: Place | None


def find_report(code: str) -> ReachReport | None:
    """The stored report of a place as it is now, without the name of whoever has added the workplaces for those who are
    not told what people say here. Raises BadInputError for a damaged file.
    """
    desk = get_desk()
    report = desk.reach.load(code)
    return structs.replace(report, sites_by="") if report is not None and desk.hides_kept else report


def present_report(desk: Desk, texts: Texts, report: ReachReport, typed: str, tables: str) -> ReportPart:
    """A report with the shift that the address chooses; its files lie under the address `tables`."""
    chosen, numbered = choose_turn(report, typed), list(enumerate(report.turns, 1))
    current = None if chosen is None else Link(TURN_LINK, str(report.turns.index(chosen) + 1))
    shifts = (tabulate_shifts(desk.catalogue, texts, report),) if report.turns else ()
    return ReportPart(
        tables=tables,
        warnings=tuple(describe_outside(desk.catalogue, texts, report)),
        notice="".join(list_made_up(texts, report)),
        lead=set_blocks(texts, compose_lead(desk.catalogue, texts, report)),
        made=texts("web.reach.made", day=texts.day(report.made), version=report.program),
        turns=set_blocks(texts, shifts, _list_files(tables, "shifts", "skift"), chosen=current),
        chosen=None if chosen is None else _present_chosen(desk, texts, report, chosen, tables),
        others=tuple(_present_other(texts, report, number, turn) for number, turn in numbered if turn is not chosen),
        beside=set_blocks(
            texts, compose_besides(desk.catalogue, texts, report), _list_files(tables, "beside", "bredvid")
        ),
        roads=_present_roads(desk, texts, report),
        how=set_blocks(texts, compose_how(texts, report)),
    )


def _list_files(tables: str, table: str, name: str, query: str = "") -> dict[str, Files]:
    return {table: Files(*(f"{tables}{name}.{kind}{query}" for kind in ("csv", "xlsx")))}


def _present_chosen(desk: Desk, texts: Texts, report: ReachReport, turn: TurnReach, tables: str) -> ChosenTurn:
    title, number = label_turn(texts, report, turn), str(report.turns.index(turn) + 1)
    files = _list_files(tables, "localities", "orter", f"?skift={number}")
    return ChosenTurn(
        query=number,
        title=title,
        sentences=_list_sentences(texts, report, turn),
        map=set_into_page(picture_turn(desk.observations, texts, report, turn)),
        gaps=set_blocks(texts, compose_gaps(texts, report, turn, SHOWN_GAPS)),
        has_departures=bool(turn.departures),
        departures=set_blocks(texts, compose_departures(texts, report, turn, SHOWN)),
        localities=set_blocks(texts, (tabulate_localities(desk.catalogue, texts, report, turn),), files),
        journeys=set_blocks(texts, (compose_journeys(texts, report, turn),)),
    )


def _present_other(texts: Texts, report: ReachReport, number: int, turn: TurnReach) -> OtherTurn:
    best = describe_departures(texts, report, turn)[:1]
    sentences = " ".join(_list_sentences(texts, report, turn))
    return OtherTurn(number, label_turn(texts, report, turn), sentences, "".join(best))


def _list_sentences(texts: Texts, report: ReachReport, turn: TurnReach) -> tuple[str, ...]:
    """Who makes a shift, where it fails, and how it holds."""
    told = (
        describe_turn(texts, report, turn),
        describe_legs(texts, report, turn),
        describe_steady(texts, report, turn),
        *describe_besides(texts, report, turn),
    )
    return tuple(filter(None, told))


def _present_roads(desk: Desk, texts: Texts, report: ReachReport) -> RoadsPart | None:
    """None without a road map."""
    if report.roads is None:
        return None
    catalogue = desk.catalogue
    sentences = [
        *list_made_up(texts, report),
        *describe_roads(catalogue, texts, report),
        *describe_road_notes(texts, report),
    ]
    return RoadsPart(
        set_blocks(texts, tabulate_drives(catalogue, texts, report)),
        set_blocks(texts, tabulate_stretches(catalogue, texts, report)),
        set_blocks(texts, (tabulate_cycling(catalogue, texts, report),) if report.roads.cycling else ()),
        set_blocks(texts, (Bullets(tuple(sentences)),)),
    )
