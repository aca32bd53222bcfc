"""What is said of sources that can be fetched, of a plan and of an update."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from samspel.catalogue.fetching import Wanted, load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Service
from samspel.rendering.blocks import Bullets, Paragraph
from samspel.rendering.table import list_records, words
from samspel.reports.updating import compose_plan, compose_update, describe_freshness, tabulate_plan, tabulate_services
from samspel.sources.live.errors import ChangedError, FetchError
from samspel.store.live.records import Known, Planned, Renewed, ServiceReport, Stopped
from samspel.store.live.states import ServiceState, make_fault


@pytest.fixture
def service(catalogue: Catalogue) -> Service:
    return load_fetching(catalogue)["kolada"].service


def make_known(service: Service, state: ServiceState, days: tuple[str, str] | None = None) -> Known:
    return Known(
        service=service, state=state, measures=359, renewed=350, days=days, newest=2025, next_due=date(2026, 12, 30)
    )


def make_plan(service: Service, **changed: Any) -> Planned:
    due = (Wanted("kolada", "N1"),)
    plan = Planned(service=service, measures=359, due=due, calls=733, seconds=733.0, left=None, lacks_key=False)
    return replace(plan, **changed)


def test_a_source_says_when_it_was_fetched_and_when_next(catalogue: Catalogue, service: Service) -> None:
    texts = catalogue.texts["sv"]
    known = make_known(service, ServiceState(tried="2026-11-30T12:00:00+00:00"), ("2026-11-28", "2026-11-30"))
    table = tabulate_services(catalogue, texts, (known,))
    (row,) = words(table).texts
    assert "28 november 2026 – 30 november 2026" in row
    assert "30 december 2026" in row
    assert "2025" in row
    (record,) = list_records(table)
    assert (record["fetched"], record["next"], record["tried"]) == ("2026-11-30", "2026-12-30", "2026-11-30")


def test_the_last_fault_is_told_in_words_and_kept_as_a_code_in_files(catalogue: Catalogue, service: Service) -> None:
    texts = catalogue.texts["sv"]
    error = FetchError("fetch_down", address=service.address, status=503)
    table = tabulate_services(catalogue, texts, (make_known(service, ServiceState(failed=make_fault(error))),))
    assert any("503" in cell for cell in words(table).texts[0])
    assert list_records(table)[0]["failure"] == "fetch_down"


def test_a_plan_tells_what_hinders_it(catalogue: Catalogue, service: Service) -> None:
    texts = catalogue.texts["sv"]
    keyed = msgspec.structs.replace(service, key="SAMSPEL_KEY")
    plans = (
        make_plan(service),
        make_plan(keyed, lacks_key=True),
        make_plan(service, left=3),
        make_plan(service, seconds=9.0),
    )
    rows = words(tabulate_plan(catalogue, texts, plans)).texts
    assert [row[-1] for row in rows] == ["–", "nyckeln SAMSPEL_KEY saknas", "3 anrop kvar den här månaden", "–"]
    assert [row[-2] for row in rows] == ["12 min", "12 min", "12 min", "9 s"]
    empty = tuple(compose_plan(catalogue, texts, (make_plan(service, due=()),)))
    assert isinstance(empty[-1], Paragraph)


def test_an_update_names_what_was_left_as_it_was(catalogue: Catalogue, service: Service) -> None:
    texts = catalogue.texts["en"]
    error = ChangedError("fetch_changed", subject="N00090", found="9 of 290", expected="90%")
    report = ServiceReport(
        service=service,
        due=2,
        renewed=[Renewed("kolada", "N00205", 290, 3, 1)],
        stopped=[Stopped("kolada", "N00090", error)],
        failed=FetchError("fetch_cut", address="https://api.kolada.se"),
    )
    blocks = tuple(compose_update(catalogue, texts, (report,)))
    told = [line for block in blocks if isinstance(block, Bullets) for line in block.items]
    assert len(told) == 2
    assert "cut off" in str(told[0])
    assert "9 of 290" in str(told[1])
    assert tuple(compose_update(catalogue, texts, (ServiceReport(service=service, due=0),))) == (
        Paragraph(texts("update.nothing")),
    )


def test_a_figure_says_when_its_source_was_fetched_will_be_and_how_it_failed(
    catalogue: Catalogue, service: Service
) -> None:
    texts, days = catalogue.texts["sv"], ("2026-11-28", "2026-11-30")
    known = make_known(service, ServiceState(tried="2026-11-30T12:00:00+00:00"), days)
    told = describe_freshness(catalogue, texts, (known,), service.source)
    assert "28 november 2026 – 30 november 2026" in told
    assert "nästa hämtning 30 december 2026" in told
    assert "försöket" not in told
    error = FetchError("fetch_down", address=service.address, status=503)
    failed = make_known(service, ServiceState(tried="2026-11-30T12:00:00+00:00", failed=make_fault(error)), days)
    assert "503" in describe_freshness(catalogue, texts, (failed,), service.source)
    assert describe_freshness(catalogue, texts, (make_known(service, ServiceState()),), service.source) == ""
    assert describe_freshness(catalogue, texts, (known,), "skr") == ""
