"""What a report's tables say stands on every face that shows them: each row entire with year, basis and publisher, each
note of a cell, and each caveat under the table.

A subject is its tables and its faces. A face is asked for what it says, and holds every row and note of the tables that
it shows; a face of data (CSV, JSON) holds their records. To add a subject: one entry in SUBJECTS.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import unescape
from typing import Any

import msgspec
import pytest
from _pytest.mark import ParameterSet
from django.test import Client
from msgspec.structs import replace
from pypdf import PdfReader
from rich.console import Console

from contracts.renew_golden import read_docx
from made_reach import DAYS, make_report, make_roads, make_turn
from samspel.app.backtesting import backtest
from samspel.app.briefing import Format, compose_brief, render
from samspel.app.chain import compose_chain_sheet, find_model, show_chain
from samspel.app.comparing import compare_columns
from samspel.app.desk import Desk
from samspel.app.equalising import equalise
from samspel.app.finding import find_goal
from samspel.app.goals import show_goals
from samspel.app.grouping import find_places
from samspel.app.hospitals import list_hospitals
from samspel.app.places import compare, show_likeness, show_place
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.cli import backtesting, chain, comparing, finance, handbook, hospitals, places, reaching
from samspel.cli.framing import Session
from samspel.needs.goals import GoalView
from samspel.observations.beside import Beside
from samspel.observations.picture import SideBySide
from samspel.reach.report import ReachReport
from samspel.rendering.blocks import Block, Document, unfold
from samspel.rendering.table import Table, list_records, words
from samspel.reports import (
    backtests,
    equalisation,
    equalisation_data,
    equalisation_years,
    reach,
    roads,
    roads_sentences,
    shifts,
)
from samspel.reports.backtests import compose_backtests
from samspel.reports.chain import compose_chain, tabulate_chain
from samspel.reports.comparison import (
    compose_comparison,
    tabulate_beside,
    tabulate_comparison,
    tabulate_measures_beside,
)
from samspel.reports.departures import describe_departures
from samspel.reports.goals import tabulate_goal
from samspel.reports.hospitals import tabulate_hospitals
from samspel.reports.interdependence import tabulate_interdependence
from samspel.reports.likeness import tabulate_features, tabulate_peers
from samspel.reports.localities import tabulate_localities
from samspel.reports.place import tabulate_picture, tabulate_section, tabulate_sites
from samspel.reports.records import describe_ignored
from samspel.reports.sources import tabulate_changes, tabulate_sources
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from whole_web import FEW

DAY = date(2026, 11, 22)
PLACES = ("2181", "1280", "21")
OTHER = "1488"
BESIDE = ("population", "N00053", "staff_sick_leave")
GOAL = "lifelong-learning"
LANGS: tuple[Lang, ...] = ("sv", "en")
BETWEEN = re.compile(r"[\s\u00ad\-‐│┃|()•]+")
TAG = re.compile(r"<(style|svg|script)\b.*?</\1>|<[^>]+>", re.DOTALL)
Records = list[dict[str, object]]
SAID: dict[Hashable, str] = {}
"""What faces said."""


@dataclass(frozen=True)
class Room:
    """A place in a language, with the program around it."""

    desk: Desk
    client: Client
    capsys: pytest.CaptureFixture[str]
    lang: Lang
    place: Place

    @property
    def texts(self) -> Texts:
        return self.desk.catalogue.texts[self.lang]

    def open_page(self, address: str) -> str:
        """What a page says, without drawings."""
        return self.once(address, lambda: self._read_page(address))

    def _read_page(self, address: str) -> str:
        page = self.client.get(f"{'' if self.lang == 'sv' else '/en'}/{address}")
        assert page.status_code == 200, address
        return unescape(TAG.sub(" ", page.content.decode()))

    def once(self, face: str, read: Callable[[], str]) -> str:
        """What a face says here, read once for all subjects that stand on it while what is kept stays as it is."""
        asked = (self.desk.stamp, self.place.code, self.lang, face)
        if asked not in SAID:
            SAID[asked] = read()
        return SAID[asked]

    def read_csv(self, address: str) -> Records:
        """The rows of a file."""
        file = self.client.get(f"{'' if self.lang == 'sv' else '/en'}/{address}").content.decode()
        return [dict(row) for row in csv.DictReader(io.StringIO(file, newline=""))]

    def run(self, command: Callable[..., None], *words: object, as_json: bool = False) -> str:
        """What a command prints in a terminal that breaks no line, or its JSON."""
        session = Session(self.lang, as_json)
        session.__dict__["desk"] = self.desk
        session.__dict__["console"] = Console(width=10_000, highlight=False, emoji=False, markup=False)
        self.capsys.readouterr()
        command(session, *words)
        return self.capsys.readouterr().out

    def load(self, command: Callable[..., None], *words: object) -> Any:
        """The JSON of a command."""
        return json.loads(self.run(command, *words, as_json=True))


Tables = Iterable[Table]


@dataclass(frozen=True)
class Subject:
    """The tables of a report, and the caveats that stand outside them; faces that read, by name, and faces of data,
    which hold the records of `whole`.
    """

    tables: Callable[[Room], Tables]
    faces: dict[str, Callable[[Room], str]]
    caveats: Callable[[Room], Iterable[str]] = lambda _: ()
    whole: Callable[[Room], Table] | None = None
    data: dict[str, Callable[[Room], Records]] | None = None


def squeeze(text: str) -> str:
    """The text without blanks, borders of tables and hyphens, which faces set differently."""
    return BETWEEN.sub("", text)


def list_missing(tables: Tables, said: str, caveats: Iterable[str] = ()) -> Iterator[str]:
    """Rows and notes of the tables, and caveats, that a face does not say."""
    squeezed = squeeze(said)
    yield from (caveat for caveat in caveats if squeeze(caveat) not in squeezed)
    for table in tables:
        for line in (*(" ".join(row) for row in words(table).texts), *table.notes):
            if squeeze(line) not in squeezed:
                yield line


def even_out(records: Records) -> Records:
    """Records with numbers as numbers and blanks as empty texts, however a kind of file writes them."""

    def read(cell: object) -> object:
        if cell is None or isinstance(cell, bool):
            return "" if cell is None else str(cell).lower()
        try:
            return round(float(str(cell)), 9)
        except ValueError:
            return str(cell)

    return [{key: read(cell) for key, cell in row.items()} for row in records]


def tabulate_place(room: Room) -> Iterator[Table]:
    """All tables of the picture of a place."""
    catalogue, portrait = room.desk.catalogue, show_place(room.desk, room.place)
    picture = portrait.picture
    yield from (tabulate_section(catalogue, room.texts, room.place, each) for each in picture.sections if each.rows)
    if picture.sites:
        yield tabulate_sites(catalogue, room.texts, room.place, picture.sites)
    yield tabulate_interdependence(catalogue, room.texts, portrait.interdependence)


def compare_two(room: Room) -> SideBySide:
    return compare(room.desk, [room.place, room.desk.catalogue.places.by_code[OTHER]])


def set_beside(room: Room) -> Beside:
    named = find_places(room.desk.catalogue, (room.place.code, OTHER))
    return compare_columns(room.desk, room.lang, named, BESIDE).beside


def find_view(room: Room) -> GoalView:
    return show_goals(room.desk, room.place, [find_goal(room.desk.catalogue, GOAL)])[0]


def brief(room: Room, kind: Format) -> str:
    """What the fact sheet says in a kind of file."""
    return room.once(
        f"brief {kind}", lambda: read_document(compose_brief(room.desk, room.place, None, room.lang, DAY), kind)
    )


def sheet(room: Room, kind: Format) -> str:
    """What the sheet of the chain says in a kind of file."""
    return room.once(
        f"sheet {kind}", lambda: read_document(compose_chain_sheet(room.desk, room.place, room.lang, DAY), kind)
    )


def read_document(document: Document, kind: Format) -> str:
    """The words of a document in a kind of file."""
    (data,) = render(document, (kind,)).values()
    match kind:
        case "pdf":
            pages = (page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
            return "\n".join(page.rpartition("\n")[0] for page in pages)  # without the foot of each page
        case "docx":
            return read_docx(data)
        case _:
            return unescape(TAG.sub(" ", data.decode()))


def tabulate_brief(room: Room) -> Iterator[Table]:
    """All tables of the fact sheet."""
    document = compose_brief(room.desk, room.place, None, room.lang, DAY)
    return (block for block in unfold(document.blocks) if isinstance(block, Table))


def list_tables(blocks: Iterable[Block]) -> Tables:
    """The tables among blocks."""
    return (block for block in unfold(blocks) if isinstance(block, Table))


def tabulate_equalisation(room: Room) -> Iterator[Table]:
    """All tables of the tax and equalisation of a place."""
    measured = equalise(room.desk, room.place)
    yield from list_tables(equalisation.compose_steps(room.desk.catalogue, room.texts, measured))
    yield from list_tables(equalisation.compose_changes(room.texts, measured))
    yield from list_tables(equalisation_years.compose_years(room.texts, measured))
    yield from list_tables(equalisation.compose_ages(room.desk.catalogue, room.texts, measured))


def make_kept(desk: Desk, code: str) -> ReachReport:
    """A report of reach in which everything that can be missing or doubted is."""
    settings = {name: parameter.value for name, parameter in desk.catalogue.parameters.items()}
    turns = (make_turn("Morgon", "06:00", "14:00", (0.2, 0.5)), make_turn("Natt", "22:00", "06:00", None, 4))
    report = make_report(turns, settings, replace(make_roads(), lost=3, hospitals_assumed=True, at_times=2))
    lost = report.localities[1]
    return replace(
        report,
        place=code,
        feeds=tuple(replace(feed, notes=(("timetable.note.rows_without_id", 3),)) for feed in report.feeds),
        silent=DAYS[3:4],
        unreached_days=DAYS[4:],
        localities=(report.localities[0], replace(lost, latitude=10.0)),
        housed=(100,),
        sites_without_stop=(0,),
        ignored=(("arbetsplatser.csv", ("Anm\u00e4rkning", "")),),
        is_elsewhere=True,
    )


def find_kept(room: Room) -> ReachReport:
    report = room.desk.reach.load(room.place.code)
    assert report is not None
    return report


def list_caveats(room: Room) -> Iterator[str]:
    """All that a face that shows a report of reach says beside its tables."""
    catalogue, texts, report = room.desk.catalogue, room.texts, find_kept(room)
    yield from reach.describe_values(catalogue, texts, report)
    yield from reach.describe_caveats(catalogue, texts, report)


def list_paper_caveats(room: Room) -> Iterator[str]:
    """The same for paper, which leaves out what was mended in the timetable's file and columns that were not used:
    both are told where the file is read in.
    """
    texts, report = room.texts, find_kept(room)
    left_out = {*reach.describe_notes(texts, report), *(describe_ignored(texts, *one) for one in report.ignored)}
    yield from (caveat for caveat in list_caveats(room) if caveat not in left_out)


def tabulate_ways(room: Room) -> Iterator[Table]:
    """The tables of what the road map gave."""
    report = find_kept(room)
    yield from roads.tabulate_drives(room.desk.catalogue, room.texts, report)
    yield from roads.tabulate_stretches(room.desk.catalogue, room.texts, report)
    yield roads.tabulate_cycling(room.desk.catalogue, room.texts, report)


def open_reach(room: Room) -> str:
    return room.open_page(f"plats/{room.place.code}/resor/?skift=1")


def run_reach(room: Room) -> str:
    return room.run(partial(reaching.run_reach, **NOTHING_ASKED), room.place.code, None, "shifts", False)


def list_strings(data: object) -> Iterator[str]:
    """Every text of plain data."""
    if isinstance(data, str):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from list_strings(part)


def load_reach(room: Room) -> str:
    command = partial(reaching.run_reach, **NOTHING_ASKED)
    return "\n".join(list_strings(room.load(command, room.place.code, None, "shifts", False)))


NOTHING_ASKED: dict[str, Any] = {
    **dict.fromkeys((*reaching.BESIDES, "sites", "map", "template")),
    **dict.fromkeys(("timetable", "limit"), ()),
    **dict.fromkeys(("cycle", "demo"), False),
}
"""What the command is given where nothing is."""
READ_REACH: dict[str, Callable[[Room], str]] = {"page": open_reach, "terminal": run_reach}


def offer_reach(name: str, table: str) -> Subject:
    """A file of a report of reach, by its name in addresses and in the report."""
    return Subject(
        tables=tabulate_ways,
        faces={},
        whole=lambda room: reach.FILES[table](room.desk.catalogue, room.texts, find_kept(room)),
        data={"CSV": lambda room: room.read_csv(f"plats/{room.place.code}/resor/{name}.csv")},
    )


def compose_reach_motion(room: Room, grounds: str) -> str:
    """A motion that rests on what was reckoned, as it is read on a page."""
    demand = next(one for one in room.desk.catalogue.demands.values() if one.grounds == grounds)
    document = compose_brief(room.desk, room.place, demand, room.lang, DAY)
    return "\n".join(text for block in unfold(document.blocks) for text in list_strings(msgspec.to_builtins(block)))


REACH = {
    "shifts": Subject(
        tables=lambda room: (shifts.tabulate_shifts(room.desk.catalogue, room.texts, find_kept(room)),),
        faces=READ_REACH,
        caveats=list_caveats,
    ),
    "reach as data": Subject(tables=lambda _: (), faces={"JSON": load_reach}, caveats=list_caveats),
    "localities of a shift": Subject(
        tables=lambda room: (
            tabulate_localities(room.desk.catalogue, room.texts, find_kept(room), find_kept(room).turns[0]),
        ),
        faces={"page": open_reach},
    ),
    "departures": Subject(
        tables=lambda _: (),
        faces={**READ_REACH, "JSON": load_reach},
        caveats=lambda room: describe_departures(room.texts, find_kept(room), find_kept(room).turns[0]),
    ),
    "roads and cycling": Subject(
        tables=tabulate_ways,
        faces=READ_REACH,
        caveats=lambda room: roads_sentences.describe_roads(room.desk.catalogue, room.texts, find_kept(room)),
    ),
    "reach in the fact sheet": Subject(
        tables=lambda room: (shifts.tabulate_hardest_shifts(room.desk.catalogue, room.texts, find_kept(room)),),
        faces={kind: partial(brief, kind=kind) for kind in ("html", "docx", "pdf")},
        caveats=list_paper_caveats,
    ),
    **{
        f"file of {table}": offer_reach(name, table)
        for name, table in (
            ("skift", "shifts"),
            ("orter", "localities"),
            ("turer", "departures"),
            ("vagar", "roads"),
            ("sista-kilometerna", "last-kilometres"),
            ("cykel", "cycling"),
        )
    },
    "hospitals": Subject(
        tables=lambda room: (tabulate_hospitals(room.texts, list_hospitals(room.desk)),),
        faces={
            "page": lambda room: room.open_page("sjukhus/"),
            "terminal": lambda room: room.run(hospitals.run_hospitals, None, None, None, "", False, None),
        },
        whole=lambda room: tabulate_hospitals(room.texts, list_hospitals(room.desk)),
        data={
            "CSV": lambda room: room.read_csv("sjukhus.csv"),
            "JSON": lambda room: room.load(hospitals.run_hospitals, None, None, None, "", False, None),
        },
    ),
}


def drop_stamp(rows: Records) -> Records:
    """The rows of a file without the day and the address that only files tell."""
    return [{key: value for key, value in row.items() if key not in ("made", "address")} for row in rows if row["made"]]


def tabulate_links(room: Room) -> Table:
    """The links of the chain."""
    view = show_chain(room.desk, room.place)
    return tabulate_chain(room.desk.catalogue, room.texts, view, find_model(room.desk))


SUBJECTS = REACH | {
    "place": Subject(
        tables=tabulate_place,
        faces={
            "page": lambda room: room.open_page(f"plats/{room.place.code}/siffror/"),
            "terminal": lambda room: room.run(places.place, room.place.code, False, None),
        },
        whole=lambda room: tabulate_picture(room.desk.catalogue, room.texts, show_place(room.desk, room.place).picture),
        data={"CSV": lambda room: room.read_csv(f"plats/{room.place.code}/tabell.csv")},
    ),
    "comparison": Subject(
        tables=lambda room: compose_comparison(room.desk.catalogue, room.texts, compare_two(room)),
        faces={
            "page": lambda room: room.open_page(f"jamfor/?plats={room.place.code}&plats={OTHER}"),
            "terminal": lambda room: room.run(comparing.compare_places, (room.place.code, OTHER)),
        },
        whole=lambda room: tabulate_comparison(room.desk.catalogue, room.texts, compare_two(room)),
        data={
            "CSV": lambda room: room.read_csv(f"jamfor.csv?plats={room.place.code}&plats={OTHER}"),
            "JSON": lambda room: room.load(comparing.compare_places, (room.place.code, OTHER)),
        },
    ),
    "measures beside": Subject(
        tables=lambda room: (
            tabulate_beside(room.desk.catalogue, room.texts, set_beside(room)),
            tabulate_measures_beside(room.desk.catalogue, room.texts, set_beside(room)),
        ),
        faces={
            "page": lambda room: room.open_page(f"jamfor/?plats={room.place.code},{OTHER}&matt={','.join(BESIDE)}"),
            "terminal": lambda room: room.run(comparing.compare_places, (room.place.code, OTHER), BESIDE),
        },
        whole=lambda room: tabulate_beside(room.desk.catalogue, room.texts, set_beside(room)),
        data={
            "CSV": lambda room: drop_stamp(
                room.read_csv(f"jamfor.csv?plats={room.place.code},{OTHER}&matt={','.join(BESIDE)}")
            ),
            "JSON": lambda room: room.load(comparing.compare_places, (room.place.code, OTHER), BESIDE),
        },
    ),
    "similar places": Subject(
        tables=lambda room: (
            tabulate_peers(room.desk.catalogue, room.texts, show_likeness(room.desk, room.place)),
            tabulate_features(room.desk.catalogue, room.texts, show_likeness(room.desk, room.place)),
        ),
        faces={
            "page": lambda room: room.open_page(f"plats/{room.place.code}/liknande/"),
            "terminal": lambda room: room.run(partial(comparing.compare_places, similar=True), (room.place.code,)),
        },
        whole=lambda room: tabulate_peers(room.desk.catalogue, room.texts, show_likeness(room.desk, room.place)),
        data={
            "CSV": lambda room: room.read_csv(f"plats/{room.place.code}/liknande.csv"),
            "JSON": lambda room: room.load(partial(comparing.compare_places, similar=True), (room.place.code,))[
                "similar"
            ],
        },
    ),
    "goal": Subject(
        tables=lambda room: (tabulate_goal(room.desk.catalogue, room.texts, room.place, find_view(room)),),
        faces={
            "page": lambda room: room.open_page(f"plats/{room.place.code}/mal/{GOAL}/"),
            "terminal": lambda room: room.run(handbook.goals, room.place.code, GOAL, None),
        },
        whole=lambda room: tabulate_goal(room.desk.catalogue, room.texts, room.place, find_view(room)),
        data={
            "CSV": lambda room: room.read_csv(f"plats/{room.place.code}/mal/{GOAL}.csv"),
            "JSON": lambda room: [
                {key: cell for key, cell in figure.items() if key != "id"}
                for figure in room.load(handbook.goals, room.place.code, GOAL, None)["goals"][0]["indicators"]
            ],
        },
    ),
    "fact sheet": Subject(
        tables=tabulate_brief, faces={kind: partial(brief, kind=kind) for kind in ("html", "docx", "pdf")}
    ),
    "chain": Subject(
        tables=lambda room: list_tables(
            compose_chain(room.desk.catalogue, room.texts, show_chain(room.desk, room.place), find_model(room.desk))
        ),
        faces={
            "page": lambda room: room.open_page(f"plats/{room.place.code}/kedjan/"),
            "terminal": lambda room: room.run(chain.chain, room.place.code, None, False, ""),
        },
        whole=tabulate_links,
        data={
            "CSV": lambda room: room.read_csv(f"plats/{room.place.code}/kedjan.csv"),
            "JSON": lambda room: room.load(chain.chain, room.place.code, None, False, "")["links"],
        },
    ),
    "chain on a sheet": Subject(
        tables=lambda room: (tabulate_links(room),),
        faces={kind: partial(sheet, kind=kind) for kind in ("html", "docx", "pdf")},
    ),
    "equalisation": Subject(
        tables=tabulate_equalisation,
        faces={
            "page": lambda room: room.open_page(f"plats/{room.place.code}/utjamning/"),
            "terminal": lambda room: room.run(finance.equalise_place, room.place.code, None, None),
        },
        whole=lambda room: equalisation_data.tabulate_results(room.texts, equalise(room.desk, room.place)),
        data={"CSV": lambda room: room.read_csv(f"plats/{room.place.code}/utjamning.csv")},
    ),
    "backtests": Subject(
        tables=lambda room: list_tables(compose_backtests(room.desk.catalogue, room.texts, backtest(room.desk, None))),
        faces={
            "page": lambda room: room.open_page("modellprov/"),
            "terminal": lambda room: room.run(backtesting.run_backtest, None, FEW, 1, None),
        },
        whole=lambda room: backtests.tabulate_results(room.desk.catalogue, backtest(room.desk, None)),
        data={"CSV": lambda room: room.read_csv("modellprov.csv")},
    ),
    "sources": Subject(
        tables=lambda room: (tabulate_sources(room.desk.catalogue, room.texts),),
        faces={"terminal": lambda room: room.run(handbook.sources, False, None)},
        whole=lambda room: tabulate_sources(room.desk.catalogue, room.texts),
        data={
            "CSV": lambda room: room.read_csv("kallor.csv"),
            "JSON": lambda room: room.load(handbook.sources, False, None),
        },
    ),
    "figure_changes": Subject(
        tables=lambda room: (tabulate_changes(room.desk.catalogue, room.texts),),
        faces={
            "page": lambda room: room.open_page("kallor/"),
            "terminal": lambda room: room.run(handbook.sources, True, None),
        },
        whole=lambda room: tabulate_changes(room.desk.catalogue, room.texts),
        data={
            "CSV": lambda room: room.read_csv("andringar.csv"),
            "JSON": lambda room: room.load(handbook.sources, True, None),
        },
    ),
}


@pytest.fixture(scope="module", autouse=True)
def _reach_is_kept(desk: Desk) -> Iterator[None]:
    """A report of reach for each place, as long as this file runs."""
    for code in PLACES:
        desk.reach.save(make_kept(desk, code))
    yield
    for code in PLACES:
        desk.reach.forget(code)


@pytest.fixture(params=[(code, lang) for code in PLACES for lang in LANGS], ids="-".join)
def room(request: pytest.FixtureRequest, desk: Desk, client: Client, capsys: pytest.CaptureFixture[str]) -> Room:
    """Each place in each language."""
    code, lang = request.param
    return Room(desk, client, capsys, lang, desk.catalogue.places.by_code[code])


ANYWHERE = ("backtests", "figure_changes", "hospitals", "sources")
"""Subjects that know no place: `tables`, `faces` and `data` take nothing of the room but its language."""


SAID_ALONE = ("departures", "reach as data")
"""Subjects of caveats alone, whose tables are another's."""


def list_cases(names: Sequence[str]) -> list[ParameterSet]:
    """Every subject at each place in each language; one that knows no place at the first of them alone."""
    return [
        pytest.param((code, lang), name, id=f"{code}-{lang}-{name}")
        for code in PLACES
        for lang in LANGS
        for name in names
        if code == PLACES[0] or name not in ANYWHERE
    ]


@pytest.mark.parametrize(
    ("room", "name"), list_cases([name for name, subject in SUBJECTS.items() if subject.faces]), indirect=["room"]
)
def test_every_row_and_every_caveat_stands_on_every_face(room: Room, name: str) -> None:
    subject = SUBJECTS[name]
    tables, caveats = tuple(subject.tables(room)), tuple(subject.caveats(room))
    assert any(words(table).texts for table in tables) != (name in SAID_ALONE)
    assert tables or caveats
    for face, speak in subject.faces.items():
        assert list(list_missing(tables, speak(room), caveats)) == [], face


@pytest.mark.parametrize(
    ("room", "name"), list_cases([name for name, subject in SUBJECTS.items() if subject.data]), indirect=["room"]
)
def test_every_file_holds_the_records_of_the_table(room: Room, name: str) -> None:
    subject = SUBJECTS[name]
    assert subject.whole is not None
    records = even_out([dict(row) for row in list_records(subject.whole(room))])
    for face, read in (subject.data or {}).items():
        assert even_out(read(room)) == records, face


def test_every_figure_of_the_fact_sheet_is_read_as_on_the_page_of_the_place(room: Room) -> None:
    picture = tabulate_picture(room.desk.catalogue, room.texts, show_place(room.desk, room.place).picture)
    shown = set(words(picture).texts)
    known = {row[0] for row in shown}
    figures = next(iter(tabulate_brief(room)))
    told = [row for row in words(figures).texts if row[0] in known]
    assert len(told) > 5
    assert [row for row in told if row not in shown] == []


def test_every_note_of_a_place_stands_in_its_json(room: Room) -> None:
    said = room.run(places.place, room.place.code, False, None, as_json=True)
    for table in tabulate_place(room):
        for record in list_records(table):
            facts = (record.get("period"), record.get("blank"), record.get("note"), record.get("definition"))
            assert [fact for fact in facts if fact and json.dumps(fact, ensure_ascii=False) not in said] == []
            publishers = str(record.get("publisher") or "").split(", ")
            assert [name for name in publishers if name not in said] == []


def test_a_face_that_drops_a_caveat_is_found(room: Room) -> None:
    tables = tuple(tabulate_place(room))
    note = next(note for table in tables for note in table.notes)
    said = SUBJECTS["place"].faces["page"](room)
    assert list(list_missing(tables, squeeze(said).replace(squeeze(note), ""))) != []


MUNICIPAL_GROUNDS = ("site_roads", "cycling")
"""What no motion to a region rests on."""


@pytest.mark.parametrize("grounds", ["shifts", "site_roads", "cycling", "training", "surgery", "stations"])
def test_a_motion_on_what_was_reckoned_says_what_is_not_in_it(room: Room, grounds: str) -> None:
    texts, report = room.texts, find_kept(room)
    if grounds in MUNICIPAL_GROUNDS and room.place.kind is PlaceKind.REGION:
        with pytest.raises(BadInputError):
            compose_reach_motion(room, grounds)
        return
    said = compose_reach_motion(room, grounds)
    wanted = [
        *reach.describe_missing_people(texts, report),
        *reach.describe_outside(room.desk.catalogue, texts, report),
        *(
            [*reach.describe_rides(texts, report), *reach.describe_missing_rides(texts, report)]
            if grounds in ("shifts", "training")
            else roads_sentences.describe_road_notes(texts, report)
        ),
    ]
    assert len(wanted) > 5
    assert list(list_missing((), said, wanted)) == []


def test_a_face_that_drops_a_caveat_outside_the_tables_is_found(room: Room) -> None:
    caveats = tuple(list_caveats(room))
    said = open_reach(room)
    assert list(list_missing((), said, caveats)) == []
    for caveat in caveats:
        assert list(list_missing((), squeeze(said).replace(squeeze(caveat), ""), caveats))
