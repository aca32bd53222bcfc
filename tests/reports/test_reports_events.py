"""What happens, in a sentence."""

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.reports.events import describe_event
from samspel.scenarios.shocks import Shock


def test_a_notice_tells_how_many_go_in_all_and_not_each_year(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    told = describe_event(texts, Shock(kind="notice", year=2027, until=2029, jobs=400.0))
    assert "2027–2029: varsel om sammanlagt 400 jobb" in told
    assert "varje år" not in told
    assert "sammanlagt" not in describe_event(texts, Shock(kind="notice", year=2027, jobs=400.0))


@pytest.mark.parametrize("until", [None, 2029])
def test_a_notice_is_told_as_a_notice_and_not_as_jobs_that_are_gone(catalogue: Catalogue, until: int | None) -> None:
    shock = Shock(kind="notice", year=2027, until=until, jobs=400.0)
    swedish, english = (describe_event(catalogue.texts[lang], shock) for lang in ("sv", "en"))
    assert "varsel om" in swedish
    assert "försvinner" not in swedish
    assert "notice of" in english
    assert " go " not in english
