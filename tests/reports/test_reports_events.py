"""What happens, in a sentence."""

from samspel.catalogue.loading import Catalogue
from samspel.reports.events import describe_event
from samspel.scenarios.shocks import Shock


def test_a_notice_tells_how_many_go_in_all_and_not_each_year(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    told = describe_event(texts, Shock(kind="notice", year=2027, until=2029, jobs=400.0))
    assert "2027–2029: sammanlagt 400 jobb" in told
    assert "varje år" not in told
    assert "sammanlagt" not in describe_event(texts, Shock(kind="notice", year=2027, jobs=400.0))
