"""What a report's tables say stands on every face that shows them: each row entire with year, basis and publisher, each
note of a cell, and each caveat under the table.

A subject is its tables and its faces. A face is asked for what it says, and holds every row and note of the tables that
it shows; a face of data (CSV, JSON) holds their records. To add a subject: one entry in SUBJECTS.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from rich.console import Console

from contracts.renew_golden import read_docx
from samspel.app.backtesting import backtest
from samspel.app.briefing import Format, compose_brief, render
from samspel.app.desk import Desk
from samspel.app.equalising import equalise
from samspel.app.finding import find_goal
from samspel.app.goals import show_goals
from samspel.app.places import compare, show_place
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.cli import backtesting, finance, handbook, places
from samspel.cli.framing import Session
from samspel.needs.goals import GoalView
from samspel.observations.picture import SideBySide
from samspel.rendering.blocks import Block, unfold
from samspel.rendering.table import Table, list_records, words
from samspel.reports import backtests, equalisation, equalisation_data
from samspel.reports.backtests import compose_backtests
from samspel.reports.comparison import compose_comparison, tabulate_comparison
from samspel.reports.goals import tabulate_goal
from samspel.reports.interdependence import tabulate_interdependence
from samspel.reports.place import tabulate_picture, tabulate_section, tabulate_sites
from samspel.reports.sources import tabulate_sources
from samspel.terms.place import Place

DAY = date(2026, 11, 22)
PLACES = ("2181", "1280", "21")
OTHER = "1488"
GOAL = "lifelong-learning"
LANGS: tuple[Lang, ...] = ("sv", "en")
BETWEEN = re.compile(r"[\s\u00ad\-‐│┃|()•]+")
TAG = re.compile(r"<(style|svg|script)\b.*?</\1>|<[^>]+>", re.DOTALL)
Records = list[dict[str, object]]


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
        page = self.client.get(f"{'' if self.lang == 'sv' else '/en'}/{address}")
        assert page.status_code == 200, address
        return unescape(TAG.sub(" ", page.content.decode()))

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
    """The tables of a report; faces that read, by name, and faces of data, which hold the records of `whole`."""

    tables: Callable[[Room], Tables]
    faces: dict[str, Callable[[Room], str]]
    whole: Callable[[Room], Table] | None = None
    data: dict[str, Callable[[Room], Records]] | None = None


def squeeze(text: str) -> str:
    """The text without blanks, borders of tables and hyphens, which faces set differently."""
    return BETWEEN.sub("", text)


def list_missing(tables: Tables, said: str) -> Iterator[str]:
    """Rows and notes of the tables that a face does not say."""
    squeezed = squeeze(said)
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
    if portrait.interdependence is not None:
        yield tabulate_interdependence(catalogue, room.texts, portrait.interdependence)


def compare_two(room: Room) -> SideBySide:
    return compare(room.desk, [room.place, room.desk.catalogue.places.by_code[OTHER]])


def find_view(room: Room) -> GoalView:
    return show_goals(room.desk, room.place, [find_goal(room.desk.catalogue, GOAL)])[0]


def brief(room: Room, kind: Format) -> str:
    """What the fact sheet says in a kind of file."""
    (data,) = render(compose_brief(room.desk, room.place, None, room.lang, DAY), (kind,)).values()
    match kind:
        case "pdf":
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
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
    yield from list_tables(equalisation.compose_ages(room.desk.catalogue, room.texts, measured))


SUBJECTS = {
    "place": Subject(
        tables=tabulate_place,
        faces={
            "page": lambda room: room.open_page(f"plats/{room.place.code}/"),
            "terminal": lambda room: room.run(places.place, room.place.code, None),
        },
        whole=lambda room: tabulate_picture(room.desk.catalogue, room.texts, show_place(room.desk, room.place).picture),
        data={"CSV": lambda room: room.read_csv(f"plats/{room.place.code}/tabell.csv")},
    ),
    "comparison": Subject(
        tables=lambda room: compose_comparison(room.desk.catalogue, room.texts, compare_two(room)),
        faces={
            "page": lambda room: room.open_page(f"jamfor/?plats={room.place.code}&plats={OTHER}"),
            "terminal": lambda room: room.run(places.compare_places, (room.place.code, OTHER), None),
        },
        whole=lambda room: tabulate_comparison(room.desk.catalogue, room.texts, compare_two(room)),
        data={
            "CSV": lambda room: room.read_csv(f"jamfor.csv?plats={room.place.code}&plats={OTHER}"),
            "JSON": lambda room: room.load(places.compare_places, (room.place.code, OTHER), None),
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
        tables=tabulate_brief,
        faces={kind: partial(brief, kind=kind) for kind in ("html", "docx", "pdf")},
    ),
    "equalisation": Subject(
        tables=tabulate_equalisation,
        faces={
            "page": lambda room: room.open_page(f"plats/{room.place.code}/utjamning/"),
            "terminal": lambda room: room.run(finance.equalise_place, room.place.code, None, None),
        },
        whole=lambda room: equalisation_data.tabulate_results(
            room.desk.catalogue, room.texts, equalise(room.desk, room.place)
        ),
        data={"CSV": lambda room: room.read_csv(f"plats/{room.place.code}/utjamning.csv")},
    ),
    "backtests": Subject(
        tables=lambda room: list_tables(compose_backtests(room.desk.catalogue, room.texts, backtest(room.desk, None))),
        faces={
            "page": lambda room: room.open_page("modellprov/"),
            "terminal": lambda room: room.run(backtesting.run_backtest, None, 1000, 1, None),
        },
        whole=lambda room: backtests.tabulate_results(room.desk.catalogue, backtest(room.desk, None)),
        data={"CSV": lambda room: room.read_csv("modellprov.csv")},
    ),
    "sources": Subject(
        tables=lambda room: (tabulate_sources(room.desk.catalogue, room.texts),),
        faces={"terminal": lambda room: room.run(handbook.sources, None)},
        whole=lambda room: tabulate_sources(room.desk.catalogue, room.texts),
        data={
            "CSV": lambda room: room.read_csv("kallor.csv"),
            "JSON": lambda room: room.load(handbook.sources, None),
        },
    ),
}


@pytest.fixture(params=[(code, lang) for code in PLACES for lang in LANGS], ids="-".join)
def room(request: pytest.FixtureRequest, desk: Desk, client: Client, capsys: pytest.CaptureFixture[str]) -> Room:
    """Each place in each language."""
    code, lang = request.param
    return Room(desk, client, capsys, lang, desk.catalogue.places.by_code[code])


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
def test_every_row_and_every_caveat_stands_on_every_face(room: Room, subject: Subject) -> None:
    tables = tuple(subject.tables(room))
    assert tables
    for face, speak in subject.faces.items():
        assert list(list_missing(tables, speak(room))) == [], face


@pytest.mark.parametrize("name", [name for name, subject in SUBJECTS.items() if subject.data])
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
    said = room.run(places.place, room.place.code, None, as_json=True)
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
    assert list(list_missing(tables, said.replace(note.split(":")[0], ""))) != []
