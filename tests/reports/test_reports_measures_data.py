"""A measure for machines says what it is, where it comes from, and how fresh it is."""

from datetime import date

from samspel.app.courses import find_origins
from samspel.app.desk import Desk
from samspel.app.fetching import list_known
from samspel.app.measures import describe_span, find_measure
from samspel.catalogue.fetching import load_fetching
from samspel.reports.measures_data import render_measure
from samspel.store.live.records import Known
from samspel.store.live.states import ServiceState


def test_a_measure_says_when_its_source_was_fetched_and_will_be(still_desk: Desk) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["en"]
    measured = find_measure(still_desk, "en", "long_term_unemployment")
    listed, origins = describe_span(still_desk, measured), find_origins(still_desk, measured)
    service = load_fetching(catalogue)["kolada"].service
    fetched = Known(
        service=service,
        state=ServiceState(tried="2026-11-28T12:00:00+00:00"),
        measures=2,
        renewed=1,
        days=("2026-11-28", "2026-11-28"),
        newest=2025,
        next_due=date(2026, 12, 28),
    )
    never = render_measure(catalogue, texts, listed, origins, list_known(still_desk))["told"]
    told = render_measure(catalogue, texts, listed, origins, (fetched,))["told"]
    assert isinstance(told, list)
    assert told[:-1] == never
    assert "28 November 2026" in told[-1]
    assert "28 December 2026" in told[-1]
