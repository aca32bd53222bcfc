"""A running workspace sees a report of reach that has come or gone since it started."""

import pytest
from django.test import Client

from made_reach import make_bare_report
from samspel.app.desk import Desk
from samspel.reach.report import LocalValue, ReachReport

PAGE = "/plats/2181/krav/shift-transit/"


@pytest.fixture
def report() -> ReachReport:
    value = LocalValue(
        indicator="shift_reach_share",
        value=23.4,
        basis="measured",
        source="own-timetable",
        file="lanet.zip",
        publisher="X-trafik",
    )
    return make_bare_report(value)


def test_a_new_report_changes_the_page_and_so_does_its_removal(
    client: Client, desk: Desk, report: ReachReport, no_answers: None
) -> None:
    def read() -> str:
        page = client.get(PAGE)
        assert page.status_code == 200
        return page.content.decode().replace("\u00a0", " ")

    assert "23,4 %" not in read()
    path = desk.reach.save(report)
    try:
        told = read()
    finally:
        path.unlink()
    assert "23,4 %" in told
    assert "X-trafik" in told
    assert "23,4 %" not in read()
