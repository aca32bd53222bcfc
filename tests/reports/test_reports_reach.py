"""The whole report in blocks: values, how it was made, what is missing, and nothing of what there is none of."""

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from made_reach import make_report, make_roads, make_turn
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.reach.report import Beside, KeptFeed, KeptPlace, ReachReport
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph, unfold
from samspel.rendering.data import render_table
from samspel.rendering.table import data
from samspel.reports.reach import (
    FILES,
    compose_how,
    compose_report,
    describe_missing,
    describe_no_value,
    describe_notes,
    describe_outside,
    describe_values,
    has_shift_value,
)


@pytest.fixture
def swedish(catalogue: Catalogue) -> Texts:
    return catalogue.texts["sv"]


@pytest.fixture
def report(catalogue: Catalogue) -> ReachReport:
    settings = {name: parameter.value for name, parameter in catalogue.parameters.items()}
    return make_report((make_turn("Dag", "07:00", "16:00", None),), settings, make_roads())


def read(blocks: Iterable[Block]) -> list[str]:
    """What the blocks say, apart from tables."""
    told: list[str] = []
    for block in unfold(blocks):
        match block:
            case Heading() | Paragraph():
                told.append(block.text)
            case Bullets():
                told += block.items
            case _:
                pass
    return told


def test_every_value_is_told_with_its_basis_and_those_of_a_part_alone_where_it_is_named(
    catalogue: Catalogue, swedish: Texts, report: ReachReport
) -> None:
    told = describe_values(catalogue, swedish, report)
    assert len(told) == len(report.values) == 3
    assert all("(mätt)" in one for one in told)
    assert describe_values(catalogue, swedish, report, ("training",)) == told[1:2]
    assert describe_values(catalogue, swedish, report, ("cycling",)) == []


def test_shifts_that_gave_no_value_say_why(catalogue: Catalogue, swedish: Texts, report: ReachReport) -> None:
    assert has_shift_value(catalogue, report)
    assert describe_no_value(catalogue, swedish, report) == []
    without = replace(report, values=report.values[1:])
    assert len(describe_no_value(catalogue, swedish, without)) == 1
    assert describe_no_value(catalogue, swedish, replace(without, turns=())) == []


def make_feed(*notes: tuple[str, int | str], file: str = "x.zip") -> KeptFeed:
    return KeptFeed(file=file, publisher="", version="", digest="0", notes=notes)


def test_a_note_of_none_is_not_told(swedish: Texts, report: ReachReport) -> None:
    feed = make_feed(("timetable.note.short_trips", 0), ("timetable.note.short_trips", 2))
    assert describe_notes(swedish, replace(report, feeds=(feed,))) == [swedish("timetable.note.short_trips", count="2")]
    none = replace(report, feeds=(make_feed(("timetable.note.short_trips", 0)),))
    assert describe_notes(swedish, none) == []
    assert swedish("reach.report.feed_notes") not in read(compose_how(swedish, none))


def test_of_several_files_each_note_names_its_own(swedish: Texts, report: ReachReport) -> None:
    feeds = tuple(make_feed(("timetable.note.short_trips", 1), file=name) for name in ("a.zip", "b.zip"))
    told = describe_notes(swedish, replace(report, feeds=feeds))
    assert [one.split(":")[0] for one in told] == ["a.zip", "b.zip"]


def test_a_report_of_roads_alone_does_not_say_how_journeys_were_reckoned(swedish: Texts, report: ReachReport) -> None:
    roads_only = replace(report, feeds=(), turns=(), week=(), outside_localities=None)
    assert read(compose_how(swedish, roads_only)) == []
    assert any("Inställda" in one for one in read(compose_how(swedish, report)))


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"is_elsewhere": True}, "Ingen av orterna i listan ligger på den plats"),
        ({"sites_without_stop": (0,)}, "Bruket"),
        ({"housed": (40,)}, "40 av 120"),
        ({"outside_localities": 12.5}, "12,5"),
    ],
)
def test_what_is_missing_is_told(swedish: Texts, report: ReachReport, changed: dict[str, object], part: str) -> None:
    whole = replace(report, outside_localities=None)
    assert describe_missing(swedish, whole) == []
    (told,) = describe_missing(swedish, replace(whole, **changed))
    assert part in told


@pytest.mark.parametrize("kind", ["localities", "workplaces"])
def test_a_workplace_and_a_locality_outside_sweden_are_told_alike(
    catalogue: Catalogue, swedish: Texts, report: ReachReport, kind: str
) -> None:
    lost = KeptPlace(name="Bortom", latitude=16.8, longitude=60.6, people=1.0)
    moved = replace(report, **{kind: (lost, *getattr(report, kind)[1:])})
    (told,) = describe_outside(catalogue, swedish, moved)
    assert "Bortom" in told
    assert "bytt plats" in told
    assert read(compose_report(catalogue, swedish, moved))[0] == told
    assert describe_outside(catalogue, swedish, report) == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_table_becomes_a_file_also_without_rows(catalogue: Catalogue, report: ReachReport, lang: Lang) -> None:
    way = Beside(kind="cycle", people=(0.4, 0.7), employees=None, gained=(20.0, 31.4))
    report = replace(report, turns=(replace(report.turns[0], beside=(way,)),))
    empty = replace(report, turns=(), roads=None)
    for name, tabulate in FILES.items():
        full, bare = (data(tabulate(catalogue, catalogue.texts[lang], one)) for one in (report, empty))
        assert full.name == name
        assert full.rows, name
        assert bare.rows == ()
        assert bare.columns == full.columns
        assert all(render_table(bare, kind) for kind in ("csv", "xlsx", "parquet"))
