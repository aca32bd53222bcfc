"""Ways beside the bus in sentences and as a table."""

import pytest
from msgspec.structs import replace

from made_reach import make_report, make_turn
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.reach.report import Beside, OrderedLine, ReachReport
from samspel.rendering.blocks import Paragraph
from samspel.rendering.table import Table, list_records
from samspel.reports.beside import compose_besides, describe_besides, explain_besides, tabulate_besides

CYCLE = Beside(kind="cycle", people=(0.4, 0.7), employees=None, gained=(20.0, 31.4))
ONE = Beside(kind="cycle_on", people=(0.3, 0.6), employees=None, gained=(0.0, 0.9))
NONE = Beside(kind="parking", people=(0.3, 0.6), employees=(0.5, 0.7), gained=(0.0, 0.2))


@pytest.fixture
def swedish(catalogue: Catalogue) -> Texts:
    return catalogue.texts["sv"]


def make(catalogue: Catalogue, *beside: Beside) -> ReachReport:
    settings = {name: parameter.value for name, parameter in catalogue.parameters.items()}
    turns = (replace(make_turn("Dag", "07:00", "16:00", None), beside=beside),)
    return make_report((*turns, make_turn("Natt", "22:00", "06:00", None)), settings, None)


def test_each_way_says_how_many_make_it_and_how_many_more(catalogue: Catalogue, swedish: Texts) -> None:
    report = make(catalogue, CYCLE, ONE, NONE)
    ends = "av orternas invånare klarar båda resorna på 60 minuter"
    assert describe_besides(swedish, report, report.turns[0]) == [
        f"Egen cykel till hållplatsen: 70 procent {ends}, omkring 31 fler än med buss och gång.",
        f"En andra cykel från hållplatsen vid arbetet: 60 procent {ends}, omkring en fler än med buss och gång.",
        f"Bil till pendlarparkering: ingen fler {ends}.",
    ]
    assert describe_besides(swedish, report, report.turns[1]) == []


def test_who_reads_has_those_that_help_and_files_have_all(catalogue: Catalogue, swedish: Texts) -> None:
    report = make(catalogue, CYCLE, ONE, NONE)
    rows = list_records(tabulate_besides(catalogue, swedish, report))
    assert [(row["shift"], row["way"], row["within_60"], row["gained_within_45"]) for row in rows] == [
        ("Dag", "cycle", 70.0, 20.0),
        ("Dag", "cycle_on", 60.0, 0.0),
        ("Dag", "parking", 70.0, 0.0),
    ]
    (table,) = compose_besides(catalogue, swedish, report)
    assert isinstance(table, Table)
    assert [row["way"] for row in list_records(table)] == ["cycle", "cycle_on"]
    assert swedish("reach.report.beside_left") in table.notes
    (whole,) = compose_besides(catalogue, swedish, make(catalogue, CYCLE))
    assert isinstance(whole, Table)
    assert swedish("reach.report.beside_left") not in whole.notes


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_ways_that_help_nobody_are_told_and_without_any_there_is_nothing(catalogue: Catalogue, lang: Lang) -> None:
    texts = catalogue.texts[lang]
    (told,) = compose_besides(catalogue, texts, make(catalogue, NONE))
    assert isinstance(told, Paragraph)
    assert told.text == texts("reach.report.beside_none")
    assert compose_besides(catalogue, texts, make(catalogue)) == ()
    assert explain_besides(texts, make(catalogue)) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (OrderedLine(line="5", minutes=0), "linje 5, när man ska åka."),
        (OrderedLine(line="5", minutes=90), "linje 5, minst 90 minuter före resan."),
        (OrderedLine(line="5", days=1), "linje 5, senast dagen före resan."),
        (OrderedLine(line="5", days=2), "linje 5, minst 2 dagar före resan."),
        (OrderedLine(line="5", days=2, by="09:00"), "linje 5, minst 2 dagar före resan, senast klockan 09.00."),
        (OrderedLine(line="5"), "linje 5, men tidtabellen säger inte hur långt före."),
    ],
)
def test_how_long_before_a_line_must_be_ordered(
    catalogue: Catalogue, swedish: Texts, line: OrderedLine, told: str
) -> None:
    report = replace(make(catalogue, replace(CYCLE, kind="ordered")), ordered=(line,))
    assert explain_besides(swedish, report)[-1] == f"Måste beställas: {told}"


def test_lines_with_one_rule_are_told_together(catalogue: Catalogue, swedish: Texts) -> None:
    lines = tuple(OrderedLine(line=name, minutes=minutes) for name, minutes in (("5", 60), ("6", 90), ("7", 60)))
    told = explain_besides(swedish, replace(make(catalogue, replace(CYCLE, kind="ordered")), ordered=lines))
    assert told[1:] == [
        "Måste beställas: linje 5 och linje 7, minst 60 minuter före resan.",
        "Måste beställas: linje 6, minst 90 minuter före resan.",
    ]
