"""Whether the figures hold together, in words: what breaks is told with the worst of it, and what is known with why."""

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.checks import Agreement, Excepted, Jump, Outside
from samspel.observations.checking import Agreed, Bounded, Breach, FigureReport, Jumped
from samspel.rendering.blocks import Heading, Paragraph
from samspel.rendering.table import Table, list_records, words
from samspel.reports.figure_checks import (
    compose_figure_checks,
    describe_figure_checks,
    render_figure_checks,
    tabulate_agreements,
    tabulate_bounds,
    tabulate_jumps,
)

REASONS = [Excepted(sv="Norrtälje räknas två gånger.", en="x"), Excepted(sv="Registret byttes.", en="y")]


@pytest.fixture
def report(catalogue: Catalogue) -> FigureReport:
    share, people = catalogue.indicators["jobs_industry_share"], catalogue.indicators["population"]
    worst = Breach(place=catalogue.places.by_code["2181"], year=2024, value=101.25, against=100.0)
    rule = Agreement(
        id="a", rule="sum", measures=["m"], excepted=[*REASONS, REASONS[0]], sv="Delarna är helheten", en="p"
    )
    agreements = (
        Agreed(agreement=rule, measure="m", compared=1200, broken=3, worst=worst, excepted=2),
        Agreed(agreement=rule, measure="n", compared=34, broken=0, worst=None, excepted=0),
    )
    outside = Outside(measures=["population"], sv="Får vara så.", en="may")
    bounds = (
        Bounded(indicator=share, compared=10, broken=1, worst=worst, outside=None),
        Bounded(indicator=people, compared=11, broken=2, worst=worst, outside=outside),
        Bounded(indicator=people, compared=12, broken=0, worst=None, outside=None),
    )
    noted = Jump(measure="population", year=2020, kind="method", sv="Mättes på annat sätt.", en="o")
    jumps = (
        Jumped(indicator=share, year=2019, before=10.0, after=20.0, noted=None),
        Jumped(indicator=people, year=2020, before=15_000.0, after=16_000.0, noted=noted),
    )
    return FigureReport(agreements=agreements, bounds=bounds, jumps=jumps, unsourced=("nowhere",))


def test_the_sum_counts_what_was_held_and_what_breaks_without_a_reason(
    catalogue: Catalogue, report: FigureReport
) -> None:
    assert report.failed == ("a", "jobs_industry_share", "nowhere")
    told = describe_figure_checks(catalogue.texts["sv"], report)
    assert told.startswith("1\u00a0267 värden är prövade mot varandra i 2 samband")
    assert "och 2 hopp" in told
    assert told.endswith("utan förklaring: 3.")


def test_an_agreement_tells_its_worst_and_each_reason_once_where_it_is_needed(
    catalogue: Catalogue, report: FigureReport
) -> None:
    rows = words(tabulate_agreements(catalogue.texts["sv"], report.agreements)).texts
    assert rows[0][0] == "Delarna är helheten"
    assert rows[0][2] == "1\u00a0200"
    assert rows[0][3].startswith("3")
    assert "mest Sandviken 2024: 101,25 mot 100" in rows[0][3]
    assert rows[0][-2:] == ("2", "Norrtälje räknas två gånger. Registret byttes.")
    assert rows[1][-2:] == ("0", "")
    assert "mest" not in rows[1][3]


def test_only_what_lies_outside_its_bounds_is_told_with_why_it_may(catalogue: Catalogue, report: FigureReport) -> None:
    texts = catalogue.texts["sv"]
    records = list_records(tabulate_bounds(texts, report.bounds))
    assert [(row["indicator"], row["outside"], row["why"]) for row in records] == [
        ("jobs_industry_share", 1, "Utan förklaring"),
        ("population", 2, "Får vara så."),
    ]


def test_a_jump_stands_with_the_value_before_and_after_in_its_unit(catalogue: Catalogue, report: FigureReport) -> None:
    share, people = words(tabulate_jumps(catalogue.texts["sv"], report.jumps)).texts
    assert share[1:] == ("2019", "10,0\u00a0%", "20,0\u00a0%", "Utan förklaring")
    assert people[1:] == ("2020", "15\u00a0000", "16\u00a0000", "Mättes på annat sätt.")


def test_all_of_it_is_told_to_people_and_machines(catalogue: Catalogue, report: FigureReport) -> None:
    texts = catalogue.texts["sv"]
    heading, said, *tables = compose_figure_checks(texts, report)
    assert isinstance(heading, Heading)
    assert said == Paragraph(describe_figure_checks(texts, report))
    assert [table.name for table in tables if isinstance(table, Table)] == [
        "figure-agreements",
        "figure-bounds",
        "figure-jumps",
    ]
    plain = render_figure_checks(texts, report)
    assert plain["failed"] == list(report.failed)
    assert [len(plain[name]) for name in ("agreements", "bounds", "jumps")] == [2, 2, 2]
